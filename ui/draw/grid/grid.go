package grid

// Cell is one place on the screen. The cell after a rune two columns wide has
// Rune 0: the terminal fills it with the rune's right half.
type Cell struct {
	Rune  rune
	Style Style
}

// Grid is a rectangle of w×h cells. The zero Grid has no cell.
type Grid struct {
	// ASCII draws frames with + - | for terminals whose font has no ╭─│.
	ASCII bool

	w, h  int
	cells []Cell
	buf   []byte        // Render's work space, kept from frame to frame
	near  [1024]nearest // colours already converted to sixteen
}

// maxCells bounds the memory a nonsensical size can ask for; a 16K monitor in
// the smallest font has fewer.
const maxCells = 1 << 22

// New makes a blank grid. A size of zero or less is legal and draws nothing.
func New(w, h int) *Grid {
	g := new(Grid)
	g.Resize(w, h)
	return g
}

// Resize gives the grid another size and blanks it. Views of the old size stay
// legal: what they draw outside the new one is dropped.
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
	return g.cells[y*g.w+x]
}

// put writes a rune of width 1 or 2 at a place inside the grid. A wide rune
// without room for its right half becomes a blank.
func (g *Grid) put(x, y int, r rune, wide bool, st Style) {
	row := g.cells[y*g.w : (y+1)*g.w]
	if wide && x+1 == g.w {
		r, wide = ' ', false
	}
	part(row, x)
	row[x] = Cell{r, st}
	if wide {
		part(row, x+1)
		row[x+1] = Cell{0, st}
	}
}

// part makes the cell at x independent: if it is half of a wide rune, the
// other half becomes a blank.
func part(row []Cell, x int) {
	if row[x].Rune == 0 && x > 0 {
		row[x-1].Rune = ' '
	}
	if x+1 < len(row) && row[x+1].Rune == 0 {
		row[x+1].Rune = ' '
	}
}
