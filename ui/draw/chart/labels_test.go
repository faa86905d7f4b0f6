package chart

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unroll/ui/draw/grid"
)

// scattered is a drawing of w×h cells with curves in some of them.
func scattered(t *rapid.T, w, h int) *drawing {
	d := &drawing{c: NewCanvas(w, h, Braille), layout: layout{w: w, h: h}}
	for i := range d.c.cells {
		switch rapid.IntRange(0, 9).Draw(t, "cell") {
		case 0:
			d.c.Stamp(i%w, i/w, '▾', grid.Style{}, Marks)
		case 1:
			d.c.Dot(i%w*2, i/w*4, Pen{Layer: Curves})
		case 2:
			d.c.Dot(i%w*2, i/w*4, Pen{Layer: Backdrop})
		case 3:
			d.c.Band(i%w, float64(i/w*4)-0.5, float64(i/w*4)+3.5, grid.Style{FG: 3})
		}
	}
	d.free = newRoom(d.c, nil)
	return d
}

// TestTheLegendCoversLeast: of the four corners it takes one in which no fewer cells of curves are covered elsewhere.
func TestTheLegendCoversLeast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(1, 12).Draw(t, "w"), rapid.IntRange(1, 8).Draw(t, "h")
		d := scattered(t, w, h)
		lw, lh := rapid.IntRange(1, w).Draw(t, "width"), rapid.IntRange(1, h).Draw(t, "height")
		covered := func(x, y int) (n int) {
			for j := range lh {
				for i := range lw {
					if d.c.busy(x+i, y+j) {
						n++
					}
				}
			}
			return n
		}
		x, y := d.corner(lw, lh)
		if x != 0 && x != w-lw || y != 0 && y != h-lh {
			t.Fatalf("%d×%d at %d,%d of %d×%d is no corner", lw, lh, x, y, w, h)
		}
		for _, at := range [][2]int{{w - lw, 0}, {0, h - lh}, {0, 0}, {w - lw, h - lh}} {
			if covered(at[0], at[1]) < covered(x, y) {
				t.Fatalf("%v covers %d cells, %d,%d covers %d", at, covered(at[0], at[1]), x, y, covered(x, y))
			}
		}
		if covered(w-lw, 0) == 0 && (x != w-lw || y != 0) {
			t.Fatalf("the corner on the right on top is free, it takes %d,%d", x, y)
		}
	})
}

// TestRoomIsKept: a label fits where no cell of it, and none beside it, has worse than is allowed; what is taken is taken; a label fits beside its
// own glyph as if that were not there.
func TestRoomIsKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(1, 10).Draw(t, "w"), rapid.IntRange(1, 3).Draw(t, "h")
		r := newRoomOf(w, h)
		for i := range r.cells {
			r.cells[i] = ground(rapid.IntRange(0, int(occupied)).Draw(t, "ground"))
		}
		worst := ground(rapid.IntRange(0, int(onBand)).Draw(t, "worst"))
		fits := func(x, y, n, own int, worst ground) bool {
			if n < 1 || x < 0 || x+n > w || y < 0 || y >= h {
				return false
			}
			for i := x - 1; i <= x+n; i++ {
				if i >= 0 && i < w && i != own && r.cells[y*w+i] > worst {
					return false
				}
			}
			return true
		}
		x, y, n, own := rapid.IntRange(-2, w).Draw(t, "x"), rapid.IntRange(-1, h).Draw(t, "y"), rapid.IntRange(0, w).Draw(t, "n"), rapid.IntRange(0, w-1).Draw(t, "own")
		if got := r.fits(x, y, n, worst); got != fits(x, y, n, -1, worst) {
			t.Fatalf("%d cells at %d,%d of %+v fit: %v", n, x, y, r, got)
		}
		before := append([]ground(nil), r.cells...)
		if got := r.beside(x, y, n, own); got != fits(x, y, n, own, onBand) {
			t.Fatalf("%d cells at %d,%d beside %d of %+v fit: %v", n, x, y, own, r, got)
		}
		for i := range before {
			if r.cells[i] != before[i] {
				t.Fatal("looking has changed the room")
			}
		}
		ok := fits(x, y, n, -1, onBand)
		if got := r.reserve(x, y, n); got != ok {
			t.Fatalf("reserved: %v", got)
		}
		for i, was := range before {
			want := was
			if ok && i/w == y && i%w >= x && i%w < x+n {
				want = occupied
			}
			if r.cells[i] != want {
				t.Fatalf("cell %d is %d after %d cells at %d,%d were reserved, it was %d", i, r.cells[i], n, x, y, was)
			}
		}
		if ok && r.fits(x, y, n, onCurve) {
			t.Fatal("what is taken is free")
		}
	})
}

// TestLabelsPreferCellsWithoutABand: the place nearest to the right end that touches none, else the one nearest to it at all; none nearer to the left
// than is allowed.
func TestLabelsPreferCellsWithoutABand(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.IntRange(1, 14).Draw(t, "w")
		d := scattered(t, w, 1)
		width, least := rapid.IntRange(1, w).Draw(t, "width"), rapid.IntRange(0, w-1).Draw(t, "least")
		want := -1
		for _, worst := range []ground{lined, onBand} {
			for x := least; x < w-width && want < 0 || x < w-width; x++ {
				if d.free.fits(x, 0, width, worst) {
					want = x
				}
			}
			if want >= 0 {
				break
			}
		}
		if x, ok := d.rightmost(0, width, least); ok != (want >= 0) || ok && x != want {
			t.Fatalf("%d columns from %d on in %v: at %d, %v; want %d", width, least, d.free.cells, x, ok, want)
		}
	})
}

// TestALinesNameInThePlotIsOnIt: on the line or right over or under it, never beside another line instead, which it would name.
func TestALinesNameInThePlotIsOnIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Plot{X: Axis{Min: 0, Max: 10}, Y: Axis{Min: 0, Max: 10}}
		for i := range rapid.IntRange(1, 6).Draw(t, "lines") {
			p.Refs = append(p.Refs, Ref{Value: rapid.Float64Range(0, 10).Draw(t, "line"), Label: strings.Repeat(string(rune('K'+i)), 4), Dashed: true})
		}
		s := points([]float64{0, 4, 10}, []float64{rapid.Float64Range(0, 10).Draw(t, "from"), rapid.Float64Range(0, 10).Draw(t, "over"), rapid.Float64Range(0, 10).Draw(t, "to")})
		s.Label = ""
		p.Series = []Series{s}
		rows, info := rowsOf(p, rapid.IntRange(12, 29).Draw(t, "w"), rapid.IntRange(4, 16).Draw(t, "h"), Braille)
		lines := map[int]bool{}
		for _, r := range p.Refs {
			y, _ := info.Row(r.Value)
			lines[y] = true
		}
		for _, r := range p.Refs {
			own, _ := info.Row(r.Value)
			for y, row := range rows {
				if strings.Contains(row, r.Label) && y != own && (abs(y-own) > 1 || lines[y]) {
					t.Fatalf("%s of row %d is in row %d of\n%s", r.Label, own, y, strings.Join(rows, "\n"))
				}
			}
		}
	})
}

// TestMarksAreNamedTheLatestFirst: of two whose names would meet the later has its own; a name is beside its glyph, on the left where there is no
// room on the right.
func TestMarksAreNamedTheLatestFirst(t *testing.T) {
	for _, c := range []struct {
		xs   [2]float64
		want string // of the first row, with single blanks
	}{
		{[2]float64{2, 5}, "▾first ▾later"},
		{[2]float64{1, 1.6}, "▾▾later"}, // "first" would end at the later glyph, and has no room on the left
		{[2]float64{2, 9.9}, "▾first later▾"},
	} {
		p := Plot{X: Axis{Min: 0, Max: 10}, Y: Axis{Min: 0, Max: 10}, Marks: []Mark{{X: c.xs[0], Glyph: '▾', Label: "first"}, {X: c.xs[1], Glyph: '▾', Label: "later"}}}
		rows, _ := rowsOf(p, 29, 12, Braille)
		if got := strings.Join(strings.Fields(rows[0]), " "); got != c.want {
			t.Errorf("marks at %v are %q, want %q", c.xs, got, c.want)
		}
	}
}

// TestMarksStandInTheirPlaces: on top, on the axis or in the last row where there is none, or at the height they say; none outside the plot.
func TestMarksStandInTheirPlaces(t *testing.T) {
	for _, c := range []struct {
		m    Mark
		h    int
		x, y int // -1: nowhere
	}{
		{Mark{X: 5, Place: OnTop}, 12, 50, 0}, {Mark{X: 5, Place: OnRule}, 12, 50, 10}, {Mark{X: 5, Place: OnRule}, 7, 50, 5}, {Mark{X: 5, Place: OnRule}, 4, 50, 3},
		{Mark{X: 5, Place: AtY, Y: 10}, 12, 50, 0}, {Mark{X: 5, Place: AtY, Y: 0}, 12, 50, 9}, {Mark{X: 5, Place: AtY, Y: 11.5}, 12, -1, -1}, {Mark{X: -1}, 12, -1, -1}, {Mark{X: 11}, 12, -1, -1},
	} {
		c.m.Glyph = '◆'
		rows, info := rowsOf(Plot{X: Axis{Min: 0, Max: 10}, Y: Axis{Min: 0, Max: 10}, Marks: []Mark{c.m}}, 102, c.h, Braille)
		x, y := -1, -1
		for j, row := range rows {
			if at := strings.IndexRune(row, '◆'); at >= 0 {
				x, y = len([]rune(row[:at]))-info.X, j
			}
		}
		if c.x >= 0 {
			c.x, _ = info.Column(5)
		}
		if x != c.x || y != c.y {
			t.Errorf("%+v on %d rows is at %d,%d, want %d,%d", c.m, c.h, x, y, c.x, c.y)
		}
	}
}

// TestALabelInterruptsALine: lines of the backdrop end a cell before a label and go on a cell after it; a band's colour stays behind it.
func TestALabelInterruptsALine(t *testing.T) {
	g := grid.New(12, 2)
	d := &drawing{c: NewCanvas(12, 2, Braille), layout: layout{w: 12, h: 2}, in: g.View()}
	d.c.Line(0, 1, 23, 1, Pen{Layer: Backdrop})
	for x := range 12 {
		d.c.Band(x, 3.5, 7.5, grid.Style{FG: 9})
	}
	d.c.Paint(d.in)
	d.write(label{4, 0, "name", grid.Style{}})
	d.write(label{4, 1, "name", grid.Style{}})
	rows := strings.Split(g.Render(grid.Plain), "\n")
	if rows[0] != "⠒⠒⠒ name ⠒⠒⠒" {
		t.Errorf("a line with its name: %q", rows[0])
	}
	for x := 4; x < 8; x++ {
		if bg := g.At(x, 1).Style.BG; bg != 9 {
			t.Errorf("the ground of the name is %v", bg)
		}
	}
}
