package panel

import (
	"math"
	"slices"

	"unroll/core/baseline"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/look"
)

// Scale is how charts choose the range of values that they show.
type Scale uint8

// The scales: robust ones exclude single spikes, which are marked by arrows at the edge; the others show every
// value.
const (
	Robust Scale = iota
	All
	RobustLog
	AllLog
	Scales // the number of scales
)

func (s Scale) log() bool { return s == RobustLog || s == AllLog }
func (s Scale) all() bool { return s == All || s == AllLog }

// lossAxis covers the curves and the lines that they are compared with, above all an untrained model's loss, in
// the unit that is shown.
func lossAxis(d *Data, l look.Look) chart.Axis {
	x := steps(d)
	train := d.losses(l, d.Snap.History.Losses())
	lo, hi := train.Range(x.Min, x.Max)
	vlo, vhi := d.losses(l, d.Snap.History.Valids()).Range(x.Min, x.Max)
	best := math.NaN()
	if r, ok := baseline.BestRung(d.Ladder.Rungs); ok {
		best = l.Loss(r.ValidNats)
	}
	if !d.Scale.all() {
		top := d.Loss(l, lossTop(d))
		lo, vlo = math.Min(lo, top), math.Min(vlo, top)
		hi, vhi = math.Min(hi, top), math.Min(vhi, top)
	}
	return chart.Fit(d.Scale.log(), lo, hi, vlo, vhi, d.Loss(l, d.untrained().Loss), d.Loss(l, d.trainFloor()), best, d.Loss(l, d.Floor), d.Loss(l, published(d)), l.Loss(d.yours())).Nice()
}

// How far above an untrained model's loss the axis reaches, as a factor: a little in any case, a lot while the
// curve is there.
const (
	littleAbove = 1.1
	muchAbove   = 4
	recent      = 30 // updates
)

// lossTop is the greatest loss that a robust chart shows: somewhat more than an untrained model's, than the
// latest ones unless they are absurd, or than the median of all. Anything above it is past, or says only how bad
// it is: that is written beside an arrow.
func lossTop(d *Data) float64 {
	train, valid := series(d.Snap.History.Losses()), series(d.Snap.History.Valids())
	untrained := d.untrained().Loss
	if math.IsNaN(untrained) {
		_, untrained = quantiles(train, steps(d), 0.02)
	}
	top := littleAbove * untrained
	if now := d.Snap.History.Latest(recent).Loss; now.N > 0 && now.Max > top && now.Mean() < muchAbove*untrained {
		top = math.Min(littleAbove*now.Max, muchAbove*untrained)
	}
	if v, ok := d.Snap.History.LastValid(); ok && v.Loss() < muchAbove*untrained {
		top = math.Max(top, littleAbove*v.Loss())
	}
	for _, s := range []chart.Series{train, valid} {
		if _, middle := quantiles(s, steps(d), 0.5); middle > top/littleAbove { // most of the curve is up there
			top = littleAbove * middle
		}
	}
	return top
}

// looks is the number of points of a curve from which its quantiles are estimated.
const looks = 64

// quantiles are the values with the share q of a curve below and above them; NaN for an empty one.
func quantiles(s chart.Series, x chart.Axis, q float64) (lo, hi float64) {
	var sorted [looks]float64
	n, last := 0, -1
	for i := range looks {
		at := s.Nearest(x.Value(float64(i) / (looks - 1)))
		if at < 0 || at == last {
			continue
		}
		last = at
		if _, y := s.At(at); y-y == 0 {
			sorted[n] = y
			n++
		}
	}
	if n == 0 {
		return math.NaN(), math.NaN()
	}
	list := sorted[:n]
	slices.Sort(list)
	skip := min(int(q*float64(n)), (n-1)/2)
	return list[skip], list[n-1-skip]
}
