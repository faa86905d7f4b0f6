package forecast

import (
	"unroll/core/heldout"
	"unroll/core/nn"
	"unroll/core/text"
)

// warmRows is how many examples before the first that counts are read, so that a state is warm.
const warmRows = 8 * heldout.Steps

// NewEvaluator prepares to read the held-out part of d with net, whose weights are those after step updates. What comes
// before it warms a state, the training part included; every held-out example is scored exactly once.
func NewEvaluator(net nn.Graph[float32], d *Data, step int) *heldout.Evaluator {
	return heldout.New(net, d.heldRows(net), step)
}

// NewValidation prepares to read the held-out part as a validation does: like NewEvaluator, or in windows if training reads windows
// from a state of 0.
func NewValidation(net nn.Graph[float32], d *Data, step int) heldout.Reading {
	if w := d.Windows; w.Kind != text.Carried && len(net.States(1)) > 0 {
		return heldout.NewWindows(net, d.heldRows(net), w.T, w.Stride(), step)
	}
	return NewEvaluator(net, d, step)
}

// heldRows are the examples whose answers are held out.
func (d *Data) heldRows(net nn.Graph[float32]) heldout.Rows {
	add := func(b *nn.Batch[float32], k int, inside, scored bool) {
		x := d.train + k
		if inside {
			b.Reals = d.addInput(b.Reals, x)
			b.RealTargets = append(b.RealTargets, d.answer(x))
		} else {
			for range d.Width() {
				b.Reals = append(b.Reals, 0)
			}
			b.RealTargets = append(b.RealTargets, 0)
		}
		b.Reset = append(b.Reset, x == 0)
		b.Scored = append(b.Scored, scored)
	}
	rows := heldout.Rows{N: d.ValidExamples(), Before: d.train, Add: add}
	if len(net.States(1)) > 0 {
		rows.Lead = warmRows
	}
	return rows
}
