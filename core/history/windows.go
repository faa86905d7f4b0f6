package history

import "math"

// Windows are losses by place in the window. Where the state is carried from one window to the next, a
// window's first token costs no more than the later ones; where it is not, nothing but that token itself
// is known there.
type Windows struct {
	First Sample
	Later [laterPlaces]Sample // places of the second half: they know half a window whatever came over
}

// laterPlaces is how many places of the second half are kept apart: all of them up to windows of 64 tokens.
const laterPlaces = 32

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

// fewest tokens that say anything about a place: with a handful chance would.
const fewest = 16

// Cost is what a first token costs more than a later one, and its standard error, both in nats;
// 0 and +Inf where there are too few of either.
func (w Windows) Cost() (nats, se float64) {
	var later Sample
	for _, s := range w.Later {
		later = later.plus(s)
	}
	return w.First.over(later)
}

// Lead is what a first token costs more than one at the dearest of the later places, as Cost. Of a text that
// repeats itself every so many tokens some places are dear by nature, the first among them where windows
// are a multiple of that: then a later one is too, and there is no lead. (Only of a text whose every window is
// one period does the first stand out by itself.)
func (w Windows) Lead() (nats, se float64) {
	var dearest Sample
	for _, s := range w.Later {
		if s.N >= fewest && (dearest.N == 0 || s.Mean() > dearest.Mean()) {
			dearest = s
		}
	}
	return w.First.over(dearest)
}

func (s Sample) over(v Sample) (nats, se float64) {
	if s.N < fewest || v.N < fewest {
		return 0, math.Inf(1)
	}
	return s.Mean() - v.Mean(), math.Sqrt(s.Variance() + v.Variance())
}

// Add takes in what the rows of a window of B sequences cost that was read behind another (row t·B+b is step t
// of sequence b); scored says which rows count.
func (w *Windows) Add(losses []float64, B int, scored func(row int) bool) {
	T := len(losses) / B
	addPlace(&w.First, losses, 0, B, scored)
	half := max(1, T/2)
	places := min(laterPlaces, T-half)
	for k := range places {
		lo := (half + k*(T-half)/places) * B
		addPlace(&w.Later[k], losses, lo, B, scored)
	}
}

func addPlace(s *Sample, losses []float64, lo, B int, scored func(row int) bool) {
	for row := lo; row < lo+B; row++ {
		if scored(row) {
			s.add(losses[row])
		}
	}
}

// plus is w and v together.
func (w Windows) plus(v Windows) Windows {
	w.First = w.First.plus(v.First)
	for k, s := range v.Later {
		w.Later[k] = w.Later[k].plus(s)
	}
	return w
}

func (s Sample) plus(v Sample) Sample { return Sample{s.N + v.N, s.Sum + v.Sum, s.Squares + v.Squares} }

// RecentWindows keeps the Windows of the last updates. It is not part of a checkpoint: a run that is gone on
// with collects them anew.
type RecentWindows struct {
	of [128]Windows
	at int
}

// Add takes in what the rows of an update cost, as Windows.Add does. The first window of a pass is left out by
// whoever calls: there the state is reset, as it should be.
func (r *RecentWindows) Add(losses []float64, B int, scored func(row int) bool) {
	r.of[r.at] = Windows{}
	r.of[r.at].Add(losses, B, scored)
	r.at = (r.at + 1) % len(r.of)
}

// Windows are those of the last updates together.
func (r *RecentWindows) Windows() (all Windows) {
	for _, w := range r.of {
		all = all.plus(w)
	}
	return all
}
