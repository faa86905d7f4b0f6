package game

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unroll/core/lm"
	"unroll/ui/draw/grid"
	"unroll/ui/screen/layout"
)

// The law: the parts of the table cover it without overlap, and the scores have a part wherever they fit.
func TestPartsCoverTheTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(1, 220).Draw(t, "w"), rapid.IntRange(1, 70).Draw(t, "h")
		p := arrange(w, h)
		seen := make([]int, w*h)
		for _, r := range []layout.Rect{p.text, p.bet, p.board} {
			for y := r.Y; y < r.Y+r.H; y++ {
				for x := r.X; x < r.X+r.W; x++ {
					if x < 0 || y < 0 || x >= w || y >= h {
						t.Fatalf("%+v is beyond %d×%d", r, w, h)
					}
					seen[y*w+x]++
				}
			}
		}
		if i := slices.IndexFunc(seen, func(n int) bool { return n != 1 }); i >= 0 {
			t.Fatalf("%d×%d: the cell %d,%d belongs to %d parts", w, h, i%w, i/w, seen[i])
		}
		if h >= 7 && p.board.H < 3 {
			t.Fatalf("%d×%d: no scores", w, h)
		}
	})
}

// The law: the smallest screen has the numbers of the game, with their headings, and before the first token there
// is something in their place.
func TestTheSmallestScreenHasNumbers(t *testing.T) {
	v := seated(t, strings.Repeat(prose, 3), char)
	for _, want := range []string{"nats/token", "perplexity", "you", "–", "network", "5-gram"} {
		if all := picture(v, 40, 10); !strings.Contains(all, want) {
			t.Errorf("before the first: no %q in\n%s", want, all)
		}
	}
	press(t, v, "enter", "a", "enter")
	all := picture(v, 40, 10)
	for _, want := range []string{"nats/token", v.cost(v.board[stakes].you.Loss()), v.cost(v.board[stakes].machines[0].Loss())} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in\n%s", want, all)
		}
	}
	for _, row := range strings.Split(all, "\n") {
		if strings.Contains(row, "…") {
			t.Errorf("the hint is truncated: %q", row)
		}
	}
}

// The law: a curve is the running mean, and ends at the mean of the standings; after a bet that costs ∞ it is ∞
// and the picture is still whole.
func TestRunningMeans(t *testing.T) {
	v := seated(t, strings.Repeat(prose, 3), char)
	press(t, v, "enter", "a", "enter", "e", "enter", "enter", " ", "enter", "t", "enter")
	b := &v.board[stakes]
	list := b.means(func(m mine) float64 { return m.you.Nats })
	if len(list) != 5 || list[0] != b.hits[0].you.Nats || math.Abs(list[4]-b.you.Loss()) > 1e-12 {
		t.Errorf("%v, and the mean is %v", list, b.you.Loss())
	}
	if all := picture(v, 200, 58); !strings.Contains(all, "tokens") {
		t.Errorf("nothing is plotted in\n%s", all)
	}
	wrong := int32(0)
	if v.text.IDs[v.at] == 0 {
		wrong = 1
	}
	v.bet = lm.Bet{{ID: wrong, Thousandth: 1000}}
	press(t, v, "enter")
	for _, size := range [][2]int{{120, 34}, {200, 58}} {
		all := picture(v, size[0], size[1])
		for y, row := range strings.Split(all, "\n") {
			if grid.Width(row) != size[0] {
				t.Fatalf("%v: row %d is %d wide", size, y, grid.Width(row))
			}
		}
		if !strings.Contains(all, "∞") {
			t.Errorf("∞ is not shown in\n%s", all)
		}
	}
}

// The law: bars of the standings are proportional to the means, and the greatest fills its row.
func TestBarsOfTheStandings(t *testing.T) {
	v := seated(t, strings.Repeat(prose, 3), char)
	rows := []row{{mean: 4}, {mean: 2}, {mean: math.NaN()}, {mean: math.Inf(1)}}
	for i, want := range []int{20, 10, 0, 20} {
		g := grid.New(20, 1)
		v.meanBar(g.View(), rows[i].mean, rows, v.look.Bar)
		if got := strings.Count(g.Render(grid.Plain), "█"); got != want {
			t.Errorf("a mean of %v: %d cells, want %d", rows[i].mean, got, want)
		}
	}
}

// The law: the game is explained before the first token, in both ways of playing, and not after it.
func TestWhatTheGameIsAbout(t *testing.T) {
	for _, c := range []struct {
		way  []string
		want string
	}{{nil, "−log p"}, {[]string{"m"}, "Shannon"}} {
		v := seated(t, strings.Repeat(prose, 3), char)
		press(t, v, c.way...)
		if !strings.Contains(picture(v, 120, 34), c.want) {
			t.Errorf("%v: no %q in\n%s", c.way, c.want, picture(v, 120, 34))
		}
		press(t, v, "enter", "a", "tab", "enter")
		if c.way == nil && strings.Contains(picture(v, 120, 34), c.want) {
			t.Error("it is explained again")
		}
	}
}
