package picker

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"

	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/screen/event"
)

// still is a picker that has found the same things on every computer.
func still(t testing.TB) *Picker {
	t.Helper()
	plain, _ := theme.Find("plain")
	p := New(Source{}, &look.Look{Theme: plain, Words: i18n.English})
	p.items = []item{
		{group: builtIns, name: "tide", detail: "The Tide Table", about: "a story in English", shows: "spaces first, then words"},
		{group: builtIns, name: "chashan", detail: "茶山记", about: "a story in Chinese", shows: "a large vocabulary"},
		session(Past{Name: "tide-lstm", Text: "tide", Model: "LSTM 1×128", Loss: 1.7, Valid: 1.623}, ago(210*time.Second)),
		session(Past{Name: "茶山记-gru-3", Text: "chashan", Model: "GRU 2×256", Loss: 4.2, Valid: math.NaN()}, time.Date(2026, 1, 2, 12, 0, 0, 0, time.Local)),
		session(Past{Name: "untrained", Text: "a text with a very long name.txt", Model: "RNN 1×64", Loss: math.NaN(), Valid: math.NaN()}, ago(47*time.Hour+time.Minute)),
		session(Past{Name: "broken", Loss: math.NaN(), Valid: math.NaN(), Err: errors.New("weights.safetensors: 12 bytes")}, ago(61*time.Minute)),
		{group: files, name: "book with a very long name, longer than the list.txt", detail: "175 kB"},
		{group: files, name: "evil\x1b]52;c;aGk=\a.txt", detail: "1 kB"},
	}
	p.at = 1
	p.preview.shown = textPage("《茶山记》\n\n第一章：立春与雨水\n\n白石镇在茶山脚下，有一条溪，一座桥，一条街。街不长，东头的人咳一声，西头的人就知道他该添衣了。")
	return p
}

// ago is a moment before now.
func ago(d time.Duration) time.Time { return time.Now().Add(-d) }

// session is the entry of a saved session.
func session(s Past, when time.Time) item {
	s.When = when
	return item{group: pasts, name: s.Name, detail: s.Text + " " + s.Model, past: &s}
}

func picture(p *Picker, w, h int) string {
	g := grid.New(w, h)
	p.Draw(g.View())
	return g.Render(grid.Plain)
}

// TestPickerPictures compares the list as a person sees it, without colours.
func TestPickerPictures(t *testing.T) {
	for _, s := range [][2]int{{40, 12}, {80, 24}, {120, 36}, {200, 60}} {
		t.Run(fmt.Sprintf("%dx%d", s[0], s[1]), func(t *testing.T) {
			golden.RequireEqual(t, []byte(picture(still(t), s[0], s[1])))
		})
	}
	t.Run("cannot be opened", func(t *testing.T) {
		p := still(t)
		p.preview.err = errors.New("book.txt: not UTF-8: byte 0xFF at offset 12 (convert the text, or use --tokens byte)")
		golden.RequireEqual(t, []byte(picture(p, 80, 24)))
	})
	t.Run("nothing found", func(t *testing.T) {
		p := still(t)
		p.filter.Set("zzz")
		golden.RequireEqual(t, []byte(picture(p, 80, 24)))
	})
}

// The law: whatever the size, every row is exactly as wide as the screen and no name reaches the terminal as a
// command.
func TestEverySizeIsWhole(t *testing.T) {
	p := still(t)
	for w := 1; w <= 130; w += 3 {
		for h := 1; h <= 45; h += 2 {
			all := picture(p, w, h)
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

// The law: a filter shows what matches it, and esc shows everything again.
func TestFilter(t *testing.T) {
	p := still(t)
	p.Key(event.Key{Name: "/"})
	if !p.Typing() {
		t.Fatal("/ does not begin a filter")
	}
	p.filter.Set("tide")
	if n := len(p.visible()); n != 2 {
		t.Errorf("%d entries match tide", n)
	}
	p.Key(event.Key{Name: "esc"})
	if p.Typing() || len(p.visible()) != len(p.items) {
		t.Error("after esc something of the filter is left")
	}
}

// The law: moving the highlight drops what was read for another entry.
func TestAnswersToAnOlderHighlightAreDropped(t *testing.T) {
	p := still(t)
	old := p.preview.id
	p.Key(event.Key{Name: "down"})
	p.Message(begunMsg{id: old, shown: textPage("stale")})
	if p.preview.shown == textPage("stale") {
		t.Error("the page of another entry is shown")
	}
}
