package chart

import (
	"cmp"
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unroll/ui/draw/grid"
)

// anyNames are names that want rows of a gutter, in the order of their heights.
func anyNames(t *rapid.T, n, h int) []name {
	list := make([]name, n)
	for i := range list {
		exact := rapid.Float64Range(0, float64(4*h-1)).Draw(t, "height")
		list[i] = name{row: int(exact / 4), exact: exact, text: fmt.Sprint(i)}
	}
	list, _ = stack(list, h)
	return list
}

// cost is Σ of the squared distances of names to the rows they want.
func cost(list []name, rows []int) (sum int) {
	for i, n := range list {
		sum += (rows[i] - n.row) * (rows[i] - n.row)
	}
	return sum
}

// cheapest is the least cost of all ways to give names rows of their own in their order, from row on.
func cheapest(list []name, row, h int) int {
	if len(list) == 0 {
		return 0
	}
	best := math.MaxInt
	for y := row; y <= h-len(list); y++ {
		rest := cheapest(list[1:], y+1, h)
		best = min(best, rest+cost(list[:1], []int{y}))
	}
	return best
}

// TestNamesGetTheNearestRows: a row each, in order, within the plot, and no other such rows are nearer to what they name.
func TestNamesGetTheNearestRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := rapid.IntRange(1, 8).Draw(t, "h")
		list := anyNames(t, rapid.IntRange(0, min(h, 5)).Draw(t, "n"), h)
		rows := places(list, h)
		for i, y := range rows {
			if y < 0 || y >= h || i > 0 && y <= rows[i-1] {
				t.Fatalf("%v of %d rows are given to %v", rows, h, list)
			}
		}
		if got, want := cost(list, rows), cheapest(list, 0, h); got != want {
			t.Fatalf("%v are given %v, at a cost of %d; %d is possible", list, rows, got, want)
		}
	})
}

// TestNamesThatDoNotMeetStay: who has a row to itself gets it.
func TestNamesThatDoNotMeetStay(t *testing.T) {
	list := []name{{row: 0}, {row: 3}, {row: 4}, {row: 9}}
	if got := fmt.Sprint(places(list, 10)); got != "[0 3 4 9]" {
		t.Errorf("they are given %s", got)
	}
	for want, rows := range map[string][]int{"[4 5 6]": {5, 5, 5}, "[0 1 2]": {0, 0, 0}, "[7 8 9]": {9, 9, 9}, "[1 2 3 4]": {2, 2, 3, 3}, "[0 1 2 6]": {1, 1, 1, 6}} {
		list = nil
		for _, y := range rows {
			list = append(list, name{row: y})
		}
		if got := fmt.Sprint(places(list, 10)); got != want {
			t.Errorf("%v are given %s instead of %s", rows, got, want)
		}
	}
}

// TestMoreNamesThanRows: the rows go on below the plot, so that the first names keep theirs.
func TestMoreNamesThanRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := rapid.IntRange(1, 6).Draw(t, "h")
		n := h + rapid.IntRange(1, 6).Draw(t, "more")
		list := make([]name, n)
		for i := range list {
			list[i].row = rapid.IntRange(0, h-1).Draw(t, "row")
		}
		list, fits := stack(list, h)
		for i, y := range places(list, h) {
			if y != i {
				t.Fatalf("name %d of %d stands in row %d of %d", i, n, y, h)
			}
		}
		if fits {
			t.Fatalf("%d names fit into %d rows", n, h)
		}
	})
}

// TestALinesNameIsBesideItsLine: stack refuses to move a line's name by more than a row, whatever has to move it, but moves a
// curve's as far as it takes.
func TestALinesNameIsBesideItsLine(t *testing.T) {
	for want, rows := range map[bool][]int{true: {4, 4}, false: {4, 4, 4, 4}} {
		curves, lines := []name{}, []name{}
		for i, y := range rows {
			curves = append(curves, name{row: y, exact: float64(4*y + i)})
			lines = append(lines, name{row: y, exact: float64(4*y + i), ref: &Ref{}})
		}
		if _, fits := stack(lines, 10); fits != want {
			t.Errorf("the names of %d lines in one row fit: %v", len(rows), fits)
		}
		if _, fits := stack(curves, 10); !fits {
			t.Errorf("the names of %d curves at one height do not fit", len(rows))
		}
	}
}

// gutter is a plot of curves that end, and lines that lie, at any heights, each named by a letter and a word.
func gutter(t *rapid.T) Plot {
	p := Plot{X: Axis{Min: 0, Max: 10}, Y: Axis{Min: 0, Max: 10}}
	for i := range rapid.IntRange(0, 4).Draw(t, "curves") {
		s := points([]float64{0, 10}, []float64{5, float64(rapid.IntRange(0, 100).Draw(t, "end")) / 10})
		s.Label = strings.Repeat(string(rune('A'+i)), 5)
		p.Series = append(p.Series, s)
	}
	for i := range rapid.IntRange(0, 6).Draw(t, "lines") {
		p.Refs = append(p.Refs, Ref{Value: rapid.Float64Range(-1, 11).Draw(t, "line"), Label: strings.Repeat(string(rune('K'+i)), 5), Style: dark.Reference, Dashed: true,
			Yields: rapid.Bool().Draw(t, "yields")})
	}
	return p
}

// TestTheGutterNamesWhatStandsBesideIt: every curve has its name in the gutter, in the order of their ends; a line's name is
// at most a row from its line, and never beside another line that is named; a row has one name; a slash in front of it tells which way it was moved.
func TestTheGutterNamesWhatStandsBesideIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := gutter(t)
		w, h := rapid.IntRange(namesFrom, 140).Draw(t, "w"), rapid.IntRange(8, 30).Draw(t, "h")
		g := grid.New(w, h)
		info := p.Draw(g.View(), dark, anyGlyphs().Draw(t, "glyphs"))
		at, slash := map[string]int{}, map[string]string{}
		for y := range info.H {
			row := []rune(strings.Split(g.Render(grid.Plain), "\n")[y])
			if info.X+info.W == w { // nothing is named
				break
			}
			text := strings.TrimSpace(string(row[info.X+info.W+1:]))
			if len(text) == 7 && text[1] == ' ' { // what the curve is drawn in
				text = text[2:]
			}
			if strings.Contains(text, " ") {
				t.Fatalf("row %d has %q", y, text)
			}
			at[text], slash[text] = y, string(row[info.X+info.W])
		}
		if room := info.X + info.W; len(p.Series)+len(p.Refs) > 0 && room > w-5 && len(at) > 1 {
			t.Fatalf("a gutter of %d columns", w-room)
		}
		for i, s := range p.Series {
			y, there := at[s.Label]
			if !there {
				t.Fatalf("curve %s has no name in\n%s", s.Label, g.Render(grid.Plain))
			}
			_, end := s.At(1)
			if end == 5 || end == 0 || end == 10 { // their rows are known to the dot
				row, _ := info.Row(end)
				if want := []string{"/╱", " ", "\\╲"}[1+cmp.Compare(y, row)]; !strings.Contains(want, slash[s.Label]) {
					t.Fatalf("%s of row %d is named in row %d, after %q", s.Label, row, y, slash[s.Label])
				}
			}
			for _, o := range p.Series[:i] {
				if _, other := o.At(1); end > other && y > at[o.Label] {
					t.Fatalf("%s ends above %s and is named below it", s.Label, o.Label)
				}
			}
		}
		for _, r := range p.Refs {
			if y, there := at[r.Label]; there {
				row, ok := info.Row(r.Value)
				if !ok || abs(row-y) > 1 {
					t.Fatalf("the name %s is in row %d, its line in %d of\n%s", r.Label, y, row, g.Render(grid.Plain))
				}
				if want := []string{"/╱", " ", "\\╲"}[1+cmp.Compare(y, row)]; !strings.Contains(want, slash[r.Label]) {
					t.Fatalf("%s of row %d is named in row %d, after %q", r.Label, row, y, slash[r.Label])
				}
				for _, o := range p.Refs {
					if other, ok := info.Row(o.Value); ok && y != row && y == other && at[o.Label] != 0 {
						t.Fatalf("%s is named beside %s in\n%s", r.Label, o.Label, g.Render(grid.Plain))
					}
				}
			}
		}
	})
}

// TestALineGoesWithItsName: in a gutter too narrow for them all, a line that yields is drawn exactly where its name is; one that
// does not yield is drawn without.
func TestALineGoesWithItsName(t *testing.T) {
	for _, yields := range []bool{true, false} {
		p := Plot{X: Axis{Min: 0, Max: 10}, Y: Axis{Min: 0, Max: 12}}
		for i := range 12 {
			p.Refs = append(p.Refs, Ref{Value: float64(i) + 0.5, Label: strings.Repeat(string(rune('A'+i)), 4), Yields: yields})
		}
		for range 5 { // curves whose names take the rows of lines 4, 5, 6 and more
			s := points([]float64{0, 1}, []float64{6, 6})
			s.Label = "curve"
			p.Series = append(p.Series, s)
		}
		g := grid.New(60, 14)
		info := p.Draw(g.View(), dark, Blocks)
		lost := 0
		for _, r := range p.Refs {
			y, _ := info.Row(r.Value)
			row := strings.Split(g.Render(grid.Plain), "\n")[y]
			named, drawn := strings.Contains(g.Render(grid.Plain), r.Label), strings.Contains(row, "──")
			if !named {
				lost++
			}
			if drawn != (named || !yields) {
				t.Errorf("yields %v: line %s is drawn %v, named %v", yields, r.Label, drawn, named)
			}
		}
		if lost == 0 || lost == len(p.Refs) {
			t.Errorf("%d of %d lines have lost their names in\n%s", lost, len(p.Refs), g.Render(grid.Plain))
		}
	}
}

// TestNamesTakeAsMuchAsTheyNeed: the gutter is the longest name that fits and two columns; a name that does not fit has none, its brief
// form is taken instead; where the view is too narrow for a gutter, names are in the plot.
func TestNamesTakeAsMuchAsTheyNeed(t *testing.T) {
	named := func(label, brief string) Plot {
		s := points([]float64{0, 10}, []float64{5, 5})
		s.Label, s.Brief = label, brief
		return Plot{X: Axis{Min: 0, Max: 10}, Y: Axis{Min: 0, Max: 10}, Series: []Series{s}}
	}
	long := "a name of many many words"
	for _, c := range []struct {
		label, brief string
		w            int
		gutter       int
		seen         string
	}{
		{"curve", "", 100, 7, "curve"},
		{"curve 汉字", "", 100, 12, "curve 汉字"},
		{long, "short", 100, 27, long},  // 28 hundredths of 100 columns, 26 at the most
		{long, "short", 80, 7, "short"}, // they are 22 columns
		{long, "", 80, 0, ""},           // no name fits: there is no gutter, and none in the plot over half of it
		{"curve", "", 30, 7, "curve"},
		{"curves", "", 29, 0, "curves"},
		{"curvature", "", 40, 0, "curvature"}, // 22 hundredths of 40 columns are 8
		{"curvatur", "", 40, 10, "curvatur"},
		{"", "", 100, 0, ""},
	} {
		g := grid.New(c.w, 12)
		info := named(c.label, c.brief).Draw(g.View(), dark, Braille)
		if got := c.w - info.X - info.W; got != c.gutter {
			t.Errorf("%q at %d columns: a gutter of %d, want %d", c.label, c.w, got, c.gutter)
		}
		if !strings.Contains(g.Render(grid.Plain), c.seen) {
			t.Errorf("%q at %d columns: no %q in\n%s", c.label, c.w, c.seen, g.Render(grid.Plain))
		}
	}
}

// TestNamesTellCurvesApartWithoutColour: a name begins with what its curve is drawn in: a glyph, dashes without colours, nothing for
// the first and for a level.
func TestNamesTellCurvesApartWithoutColour(t *testing.T) {
	plain := Series{N: 1, Label: "n"}
	glyph, coloured, level := plain, plain, plain
	glyph.Glyph, coloured.Style, level.Level, level.Dashed = '○', dark.Train, true, true
	for _, c := range []struct {
		s      Series
		i      int
		glyphs Glyphs
		want   string
	}{
		{plain, 0, Braille, "n"}, {plain, 1, Braille, "╌ n"}, {plain, 2, Braille, "n"}, {coloured, 1, Braille, "n"}, {level, 0, Braille, "n"},
		{glyph, 0, Braille, "○ n"}, {glyph, 0, ASCII, "o n"}, {plain, 0, ASCII, "n"}, {plain, 1, ASCII, "* n"}, {plain, 2, ASCII, "o n"}, {plain, 6, ASCII, "* n"},
	} {
		d := &drawing{glyphs: c.glyphs}
		d.Series = make([]Series, 8)
		d.Series[c.i] = c.s
		if got := d.endText(c.i, c.s.Label); got != c.want {
			t.Errorf("%d-th curve, glyphs %d: %q, want %q", c.i, c.glyphs, got, c.want)
		}
		if got := d.endText(c.i, ""); got != "" {
			t.Errorf("no name is %q", got)
		}
	}
}
