package predict

import (
	"fmt"
	"strings"
	"testing"

	"unroll/core/lm"
	"unroll/ui/draw/grid"
)

// asked is a view that has been drawn on w×h cells and has asked again since.
func asked(t *testing.T, dataset, prefix string, w, h int) *Predict {
	t.Helper()
	p, m := on(t, dataset)
	answer(t, p, p.See(dataOf(prefix, m), true))
	picture(p, w, h)
	answer(t, p, p.See(dataOf(prefix, m), true))
	return p
}

// The law: continuations are as long as fits, in columns, whatever the width of a token; longer ones end in an
// ellipsis.
func TestContinuationsFillTheRoom(t *testing.T) {
	for _, c := range []struct{ dataset, prefix string }{{"markov", "abca"}, {"chashan", "茶山脚下有"}} {
		for _, size := range [][2]int{{80, 24}, {120, 36}, {200, 60}} {
			p := asked(t, c.dataset, c.prefix, size[0], size[1])
			for _, path := range append(append(p.is.beam, p.is.greedy), p.is.drawn...) {
				if n := p.columnsOf(path.IDs); n < p.fit.columns*3/4 || len(path.IDs) > mostLong {
					t.Errorf("%s on %v: %d tokens, %d columns of %d", c.dataset, size, len(path.IDs), n, p.fit.columns)
				}
			}
			if n := len(p.is.drawn); n != draws(size[1]) || n < 1 {
				t.Errorf("%s on %v: %d sampled", c.dataset, size, n)
			}
			whole(t, picture(p, size[0], size[1]), size[0], size[1])
		}
	}
}

// The law: a path longer than its row ends with an ellipsis in its last column, never in the middle of a wide
// character, and one that fits is drawn whole.
func TestALongPathIsCut(t *testing.T) {
	p := still(t)
	id := p.is.vocab.Vocab.ID
	path := lm.Path{LogP: -1}
	for range 30 {
		path.IDs = append(path.IDs, id("光"), id("z"))
	}
	for w := textAt + 2; w <= textAt+92; w++ {
		g := grid.New(w, 1)
		p.drawPath(g.View(), "1", path, 0, 0)
		row := g.Render(grid.Plain)
		if cut := strings.Contains(row, "…"); cut != (w < textAt+90) || (cut && !strings.HasSuffix(strings.TrimRight(row, " "), "…")) || grid.Width(row) != w {
			t.Errorf("%d wide: %q", w, row)
		}
	}
}

// The law: seeds are consecutive from the chosen one: more room adds continuations and changes none.
func TestMoreRoomAddsContinuations(t *testing.T) {
	low, high := asked(t, "markov", "abca", 200, 24), asked(t, "markov", "abca", 200, 60)
	if fmt.Sprint(low.is.drawn) != fmt.Sprint(high.is.drawn[:len(low.is.drawn)]) || len(high.is.drawn) <= len(low.is.drawn) {
		t.Errorf("%v became %v", low.is.drawn, high.is.drawn)
	}
	if all := picture(high, 200, 60); !strings.Contains(all, "sampled, seeds 1–4") {
		t.Errorf("the seeds are not shown in\n%s", all)
	}
}

// The law: Σ p is the sum of p over this row and those above it, and ends at 1.
func TestSumsOfP(t *testing.T) {
	p, sum := still(t), 0.0
	for row, id := range p.is.order {
		if sum += p.shape.q[id]; sum != p.shape.upTo[row] {
			t.Fatalf("row %d: %v, want %v", row, p.shape.upTo[row], sum)
		}
	}
	if sum < 1-1e-12 || sum > 1+1e-12 {
		t.Errorf("all: %v", sum)
	}
}
