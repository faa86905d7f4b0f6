package app

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/adrg/xdg"

	"unroll/core/train"
	"unroll/sessions"
	"unroll/ui/draw/grid"
	"unroll/ui/screen/event"
	"unroll/ui/screen/lab"
	"unroll/ui/screen/picker"
)

// The law: a run that is left and could only be saved elsewhere is said to be there, in the list or in the lab that is shown by then, and
// no session of its name in the list is highlighted for it; the lab does not claim before that it is saved.
func TestTheListSaysWhereARunWent(t *testing.T) {
	for _, shows := range []string{"list", "another lab"} {
		a, run, _ := unsavable(t)
		t.Setenv("XDG_DATA_HOME", t.TempDir())
		xdg.Reload()
		a.grid.Resize(200, 24)
		l := a.screen.(*lab.Lab)
		run.Send(train.Save())
		l.Message(l.Show(until(t, run, func(s train.Snapshot) bool { return s.Saved.Err != nil })))
		l.Key(event.Key{Name: "x"})
		l.Key(event.Key{Name: "esc"})
		if row := lastRow(a); !strings.Contains(row, "not saved") || strings.Contains(row, "is saved") {
			t.Errorf("%s: before leaving it says %q", shows, row)
		}
		_, cmd := a.Update(lab.Leave{})
		m := first[endedMsg](t, cmd)
		if !elsewhere(m.err) {
			t.Fatalf("%s: it ended as %+v", shows, m)
		}
		if shows != "list" {
			_, other := inLab(t)
			a.Update(picker.Open{Lab: lab.New(other, &other.Subject, "other", &a.look), Run: other})
		}
		a.Update(m)
		said := strings.Join(strings.Fields(strings.Join(strings.Split(a.View(), "\n")[18:], " ")), " ")
		if lastRow(a); !strings.Contains(a.View(), "instead") || !strings.Contains(strings.ReplaceAll(a.View(), "\n", ""), filepath.Join("unroll", "sessions")) {
			t.Errorf("%s: where it went is not said: %q\n%s", shows, said, a.View())
		}
	}
}

// The law: when the program ends, every run that was saved elsewhere or lost is named, not only the last.
func TestEveryRunThatWentElsewhereIsNamed(t *testing.T) {
	a := newApp(t, Options{Profile: grid.Plain})
	a.life.pending = 3
	one := &sessions.Rescued{Name: "one", Dir: "/there", Err: errors.New("the disk is full")}
	lost := errors.New("session two could not be saved: permission denied")
	a.Update(endedMsg{err: one, kept: "one"})
	a.Update(endedMsg{err: lost})
	a.Update(endedMsg{kept: "three"})
	err := a.over(nil, nil, false)
	if !errors.Is(err, one) || !errors.Is(err, lost) {
		t.Errorf("it ends with %v", err)
	}
	for _, name := range []string{"one", "/there", "two"} {
		if err != nil && !strings.Contains(err.Error(), name) {
			t.Errorf("%q is not named in %q", name, err)
		}
	}
	a.life.left = true
	if err := a.over(nil, nil, false); !errors.Is(err, one) || !errors.Is(err, lost) || !strings.Contains(err.Error(), "lost") {
		t.Errorf("left before the save of another, it ends with %v", err)
	}
}
