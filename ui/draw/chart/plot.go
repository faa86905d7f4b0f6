package chart

import (
	"math"

	"unroll/ui/draw/grid"
	"unroll/ui/draw/theme"
)

// Plot is everything a chart shows. The zero Plot is an empty chart.
type Plot struct {
	X, Y   Axis
	Series []Series // later ones over earlier ones
	Refs   []Ref
	Marks  []Mark

	// Second is a second reading of the ticks, such as perplexity for loss; nil: none.
	Second func(y float64) string
	// XFormat and YFormat write tick labels; nil: round numbers.
	XFormat, YFormat func(v float64) string
	// XLabel names the horizontal axis at its right end; XNote, above it, explains the marks on the axis.
	XLabel, XNote string
	// Crosshair is an x at which to read values; nil: none. Curves are named where they meet it, because their names include the values there,
	// unless AtEnds is set: then a name stands where its curve ends.
	Crosshair *float64
	AtEnds    bool
}

// Ref is a horizontal line to compare curves with.
type Ref struct {
	Value  float64
	Label  string // at its right end, already safe to draw
	Brief  string // a shorter form for less room; "": Label
	Style  grid.Style
	Dashed bool
	Yields bool // omitted if an earlier line in Refs is in the same row, or if its name finds no place
}

// Place is where a mark's glyph is.
type Place uint8

// The places of a mark.
const (
	OnTop  Place = iota // in the plot's first row
	OnRule              // on the horizontal axis
	AtY                 // at the height of its Y
)

// Mark is something that happened at an x.
type Mark struct {
	X     float64
	Glyph rune   // 0 for none
	Label string // beside the glyph if there is room, already safe to draw
	Style grid.Style
	Place Place
	Y     float64 // for AtY
	Line  bool    // a faint vertical through the plot
}

// drawing is the state of drawing one Plot.
type drawing struct {
	Plot
	th     theme.Theme
	glyphs Glyphs
	v      grid.View // the whole view
	in     grid.View // between the axes
	layout layout
	c      *Canvas
	f      field
	free   *room
	ends   []ending
	labels []label // to be written on top of everything

	out      [][]excursion // of each series
	arrowsAt []label       // values beside arrows
}

// Draw draws the plot within v and returns where things are.
func (p Plot) Draw(v grid.View, th theme.Theme, glyphs Glyphs) Info {
	if v.Empty() {
		return Info{x: p.X, y: p.Y}
	}
	d := &drawing{Plot: p, th: th, glyphs: glyphs, v: v}
	d.layout = d.measure()
	d.in = v.Sub(d.layout.left, 0, d.layout.w, d.layout.h)
	d.c = NewCanvas(d.layout.w, d.layout.h, glyphs)
	d.f = newField(d.c, p.X, p.Y)

	d.Refs = d.standing()
	d.axes()
	info := d.info()
	d.backdrop(info)
	d.curves()
	d.readings(&info)
	d.markGlyphs()
	d.arrows()
	d.covered()

	d.free = newRoom(d.c, d.refRows())
	d.arrowLabels()
	if d.layout.names > 0 {
		d.names()
	} else {
		d.legend()
		d.refLabels()
	}
	d.markLabels()
	d.c.Paint(d.in)
	for _, l := range d.labels {
		d.write(l)
	}
	return info
}

// Columns is how many columns Draw leaves between the axes within v.
func (p Plot) Columns(v grid.View, glyphs Glyphs) int {
	if v.Empty() {
		return 0
	}
	return (&drawing{Plot: p, glyphs: glyphs, v: v}).measure().w
}

// backdrop draws what is behind the curves.
func (d *drawing) backdrop(info Info) {
	for _, m := range d.Marks {
		if x, ok := info.Column(m.X); ok && m.Line {
			d.vertical(x, d.glyphs.pick('┊', ':'), d.th.Border)
		}
	}
	for _, r := range d.Refs {
		d.reference(r, info)
	}
	if d.Crosshair != nil {
		if x, ok := info.Column(*d.Crosshair); ok {
			d.vertical(x, d.glyphs.pick('│', '|'), d.th.Cross)
		}
	}
}

// reference draws a horizontal line: in braille at its exact height, as curves are compared with it, otherwise in
// characters made for lines.
func (d *drawing) reference(r Ref, info Info) {
	y, ok := info.Row(r.Value)
	switch {
	case !ok:
	case d.glyphs == Braille:
		exact := d.f.row(r.Value)
		d.c.Line(0, exact, d.f.w, exact, Pen{Style: r.Style, Layer: Backdrop, Dashed: r.Dashed})
	case d.glyphs == Blocks && r.Dashed:
		d.horizontal(y, 1, '╌', r.Style)
	case d.glyphs == Blocks:
		d.horizontal(y, 1, '─', r.Style)
	case r.Dashed:
		d.horizontal(y, 2, '-', r.Style)
	default:
		d.horizontal(y, 1, '-', r.Style)
	}
}

func (d *drawing) horizontal(y, step int, glyph rune, st grid.Style) {
	for x := 0; x < d.c.w; x += step {
		d.c.Stamp(x, y, glyph, st, Backdrop)
	}
}

func (d *drawing) vertical(x int, glyph rune, st grid.Style) {
	for y := range d.c.h {
		d.c.Stamp(x, y, glyph, st, Backdrop)
	}
}

// curves draws all series and remembers where they end.
func (d *drawing) curves() {
	d.out = make([][]excursion, len(d.Series))
	for _, i := range d.order() {
		s := d.Series[i]
		t := tracer{c: d.c, f: d.f, y0: d.Y.sane(), s: s, pen: d.pen(i), bad: d.th.Bad}
		t.trace(d.X)
		t.link(d.X)
		d.out[i] = t.out
		if (t.seen || len(t.out) > 0) && s.Label != "" {
			d.ends = append(d.ends, d.ending(i, t))
		}
	}
}

// order is the order in which the series that have points are drawn.
func (d *drawing) order() (list []int) {
	for _, over := range []bool{false, true} {
		for i, s := range d.Series {
			if s.At != nil && s.N > 0 && s.Over == over {
				list = append(list, i)
			}
		}
	}
	return list
}

// pen distinguishes the i-th series by more than its colour: in ASCII by another character, without colours by
// dashes.
func (d *drawing) pen(i int) Pen {
	s := d.Series[i]
	pen := Pen{Style: s.Style, Layer: Curves, Dashed: s.Dashed, Glyph: d.glyphs.mark(s.Glyph)}
	switch {
	case s.Glyph != 0:
		pen.Layer = Marks
	case i > 0 && d.glyphs == ASCII:
		pen.Glyph = []rune("*o+x#")[(i-1)%5]
	case i > 0 && s.Style.FG == 0:
		pen.Dashed = i%2 == 1
	}
	return pen
}

// readings finds and shows each series' point nearest to the crosshair.
func (d *drawing) readings(info *Info) {
	if d.Crosshair == nil {
		return
	}
	info.Readings = make([]Reading, len(d.Series))
	for i, s := range d.Series {
		n := s.Nearest(*d.Crosshair)
		if n < 0 || s.Level {
			continue
		}
		x, y := s.At(n)
		info.Readings[i] = Reading{X: x, Y: y, OK: true}
		cx, inX := info.Column(x)
		cy, inY := info.Row(y)
		if inX && inY && (s.Glyph == 0 || s.Label != "") {
			d.c.Stamp(cx, cy, d.glyphs.pick('●', 'o'), s.Style.With(grid.Bold), Marks)
		}
	}
}

// markGlyphs puts each mark's glyph in its place.
func (d *drawing) markGlyphs() {
	for _, m := range d.Marks {
		x, y, ok := d.markCell(m)
		if !ok || m.Glyph == 0 {
			continue
		}
		glyph := d.glyphs.mark(m.Glyph)
		if y < d.layout.h {
			d.c.Stamp(x, y, glyph, m.Style, Marks)
		} else {
			d.v.Set(d.layout.left+x, y, glyph, m.Style)
		}
	}
}

// markCell is the cell of a mark, relative to the plot's corner; the rule is the row below the plot.
func (d *drawing) markCell(m Mark) (x, y int, ok bool) {
	info := d.info()
	x, ok = info.Column(m.X)
	switch {
	case m.Place == OnRule && d.layout.rule:
		y = d.layout.h
	case m.Place == OnRule:
		y = d.layout.h - 1
	case m.Place == AtY:
		row, inside := info.Row(m.Y)
		y, ok = row, ok && inside
	}
	return x, y, ok
}

// info is the geometry of what is being drawn.
func (d *drawing) info() Info {
	l := d.layout
	dw, dh := d.glyphs.dots()
	return Info{X: l.left, Y: 0, W: l.w, H: l.h, x: d.Plot.X, y: d.Plot.Y, f: d.f, dw: dw, dh: dh}
}

// Info is where in the view a plot is and what it read.
type Info struct {
	X, Y, W, H int // the rectangle between the axes
	// Readings has an entry for each series if there was a crosshair.
	Readings []Reading

	x, y   Axis
	f      field
	dw, dh int
}

// Reading is the point of a series nearest to the crosshair, with its exact
// value. OK is false for a series without points.
type Reading struct {
	X, Y float64
	OK   bool
}

// XAt is the x in the middle of a column of the view, and whether that column lies between the axes; outside, it
// is extrapolated.
func (i Info) XAt(column int) (float64, bool) {
	dot := float64((column-i.X)*i.dw) + float64(i.dw-1)/2
	if i.f.w <= 0 {
		return i.x.Value(0.5), column == i.X && i.W > 0
	}
	return i.x.Value(dot / i.f.w), column >= i.X && column < i.X+i.W
}

// Column is the column of an x, counted from the plot's left end, and whether it is within the plot.
func (i Info) Column(x float64) (int, bool) {
	return cellOf(i.f.column(x), i.dw, i.W)
}

// Row is the row of a y, counted from the plot's top.
func (i Info) Row(y float64) (int, bool) {
	return cellOf(i.f.row(y), i.dh, i.H)
}

// cellOf is the cell of a dot, if it is within the plot.
func cellOf(dot float64, size, cells int) (int, bool) {
	if math.IsNaN(dot) || size <= 0 || dot < -0.5 {
		return 0, false
	}
	n := dotAt(dot) / size
	return n, n < cells
}
