package surprisal

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"unroll/ui/screen/layout"
)

// The law: parts are on the screen and do not overlap, the text has one at any size, and every cell belongs to a
// part except those of the brief rows at the bottom.
func TestPartsCoverTheScreen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(1, 240).Draw(t, "w"), rapid.IntRange(1, 80).Draw(t, "h")
		p := arrange(w, h)
		seen := make([]int, w*h)
		parts := []layout.Rect{p.text, p.about, p.list}
		if p.brief > 0 {
			parts = append(parts, layout.Rect{Y: h - p.brief, W: w, H: p.brief})
		}
		for _, r := range parts {
			for y := r.Y; y < r.Y+r.H; y++ {
				for x := r.X; x < r.X+r.W; x++ {
					if x < 0 || y < 0 || x >= w || y >= h {
						t.Fatalf("%d×%d: %+v is beyond it", w, h, r)
					}
					seen[y*w+x]++
				}
			}
		}
		if i := slices.IndexFunc(seen, func(n int) bool { return n != 1 }); i >= 0 {
			t.Fatalf("%d×%d: the cell %d,%d belongs to %d parts", w, h, i%w, i/w, seen[i])
		}
		if p.text.W < min(w, 20) || p.text.H < 1 {
			t.Fatalf("%d×%d: the text has %+v", w, h, p.text)
		}
	})
}
