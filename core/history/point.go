package history

import "math"

// A Point is what is known of one update.
type Point struct {
	Step     int     // from 1
	Tokens   int     // scored in it
	Loss     float64 // nats/token, Σ NLL / Σ tokens of the update, before it
	GradNorm float64 // ‖g‖ over all parameters, before clipping
	Factor   float64 // the factor by which clipping multiplied g; 1: not clipped
	Clip     float64 // θ; +Inf: off; NaN: not known, as for updates that are no longer whole
	LR       float64 // η, schedule included
	Epoch    float64 // epochs, including this update
	Millis   float64 // wall-clock time in ms; 0 if not known (a run read from disk)
}

// Clipped reports whether the update's gradient was clipped.
func (p Point) Clipped() bool { return p.Factor < 1 }

func (p *Point) step() int { return p.Step }

// A Valid is one validation: the whole held-out part read with the weights after Step.
type Valid struct {
	Step   int
	NLL    float64 // Σ, nats
	Tokens int
	// Right is how many of Tokens have the right class as the likeliest; 0 for a task that does not count them; NotCounted:
	// not known.
	Right int
}

// NotCounted is Valid.Right of a validation whose right rows are not known, although the task counts them: it was stored without.
const NotCounted = -1

// Loss is nats/token; NaN for the zero Valid.
func (v Valid) Loss() float64 { return v.NLL / float64(v.Tokens) }

// Accuracy is Right / Tokens; NaN if Right is not known. 0 for a task that does not count right rows.
func (v Valid) Accuracy() float64 {
	switch {
	case v.Right < 0:
		return math.NaN()
	case v.Right == 0:
		return 0
	}
	return float64(v.Right) / float64(v.Tokens)
}

func (v *Valid) step() int { return v.Step }

// better reports whether v's loss is a number and is lower than w's or w's is not a number.
func (v Valid) better(w Valid) bool {
	return !math.IsNaN(v.Loss()) && !(v.Loss() >= w.Loss())
}

// An Event is a change of a setting by hand: after Step, from the next update on, it is To.
type Event struct {
	Step     int
	Knob     string
	From, To float64
}

// A Row is what is stored for a step: its update and, if there was one, its validation. The point of step 0 is zero.
type Row struct {
	Point     Point
	Valid     Valid
	Validated bool
}
