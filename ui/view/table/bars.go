package table

import (
	"fmt"
	"math"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
)

// A Bar of an error or a loss on a logarithmic scale.
type Bar struct {
	Value   float64
	Network bool // its end is a line through the bars of all lines
	Rough   bool // it may be far longer than the others, and is cut then
}

// A Scale is where bars begin and end: on a logarithmic scale, which begins below the least. From 0 on, bars that matter would
// all look the same.
type Scale struct{ from, to float64 }

const (
	headway   = 0.2 // of the bar's room is for the shortest bar
	leastSpan = 1.1 // the greatest over the least: smaller differences do not fill the room
	mostSpan  = 1e3
	farOff    = 4 // times the greatest: a network that is farther off does not shrink the others
)

// ScaleOf reaches from the least value to the greatest that is not rough, or to the network's.
func ScaleOf(bars []Bar) Scale {
	lo, hi, net := math.Inf(1), 0.0, math.NaN()
	for _, b := range bars {
		switch v := b.Value; {
		case !(v > 0) || math.IsInf(v, 0):
		case b.Network:
			net = v
		default:
			lo = math.Min(lo, v)
			if !b.Rough {
				hi = math.Max(hi, v)
			}
		}
	}
	if hi == 0 {
		return Scale{}
	}
	if net == net {
		lo, hi = math.Min(lo, net), math.Max(hi, math.Min(net, farOff*hi))
	}
	lo = math.Max(lo, hi/mostSpan)
	hi = math.Max(hi, lo*leastSpan)
	return Scale{lo * math.Pow(hi/lo, -headway/(1-headway)), hi}
}

// share is the part of the room that a bar takes: 0 … 1, more if it is too long.
func (s Scale) share(v float64) float64 {
	if !(s.to > s.from) || !(v > s.from) {
		return 0
	}
	return math.Log(v/s.from) / math.Log(s.to/s.from)
}

// Bars draws the bars of all lines on one scale. The network's end is a line through all of them. A bar that is too long fills the
// room, with a mark at its end.
func Bars(all []Bar, l *look.Look) func(at grid.View, b Bar) {
	const slack = 1e-9
	s, net := ScaleOf(all), math.NaN()
	for _, b := range all {
		if b.Network {
			net = s.share(b.Value)
		}
	}
	return func(at grid.View, b Bar) {
		st := l.BarDim
		if b.Network {
			st = l.Accent
		}
		if at.W() < 1 {
			return
		}
		part := s.share(b.Value)
		chart.DrawBars(at, []chart.Bar{{Value: math.Min(part, 1), Max: 1, Style: st}}, l.Glyphs)
		if net <= 1+slack {
			at.Set(min(int(net*float64(at.W())), at.W()-1), 0, l.Rune('│', '|'), l.Accent)
		}
		if part > 1+slack {
			at.Set(at.W()-1, 0, l.Rune('›', '>'), st.With(grid.Reverse))
		}
	}
}

// Heading is the fullest of the forms of a heading, each about a mark, that has room; the shortest if none has.
func Heading(forms []string, mark string, room int) (text string) {
	for _, form := range forms {
		if text = fmt.Sprintf(form, mark); grid.Width(text) <= room {
			break
		}
	}
	return text
}
