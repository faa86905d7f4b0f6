package predict

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unroll/core/lm"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
)

// TestTheTreeOfAnyBeam has every path once; those that begin alike stand together, at every fork the branch with the best path first; what a row shares with
// the one above is what both begin with.
func TestTheTreeOfAnyBeam(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var paths []lm.Path
		for range rapid.IntRange(0, 8).Draw(t, "paths") {
			ids := rapid.SliceOfN(rapid.Int32Range(0, 2), 0, 4).Draw(t, "ids")
			if !slices.ContainsFunc(paths, func(p lm.Path) bool { return slices.Equal(p.IDs, ids) }) {
				paths = append(paths, lm.Path{IDs: ids})
			}
		}
		rows := grow(paths)
		seen := map[int]bool{}
		for y, r := range rows {
			seen[r.path] = true
			ids := paths[r.path].IDs
			if y == 0 {
				if r.shared != 0 {
					t.Fatalf("the first row shares %d", r.shared)
				}
				continue
			}
			above := paths[rows[y-1].path].IDs
			if !slices.Equal(ids[:r.shared], above[:r.shared]) || r.shared < len(ids) && r.shared < len(above) && ids[r.shared] == above[r.shared] {
				t.Fatalf("%v under %v shares %d", ids, above, r.shared)
			}
			for depth := r.shared + 1; depth <= len(ids); depth++ { // a branch that begins here began nowhere before
				for _, o := range rows[:y] {
					if before := paths[o.path].IDs; len(before) >= depth && slices.Equal(before[:depth], ids[:depth]) {
						t.Fatalf("%v stands apart from %v", ids, before)
					}
				}
			}
		}
		best := func(prefix []int32) int {
			return slices.IndexFunc(paths, func(p lm.Path) bool { return len(p.IDs) >= len(prefix) && slices.Equal(p.IDs[:len(prefix)], prefix) })
		}
		for y, r := range rows {
			for _, o := range rows[:y] {
				a, b := paths[o.path].IDs, paths[r.path].IDs
				fork := 0
				for fork < len(a) && fork < len(b) && a[fork] == b[fork] {
					fork++
				}
				if best(a[:min(fork+1, len(a))]) > best(b[:min(fork+1, len(b))]) && len(a) > fork && len(b) > fork {
					t.Fatalf("%v stands above %v", a, b)
				}
			}
		}
		if len(rows) != len(paths) || len(seen) != len(paths) {
			t.Fatalf("%d rows for %d paths", len(rows), len(paths))
		}
	})
}

// TestNumbersReadBack: what is written for a number is within half a digit of it.
func TestNumbersReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := math.Pow(10, rapid.Float64Range(-307, 307).Draw(t, "size"))
		if rapid.Bool().Draw(t, "negative") {
			v = -v
		}
		if got, err := strconv.ParseFloat(science(v), 64); err != nil || math.Abs(got-v) > 0.00501*math.Abs(v) {
			t.Fatalf("%v is written %s", v, science(v))
		}
		p := rapid.Float64Range(0, 1).Draw(t, "p")
		if rapid.Bool().Draw(t, "small") {
			p = math.Pow(10, -300*p)
		}
		text := chance(p)
		if less, is := strings.CutPrefix(text, "<"); is {
			if bound, err := strconv.ParseFloat(less, 64); err != nil || p >= bound || p > 1e-99 || len(text) > 5 {
				t.Fatalf("a chance of %v is written %s", p, text)
			}
			return
		}
		near := 0.00051
		if p < 0.0005 {
			near = 0.51 * p
		}
		if got, err := strconv.ParseFloat(text, 64); err != nil || math.Abs(got-p) > near || len(text) > 5 {
			t.Fatalf("a chance of %v is written %s", p, text)
		}
	})
	for p, want := range map[float64]string{0: "0.000", 1: "1.000", 0.0005: "0.001", 4.9e-4: "5e-4", 1e-99: "1e-99", 9e-100: "<1e-9", 5e-324: "<1e-9"} {
		if got := chance(p); got != want {
			t.Errorf("a chance of %v is written %s, want %s", p, got, want)
		}
	}
	for v, want := range map[float64]string{math.NaN(): "NaN", math.Inf(1): "∞", math.Inf(-1): "-∞"} {
		if got := science(v); got != want {
			t.Errorf("%v is %s", v, got)
		}
	}
}

// TestWhatIsNoNumberIsShown: with NaN and ∞ among its logits both pages are drawn whole at every size, and any key may be pressed.
func TestWhatIsNoNumberIsShown(t *testing.T) {
	for _, odd := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		p := still(t)
		o := make([]float64, len(p.is.p))
		o[3] = odd
		predicted(p, o)
		for _, k := range []string{"down", "end", "tab", "+", "-", "b", "s", "e", "e", "+", "left", "down", "0", "pgdown", "home", "esc", "0"} {
			press(p, k)
			for _, s := range sizes {
				whole(t, picture(p, s[0], s[1]), s[0], s[1])
			}
		}
	}
}

// TestTheCursorStaysAmongTheCandidates whatever is pressed, and the wheel moves it by one.
func TestTheCursorStaysAmongTheCandidates(t *testing.T) {
	view := still(t)
	n := len(view.is.order)
	rapid.Check(t, func(t *rapid.T) {
		view.chosen = nobody
		at := 0
		for range rapid.IntRange(1, 30).Draw(t, "keys") {
			key := rapid.SampledFrom([]string{"up", "k", "down", "j", "pgup", "pgdown", "home", "wheel up", "wheel down"}).Draw(t, "key")
			switch key {
			case "wheel up":
				view.Mouse(event.Mouse{Kind: event.WheelUp})
			case "wheel down":
				view.Mouse(event.Mouse{Kind: event.WheelDown})
			default:
				press(view, key)
			}
			by := map[string]int{"up": -1, "k": -1, "down": 1, "j": 1, "pgup": -10, "pgdown": 10, "home": -n, "wheel up": -1, "wheel down": 1}[key]
			if at = max(0, min(at+by, n-1)); view.at() != at {
				t.Fatalf("after %s it is in row %d, want %d", key, view.at(), at)
			}
		}
	})
}

// TestBarsToTheLeft end at the right of their row and are as long as their share to half a cell; what is more than nothing shows.
func TestBarsToTheLeft(t *testing.T) {
	p := still(t)
	for share, want := range map[float64][2]string{1e-9: {"   ▐", "   -"}, 0.25: {"   █", "   #"}, 0.375: {"  ▐█", "  -#"}, 0.5: {"  ██", "  ##"}, 1: {"████", "####"}, 7: {"████", "####"}} {
		for i, glyphs := range []chart.Glyphs{chart.Braille, chart.ASCII} {
			p.look.Glyphs = glyphs
			g := grid.New(4, 1)
			if p.drawLeft(g.View(), share); g.Render(grid.Plain) != want[i] {
				t.Errorf("%v is %q, want %q", share, g.Render(grid.Plain), want[i])
			}
		}
	}
}

// TestRungs: up and down the values of a knob, from one that stands between two to the next on either side, and no farther than the last.
func TestRungs(t *testing.T) {
	ladder := []float64{1, 2, 5}
	for _, c := range []struct {
		v    float64
		dir  int
		want float64
	}{{1, 1, 2}, {2, 1, 5}, {5, 1, 5}, {1, -1, 1}, {5, -1, 2}, {3, 1, 5}, {3, -1, 2}, {0, 1, 1}, {0, -1, 1}, {9, 1, 5}, {9, -1, 5}, {math.Inf(1), -1, 5}} {
		if got := rung(ladder, c.v, c.dir); got != c.want {
			t.Errorf("from %v by %d: %v, want %v", c.v, c.dir, got, c.want)
		}
	}
	p := still(t) // of 11 tokens: 1 2 3 4 5 6 8 10, then all, which is off; from there half of them
	p.set.knob = 1
	var up []int
	press(p, "-", "-", "-", "-", "-", "-", "-", "-", "-", "-")
	for range 10 {
		up = append(up, p.set.cut.TopK)
		press(p, "+")
	}
	if want := []int{1, 2, 3, 4, 5, 6, 8, 10, 0, 5}; !slices.Equal(up, want) {
		t.Errorf("top-k goes up through %v, want %v", up, want)
	}
}

// TestWhoStandsBeside: the key goes through nobody and each language; where those have gone, nobody stands there.
func TestWhoStandsBeside(t *testing.T) {
	p, m := on(t, "periodic")
	named := func(n int) (list []panel.Named) {
		for i := range n {
			list = append(list, panel.Named{Name: strconv.Itoa(i + 1), Is: m})
		}
		return list
	}
	answer(t, p, p.See(dataOf("ab", m, named(2)...), true))
	for _, want := range []string{"1", "2", "", "1", "2"} {
		jobs, _ := p.Key(event.Key{Name: "b"})
		if answer(t, p, jobs); p.is.name != want || (p.is.beside == nil) != (want == "") {
			t.Errorf("%q stands beside it, want %q", p.is.name, want)
		}
	}
	answer(t, p, p.See(dataOf("aba", m, named(1)...), true))
	if p.is.name != "" || p.is.beside != nil {
		t.Errorf("%q stands beside it and has gone", p.is.name)
	}
	if press(p, "b"); p.set.beside > 1 {
		t.Errorf("the %d-th of one is chosen", p.set.beside)
	}
}
