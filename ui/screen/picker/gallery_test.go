package picker

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/screen/event"
	"unroll/ui/screen/lab"
)

// kept are the sessions of the gallery: one healthy, two with unusual names, one damaged.
func kept() []Past {
	return []Past{
		{Name: "tide-lstm-2", Text: "tide", Model: "LSTM 1×128", Step: 3000, When: ago(200 * time.Second), Loss: 1.284, Valid: 1.418},
		{Name: "茶山记-gru", Text: "chashan", Model: "GRU 2×256", Step: 12_000, When: ago(7 * time.Hour), Loss: 4.2, Valid: math.NaN()},
		{Name: "a-name-that-is-longer-than-its-column", Text: "a text.txt", Model: "RNN 1×64", When: ago(26 * time.Hour), Loss: math.NaN(), Valid: math.NaN()},
		{Name: "broken", When: ago(time.Hour), Loss: math.NaN(), Valid: math.NaN(), Err: errBroken},
	}
}

var errBroken = errors.New("session broken is damaged: weights.safetensors: has 12 bytes, too few for 113,224 numbers")

// folder has a person's texts, with names that are long, wide and hostile.
func folder(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	for name, size := range map[string]int{"notes.txt": 900, "红楼梦 前八十回.txt": 70_000, "a book with a name that is longer than the list.txt": 5000, "evil\u202eb.txt": 10} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(strings.Repeat("a", size)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// listing is a picker that has found the texts of a folder and these sessions. It leaves out Opticks, which is
// not on every computer.
func listing(dir string, sessions []Past) *Picker {
	plain, _ := theme.Find("plain")
	p := New(Source{Folder: dir, Sessions: func() []Past { return sessions }}, &look.Look{Theme: plain, Words: i18n.English})
	p.Message(p.findMore())
	p.items = slices.DeleteFunc(p.items, func(it item) bool { return it.name == "opticks" })
	return p
}

// to moves the bar to an entry.
func to(t testing.TB, p *Picker, name string) {
	t.Helper()
	at := p.place(func(it item) bool { return it.name == name })
	if at < 0 {
		t.Fatalf("there is no %s", name)
	}
	p.highlight(at)
	p.take()
}

// learns is a picker with a network beside it that has learned a dataset for a number of updates.
func learns(t testing.TB, dataset string, steps int, sample string) *Picker {
	t.Helper()
	p := listing(folder(t), kept())
	to(t, p, dataset)
	s, _ := datasets.Find(dataset)
	x, err := s.Load()
	if err != nil {
		t.Fatal(err)
	}
	x.Train = string([]rune(x.Train)[:16_000])
	c, err := datasets.Corpus(x, s.Options)
	if err != nil {
		t.Fatal(err)
	}
	about := &sessions.Subject{Facts: text.FactsOf(c), Data: task.Text{Corpus: c}, Corpus: c, Floor: math.NaN()}
	p.Message(begunMsg{id: p.preview.id, name: dataset, shown: textPage(head(x.Train, pageSize))})
	p.preview.live = lab.New(nil, about, dataset, p.Look)
	t.Cleanup(p.preview.live.Close)
	r := recipe.Default()
	r.Model.Vocab = about.Facts.Vocab
	d := p.preview.live.Data()
	d.Snap = train.Snapshot{Task: task.Language, Recipe: r, Settings: r.Settings, Phase: train.Running, Step: steps, History: historytest.Stories[0].Tell(steps).View()}
	d.Sample = sample
	return p
}

// looksBack is a picker with a session highlighted, and its preview.
func looksBack(t testing.TB, name string, h history.View) *Picker {
	t.Helper()
	p := listing(folder(t), kept())
	to(t, p, name)
	it, _ := p.current()
	past := *it.past
	past.History, past.Levels = h, []task.Level{{ID: "untrained", Loss: math.Log(72), N: 72}}
	p.Message(begunMsg{id: p.preview.id, past: &past, err: past.Err})
	return p
}

// typed is a picker after these keys.
func typed(p *Picker, names ...string) *Picker {
	for _, n := range names {
		p.Key(keyOf(n))
	}
	return p
}

// keyOf is the key of a name, as a terminal sends it.
func keyOf(name string) event.Key {
	k := event.Key{Name: name}
	switch {
	case len([]rune(name)) == 1:
		k.Text, k.Raw = name, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)}
	case name == "backspace":
		k.Raw = tea.KeyMsg{Type: tea.KeyBackspace}
	}
	return k
}

const written = "the harbour, and the wat of the tide the man said was\n\n\"I will not,\" said Wren, \"be the one"

// gallery is all states of the list.
var gallery = []struct {
	name string
	make func(t testing.TB) *Picker
}{
	{"list", func(t testing.TB) *Picker { return learns(t, "tide", 300, written) }},
	{"chinese", func(t testing.TB) *Picker {
		return learns(t, "chashan", 300, "小满看看先生，先生说：“茶是水，\n水是山。”")
	}},
	{"begins", func(t testing.TB) *Picker { return learns(t, "tide", 0, "") }},
	{"settling", func(t testing.TB) *Picker { return listing(folder(t), kept()) }},
	{"filter", func(t testing.TB) *Picker { return typed(listing(folder(t), kept()), "/", "t", "i", "d", "e") }},
	{"filtered", func(t testing.TB) *Picker { return typed(listing(folder(t), kept()), "/", "t", "i", "d", "e", "enter") }},
	{"no-match", func(t testing.TB) *Picker { return typed(listing(folder(t), kept()), "/", "z", "z", "z") }},
	{"session", func(t testing.TB) *Picker {
		return looksBack(t, "tide-lstm-2", historytest.Stories[0].Tell(3000).View())
	}},
	{"session-of-no-updates", func(t testing.TB) *Picker {
		return looksBack(t, "a-name-that-is-longer-than-its-column", history.View{})
	}},
	{"damaged", func(t testing.TB) *Picker { return looksBack(t, "broken", history.View{}) }},
	{"unreadable", func(t testing.TB) *Picker {
		p := listing(folder(t), kept())
		to(t, p, "notes.txt")
		p.Message(begunMsg{id: p.preview.id, err: &text.TooShort{Tokens: 900, Need: 1025}})
		return p
	}},
	{"nothing-of-ones-own", func(t testing.TB) *Picker { return listing(t.TempDir(), nil) }},
	{"help", func(t testing.TB) *Picker { return typed(learns(t, "tide", 300, written), "?") }},
}

// hung is pictures of the list one below the other, each with its size above it.
func hung(p *Picker, at ...[2]int) []byte {
	var b strings.Builder
	for _, s := range at {
		fmt.Fprintf(&b, "== %d×%d\n%s\n", s[0], s[1], picture(p, s[0], s[1]))
	}
	return []byte(b.String())
}

// TestGallery compares the list as a person sees it, in all its states.
func TestGallery(t *testing.T) {
	for i, c := range gallery {
		t.Run(c.name, func(t *testing.T) {
			at := [][2]int{{40, 12}, {80, 24}, {120, 36}}
			if i == 0 {
				at = append(at, [2]int{200, 60})
			}
			golden.RequireEqual(t, hung(c.make(t), at...))
		})
	}
}

// wrongWith returns what is wrong with a drawn screen, whatever it shows; "" if nothing is.
func wrongWith(p *Picker, w, h int) string {
	all := picture(p, w, h)
	for y, row := range strings.Split(all, "\n") {
		if n := grid.Width(row); n != w {
			return fmt.Sprintf("row %d is %d columns wide", y, n)
		}
		for _, r := range row {
			if r == unicode.ReplacementChar || unicode.Is(unicode.C, r) {
				return fmt.Sprintf("row %d has %U", y, r)
			}
		}
	}
	for _, s := range []string{"%!", "<nil>", "NaN", "Inf", "MISSING"} {
		if strings.Contains(all, s) {
			return fmt.Sprintf("it says %q", s)
		}
	}
	k := p.Look.Words.Keys
	switch last := all[strings.LastIndex(all, "\n")+1:]; {
	case w < 40 || h < 12 || p.typing || (p.preview.err != nil && p.listW == w): // then the bottom row says something else
	case p.help:
		if !strings.Contains(all, p.Look.Words.HelpClose) {
			return "one does not find how to close the page"
		}
	case p.busy == "" && (!strings.Contains(last, k.QuitBrief) || !strings.Contains(last, k.HelpBrief)):
		return "one does not find the way out"
	}
	return ""
}

// The law: whatever the list shows, at every size and after any keys, each row is exactly as wide as the screen,
// nothing acts on the terminal, no number is nonsense, and the bottom row says how to leave.
func TestTheGalleryIsSound(t *testing.T) {
	var made []*Picker
	for _, c := range gallery {
		made = append(made, c.make(t))
	}
	for i, p := range made {
		for _, s := range [][2]int{{1, 1}, {2, 2}, {12, 3}, {40, 12}, {63, 20}, {64, 20}, {80, 24}, {120, 36}, {200, 60}} {
			if bad := wrongWith(p, s[0], s[1]); bad != "" {
				t.Errorf("%s at %d×%d: %s\n%s", gallery[i].name, s[0], s[1], bad, picture(p, s[0], s[1]))
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		p := made[rapid.IntRange(0, len(made)-1).Draw(t, "picker")]
		w, h := rapid.IntRange(1, 200).Draw(t, "w"), rapid.IntRange(1, 60).Draw(t, "h")
		if bad := wrongWith(p, w, h); bad != "" {
			t.Fatalf("%s\n%s", bad, picture(p, w, h))
		}
	})
	dir := folder(t)
	names := []string{"up", "down", "j", "k", "home", "end", "/", "t", "茶", "z", "enter", "esc", "?", "backspace", "pgdown", "u", "d", "r", "U"}
	rapid.Check(t, func(t *rapid.T) {
		p := listing(dir, kept())
		for _, key := range rapid.SliceOfN(rapid.SampledFrom(names), 1, 20).Draw(t, "keys") {
			typed(p, key)
			for _, s := range [][2]int{{40, 12}, {80, 24}} {
				if bad := wrongWith(p, s[0], s[1]); bad != "" {
					t.Fatalf("after %q: %s\n%s", key, bad, picture(p, s[0], s[1]))
				}
			}
		}
	})
}
