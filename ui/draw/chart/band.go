package chart

import (
	"math"

	"unroll/ui/draw/grid"
)

// edge is the part of its cell that a band fills.
type edge uint8

const (
	whole edge = iota // all of it, or too thin to tell
	lower             // the lower part: the band's upper edge is here
	upper             // the upper part: the band's lower edge is here
)

// Band fills a column of cells between two heights, given in dots from the top, to an eighth of a cell, behind
// everything else.
func (c *Canvas) Band(x int, top, bottom float64, fill grid.Style) {
	if x < 0 || x >= c.w || math.IsNaN(top) || math.IsNaN(bottom) {
		return
	}
	if bottom < top {
		top, bottom = bottom, top
	}
	top, bottom = c.eighths(top), c.eighths(bottom)
	for y := int(top) / 8; y < c.h && float64(y*8) < bottom; y++ {
		from := max(0, int(top)-y*8)
		to := min(8, int(bottom)-y*8)
		if to > from {
			c.cells[y*c.w+x].cover, c.cells[y*c.w+x].edge = uint8(to-from), edgeOf(from, to)
			c.cells[y*c.w+x].fill = fill
		}
	}
}

// eighths converts a height in dots, whose centres are whole numbers, into eighths of a cell within the canvas.
func (c *Canvas) eighths(dots float64) float64 {
	v := math.Floor((dots+0.5)*8/float64(c.dh) + 0.5)
	return math.Max(0, math.Min(v, float64(c.h*8)))
}

func edgeOf(from, to int) edge {
	switch {
	case from > 0 && to == 8:
		return lower
	case from == 0 && to < 8:
		return upper
	}
	return whole
}

// lowerBlocks fill a cell from below by eighths.
var lowerBlocks = []rune(" ▁▂▃▄▅▆▇█")

// band is how a cell with nothing but a band looks. There are no glyphs for the upper part of a cell: it is the
// lower part with the colours reversed.
func (d *dotCell) band(glyphs Glyphs) (rune, grid.Style) {
	half := d.cover >= 4
	switch {
	case d.fill.FG == 0 && half: // no colours: a texture
		return glyphs.pick('░', ':'), d.fill
	case d.fill.FG == 0:
		return ' ', grid.Style{}
	case d.edge == lower && glyphs != ASCII:
		return lowerBlocks[d.cover], d.fill
	case d.edge == upper && glyphs != ASCII:
		return lowerBlocks[8-d.cover], d.fill.With(grid.Reverse)
	case half:
		return ' ', grid.Style{BG: d.fill.FG}
	}
	return ' ', grid.Style{}
}
