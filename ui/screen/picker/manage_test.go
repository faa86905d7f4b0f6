package picker

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
)

// keeping is a list whose sessions can be deleted and renamed, and what was done to them.
func keeping(t testing.TB) (p *Picker, done *[]string) {
	t.Helper()
	all, done := kept(), &[]string{}
	p = listing(folder(t), nil)
	p.source.Sessions = func() []Past { return slices.Clone(all) }
	find := func(name string) int { return slices.IndexFunc(all, func(s Past) bool { return s.Name == name }) }
	p.source.Keep = Keeper{
		Discard: func(name string) (Removal, error) {
			if name == "broken" {
				return Removal{}, errors.New("session broken is open in another unroll")
			}
			at := find(name)
			was := all[at]
			all = slices.Delete(all, at, at+1)
			*done = append(*done, "discard "+name)
			return Removal{
				Restore: func() (string, error) {
					as := was
					if find(name) >= 0 {
						as.Name += "-9"
					}
					all = slices.Insert(all, min(at, len(all)), as)
					*done = append(*done, "restore "+name)
					return as.Name, nil
				},
				Purge: func() error { *done = append(*done, "purge "+name); return nil },
			}, nil
		},
		Rename: func(from, to string) error {
			if strings.Contains(to, "/") {
				return errors.New(`"` + to + `" cannot be a session's name: it contains '/': only letters, digits, - _ and . are allowed`)
			}
			all[find(from)].Name = to
			*done = append(*done, "rename "+from+" "+to)
			return nil
		},
	}
	p.Message(p.findMore())
	p.items = slices.DeleteFunc(p.items, func(it item) bool { return it.name == "opticks" })
	return p, done
}

// press presses keys, and does the jobs that only concern sessions.
func press(p *Picker, names ...string) {
	for _, n := range names {
		for _, j := range p.Key(keyOf(n)) {
			switch msg := j().(type) {
			case deletedMsg, restoredMsg, renamedMsg:
				p.Message(msg)
			}
		}
	}
}

func sessionsOf(p *Picker) (names []string) {
	for _, it := range p.items {
		if it.past != nil {
			names = append(names, it.name)
		}
	}
	return names
}

// The law: d takes the highlighted session out of the list, and the next entry is highlighted; U brings back the last one deleted, then
// the one before; what was not brought back is deleted for good when the list is left, and nothing before.
func TestDeletingAndBringingBack(t *testing.T) {
	p, done := keeping(t)
	to(t, p, "tide-lstm-2")
	press(p, "d", "delete")
	if got := sessionsOf(p); len(got) != 2 || slices.Contains(got, "tide-lstm-2") || slices.Contains(got, "茶山记-gru") {
		t.Fatalf("%v, %v", got, *done)
	}
	if it, _ := p.current(); it.name != "a-name-that-is-longer-than-its-column" {
		t.Errorf("%s is highlighted", it.name)
	}
	if said := picture(p, 80, 24); !strings.Contains(said, "茶山记-gru deleted  U bring back") {
		t.Error(said)
	}
	press(p, "U")
	if it, _ := p.current(); it.name != "茶山记-gru" || len(sessionsOf(p)) != 3 {
		t.Errorf("%s is highlighted", it.name)
	}
	for _, j := range p.Close() {
		j()
	}
	if want := []string{"discard tide-lstm-2", "discard 茶山记-gru", "restore 茶山记-gru", "purge tide-lstm-2"}; !slices.Equal(*done, want) {
		t.Errorf("%q, want %q", *done, want)
	}
	press(p, "U")
	if said := picture(p, 80, 24); !strings.Contains(said, "there is no deleted session to bring back") {
		t.Error(said)
	}
}

// The law: what is no session is neither deleted nor renamed, and the reason for a deletion that fails is said; nothing is lost.
func TestOnlySessionsAreDeleted(t *testing.T) {
	p, done := keeping(t)
	n := len(p.items)
	for _, key := range []string{"d", "r", "delete"} {
		to(t, p, "notes.txt")
		press(p, key)
		if said := picture(p, 80, 24); !strings.Contains(said, "only saved sessions can be deleted and renamed") || p.Typing() {
			t.Error(said)
		}
	}
	to(t, p, "broken")
	press(p, "d")
	if said := picture(p, 80, 24); !strings.Contains(said, "session broken is open in another unroll") {
		t.Error(said)
	}
	if len(p.items) != n || len(*done) != 0 {
		t.Errorf("%d entries of %d, %q", len(p.items), n, *done)
	}
	press(p, "down")
	if said := picture(p, 80, 24); strings.Contains(said, "another unroll") {
		t.Error("the note stays")
	}
}

// The law: r types a new name, beginning with the old one; a name that is refused stays in the field, with the reason; esc and the
// same name change nothing.
func TestRenaming(t *testing.T) {
	p, done := keeping(t)
	to(t, p, "tide-lstm-2")
	press(p, "r", "/", "x", "enter")
	if said := picture(p, 80, 24); !p.Typing() || !strings.Contains(said, "new name tide-lstm-2/x") || !strings.Contains(said, "cannot be a session's name") {
		t.Error(said)
	}
	press(p, "backspace")
	if said := picture(p, 80, 24); strings.Contains(said, "cannot be") {
		t.Error("the reason stays:", said)
	}
	press(p, "backspace", "d", "enter")
	if it, _ := p.current(); p.Typing() || it.name != "tide-lstm-2d" {
		t.Errorf("%s is highlighted", it.name)
	}
	press(p, "r", "q", "esc")
	press(p, "r", "enter")
	if want := []string{"rename tide-lstm-2 tide-lstm-2d"}; !slices.Equal(*done, want) || p.Typing() {
		t.Errorf("%q, want %q", *done, want)
	}
}

// TestGalleryOfManaging compares what a person sees while sessions are deleted and renamed.
func TestGalleryOfManaging(t *testing.T) {
	at := [][2]int{{40, 12}, {80, 24}, {120, 36}}
	for name, names := range map[string][]string{"deleted": {"d"}, "back": {"d", "U"}, "rename": {"r"}, "refused": {"r", "/", "enter"}} {
		t.Run(name, func(t *testing.T) {
			p, _ := keeping(t)
			to(t, p, "tide-lstm-2")
			press(p, names...)
			golden.RequireEqual(t, hung(p, at...))
			for _, s := range at {
				if name == "deleted" || name == "back" {
					if bad := wrongWith(p, s[0], s[1]); bad != "" {
						t.Errorf("at %d×%d: %s", s[0], s[1], bad)
					}
				}
			}
		})
	}
}

// The law: where the last session of the list is deleted, the one above it is highlighted, so that no run begins on other data.
func TestDeletingTheLastSession(t *testing.T) {
	p, _ := keeping(t)
	p.items = slices.DeleteFunc(p.items, func(it item) bool { return it.name == "broken" }) // it cannot be deleted
	sessions := p.source.Sessions
	p.source.Sessions = func() []Past {
		return slices.DeleteFunc(sessions(), func(s Past) bool { return s.Name == "broken" })
	}
	names := sessionsOf(p)
	to(t, p, names[len(names)-1])
	press(p, "d")
	if it, _ := p.current(); it.past == nil || it.name != names[len(names)-2] {
		t.Errorf("%s is highlighted, of %q", it.name, names)
	}
}

// The law: a deleted session whose name was taken meanwhile comes back under a free one, which is said and highlighted.
func TestBringingBackBesideItsNamesake(t *testing.T) {
	p, _ := keeping(t)
	to(t, p, "tide-lstm-2")
	press(p, "d")
	other := sessionsOf(p)[0]
	to(t, p, other)
	if err := p.source.Keep.Rename(other, "tide-lstm-2"); err != nil {
		t.Fatal(err)
	}
	press(p, "U")
	if it, _ := p.current(); it.name != "tide-lstm-2-9" {
		t.Errorf("%s is highlighted", it.name)
	}
	if said := picture(p, 120, 36); !strings.Contains(said, "tide-lstm-2 is back as tide-lstm-2-9") {
		t.Error(said)
	}
}
