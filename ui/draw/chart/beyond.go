package chart

import (
	"math"

	"unroll/ui/draw/grid"
)

// An excursion is a stretch of columns of cells in which a curve has values beyond the axis.
type excursion struct {
	from, to int // columns of cells
	peak     int // the column of the value farthest out
	value    float64
	up       bool
}

// nearby is how many columns apart two excursions are one.
const nearby = 3

// beyondEdge remembers a value that lies beyond the upper or lower edge.
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
		if x-e.to > nearby {
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

// arrows are where curves leave the plot: an arrow at the edge and how far the curve gets.
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
			d.arrowsAt = append(d.arrowsAt, label{x, y, grid.Safe(d.valueText(e.value)), st})
		}
	}
}

// freeAt is the column nearest to an excursion's peak, within it or one beside it, in which no other glyph stands.
func (d *drawing) freeAt(e excursion, y int) int {
	best, far := e.peak, math.MaxInt
	for x := max(0, e.from-1); x <= min(d.c.w-1, e.to+1); x++ {
		if off := abs(x - e.peak); off < far && d.c.cells[y*d.c.w+x].layer < Marks {
			best, far = x, off
		}
	}
	return best
}

// valueText writes a value that need not be round.
func (d *drawing) valueText(v float64) string {
	if d.YFormat != nil {
		return d.YFormat(v)
	}
	return Short(v)
}

// arrowLabels writes the values beside the arrows: in their row or the next one inwards, over a curve if there is no other way.
func (d *drawing) arrowLabels() {
	for _, a := range d.arrowsAt {
		width, inwards := grid.Width(a.text), 1
		if a.y > 0 {
			inwards = -1
		}
		for _, at := range []struct {
			x, y  int
			worst ground
		}{
			{a.x + 1, a.y, onBand}, {a.x - width, a.y, onBand},
			{a.x + 2, a.y + inwards, onBand}, {a.x - width - 1, a.y + inwards, onBand},
			{a.x + 1, a.y, onCurve}, {a.x - width, a.y, onCurve},
		} {
			if d.free.besideOver(at.x, at.y, width, a.x, at.worst) {
				d.label(at.x, at.y, a.text, a.style)
				break
			}
		}
	}
}
