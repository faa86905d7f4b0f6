package chart

// ground is what a label would cover in a cell, in order of increasing harm.
type ground uint8

const (
	blank    ground = iota
	lined           // a line of the backdrop
	onBand          // a curve's range
	onCurve         // a curve or a mark
	occupied        // another label
)

// room records the cells where a label may stand.
type room struct {
	w, h  int
	cells []ground
}

func newRoomOf(w, h int) *room {
	w, h = max(w, 0), max(h, 0)
	return &room{w, h, make([]ground, w*h)}
}

// newRoom is what a canvas leaves free. A row with a reference line counts as lined, even between its dashes.
func newRoom(c *Canvas, lines []int) *room {
	r := newRoomOf(c.w, c.h)
	for _, y := range lines {
		for x := range c.w {
			r.cells[y*c.w+x] = lined
		}
	}
	for y := range c.h {
		for x := range c.w {
			at := &r.cells[y*c.w+x]
			switch {
			case c.busy(x, y):
				*at = onCurve
			case c.banded(x, y):
				*at = onBand
			}
		}
	}
	return r
}

// fits reports whether the n cells from x on, and one on each side as a margin, hold nothing worse than worst.
func (r *room) fits(x, y, n int, worst ground) bool {
	if n <= 0 || x < 0 || y < 0 || y >= r.h || x+n > r.w {
		return false
	}
	for i := max(0, x-1); i < min(r.w, x+n+1); i++ {
		if r.cells[y*r.w+i] > worst {
			return false
		}
	}
	return true
}

// take occupies n cells from x on.
func (r *room) take(x, y, n int) {
	if y < 0 || y >= r.h {
		return
	}
	for i := max(x, 0); i < min(x+n, r.w); i++ {
		r.cells[y*r.w+i] = occupied
	}
}

// reserve takes n cells from x on if they are free.
func (r *room) reserve(x, y, n int) bool {
	ok := r.fits(x, y, n, onBand)
	if ok {
		r.take(x, y, n)
	}
	return ok
}

// beside is fits for a label that touches its own glyph at column own: that cell alone needs no margin.
func (r *room) beside(x, y, n, own int) bool {
	if y < 0 || y >= r.h || own < 0 || own >= r.w {
		return false
	}
	was := r.cells[y*r.w+own]
	r.cells[y*r.w+own] = blank
	ok := r.fits(x, y, n, onBand)
	r.cells[y*r.w+own] = was
	return ok
}
