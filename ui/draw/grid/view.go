package grid

import "unicode/utf8"

// View is a rectangle of a grid. Its coordinates begin at its own top left corner, and nothing drawn through it
// lands outside. It is a small value that can be copied, divided and discarded freely. The zero View is empty.
type View struct {
	g          *Grid
	x, y, w, h int
}

// W is the number of columns.
func (v View) W() int { return v.w }

// H is the number of rows.
func (v View) H() int { return v.h }

// Empty reports whether there is no cell to draw on.
func (v View) Empty() bool { return v.w <= 0 || v.h <= 0 }

// ASCII reports whether the grid draws frames in ASCII.
func (v View) ASCII() bool { return v.g != nil && v.g.ASCII }

// Origin is the position of the view's top left cell in the grid: subtract it from a mouse click's coordinates.
func (v View) Origin() (x, y int) { return v.x, v.y }

// Sub is the part of v inside a rectangle; its coordinates begin at the top left corner of what is left after
// clipping.
func (v View) Sub(x, y, w, h int) View {
	x, w = clip(x, w, v.w)
	y, h = clip(y, h, v.h)
	if w == 0 || h == 0 {
		return View{}
	}
	return View{v.g, v.x + x, v.y + y, w, h}
}

// Inset is the view without this many cells on each side.
func (v View) Inset(left, top, right, bottom int) View {
	return v.Sub(left, top, v.w-left-right, v.h-top-bottom)
}

// clip restricts the n cells from at on to 0..size.
func clip(at, n, size int) (int, int) {
	if n <= 0 || at >= size {
		return 0, 0
	}
	if at < 0 {
		at, n = 0, n+at
	}
	return at, max(0, min(n, size-at))
}

// inside reports whether a cell is in the view and, after a Resize, still in
// the grid.
func (v View) inside(x, y int) bool {
	return x >= 0 && y >= 0 && x < v.w && y < v.h && v.x+x < v.g.w && v.y+y < v.g.h
}

// At is the cell at a column and row of the view; a blank one outside.
func (v View) At(x, y int) Cell {
	if !v.inside(x, y) {
		return Cell{Rune: ' '}
	}
	return v.g.At(v.x+x, v.y+y)
}

// Set draws one rune. A control character becomes its picture, and any other character that Safe would spell out
// becomes U+FFFD, as there is only one cell; half a wide rune is never drawn. Where only ASCII is drawn, the program's own
// signs are replaced as Text does.
func (v View) Set(x, y int, r rune, st Style) {
	if v.ASCII() {
		r = signInASCII(r)
	}
	if !visible(r) {
		r = stand(r)
	}
	cols := runeWidth(r)
	if loose(r) && v.inside(x, y) {
		r = v.g.cell(utf8.AppendRune(nil, r), cols)
	}
	v.put(x, y, r, cols, st)
}

// put draws a rune or cluster cols columns wide. If it crosses the view's edge, the part inside is left blank.
func (v View) put(x, y int, r rune, cols int, st Style) {
	if cols > 1 && (x < 0 || x > v.w-cols) {
		for at := max(x, 0); at < min(x+cols, v.w); at++ {
			v.put(at, y, ' ', 1, st)
		}
		return
	}
	if v.inside(x, y) {
		v.g.put(v.x+x, v.y+y, r, cols, st)
	}
}

// Fill draws a rune in every cell.
func (v View) Fill(r rune, st Style) {
	step := 1
	if visible(r) && runeWidth(r) == 2 {
		step = 2
	}
	for y := range v.h {
		for x := 0; x < v.w; x += step {
			v.Set(x, y, r, st)
		}
	}
}

// Restyle changes the style of the cells in a rectangle but not their runes: a selection bar, a coloured
// background.
func (v View) Restyle(x, y, w, h int, change func(Style) Style) {
	v = v.Sub(x, y, w, h)
	for y := range v.h {
		for x := range v.w {
			if v.inside(x, y) {
				c := &v.g.cells[(v.y+y)*v.g.w+v.x+x]
				c.Style = change(c.Style)
			}
		}
	}
}
