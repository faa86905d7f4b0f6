package history

// A Point is what is known of one update.
type Point struct {
	Step     int     // from 1
	Tokens   int     // scored in it
	Loss     float64 // nats/token, Σ NLL / Σ tokens of the update, before it
	GradNorm float64 // ‖g‖ over all parameters, before clipping
	Factor   float64 // what clipping multiplied g by; 1: not clipped
	Clip     float64 // θ; +Inf: off
	LR       float64 // η, schedule included
	Epoch    float64 // passes over the text, this update included
	Millis   float64 // wall time in ms; 0 where it is not known (a run read from disk)
}

// Clipped says whether the update's gradient was shortened.
func (p Point) Clipped() bool { return p.Factor < 1 }

// A Valid is one validation: the whole held-out text read with the weights after Step.
type Valid struct {
	Step   int
	NLL    float64 // Σ, nats
	Tokens int
}

// Loss is nats/token.
func (v Valid) Loss() float64 { return v.NLL / float64(v.Tokens) }

// An Event is a setting that was changed by hand: from Step on (the next update) it is To.
type Event struct {
	Step     int
	Knob     string
	From, To float64
}

// A History only grows: its slices can be kept and read while the run goes on.
type History struct {
	Points []Point // one an update
	Valids []Valid
	Events []Event
	Saves  []int // steps at which the run was saved
	Tokens int64 // scored in all updates
}

// Share is h as it is now, safe to read for ever: appending to h never writes to what it shows.
func (h *History) Share() History {
	return History{
		Points: h.Points[:len(h.Points):len(h.Points)],
		Valids: h.Valids[:len(h.Valids):len(h.Valids)],
		Events: h.Events[:len(h.Events):len(h.Events)],
		Saves:  h.Saves[:len(h.Saves):len(h.Saves)],
		Tokens: h.Tokens,
	}
}

// ClipRate counts the clipped updates among the last n; of says how many there were to look at.
func (h History) ClipRate(n int) (clipped, of int) {
	last := h.Points[max(0, len(h.Points)-n):]
	for _, p := range last {
		if p.Clipped() {
			clipped++
		}
	}
	return clipped, len(last)
}
