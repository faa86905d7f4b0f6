package chart

import (
	"math"

	"unroll/ui/draw/grid"
)

// An excursion is a run of columns of cells in which a curve has values beyond the axis.
type excursion struct {
	from, to int // columns of cells
	peak     int // the column of the most extreme value
	value    float64
	up       bool
}

// nearby is the greatest distance in columns at which two excursions are merged.
const nearby = 3

// beyondEdge records a value that lies beyond the upper or lower edge.
func (t *tracer) beyondEdge(column, y float64) {
	row, x := t.f.row(y), dotAt(column)/t.c.dw
	up := row < -0.5
	if !up && !(row > t.f.h+0.5) || x < 0 || x >= t.c.w {
		return
	}
	for i := len(t.out) - 1; i >= 0; i-- {
		e := &t.out[i]
		if e.up != up {
			continue
		}
		if x-e.to > nearby || t.s.Dots && x-e.to > 1 {
			break
		}
		e.to = max(e.to, x)
		if up && y > e.value || !up && y < e.value {
			e.peak, e.value = x, y
		}
		return
	}
	t.out = append(t.out, excursion{x, x, x, y, up})
}

// arrows marks where curves leave the plot: an arrow at the edge, and how far the curve goes.
func (d *drawing) arrows() {
	for i, list := range d.out {
		if d.Series[i].Level {
			continue
		}
		st := d.Series[i].Style.With(grid.Bold)
		for _, e := range list {
			y, glyph := d.layout.h-1, d.glyphs.pick('▼', 'v')
			if e.up {
				y, glyph = 0, d.glyphs.pick('▲', '^')
			}
			x := d.freeAt(e, y)
			d.c.Stamp(x, y, glyph, st, Marks)
			if farthest(e, list) {
				d.arrowsAt = append(d.arrowsAt, label{x, y, grid.Safe(d.valueText(e.value)), st})
			}
			d.stretch(e, i, y, glyph, st)
		}
	}
}

// farthest reports whether no excursion near this one goes farther, so that its value is worth showing.
func farthest(e excursion, list []excursion) bool {
	for _, o := range list {
		if o.up == e.up && o != e && abs(o.peak-e.peak) <= 3*nearby && (o.value > e.value) == e.up && o.value != e.value {
			return false
		}
	}
	return true
}

// stretch repeats the arrow along a long excursion, so that it is seen wherever one looks for the curve, beside
// the arrows of other curves.
func (d *drawing) stretch(e excursion, series, y int, glyph rune, st grid.Style) {
	apart := max(3, d.c.w/20)
	for x := e.from + series%apart; x <= e.to; x += apart {
		part := excursion{from: x, to: min(x+apart-1, e.to), peak: x}
		if abs(x-e.peak) >= 2 {
			d.c.Stamp(d.freeAt(part, y), y, glyph, st, Marks)
		}
	}
}

// freeAt is the empty column nearest to an excursion's peak, within the excursion or next to it; failing that,
// one without another glyph.
func (d *drawing) freeAt(e excursion, y int) int {
	best, far := e.peak, math.MaxInt
	for x := max(0, e.from-1); x <= min(d.c.w-1, e.to+1); x++ {
		c := &d.c.cells[y*d.c.w+x]
		off := abs(x - e.peak)
		if c.layer >= Curves && c.bits != 0 {
			off += d.c.w
		}
		if c.layer < Marks && off < far {
			best, far = x, off
		}
	}
	return best
}

// valueText writes a value that may not be round.
func (d *drawing) valueText(v float64) string {
	if d.YFormat != nil {
		return d.YFormat(v)
	}
	return Short(v)
}

// arrowLabels writes the values beside the arrows, if there is room near them.
func (d *drawing) arrowLabels() {
	for _, a := range d.arrowsAt {
		d.arrowLabel(a)
	}
}

func (d *drawing) arrowLabel(a label) {
	const rows, far = 3, 6
	width, inwards := grid.Width(a.text), 1
	if a.y > 0 {
		inwards = -1
	}
	for away := range far {
		for dy := range min(rows, away+1) {
			dx, y := away-dy, a.y+dy*inwards
			for _, x := range []int{a.x + 1 + dx, a.x - width - dx} {
				if dx == 0 && d.free.beside(x, y, width, a.x) || d.free.fits(x, y, width, onBand) {
					d.label(x, y, a.text, a.style)
					return
				}
			}
		}
	}
}
