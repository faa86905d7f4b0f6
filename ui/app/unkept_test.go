package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/adrg/xdg"
	tea "github.com/charmbracelet/bubbletea"

	"unroll/sessions"
	"unroll/ui/screen/lab"
	"unroll/ui/screen/picker"
)

// nowhere makes every place of the test one where no session can be saved; open makes one again.
func nowhere(t *testing.T) (store sessions.Store, open func()) {
	t.Helper()
	top := t.TempDir()
	file := filepath.Join(top, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(xdg.Reload)
	for _, name := range []string{"HOME", "XDG_DATA_HOME", "TMPDIR"} {
		t.Setenv(name, filepath.Join(file, name))
	}
	xdg.Reload()
	return sessions.Store{Dir: filepath.Join(file, "sessions")}, func() {
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
}

// unsavable is an app in a lab on a run that has made an update and cannot be saved; saved makes it possible.
func unsavable(t *testing.T) (a *App, run *sessions.Run, open func()) {
	t.Helper()
	store, open := nowhere(t)
	a, run = inLab(t)
	a.run, a.opts.Record = run, func(r *sessions.Run) error { return record(store, r) }
	if m := first[recordedMsg](t, a.record(a.screen.(*lab.Lab), run)); m.err != nil {
		t.Fatal(m.err)
	}
	step(t, run)
	return a, run, open
}

// press presses a key, whose request the lab makes as a message.
func press(t *testing.T, a *App, r rune) tea.Cmd {
	t.Helper()
	_, cmd := a.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
	if r != 'q' {
		return cmd
	}
	_, cmd = a.Update(first[lab.Quit](t, cmd))
	return cmd
}

// The law: q does not drop a run that cannot be saved, but asks; only q right after the question drops it, and then the program fails.
func TestQAsksBeforeItDropsARun(t *testing.T) {
	a, run, _ := unsavable(t)
	for range 2 {
		a.Update(first[unkeptMsg](t, press(t, a, 'q')))
		a.Update(tickMsg{})
		if _, ok := a.screen.(*lab.Lab); !ok || a.life.quitting || a.life.pending != 0 || !strings.Contains(a.View(), "q again drops this run, any other key keeps it") {
			t.Fatalf("quitting %v, %d pending:\n%s", a.life.quitting, a.life.pending, a.View())
		}
		press(t, a, 'f') // another key keeps it, and the next q asks again
	}
	a.Update(first[unkeptMsg](t, press(t, a, 'q')))
	_, cmd := a.Update(first[endedMsg](t, press(t, a, 'q')))
	if _, ok := cmd().(tea.QuitMsg); !ok || a.Err() == nil || a.kept != "" || run.Kept() != "" {
		t.Errorf("it does not end: %v, %q", a.Err(), a.kept)
	}
}

// The law: what could not be saved at the first q is saved at the next if it can be by then.
func TestQSavesWhatCanBeSavedByThen(t *testing.T) {
	a, run, open := unsavable(t)
	a.Update(first[unkeptMsg](t, press(t, a, 'q')))
	open()
	_, cmd := a.Update(first[endedMsg](t, press(t, a, 'q')))
	if _, ok := cmd().(tea.QuitMsg); !ok || a.Err() != nil || a.kept == "" || run.Kept() != a.kept {
		t.Errorf("%v, %q", a.Err(), a.kept)
	}
}

// The law: a signal does not ask, whether it comes before or after the question, or while the run is being saved.
func TestASignalDoesNotAsk(t *testing.T) {
	for _, when := range []string{"before", "during", "after"} {
		t.Run(when, func(t *testing.T) {
			a, _, _ := unsavable(t)
			var cmd tea.Cmd
			switch when {
			case "before":
				_, cmd = a.Update(signalMsg(time.Now()))
			case "during":
				m := first[unkeptMsg](t, press(t, a, 'q'))
				if _, again := a.Update(signalMsg(time.Now())); again != nil {
					t.Error("it is ended twice")
				}
				_, cmd = a.Update(m)
			case "after":
				a.Update(first[unkeptMsg](t, press(t, a, 'q')))
				_, cmd = a.Update(signalMsg(time.Now()))
			}
			_, cmd = a.Update(first[endedMsg](t, cmd))
			if _, ok := cmd().(tea.QuitMsg); !ok || a.Err() == nil {
				t.Errorf("it does not end: %v", a.Err())
			}
		})
	}
}

// The law: a run that was left for the list and could not be saved comes back; behind another run it is kept in memory until that is left.
func TestALeftRunThatCannotBeSavedComesBack(t *testing.T) {
	a, run, open := unsavable(t)
	_, cmd := a.Update(lab.Leave{})
	if _, ok := a.screen.(*picker.Picker); !ok {
		t.Fatalf("the screen is %T", a.screen)
	}
	m := first[unkeptMsg](t, cmd)
	_, other := inLab(t)
	b := lab.New(other, &other.Subject, "other", &a.look)
	a.Update(picker.Open{Lab: b, Run: other})
	if a.Update(m); a.screen != Screen(b) || a.run != other || len(a.held) != 1 {
		t.Fatalf("the screen is %T, %d are held", a.screen, len(a.held))
	}
	open()
	_, cmd = a.Update(first[endedMsg](t, press(t, a, 'q')))
	finish(cmd)
	if a.run != run || a.life.quitting || len(a.held) != 0 {
		t.Fatalf("it has not come back: quitting %v, %d held", a.life.quitting, len(a.held))
	}
	_, cmd = a.Update(first[endedMsg](t, press(t, a, 'q')))
	if _, ok := cmd().(tea.QuitMsg); !ok || a.Err() != nil || run.Kept() == "" {
		t.Errorf("%v, %q", a.Err(), run.Kept())
	}
}
