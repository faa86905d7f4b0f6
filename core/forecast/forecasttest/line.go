// Package forecasttest has networks for tests of pictures: what they say is the same on every processor, which no trained
// network's forecasts are.
package forecasttest

import (
	"math"
	"sync/atomic"

	"unroll/core/forecast"
	"unroll/core/nn"
)

// A Line is a network that forecasts by a straight line through the standardised inputs. Of nn.Graph it has what a
// forecast.Model asks for.
type Line struct {
	nn.Graph[float32]
	By     []float64 // weights of the inputs of an example, the newest last
	Log2SD int       // with the Gaussian head its band has a standard deviation of about 2^Log2SD
	Head   string    // "squared" or "gaussian"
	Rows   atomic.Int64
}

// Model is a model of d by a line with these weights; the newest input has the last. Inputs without a weight do not count.
func Model(d *forecast.Data, head string, step int, weights ...float64) (*forecast.Model, *Line) {
	l := &Line{By: make([]float64, d.Width()), Head: head, Log2SD: -2}
	copy(l.By[max(0, len(l.By)-len(weights)):], weights)
	return forecast.NewModel(l, d, step), l
}

// Spec is that of a linear model.
func (l *Line) Spec() nn.Spec {
	return nn.Spec{Cell: "linear", Inputs: len(l.By), Outputs: 1, Head: l.Head}
}

// States is nil: it has no state.
func (l *Line) States(int) []nn.Tensor { return nil }

// NewTape is a tape that only reads.
func (l *Line) NewTape(int, int) nn.Tape[float32] { return &tape{line: l} }

type tape struct {
	nn.Tape[float32]
	line *Line
	mean []float32
}

// Forward works out the forecasts of a batch, and counts its rows.
func (t *tape) Forward(b *nn.Batch[float32], _ *nn.Masks) {
	w := t.line.By
	t.line.Rows.Add(int64(b.T * b.B))
	t.mean = t.mean[:0]
	for i := range b.T * b.B {
		sum := 0.0
		for j, x := range b.Reals[i*len(w) : (i+1)*len(w)] {
			sum += float64(w[j] * float64(x)) // the conversion keeps product and sum apart
		}
		t.mean = append(t.mean, float32(math.Round(4096*sum)/4096))
	}
}

// Output is the mean, and with the Gaussian head the number that gives the variance.
func (t *tape) Output(i int, o []float32) {
	if o[0] = t.mean[i]; len(o) > 1 {
		o[1] = float32(t.line.Log2SD)
	}
}

// State is nil.
func (t *tape) State() [][]float32 { return nil }

// Reset does nothing.
func (t *tape) Reset() {}
