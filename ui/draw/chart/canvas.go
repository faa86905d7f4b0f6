package chart

import (
	"slices"

	"unroll/ui/draw/grid"
)

// Canvas is a rectangle of dots finer than cells. The dots of a cell share one colour: that of the highest layer
// drawn there, and within a layer that of the last.
type Canvas struct {
	w, h   int // in cells
	glyphs Glyphs
	dw, dh int // dots in a cell
	cells  []dotCell
}

// dotCell is what has been drawn in one cell.
type dotCell struct {
	bits  uint8 // the dots set, in the glyph set's own order
	held  uint8 // the dots of values that are held, under curves
	layer Layer
	edge  edge
	cover uint8      // eighths of the cell that the band fills
	glyph rune       // drawn in place of the dots, or 0
	style grid.Style // of dots or glyph
	fill  grid.Style // of the band
	hold  grid.Style // of held
}

// Layer orders what is drawn in the same cell. A layer below Curves is backdrop: a curve that enters its cell
// replaces it completely.
type Layer int8

// The layers of a plot.
const (
	Backdrop Layer = iota - 1
	Curves
	Marks
)

// Pen is how dots and lines are drawn.
type Pen struct {
	Style  grid.Style
	Layer  Layer
	Dashed bool
	Glyph  rune // fills each touched cell instead of dots, or 0
}

// NewCanvas makes an empty canvas of w×h cells.
func NewCanvas(w, h int, glyphs Glyphs) *Canvas {
	w, h = max(w, 0), max(h, 0)
	c := &Canvas{w: w, h: h, glyphs: glyphs, cells: make([]dotCell, w*h)}
	c.dw, c.dh = glyphs.dots()
	return c
}

// Size is the number of dots across and down.
func (c *Canvas) Size() (w, h int) { return c.w * c.dw, c.h * c.dh }

// Dot draws one dot; outside the canvas it draws nothing.
func (c *Canvas) Dot(x, y int, pen Pen) {
	if x < 0 || y < 0 || x >= c.w*c.dw || y >= c.h*c.dh || pen.Dashed && x%dashPeriod >= dashLength {
		return
	}
	cell := &c.cells[y/c.dh*c.w+x/c.dw]
	if !cell.enter(pen.Layer) {
		return
	}
	if pen.Glyph != 0 {
		cell.glyph = pen.Glyph
	} else {
		cell.bits |= c.bit(x%c.dw, y%c.dh)
	}
	if pen.Layer >= cell.layer {
		cell.layer, cell.style = pen.Layer, pen.Style
	}
}

// A dash is one cell of braille: longer ones look heavier than the curves.
const dashPeriod, dashLength = 4, 2

// Stamp draws a glyph in a whole cell, given in cells.
func (c *Canvas) Stamp(x, y int, glyph rune, st grid.Style, layer Layer) {
	if x < 0 || y < 0 || x >= c.w || y >= c.h {
		return
	}
	if cell := &c.cells[y*c.w+x]; cell.enter(layer) {
		cell.glyph, cell.layer, cell.style = glyph, layer, st
	}
}

// enter makes room for something on a layer and reports whether it will be visible.
func (d *dotCell) enter(l Layer) bool {
	if d.bits == 0 && d.glyph == 0 {
		d.layer = l
		return true
	}
	if l < d.layer && (d.glyph != 0 || l < Curves) {
		return false
	}
	if l > d.layer && d.layer < Curves {
		d.bits, d.glyph = 0, 0
	}
	return true
}

// bit is the mask of a dot in its cell.
func (c *Canvas) bit(x, y int) uint8 {
	if c.glyphs == Braille {
		return brailleBits[y][x]
	}
	return 1 << (y*c.dw + x)
}

// brailleBits is Unicode's order of the dots in U+2800 to U+28FF.
var brailleBits = [4][2]uint8{{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}}

var (
	quadrants = []rune(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█")
	asciiDots = []rune(" '.:")
)

// rune is the character for a set of dots.
func (c *Canvas) rune(bits uint8) rune {
	switch c.glyphs {
	case Braille:
		return 0x2800 + rune(bits)
	case Blocks:
		return quadrants[bits&15]
	}
	return asciiDots[bits&3]
}

// busy reports whether a curve or a mark is in a cell.
func (c *Canvas) busy(x, y int) bool {
	d := &c.cells[y*c.w+x]
	return d.layer >= Curves && (d.bits != 0 || d.glyph != 0)
}

// backdrop reports whether a line of the backdrop is visible in a cell.
func (c *Canvas) backdrop(x, y int) bool {
	d := &c.cells[y*c.w+x]
	return d.layer < Curves && (d.bits != 0 || d.glyph != 0)
}

// unline removes the reference line from a row; the rest of the backdrop stays.
func (c *Canvas) unline(y int) {
	for x := range c.w {
		d := &c.cells[y*c.w+x]
		if d.layer >= Curves {
			continue
		}
		d.bits = 0
		if slices.Contains(horizontals, d.glyph) {
			d.glyph = 0
		}
	}
}

// horizontals are the glyphs of reference lines that are not drawn with dots.
var horizontals = []rune("╌─-")

// banded reports whether a band is in a cell.
func (c *Canvas) banded(x, y int) bool { return c.cells[y*c.w+x].cover > 0 }

// ground is the background that a text in a cell should keep: the band's colour if the band fills most of the
// cell.
func (c *Canvas) ground(x, y int) grid.Color {
	if d := &c.cells[y*c.w+x]; d.cover >= 6 {
		return d.fill.FG
	}
	return 0
}

// Paint copies the canvas onto a view, cell by cell from its top left corner.
// Empty cells leave the view as it is.
func (c *Canvas) Paint(v grid.View) {
	for y := range min(c.h, v.H()) {
		for x := range min(c.w, v.W()) {
			d := &c.cells[y*c.w+x]
			switch {
			case d.held != 0 && d.layer < Curves, d.held != 0 && d.bits == 0 && d.glyph == 0:
				st := d.hold
				st.BG = c.ground(x, y)
				v.Set(x, y, c.rune(d.held), st)
			case d.bits != 0 || d.glyph != 0:
				r, st := d.glyph, d.style
				if r == 0 {
					r = c.rune(d.bits)
				}
				if st.BG == 0 {
					st.BG = c.ground(x, y)
				}
				v.Set(x, y, r, st)
			case d.cover > 0:
				r, st := d.band(c.glyphs)
				v.Set(x, y, r, st)
			}
		}
	}
}
