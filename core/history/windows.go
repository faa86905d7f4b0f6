package history

import "math"

// Windows are losses by place in the window. If the state is carried from one window to the next, a window's
// first token costs no more than the later ones; if it is not, nothing but that token itself is known there.
type Windows struct {
	First Sample
	Later [laterPlaces]Sample // places in the second half, which have half a window as context whether or not the state is carried
}

// laterPlaces is how many places in the second half are kept separately: all of them in windows of up to 64 tokens.
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

// Mean is nats/token; NaN if there are none.
func (s Sample) Mean() float64 { return s.Sum / float64(s.N) }

// Variance is that of the mean, treating the losses as independent.
func (s Sample) Variance() float64 {
	n := float64(s.N)
	return (s.Squares/n - s.Mean()*s.Mean()) / (n - 1)
}

// fewest is the smallest number of tokens that can be judged: a handful would be left to chance.
const fewest = 16

// Cost is how much more a first token costs than a later one, and its standard error, both in nats;
// 0 and +Inf if there are too few of either.
func (w Windows) Cost() (nats, se float64) {
	var later Sample
	for _, s := range w.Later {
		later = later.plus(s)
	}
	return w.First.over(later)
}

// Lead is how much more a first token costs than one at the costliest of the later places, returned as by
// Cost. In a periodic text some places naturally cost more, including the first if windows are a multiple of
// the period: then a later one does too, and there is no lead. (Only if the window is exactly one period does
// the first stand out naturally.)
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

// Add records the losses of a window of B sequences that was read after another (row t·B+b is step t of
// sequence b); scored reports which rows count.
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

// plus is w and v combined.
func (w Windows) plus(v Windows) Windows {
	w.First = w.First.plus(v.First)
	for k, s := range v.Later {
		w.Later[k] = w.Later[k].plus(s)
	}
	return w
}

func (s Sample) plus(v Sample) Sample { return Sample{s.N + v.N, s.Sum + v.Sum, s.Squares + v.Squares} }

// RecentWindows keeps the Windows of the last updates. It is not part of a checkpoint: a resumed run
// collects them again.
type RecentWindows struct {
	of [128]Windows
	at int
}

// Add records the losses of an update, as Windows.Add does. The caller leaves out the first window of an
// epoch, where the state is rightly reset.
func (r *RecentWindows) Add(losses []float64, B int, scored func(row int) bool) {
	r.of[r.at] = Windows{}
	r.of[r.at].Add(losses, B, scored)
	r.at = (r.at + 1) % len(r.of)
}

// Windows are those of the last updates combined.
func (r *RecentWindows) Windows() (all Windows) {
	for _, w := range r.of {
		all = all.plus(w)
	}
	return all
}
