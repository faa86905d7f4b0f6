package chart

import (
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"unroll/ui/draw/grid"
)

// picture is the text of a canvas.
func picture(c *Canvas) string {
	g := grid.New(c.w, c.h)
	c.Paint(g.View())
	return g.Render(grid.Plain)
}

func TestDots(t *testing.T) {
	for _, c := range []struct {
		glyphs Glyphs
		dots   [][2]int
		want   string
	}{
		{Braille, [][2]int{{0, 0}}, "⠁ "},
		{Braille, [][2]int{{0, 0}, {1, 3}, {2, 1}}, "⢁⠂"},
		{Braille, [][2]int{{0, 0}, {0, 1}, {0, 2}, {0, 3}, {1, 0}, {1, 1}, {1, 2}, {1, 3}}, "⣿ "},
		{Blocks, [][2]int{{0, 0}, {3, 1}}, "▘▗"},
		{ASCII, [][2]int{{0, 0}, {1, 0}, {1, 1}}, "':"},
		{ASCII, [][2]int{{-1, 0}, {2, 0}, {0, 2}, {0, -1}}, "  "},
	} {
		canvas := NewCanvas(2, 1, c.glyphs)
		for _, d := range c.dots {
			canvas.Dot(d[0], d[1], Pen{})
		}
		if got := picture(canvas); got != c.want {
			t.Errorf("%v: %q, want %q", c.dots, got, c.want)
		}
	}
}

// TestHigherLayersWin: a cell has the colour of its highest layer, whatever the order of drawing, and a curve
// hides the backdrop in its cell.
func TestHigherLayersWin(t *testing.T) {
	back := Pen{Style: grid.Style{FG: 1}, Layer: Backdrop}
	curve := Pen{Style: grid.Style{FG: 2}, Layer: Curves}
	later := Pen{Style: grid.Style{FG: 3}, Layer: Curves}
	mark := Pen{Style: grid.Style{FG: 4}, Layer: Marks}
	for _, c := range []struct {
		pens   []Pen
		bits   uint8
		colour grid.Color
	}{
		{[]Pen{back, curve}, 0x02, 2},
		{[]Pen{curve, back}, 0x01, 2},
		{[]Pen{curve, later}, 0x03, 3},
		{[]Pen{mark, curve}, 0x03, 4},
		{[]Pen{back, mark, curve}, 0x06, 4},
	} {
		canvas := NewCanvas(1, 1, Braille)
		for i, pen := range c.pens {
			canvas.Dot(0, i, pen)
		}
		if d := canvas.cells[0]; d.bits != c.bits || d.style.FG != c.colour {
			t.Errorf("%+v: dots %#x in colour %d, want %#x in %d", c.pens, d.bits, d.style.FG, c.bits, c.colour)
		}
	}
}

// TestLineJoinsItsEnds: every line between two dots contains both, and at least one dot in each column or each
// row between.
func TestLineJoinsItsEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := NewCanvas(10, 5, Braille)
		w, h := c.Size()
		x0, y0 := rapid.IntRange(0, w-1).Draw(t, "x0"), rapid.IntRange(0, h-1).Draw(t, "y0")
		x1, y1 := rapid.IntRange(0, w-1).Draw(t, "x1"), rapid.IntRange(0, h-1).Draw(t, "y1")
		c.Line(float64(x0), float64(y0), float64(x1), float64(y1), Pen{})
		set := func(x, y int) bool { return c.cells[y/4*c.w+x/2].bits&c.bit(x%2, y%4) != 0 }
		if !set(x0, y0) || !set(x1, y1) {
			t.Fatal("an end is missing")
		}
		n := 0
		for y := range h {
			for x := range w {
				if set(x, y) {
					n++
				}
			}
		}
		if want := max(abs(x1-x0), abs(y1-y0)) + 1; n != want {
			t.Fatalf("%d dots, want %d", n, want)
		}
	})
}

// TestFarLinesAreCheap: an end at 1e300 costs no more than one on the canvas.
func TestFarLinesAreCheap(t *testing.T) {
	start := time.Now()
	c := NewCanvas(20, 10, Braille)
	for _, v := range []float64{1e300, -1e300, math.MaxFloat64, math.Inf(1), math.Inf(-1), math.NaN(), 1e18} {
		c.Line(0, 0, v, v, Pen{})
		c.Line(v, 3, -v, 7, Pen{})
		c.Line(3, v, 3, -v, Pen{})
		c.Line(v, v, v, v, Pen{})
		c.Dot(int(near(v)), math.MinInt, Pen{})
		c.Band(3, v, -v, grid.Style{FG: 1})
		c.Band(3, 2, v, grid.Style{FG: 1})
	}
	if took := time.Since(start); took > time.Second {
		t.Errorf("took %v", took)
	}
}

// TestClippingKeepsTheSlope: the part of a long line that is on the canvas is where it would be without the rest.
func TestClippingKeepsTheSlope(t *testing.T) {
	long, short := NewCanvas(4, 2, Braille), NewCanvas(4, 2, Braille)
	long.Line(-700, -700, 700, 700, Pen{})
	short.Line(0, 0, 7, 7, Pen{})
	if picture(long) != picture(short) {
		t.Errorf("a diagonal clipped to the canvas:\n%s\nwant\n%s", picture(long), picture(short))
	}
}

func TestBand(t *testing.T) {
	for _, c := range []struct {
		top, bottom float64
		fill        grid.Style
		glyphs      Glyphs
		want        string
	}{
		{-0.5, 11.5, grid.Style{FG: 1}, Braille, " \n \n "},    // three cells of background
		{1.5, 11.5, grid.Style{FG: 1}, Braille, "▄\n \n "},     // begins in the middle of the first
		{-0.5, 9.5, grid.Style{FG: 1}, Braille, " \n \n▄"},     // reversed: ends in the middle of the last
		{3, 8, grid.Style{FG: 1}, Braille, "▁\n \n▇"},          // from the middle of one dot to that of another
		{8, 3, grid.Style{FG: 1}, Braille, "▁\n \n▇"},          // either way round
		{1.5, 11.5, grid.Style{}, Braille, "░\n░\n░"},          // no colours: a texture
		{0.5, 5.5, grid.Style{}, ASCII, ":\n:\n:"},             // two dots a cell
		{-1e9, 1e9, grid.Style{FG: 1}, Braille, " \n \n "},     // clipped to the canvas
		{20, 30, grid.Style{FG: 1}, Braille, " \n \n "},        // below it
		{math.NaN(), 3, grid.Style{FG: 1}, Braille, " \n \n "}, // nowhere
	} {
		canvas := NewCanvas(1, 3, c.glyphs)
		canvas.Band(0, c.top, c.bottom, c.fill)
		if got := picture(canvas); got != c.want {
			t.Errorf("%v to %v: %q, want %q", c.top, c.bottom, got, c.want)
		}
	}
}

// TestBandIsBehindTheLine: the line's cell keeps its dots and has the band's colour as its background.
func TestBandIsBehindTheLine(t *testing.T) {
	c := NewCanvas(1, 1, Braille)
	c.Dot(0, 1, Pen{Style: grid.Style{FG: 7}})
	c.Band(0, 0, 3, grid.Style{FG: 9})
	g := grid.New(1, 1)
	c.Paint(g.View())
	if got := g.At(0, 0); got != (grid.Cell{Rune: '⠂', Style: grid.Style{FG: 7, BG: 9}}) {
		t.Errorf("%+v", got)
	}
}

// TestALineIsTakenOffItsRow: all of it, on both sides of a curve, and nothing else: the curve stays, and what else is in the backdrop, and other rows.
func TestALineIsTakenOffItsRow(t *testing.T) {
	for _, glyphs := range []Glyphs{Braille, Blocks} {
		c := NewCanvas(9, 2, glyphs)
		d := &drawing{c: c, glyphs: glyphs}
		for y := range 2 {
			for x := range 9 {
				if glyphs == Blocks {
					c.Stamp(x, y, '─', grid.Style{}, Backdrop)
				} else {
					c.Dot(2*x, 4*y, Pen{Layer: Backdrop})
				}
			}
		}
		d.vertical(6, '┊', grid.Style{})
		c.Dot(3*c.dw, c.dh, Pen{Layer: Curves})
		line := strings.Split(picture(c), "\n")[0]
		c.unline(1)
		rows := strings.Split(picture(c), "\n")
		if curve := string([]rune(rows[1])[3]); rows[0] != line || rows[1] != "   "+curve+"  ┊  " || curve == " " {
			t.Errorf("%q became %q", line, rows)
		}
	}
}
