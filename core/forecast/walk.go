package forecast

import (
	"context"
	"math/rand/v2"
	"slices"

	"unroll/core/nn"
	"unroll/core/series"
)

// A walk is some sequences that go on side by side, each with its window of the last values, its state and what the network
// said last.
type walk struct {
	m      *Model
	B      int
	scale  series.Scale
	tape   nn.Tape[float32]
	batch  nn.Batch[float32]
	window []float32 // B×width
	o      []float32 // B×outputs
	rng    *rand.Rand
}

func (m *Model) newWalk(B int) *walk {
	w := &walk{m: m, B: B, scale: m.Data.Scale(), tape: m.Net.NewTape(1, B)}
	w.window = make([]float32, B*m.Data.Width())
	w.o = make([]float32, B*m.Net.Spec().OutputWidth())
	return w
}

// load puts the inputs of example e in the window of sequence i.
func (w *walk) load(i int, d *Data, e int) {
	width := d.Width()
	d.addInput(w.window[i*width:i*width:(i+1)*width], e)
}

// take makes sequence i stand where the only sequence of one stands.
func (w *walk) take(i int, one *walk) {
	width, outputs := len(one.window), len(one.o)
	copy(w.window[i*width:], one.window)
	copy(w.o[i*outputs:], one.o)
	from := one.tape.State()
	for j, to := range w.tape.State() {
		copy(to[i*len(from[j]):], from[j])
	}
}

// read reads the windows.
func (w *walk) read() {
	w.batch = nn.Batch[float32]{T: 1, B: w.B, Reals: w.window}
	w.tape.Forward(&w.batch, nil)
	n := len(w.o) / w.B
	for i := range w.B {
		w.tape.Output(i, w.o[i*n:(i+1)*n])
	}
}

// goOn takes what the network says for the next value, n times; before are the last known values. It returns B×n values in
// data units.
func (w *walk) goOn(ctx context.Context, before []float64, n int) ([][]float64, error) {
	before = slices.Clone(before)
	paths := make([][]float64, w.B)
	for i := range paths {
		paths[i] = make([]float64, n)
	}
	width, outputs := len(w.window)/w.B, len(w.o)/w.B
	for j := range n {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if j > 0 {
			w.read()
		}
		for i := range w.B {
			z := w.next(w.o[i*outputs : (i+1)*outputs])
			before[i] = w.scale.From(z, before[i])
			paths[i][j] = before[i]
			window := w.window[i*width : (i+1)*width]
			copy(window, window[1:])
			window[width-1] = float32(z)
		}
	}
	return paths, nil
}

// next is the value that outputs o say, or one that is drawn if there is a stream to draw from.
func (w *walk) next(o []float32) float64 {
	if w.rng == nil {
		return float64(o[0])
	}
	mean, sd := nn.GaussianOf(o, 0)
	return mean + sd*w.rng.NormFloat64()
}
