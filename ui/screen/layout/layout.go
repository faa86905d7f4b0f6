// Package layout decides where panels are: a pure function of the screen's size.
package layout

import (
	"slices"

	"unroll/ui/panel"
)

// A Rect is a place on the screen, in cells.
type Rect struct{ X, Y, W, H int }

// Contains reports whether a cell lies in r.
func (r Rect) Contains(x, y int) bool {
	return x >= r.X && x < r.X+r.W && y >= r.Y && y < r.Y+r.H
}

// A Placed is a panel and its place.
type Placed struct {
	ID string
	Rect
}

// A Plan is a whole screen: a row at the top, a row of hints at the bottom, panels between.
type Plan struct {
	Header, Footer Rect
	Body           Rect // everything between the two: where views other than the lab's panels draw
	KnobLine       Rect // one row for the settings if their panel has no room; H = 0: none
	Panels         []Placed
}

// With is the plan for a run that has other panels in the place of the next token and of the sample. If it has one in the place of
// both, a strip across the screen is divided among the panels above it.
func (p Plan) With(in panel.Instead) Plan {
	if in == (panel.Instead{}) {
		return p
	}
	if one := func(q Placed) bool { return q.ID == panel.Sample }; in.Last && !slices.ContainsFunc(p.Panels, one) {
		in.Next = in.Sample
	}
	p = p.grown(in.Rows)
	var list []Placed
	for _, q := range p.Panels {
		switch last := len(list) - 1; {
		case q.ID == panel.Next:
			list = append(list, Placed{in.Next, q.Rect})
		case q.ID != panel.Sample:
			list = append(list, q)
		case in.Sample != "":
			list = append(list, Placed{in.Sample, q.Rect})
		case last >= 0 && list[last].X == q.X && list[last].W == q.W: // one above the other
			list[last].H += q.H
		default:
			for i := range list {
				if list[i].Y+list[i].H == q.Y {
					list[i].H += q.H
				}
			}
		}
	}
	p.Panels = list
	return p
}

// grown is the plan with more rows for the sample, if it is a strip below the others and the curves can spare them.
func (p Plan) grown(rows int) Plan {
	n := len(p.Panels)
	if n == 0 || p.Panels[n-1].ID != panel.Sample || p.Panels[n-1].W != p.Body.W {
		return p
	}
	more := rows - p.Panels[n-1].H
	if more <= 0 || p.Panels[0].H-more < max(leastCurves, (p.Body.H+2)/3) {
		return p
	}
	list := slices.Clone(p.Panels)
	for i := range list {
		switch {
		case list[i].Y == p.Body.Y:
			list[i].H -= more
		default:
			list[i].Y -= more
		}
	}
	list[n-1].H += more
	p.Panels = list
	return p
}

// leastCurves is the fewest rows that are left to the curves for the sake of another panel.
const leastCurves = 8

// The least sizes for layouts with panels side by side.
const (
	wide      = 72
	tall      = 17
	knobWidth = 30
	broad     = 150 // from here on the texts are in a column beside the charts
	high      = 34
	knobRows  = 18 // for the settings, the numbers and the legend under them
)

// Lab lays the lab out on w×h cells. zoom names a panel that has the screen to itself; "": none. Every cell of
// the body belongs to exactly one panel or to the row of settings.
func Lab(w, h int, zoom string) Plan {
	p := Plan{Header: Rect{0, 0, w, min(1, h)}, Footer: Rect{0, max(0, h-1), w, min(1, max(0, h-1))}}
	body := Rect{0, 1, w, max(0, h-2)}
	p.Body = body
	switch {
	case body.H == 0:
	case zoom != "":
		p.Panels = []Placed{{zoom, body}}
	case w >= broad && h >= high:
		p.Panels = beside(body)
	case w >= wide && h >= tall:
		p.Panels = full(body)
	case w >= wide:
		p.Panels = low(body)
	default:
		p.narrow(body)
	}
	return p
}

// beside places curves over norm, and in a column beside them settings, next token and sample.
func beside(b Rect) []Placed {
	cw := clamp(b.W*3/10, 46, 64)
	x, left := b.X+b.W-cw, b.W-cw
	norm := b.H * 2 / 5
	next := (b.H - knobRows) / 2
	return []Placed{
		{panel.Curves, Rect{b.X, b.Y, left, b.H - norm}},
		{panel.Norm, Rect{b.X, b.Y + b.H - norm, left, norm}},
		{panel.Knobs, Rect{x, b.Y, cw, knobRows}},
		{panel.Next, Rect{x, b.Y + knobRows, cw, next}},
		{panel.Sample, Rect{x, b.Y + knobRows + next, cw, b.H - knobRows - next}},
	}
}

// full places curves and settings over norm and next token over the sample.
func full(b Rect) []Placed {
	sample := clamp(b.H/6, 3, 8)
	mid := clamp((b.H-sample)*2/5, 6, 18)
	top := b.H - sample - mid
	kw := clamp(b.W/4, 26, knobWidth)
	nw := b.W * 52 / 100
	return []Placed{
		{panel.Curves, Rect{b.X, b.Y, b.W - kw, top}},
		{panel.Knobs, Rect{b.X + b.W - kw, b.Y, kw, top}},
		{panel.Norm, Rect{b.X, b.Y + top, nw, mid}},
		{panel.Next, Rect{b.X + nw, b.Y + top, b.W - nw, mid}},
		{panel.Sample, Rect{b.X, b.Y + top + mid, b.W, sample}},
	}
}

// low places curves and settings, and the next token below if there is room.
func low(b Rect) []Placed {
	const kw = 26
	next := 0
	if b.H >= 11 {
		next = 5
	}
	list := []Placed{
		{panel.Curves, Rect{b.X, b.Y, b.W - kw, b.H - next}},
		{panel.Knobs, Rect{b.X + b.W - kw, b.Y, kw, b.H - next}},
	}
	if next > 0 {
		list = append(list, Placed{panel.Next, Rect{b.X, b.Y + b.H - next, b.W, next}})
	}
	return list
}

// narrow places one panel over the other, with the settings in a row.
func (p *Plan) narrow(b Rect) {
	if b.H >= 4 {
		p.KnobLine = Rect{b.X, b.Y + b.H - 1, b.W, 1}
		b.H--
	}
	type part struct {
		id   string
		rows int
	}
	parts := []part{{panel.Curves, b.H}}
	switch {
	case b.H >= 28:
		parts = []part{{panel.Curves, b.H - 6 - 7 - 4}, {panel.Norm, 6}, {panel.Next, 7}, {panel.Sample, 4}}
	case b.H >= 14:
		parts = []part{{panel.Curves, b.H - 6 - 3}, {panel.Next, 6}, {panel.Sample, 3}}
	case b.H >= 8:
		parts = []part{{panel.Curves, b.H - 4}, {panel.Next, 4}}
	}
	y := b.Y
	for _, q := range parts {
		p.Panels = append(p.Panels, Placed{q.id, Rect{b.X, y, b.W, q.rows}})
		y += q.rows
	}
}

func clamp(v, lo, hi int) int { return min(max(v, lo), hi) }
