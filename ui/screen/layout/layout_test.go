package layout

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"unroll/ui/panel"
)

// rects are all parts of a plan.
func rects(p Plan) []Rect {
	list := []Rect{p.Header, p.Footer, p.KnobLine}
	for _, q := range p.Panels {
		list = append(list, q.Rect)
	}
	return list
}

// owners counts for every cell of w×h the parts that it belongs to; ok is false if a part extends beyond the
// screen.
func owners(p Plan, w, h int) (cells []int, ok bool) {
	cells = make([]int, w*h)
	for _, r := range rects(p) {
		if r.W < 0 || r.H < 0 || r.H > 0 && r.W > 0 && (r.X < 0 || r.Y < 0 || r.X+r.W > w || r.Y+r.H > h) {
			return nil, false
		}
		for y := r.Y; y < r.Y+r.H; y++ {
			for x := r.X; x < r.X+r.W; x++ {
				cells[y*w+x]++
			}
		}
	}
	return cells, true
}

// The law: whatever the size and whatever is zoomed, every cell belongs to exactly one part.
func TestEveryCellBelongsToOnePart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(1, 260).Draw(t, "w"), rapid.IntRange(1, 90).Draw(t, "h")
		zoom := rapid.SampledFrom([]string{"", "", "", panel.Curves, panel.Sample}).Draw(t, "zoom")
		p := Lab(w, h, zoom)
		cells, ok := owners(p, w, h)
		if !ok {
			t.Fatalf("%d×%d: a part is beyond the screen: %+v", w, h, p)
		}
		if i := slices.IndexFunc(cells, func(n int) bool { return n != 1 }); i >= 0 {
			t.Fatalf("%d×%d, zoom %q: the cell %d,%d belongs to %d parts: %+v", w, h, zoom, i%w, i/w, cells[i], p)
		}
	})
}

// TestNoSizeIsForgotten checks the same at every possible size, not only at some.
func TestNoSizeIsForgotten(t *testing.T) {
	for w := 1; w <= 230; w++ {
		for h := 1; h <= 75; h++ {
			cells, ok := owners(Lab(w, h, ""), w, h)
			if !ok || slices.ContainsFunc(cells, func(n int) bool { return n != 1 }) {
				t.Fatalf("%d×%d: %+v", w, h, Lab(w, h, ""))
			}
		}
	}
}

// The law: the loss is on every screen that has a body, no panel is there twice, and each has room for a frame
// and a row; the settings have a panel or a row wherever four rows are left.
func TestPanelsHaveRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(20, 260).Draw(t, "w"), rapid.IntRange(5, 90).Draw(t, "h")
		p, seen := Lab(w, h, ""), map[string]bool{}
		for _, q := range p.Panels {
			if seen[q.ID] || q.H < 2 || q.W < 2 {
				t.Fatalf("%d×%d: %+v", w, h, q)
			}
			seen[q.ID] = true
			if h >= 17 && q.H < 3 {
				t.Fatalf("%d×%d: %s has %d rows", w, h, q.ID, q.H)
			}
		}
		if !seen[panel.Curves] || h >= 6 && !seen[panel.Knobs] && p.KnobLine.H != 1 {
			t.Fatalf("%d×%d: %+v", w, h, p)
		}
		if w >= 72 && h >= 17 && len(seen) != len((&panel.Data{}).Panels()) {
			t.Fatalf("%d×%d: the panels are %v", w, h, seen)
		}
		if s := p.Panels; len(s) > 1 && s[0].ID != panel.Curves {
			t.Fatalf("%d×%d: first is %s", w, h, s[0].ID)
		}
	})
}

// The law: the loss is the main panel: it has at least a third of the rows, and if panels are side by side most
// of the columns.
func TestTheLossIsTheMainThing(t *testing.T) {
	for w := 20; w <= 230; w++ {
		for h := 5; h <= 75; h++ {
			p := Lab(w, h, "")
			if r := p.Panels[0]; 3*r.H < h-2 || 2*r.W < w {
				t.Errorf("%d×%d: %+v", w, h, r)
			}
		}
	}
}

// TestContains: Contains is true for the cells of a part, and for no others.
func TestContains(t *testing.T) {
	r := Rect{X: 2, Y: 3, W: 4, H: 1}
	for x := range 9 {
		for y := range 9 {
			if got := r.Contains(x, y); got != (x >= 2 && x < 6 && y == 3) {
				t.Errorf("%d,%d: %v", x, y, got)
			}
		}
	}
}
