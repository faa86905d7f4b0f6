package chart

import (
	"slices"

	"unroll/ui/draw/grid"
)

// layout is how the view is divided between the plot and its axes.
type layout struct {
	left     int // columns of the vertical axis with its ticks
	names    int // columns on the right for the names of curves and lines; 0: the names are in the plot
	w, h     int // the plot
	rule     bool
	labels   bool // a row of labels below
	ticks    []Tick
	second   []string // the second reading of the ticks
	secondAt int      // the column after it
}

// Below these sizes an axis would take more room than it is worth.
const (
	gutterFrom = 30 // columns
	secondFrom = 44
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
	l.ticks = d.Y.Ticks(d.yTicks(l.h))
	for i := range l.ticks {
		if d.YFormat != nil {
			l.ticks[i].Label = grid.Safe(d.YFormat(l.ticks[i].Value))
		}
		l.left = max(l.left, 1+grid.Width(l.ticks[i].Label))
	}
	l.left = min(l.left, w/3)
	if d.Second != nil && w >= secondFrom {
		widest := 0
		l.second = make([]string, len(l.ticks))
		for i, t := range l.ticks {
			l.second[i] = grid.Safe(d.Second(t.Value))
			widest = max(widest, grid.Width(l.second[i]))
		}
		l.secondAt = l.left + 1 + widest
		l.left = l.secondAt + 1
	}
	l.names = d.namesRoom(w)
	l.w = w - l.left - l.names
	return l
}

// axes draws the scales around the plot.
func (d *drawing) axes() {
	info := d.info()
	d.leftAxis(info)
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
	first := l.left - 1
	if l.second != nil {
		first = l.secondAt - d.secondWidth() - 2
	}
	taken := -1
	for i, t := range slices.Backward(l.ticks) {
		y, ok := info.Row(t.Value)
		if !ok || y == taken { // of two in one row the greater is written
			continue
		}
		taken = y
		d.v.TextRight(first, y, t.Label, d.th.Text)
		if l.second != nil {
			d.v.TextRight(l.secondAt, y, l.second[i], d.th.Dim)
		}
		d.v.Set(l.left-1, y, d.glyphs.pick('┤', '+'), d.th.Border)
	}
}

// secondWidth is the width of the widest second reading.
func (d *drawing) secondWidth() (widest int) {
	for _, s := range d.layout.second {
		widest = max(widest, grid.Width(s))
	}
	return widest
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
}

// xTicks are the ticks of the horizontal axis with their labels.
func (d *drawing) xTicks() []Tick {
	ticks := d.X.Ticks(max(2, d.layout.w/12))
	for i := range ticks {
		if d.XFormat != nil {
			ticks[i].Label = grid.Safe(d.XFormat(ticks[i].Value))
		}
	}
	return ticks
}

// xLabels writes the bottom row: the crosshair's x first, then the axis's name, then as many ticks as fit.
func (d *drawing) xLabels(info Info) {
	l, y := d.layout, d.v.H()-1
	free := newRoomOf(d.v.W(), 1)
	if d.Crosshair != nil {
		if x, ok := info.Column(*d.Crosshair); ok {
			d.centred(free, l.left+x, y, " "+d.xText(*d.Crosshair)+" ", d.th.Selection)
		}
	}
	for _, t := range d.xTicks() {
		if x, ok := info.Column(t.Value); ok {
			d.centred(free, l.left+x, y, t.Label, d.th.Dim)
		}
	}
	d.xName(free, y)
}

// xName names the horizontal axis: in the names' gutter, or at its right end if no tick is there.
func (d *drawing) xName(free *room, y int) {
	l, width, st := d.layout, grid.Width(d.XLabel), d.th.Dim.With(grid.Italic)
	if l.rule && l.names > 2 {
		d.v.Text(l.left+l.w+1, l.h, grid.Truncate(d.XNote, l.names-2, string(d.glyphs.pick('…', '~'))), d.th.Dim)
	}
	if width == 0 || width > l.w/2 {
		return
	}
	at := l.left + l.w - width // under the axis if there is no gutter
	for i := l.left + l.w + 1; i <= d.v.W()-width; i++ {
		if free.fits(i, 0, width, onBand) {
			at = i
			break
		}
	}
	if free.reserve(at, 0, width) {
		d.v.Text(at, y, d.XLabel, st)
	}
}

// yTicks is about how many ticks the vertical axis has: more if it is logarithmic, as they are unevenly spaced.
func (d *drawing) yTicks(h int) int {
	if d.Y.Log {
		return max(3, h/2)
	}
	return max(2, h/3)
}

// xText writes an x that may not be round.
func (d *drawing) xText(x float64) string {
	if d.XFormat != nil {
		return grid.Safe(d.XFormat(x))
	}
	if x > -1e15 && x < 1e15 && x == float64(int64(x)) {
		return Thousands(int64(x))
	}
	return Short(x)
}

// centred writes a label centred under column x, moved inwards at the ends, unless another label is in the way.
func (d *drawing) centred(free *room, x, y int, s string, st grid.Style) {
	width := grid.Width(s)
	at := max(0, min(x-width/2, d.v.W()-width))
	if free.reserve(at, 0, width) {
		d.v.Text(at, y, s, st)
	}
}
