package history

import "math"

// A Point is what is known of one update.
type Point struct {
	Step     int     // from 1
	Tokens   int     // scored in it
	Loss     float64 // nats/token, Σ NLL / Σ tokens of the update, before it
	GradNorm float64 // ‖g‖ over all parameters, before clipping
	Factor   float64 // what clipping multiplied g by; 1: not clipped
	Clip     float64 // θ; +Inf: off; NaN: not known, as of updates that are no longer whole
	LR       float64 // η, schedule included
	Epoch    float64 // passes over the text, this update included
	Millis   float64 // wall time in ms; 0 where it is not known (a run read from disk)
}

// Clipped says whether the update's gradient was shortened.
func (p Point) Clipped() bool { return p.Factor < 1 }

func (p *Point) step() int { return p.Step }

// A Valid is one validation: the whole held-out text read with the weights after Step.
type Valid struct {
	Step   int
	NLL    float64 // Σ, nats
	Tokens int
}

// Loss is nats/token; NaN of the zero Valid.
func (v Valid) Loss() float64 { return v.NLL / float64(v.Tokens) }

func (v *Valid) step() int { return v.Step }

// better says whether v's loss is a number and lower than w's, or w's is none.
func (v Valid) better(w Valid) bool {
	return !math.IsNaN(v.Loss()) && !(v.Loss() >= w.Loss())
}

// An Event is a setting that was changed by hand: from Step on (the next update) it is To.
type Event struct {
	Step     int
	Knob     string
	From, To float64
}

// A Row is what is written down of a step: its update and, where there was one, its validation. The point of
// step 0 is zero but for its step.
type Row struct {
	Point     Point
	Valid     Valid
	Validated bool
}
