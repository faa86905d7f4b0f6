package train

import (
	"math"

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
