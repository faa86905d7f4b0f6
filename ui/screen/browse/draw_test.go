package browse

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"unroll/datasets"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/screen/event"
)

// The law: a click highlights, a second opens, the wheel moves; a click beside the list does nothing.
func TestMouse(t *testing.T) {
	dir := disk(t, "a/", "b.txt", "c.txt")
	b := at(t, dir)
	g := grid.New(60, 20)
	b.Draw(g.View().Sub(5, 4, 50, 14)) // a page in a part of the screen
	click := func(x, y int) Outcome {
		jobs, o := b.Mouse(event.Mouse{Kind: event.Press, X: x, Y: y})
		settle(t, b, jobs)
		return o
	}
	if o := click(4, 5); o != (Outcome{}) || on(b) != "b.txt" {
		t.Fatalf("a click put the bar on %q", on(b))
	}
	if o := click(4, 5); o.Path != filepath.Join(dir, "b.txt") {
		t.Errorf("a second click led to %+v", o)
	}
	b.Mouse(event.Mouse{Kind: event.WheelDown})
	if on(b) != "c.txt" {
		t.Errorf("the wheel put the bar on %q", on(b))
	}
	b.Mouse(event.Mouse{Kind: event.WheelUp})
	for _, p := range [][2]int{{4, 0}, {4, 13}, {60, 5}, {4, 9}} {
		if o := click(p[0], p[1]); o != (Outcome{}) || on(b) != "b.txt" {
			t.Errorf("a click at %v led to %+v on %q", p, o, on(b))
		}
	}
}

func picture(b *Browser, w, h int) string {
	g := grid.New(w, h)
	g.ASCII = b.Look.Glyphs == chart.ASCII
	b.Draw(g.View())
	return g.Render(grid.Plain)
}

// listed is a page with the same entries on every computer.
func listed(t testing.TB) *Browser {
	b := at(t, t.TempDir())
	b.folder = filepath.FromSlash("/home/ada/texts/a folder with a rather long name/novels")
	b.entries = []datasets.Entry{
		{Name: "letters", Dir: true}, {Name: "linked", Dir: true, Link: true}, {Name: ".hidden", Hidden: true, Bytes: 12},
		{Name: "a name that is much longer than the page is wide, so that it has to be cut somewhere.txt", Bytes: 1 << 20},
		{Name: "evil\x1b]52;c;aGk=\a.txt", Bytes: 3}, {Name: "pipe", Odd: true}, {Name: "tide.txt", Bytes: 174_592}, {Name: "茶山记：第一章，立春与雨水.txt", Bytes: 2_000_000_000},
		{Name: "ที่นี่.txt", Bytes: 900},
	}
	b.highlight("tide.txt")
	return b
}

// TestPictures compares the page as a person sees it, without colours.
func TestPictures(t *testing.T) {
	if filepath.Separator != '/' {
		t.Skip("paths are written differently here")
	}
	for _, s := range [][2]int{{40, 12}, {80, 24}, {120, 36}} {
		t.Run(fmt.Sprintf("%dx%d", s[0], s[1]), func(t *testing.T) {
			golden.RequireEqual(t, []byte(picture(listed(t), s[0], s[1])))
		})
	}
	t.Run("ascii", func(t *testing.T) {
		b := listed(t)
		b.Look.Glyphs = chart.ASCII
		golden.RequireEqual(t, []byte(picture(b, 80, 16)))
	})
	t.Run("unreadable", func(t *testing.T) {
		b := listed(t)
		b.entries, b.err = nil, errors.New("/root: no permission to read it (change its permissions, or copy it to where you may read)")
		golden.RequireEqual(t, []byte(picture(b, 60, 12)))
	})
	t.Run("typed", func(t *testing.T) {
		b := listed(t)
		b.Type("茶")
		golden.RequireEqual(t, []byte(picture(b, 60, 12)))
	})
}

// The law: whatever the size, every row is exactly as wide as the screen, and no name reaches the terminal as a
// command.
func TestEverySizeIsWhole(t *testing.T) {
	b := listed(t)
	for w := 1; w <= 130; w += 3 {
		for h := 1; h <= 45; h += 2 {
			all := picture(b, w, h)
			if strings.ContainsAny(all, "\x1b\a") {
				t.Fatalf("%d×%d: a control character", w, h)
			}
			for y, row := range strings.Split(all, "\n") {
				if got := grid.Width(row); got != w {
					t.Fatalf("%d×%d: row %d is %d wide", w, h, y, got)
				}
			}
		}
	}
}

// The law: a size is written with two or three significant digits.
func TestSize(t *testing.T) {
	for n, want := range map[int64]string{0: "0 B", 999: "999 B", 1000: "1.0 kB", 174_592: "175 kB", 1e6: "1.0 MB", 5e9: "5.0 GB", 3e12: "3.0 TB", 5e15: "5000 TB"} {
		if got := size(n); got != want {
			t.Errorf("%d: %q, not %q", n, got, want)
		}
	}
}
