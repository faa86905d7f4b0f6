package picker

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"unroll/ui/screen/event"
)

// many is a picker with more of everything than fits on a screen.
func many(t testing.TB) *Picker {
	p := listing(t.TempDir(), nil)
	var found []item
	for i := range 12 {
		found = append(found, session(Past{Name: fmt.Sprintf("run-%d", i), Text: "tide", Model: "LSTM 1×8", Loss: 1}, ago(0)),
			item{group: files, name: fmt.Sprintf("book-%d.txt", i), detail: "1 kB"}, item{group: tables, name: fmt.Sprintf("table-%d.csv", i), detail: "1 kB"})
	}
	p.Message(foundMsg{items: found})
	p.items = slices.DeleteFunc(p.items, func(it item) bool { return it.name == "opticks" })
	return p
}

// The law: at the start the first text is highlighted, and on one screen of 80×24 there are sessions, all built-in texts, the
// headings of all other groups that come with the program, and files of the folder.
func TestTheFirstScreenHasAllKinds(t *testing.T) {
	p := many(t)
	all := picture(p, 80, 24)
	for _, want := range []string{"saved sessions", "run-0", "▸ tide", "periodic", "+ lines with an answer", "+ series", "+ tagged sentences", "+ translation", "+ published", "in this folder", "book-0"} {
		if !strings.Contains(all, want) {
			t.Errorf("there is no %s:\n%s", want, all)
		}
	}
}

// The law: wherever the list is scrolled to, an entry is below the heading of its own group and no other, the column heads are
// beside the heading of the sessions alone, and the highlighted entry is seen.
func TestHeadingsStayWithTheirGroups(t *testing.T) {
	w := many(t).Look.Words
	rapid.Check(t, func(t *rapid.T) {
		p := many(quietly{})
		for _, g := range []group{pasts, answering, sources, tagged, doubles, published, files, tables} {
			p.unfolded[g] = rapid.Bool().Draw(t, "unfolded")
		}
		h := rapid.IntRange(8, 40).Draw(t, "h")
		for range rapid.IntRange(1, 4).Draw(t, "moves") {
			p.highlight(rapid.IntRange(0, 80).Draw(t, "at"))
			p.take()
			all := picture(p, 120, h)
			last, seen := group(-1), false
			for y, r := range p.drawn {
				row, _, _ := strings.Cut(strings.Split(all, "\n")[p.rowsAt+y][3:], "│")
				switch {
				case r.heads:
					last = r.of
					if strings.Contains(row, " "+w.Picking.Loss+" ") != (r.of == pasts) || !strings.Contains(row, r.of.heading(w)) {
						t.Fatalf("the heading of group %d is %q", r.of, row)
					}
				case r.index >= 0:
					it := p.visible()[r.index]
					if whole := it.folded > 0 && it.group.head() == 0; !whole && it.group != last {
						t.Fatalf("%q is below the heading of group %d, not %d:\n%s", it.name, last, it.group, all)
					}
					seen = seen || r.index == p.at
				}
			}
			if !seen {
				t.Fatalf("entry %d is not seen:\n%s", p.at, all)
			}
		}
	})
}

// quietly stands for a test where many needs one.
type quietly struct{ testing.TB }

func (quietly) Helper()         {}
func (quietly) TempDir() string { return "" }

// The law: enter on a folded group shows its entries and highlights the first that was hidden, left folds it again, and
// nothing is begun for a group.
func TestGroupsAreFolded(t *testing.T) {
	p := many(t)
	for g, first := range map[group]string{answering: "parity", pasts: "run-3", files: "book-3.txt", sources: "sine-noise"} {
		at := slices.IndexFunc(p.visible(), func(it item) bool { return it.group == g && it.folded > 0 })
		p.highlight(at)
		p.take()
		if jobs := p.Message(settledMsg{p.preview.id}); len(jobs) > 0 {
			t.Errorf("something is begun for group %d", g)
		}
		if all := picture(p, 80, 24); !strings.Contains(all, first) {
			t.Errorf("%s is not named beside its group:\n%s", first, all)
		}
		typed(p, "enter")
		if it, _ := p.current(); it.name != first || it.group != g || len(p.visible()) < at+p.size(g)-g.head() {
			t.Errorf("group %d: the bar is on %q", g, it.name)
		}
		typed(p, "left")
		if it, _ := p.current(); it.folded == 0 || p.at != at {
			t.Errorf("group %d is not folded: the bar is on %q", g, it.name)
		}
	}
	before := p.at
	typed(p, "home", "left")
	if it, _ := p.current(); it.folded == 0 && p.at != 0 || before == p.at {
		t.Errorf("the bar is on %q", it.name)
	}
}

// The law: an unfolded group is shown whole where there is room for it, with its heading.
func TestAnUnfoldedGroupIsShownWhole(t *testing.T) {
	p := many(t)
	for _, g := range []group{answering, published, tables} {
		picture(p, 80, 24)
		p.unfold(g)
		p.take()
		all := picture(p, 80, 24)
		for _, it := range p.items {
			if it.group == g && !strings.Contains(all, it.name) {
				t.Errorf("%s is not shown:\n%s", it.name, all)
			}
		}
		if !strings.Contains(all, "- "+g.heading(p.Look.Words)) {
			t.Errorf("the heading of group %d is not shown:\n%s", g, all)
		}
	}
}

// The law: tab and ] go to the first entry of the next group, shift+tab and [ to the one before, in a circle, through all groups.
func TestTabGoesThroughTheGroups(t *testing.T) {
	p := many(t)
	typed(p, "home")
	for _, keys := range [][2]string{{"tab", "shift+tab"}, {"]", "["}} {
		var there, back []int
		for range 9 {
			there = append(there, p.at)
			typed(p, keys[0])
		}
		if p.at != there[0] {
			t.Errorf("nine times %s: entry %d", keys[0], p.at)
		}
		for range 9 {
			typed(p, keys[1])
			back = append(back, p.at)
		}
		slices.Reverse(back)
		if !slices.Equal(there, back) || !slices.IsSorted(there) {
			t.Errorf("%v there, %v back", there, back)
		}
	}
}

// The law: / finds entries of folded groups, by their heading too; what was found stays highlighted when all is shown again, with its group
// unfolded.
func TestFoldedEntriesAreFound(t *testing.T) {
	p := many(t)
	typed(p, "/", "p", "a", "r", "i", "t", "y", "enter")
	if it, _ := p.current(); it.name != "parity" {
		t.Fatalf("the bar is on %q", it.name)
	}
	typed(p, "esc")
	if it, _ := p.current(); it.name != "parity" || p.pattern() != "" {
		t.Errorf("afterwards the bar is on %q", it.name)
	}
	if p.filter.Set("with an answer"); len(p.visible()) != p.size(answering) {
		t.Errorf("%d have the heading", len(p.visible()))
	}
}

// The law: while a name is typed, the entry of that name is highlighted, or one that begins so, even if others that match are above it.
func TestTheEntryOfThatNameIsMeant(t *testing.T) {
	for typing, want := range map[string]string{"tide": "tide", "TIDE": "tide", "run": "run-0", "run-1": "run-1", "run-11": "run-11", "lstm": "run-0", "sun": "sunspots", "sine": "sine"} {
		p := many(t)
		typed(p, "/")
		typed(p, strings.Split(typing, "")...)
		if it, _ := p.current(); it.name != want {
			t.Errorf("%s means %s", typing, it.name)
		}
	}
}

// The law: a click on a folded group unfolds it, one on its heading folds it, and one on an entry highlights it, wherever the list
// is scrolled to.
func TestClicksInTheList(t *testing.T) {
	p := many(t)
	click := func(text string) {
		t.Helper()
		for y, row := range strings.Split(picture(p, 80, 24), "\n") {
			if i := strings.Index(row, text); i >= 0 && i < 30 {
				p.Mouse(event.Mouse{Kind: event.Press, X: 5, Y: y})
				return
			}
		}
		t.Fatalf("there is no %s:\n%s", text, picture(p, 80, 24))
	}
	click("+ series")
	if it, _ := p.current(); it.name != "sine-noise" {
		t.Fatalf("the bar is on %q", it.name)
	}
	typed(p, "pgdown")
	click("book-1.txt")
	if it, _ := p.current(); it.name != "book-1.txt" {
		t.Errorf("the bar is on %q", it.name)
	}
	to(t, p, "sunspots")
	click("- series")
	if it, _ := p.current(); it.folded == 0 || it.group != sources {
		t.Errorf("the bar is on %q", it.name)
	}
}

// TestGalleryOfGroups compares the list as a person sees it: full, scrolled, on a folded group, and with one unfolded.
func TestGalleryOfGroups(t *testing.T) {
	for _, c := range []struct {
		name string
		keys []string
	}{
		{"full", nil}, {"folded", []string{"tab"}}, {"folded files", []string{"end"}}, {"unfolded", []string{"tab", "enter"}}, {"scrolled", []string{"home", "down", "down", "down", "enter", "down", "down", "down", "down", "down", "tab", "tab"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			golden.RequireEqual(t, hung(typed(many(t), c.keys...), [2]int{40, 12}, [2]int{80, 24}, [2]int{120, 36}))
		})
	}
}
