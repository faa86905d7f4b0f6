package rungs

import (
	"math"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
)

// scale is where the bars of the RMSE end: on a logarithmic scale, which begins below the least. From 0 on, the bars of lines would all look the same.
type scale struct{ from, to float64 }

const (
	headway   = 0.2 // of the bar's room is for the shortest bar
	leastSpan = 1.1 // the greatest over the least: smaller differences do not fill the room
	mostSpan  = 1e3
	farOff    = 4 // times the greatest rung: a network that is farther off does not shrink the others
)

// scaleOf reaches from the least RMSE to the last value's or the worst line's, or to the network's; that of the mean, or of the value a period ago, may be
// many times as great, and is cut.
func scaleOf(lines []line) scale {
	lo, hi, net := math.Inf(1), 0.0, math.NaN()
	for _, l := range lines {
		switch r := l.score.RMSE(); {
		case !(r > 0) || math.IsInf(r, 0):
		case l.network:
			net = r
		default:
			lo = math.Min(lo, r)
			if !l.rough {
				hi = math.Max(hi, r)
			}
		}
	}
	if hi == 0 {
		return scale{}
	}
	if net == net {
		lo, hi = math.Min(lo, net), math.Max(hi, math.Min(net, farOff*hi))
	}
	lo = math.Max(lo, hi/mostSpan)
	hi = math.Max(hi, lo*leastSpan)
	return scale{lo * math.Pow(hi/lo, -headway/(1-headway)), hi}
}

// share is the part of the room that a bar takes: 0 … 1, more if it is too long.
func (s scale) share(rmse float64) float64 {
	if !(s.to > s.from) || !(rmse > s.from) {
		return 0
	}
	return math.Log(rmse/s.from) / math.Log(s.to/s.from)
}

// bars are bars of the RMSE. The network's is a line through all of them. A bar that is too long fills the room, with a mark at its end.
func (v *View) bars(lines []line) func(at grid.View, l line) {
	const slack = 1e-9
	s, net := scaleOf(lines), math.NaN()
	for _, l := range lines {
		if l.network {
			net = s.share(l.score.RMSE())
		}
	}
	return func(at grid.View, l line) {
		st := v.look.BarDim
		if l.network {
			st = v.look.Accent
		}
		if at.W() < 1 {
			return
		}
		part := s.share(l.score.RMSE())
		chart.DrawBars(at, []chart.Bar{{Value: math.Min(part, 1), Max: 1, Style: st}}, v.look.Glyphs)
		if net <= 1+slack {
			at.Set(min(int(net*float64(at.W())), at.W()-1), 0, v.look.Rune('│', '|'), v.look.Accent)
		}
		if part > 1+slack {
			at.Set(at.W()-1, 0, v.look.Rune('›', '>'), st.With(grid.Reverse))
		}
	}
}
