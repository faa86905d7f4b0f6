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
