package grid

// Cell is one place on the screen. The cells after a rune or cluster of more than one column have Rune 0: the
// terminal fills them with the rest of it. Grid.At returns the first rune of a cluster.
type Cell struct {
	Rune  rune
	Style Style
}

// Grid is a rectangle of w×h cells. The zero Grid has no cells.
type Grid struct {
	// ASCII draws frames with + - | for terminals whose font has no ╭─│, and the program's own signs in ASCII (Text, Set).
	ASCII bool

	w, h   int
	cells  []Cell        // a negative Rune stands for one of glyphs
	glyphs glyphs        // letters with marks
	buf    []byte        // Render's buffer, kept from frame to frame
	near   [1024]nearest // cache of colours converted to sixteen
}

// maxCells bounds the memory that a nonsensical size can request; a 16K monitor in the smallest font has fewer.
const maxCells = 1 << 22

// New makes a blank grid. A size of zero or less is legal and draws nothing.
func New(w, h int) *Grid {
	g := new(Grid)
	g.Resize(w, h)
	return g
}

// Resize changes the grid's size and blanks it. Views of the old size stay legal: what they draw outside the new
// one is dropped.
func (g *Grid) Resize(w, h int) {
	if w <= 0 || h <= 0 {
		w, h = 0, 0
	}
	w = min(w, maxCells)
	if w > 0 {
		h = min(h, maxCells/w)
	}
	if n := w * h; n <= cap(g.cells) {
		g.cells = g.cells[:n]
	} else {
		g.cells = make([]Cell, n)
	}
	g.w, g.h = w, h
	g.Clear(Style{})
}

// Clear blanks every cell in a style.
func (g *Grid) Clear(st Style) {
	for i := range g.cells {
		g.cells[i] = Cell{' ', st}
	}
	g.glyphs.reset()
}

// W is the number of columns.
func (g *Grid) W() int { return g.w }

// H is the number of rows.
func (g *Grid) H() int { return g.h }

// View is the view of the whole grid.
func (g *Grid) View() View { return View{g, 0, 0, g.w, g.h} }

// At is the cell at a column and a row; a blank one outside.
func (g *Grid) At(x, y int) Cell {
	if x < 0 || y < 0 || x >= g.w || y >= g.h {
		return Cell{Rune: ' '}
	}
	c := g.cells[y*g.w+x]
	c.Rune = g.glyphs.base(c.Rune)
	return c
}

// put writes a rune or cluster cols columns wide at a place inside the grid. If it does not fit, blanks are
// written instead.
func (g *Grid) put(x, y int, r rune, cols int, st Style) {
	row := g.cells[y*g.w : (y+1)*g.w]
	if cols == 1 && row[x].Rune != 0 && (x+1 == len(row) || row[x+1].Rune != 0) {
		row[x] = Cell{r, st} // the usual case
		return
	}
	if cols > g.w-x {
		r = ' '
	}
	part(row, x)
	row[x] = Cell{r, st}
	for at := x + 1; at < x+cols && at < g.w; at++ {
		part(row, at)
		row[at] = Cell{0, st}
		if r == ' ' {
			row[at].Rune = ' '
		}
	}
}

// part makes the cell at x independent: if what is in it also covers other cells, these become blanks.
func part(row []Cell, x int) {
	if row[x].Rune == 0 {
		for at := x - 1; at >= 0; at-- {
			head := row[at].Rune != 0
			row[at].Rune = ' '
			if head {
				break
			}
		}
	}
	for at := x + 1; at < len(row) && row[at].Rune == 0; at++ {
		row[at].Rune = ' '
	}
}

// cell is the value of Cell.Rune that represents a cluster.
func (g *Grid) cell(text []byte, cols int) rune {
	if len(g.glyphs.list) > 2*len(g.cells)+64 {
		g.sweep()
	}
	return g.glyphs.cell(text, cols)
}
