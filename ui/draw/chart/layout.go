package chart

import "unroll/ui/draw/grid"

// layout is how the view is shared between the plot and its axes.
type layout struct {
	left, right int // columns of the gutters, the axis included
	w, h        int // the plot
	rule        bool
	labels      bool // a row of labels below
	ticks       []Tick
	right2      []string // the right axis's labels
}

// Below these sizes an axis would take more than it tells.
const (
	gutterFrom = 30 // columns
	rightFrom  = 44
	labelsFrom = 6 // rows
	ruleFrom   = 8
)

// measure gives the axes what they need and the plot the rest.
func (d *drawing) measure() layout {
	w, h := d.v.W(), d.v.H()
	l := layout{w: w, h: h, labels: h >= labelsFrom, rule: h >= ruleFrom}
	if l.labels {
		l.h--
	}
	if l.rule {
		l.h--
	}
	if w < gutterFrom {
		return l
	}
	l.ticks = d.Y.Ticks(max(2, l.h/3))
	for i := range l.ticks {
		if d.YFormat != nil {
			l.ticks[i].Label = grid.Safe(d.YFormat(l.ticks[i].Value))
		}
		l.left = max(l.left, 1+grid.Width(l.ticks[i].Label))
	}
	if d.RightAxis != nil && w >= rightFrom {
		l.right2 = make([]string, len(l.ticks))
		for i, t := range l.ticks {
			l.right2[i] = grid.Safe(d.RightAxis(t.Value))
			l.right = max(l.right, 1+grid.Width(l.right2[i]))
		}
	}
	l.left, l.right = min(l.left, w/3), min(l.right, w/4)
	l.w = w - l.left - l.right
	return l
}

// axes draws the scales around the plot.
func (d *drawing) axes() {
	info := d.info()
	d.leftAxis(info)
	d.rightAxis(info)
	if d.layout.rule {
		d.rule(info)
	}
	if d.layout.labels {
		d.xLabels(info)
	}
}

func (d *drawing) leftAxis(info Info) {
	l := d.layout
	if l.left == 0 {
		return
	}
	d.column(l.left-1, d.glyphs.pick('│', '|'))
	for _, t := range l.ticks {
		if y, ok := info.Row(t.Value); ok {
			d.v.TextRight(l.left-1, y, t.Label, d.th.Dim)
			d.v.Set(l.left-1, y, d.glyphs.pick('┤', '+'), d.th.Border)
		}
	}
}

func (d *drawing) rightAxis(info Info) {
	l := d.layout
	if l.right == 0 {
		return
	}
	x := l.left + l.w
	d.column(x, d.glyphs.pick('│', '|'))
	for i, t := range l.ticks {
		if y, ok := info.Row(t.Value); ok {
			d.v.Set(x, y, d.glyphs.pick('├', '+'), d.th.Border)
			d.v.Text(x+1, y, l.right2[i], d.th.Dim)
		}
	}
}

func (d *drawing) column(x int, r rune) {
	for y := range d.layout.h {
		d.v.Set(x, y, r, d.th.Border)
	}
}

// rule draws the horizontal axis under the plot.
func (d *drawing) rule(info Info) {
	l, st := d.layout, d.th.Border
	for x := range l.w {
		d.v.Set(l.left+x, l.h, d.glyphs.pick('─', '-'), st)
	}
	for _, t := range d.xTicks() {
		if x, ok := info.Column(t.Value); ok {
			d.v.Set(l.left+x, l.h, d.glyphs.pick('┬', '+'), st)
		}
	}
	if l.left > 0 {
		d.v.Set(l.left-1, l.h, d.glyphs.pick('└', '+'), st)
	}
	if l.right > 0 {
		d.v.Set(l.left+l.w, l.h, d.glyphs.pick('┘', '+'), st)
	}
}

// xTicks are the ticks of the horizontal axis as they will be labelled.
func (d *drawing) xTicks() []Tick {
	ticks := d.X.Ticks(max(2, d.layout.w/14))
	for i := range ticks {
		if d.XFormat != nil {
			ticks[i].Label = grid.Safe(d.XFormat(ticks[i].Value))
		}
	}
	return ticks
}

// xLabels writes the bottom row: the crosshair's x first, then the axis's
// name, then as many ticks as fit between.
func (d *drawing) xLabels(info Info) {
	l, y := d.layout, d.v.H()-1
	free := newRoomOf(d.v.W(), 1)
	if d.Crosshair != nil {
		if x, ok := info.Column(*d.Crosshair); ok {
			d.centred(free, l.left+x, y, " "+d.xText(*d.Crosshair)+" ", d.th.Selection)
		}
	}
	if width := grid.Width(d.XLabel); width > 0 && width < l.w/2 {
		if at := l.left + l.w - width; free.reserve(at, 0, width) {
			d.v.Text(at, y, d.XLabel, d.th.Dim.With(grid.Italic))
		}
	}
	for _, t := range d.xTicks() {
		if x, ok := info.Column(t.Value); ok {
			d.centred(free, l.left+x, y, t.Label, d.th.Dim)
		}
	}
}

// xText writes an x that need not be round.
func (d *drawing) xText(x float64) string {
	if d.XFormat != nil {
		return grid.Safe(d.XFormat(x))
	}
	if x > -1e15 && x < 1e15 && x == float64(int64(x)) {
		return Thousands(int64(x))
	}
	return Short(x)
}

// centred writes a label under column x, moved inwards at the ends, unless
// another one is in the way.
func (d *drawing) centred(free *room, x, y int, s string, st grid.Style) {
	width := grid.Width(s)
	at := max(0, min(x-width/2, d.v.W()-width))
	if free.reserve(at, 0, width) {
		d.v.Text(at, y, s, st)
	}
}
