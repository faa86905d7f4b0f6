package train

import (
	"context"
	"math"

	"unroll/core/nn"
	"unroll/core/text"
)

// Windows are losses by place in the window, read as training reads: T tokens at a time. Where the
// state is carried from one window to the next, a window's first token costs no more than the later
// ones; where it is not, nothing but that token itself is known there.
type Windows struct{ First, Later Sample }

// A Sample of losses, in nats.
type Sample struct {
	N            int
	Sum, Squares float64
}

func (s *Sample) add(v float64) {
	s.N++
	s.Sum += v
	s.Squares += v * v
}

// Mean is nats/token; NaN for none.
func (s Sample) Mean() float64 { return s.Sum / float64(s.N) }

// Variance is that of the mean, the losses being taken as independent.
func (s Sample) Variance() float64 {
	n := float64(s.N)
	return (s.Squares/n - s.Mean()*s.Mean()) / (n - 1)
}

// Cost is what a first token costs more than a later one, and its standard error, both in nats;
// 0 and +Inf where there are not two of each.
func (w Windows) Cost() (nats, se float64) {
	if w.First.N < 2 || w.Later.N < 2 {
		return 0, math.Inf(1)
	}
	return w.First.Mean() - w.Later.Mean(), math.Sqrt(w.First.Variance() + w.Later.Variance())
}

// add takes in what the rows of a window of B sequences cost that was read behind another. The later
// tokens are those of its second half: they know half a window whatever came over. A line that begins
// within the window begins as often at the first token as at any other, so that lines stand in nobody's way.
func (w *Windows) add(targets []int32, nll []float64, B int) {
	T := len(nll) / B
	for b, y := range targets[:B] {
		if y != text.Unknown {
			w.First.add(nll[b])
		}
	}
	for i := max(1, T/2) * B; i < len(nll); i++ {
		if targets[i] != text.Unknown {
			w.Later.add(nll[i])
		}
	}
}

// plus is w and v together.
func (w Windows) plus(v Windows) Windows {
	return Windows{w.First.plus(v.First), w.Later.plus(v.Later)}
}

func (s Sample) plus(v Sample) Sample { return Sample{s.N + v.N, s.Sum + v.Sum, s.Squares + v.Squares} }

// recent keeps the Windows of the last updates. It is not part of a checkpoint: a run that is gone on
// with collects them anew.
type recent struct {
	of [128]Windows
	at int
}

// add takes in what an update's rows cost. The first window of a pass is left out: there the state is
// reset, as it should be.
func (r *recent) add(w *text.Window, nll []float64) {
	if w.Fresh {
		return
	}
	r.of[r.at] = Windows{}
	r.of[r.at].add(w.Targets, nll, w.B)
	r.at = (r.at + 1) % len(r.of)
}

func (r *recent) windows() (all Windows) {
	for _, w := range r.of {
		all = all.plus(w)
	}
	return all
}

// MeasureWindows has m read stream in windows of T tokens. A stream is read in up to 16 parts side by
// side, each from a state of 0, whose first windows are not scored; so 16·T tokens and a few thousand
// more make sense. With T = 1 every token is a first one, and there is no Cost. The error is ctx's.
func MeasureWindows(ctx context.Context, m *Model, stream []int32, T int) (Windows, error) {
	return measureWindows(ctx, m, stream, T, false)
}

// measureWindows with forget resets the state before each window: a bug to be found.
func measureWindows(ctx context.Context, m *Model, stream []int32, T int, forget bool) (w Windows, err error) {
	const most = 16
	B := max(1, min(most, len(stream)/(4*T)))
	per, eol := (len(stream)-1)/B, m.Vocab.EndOfLine()
	tape := nn.NewTape(m.net, T, B)
	in, out := make([]int32, T*B), make([]int32, T*B)
	reset, nll := make([]bool, T*B), make([]float64, T*B)
	for at := 0; at+T <= per; at += T {
		if ctx.Err() != nil {
			return w, ctx.Err()
		}
		for i := range in {
			t, part := i/B, i%B
			in[i], out[i] = stream[part*per+at+t], stream[part*per+at+t+1]
			reset[i] = (m.Lines && in[i] == eol) || (forget && t == 0)
		}
		tape.Forward(in, reset, nil)
		tape.Score(out, nll)
		if at == 0 {
			continue
		}
		for i, v := range nll {
			switch {
			case out[i] == text.Unknown:
			case i < B:
				w.First.add(v)
			default:
				w.Later.add(v)
			}
		}
	}
	return w, nil
}
