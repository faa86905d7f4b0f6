package app

import (
	"errors"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode"

	tea "github.com/charmbracelet/bubbletea"

	"unroll/core/train"
	"unroll/ui/screen/lab"
)

// lastRow is the last row of the frame that is shown now.
func lastRow(a *App) string {
	a.dirty = true
	a.Update(tickMsg{})
	rows := strings.Split(a.View(), "\n")
	return strings.TrimSpace(rows[len(rows)-1])
}

// The law: while the program waits for the end of an update and for saving, it says so, and only ctrl+c means something: a q held
// down leaves nothing unsaved. ctrl+c, a second after the request, asks for haste; another, a second after that, leaves; signals
// never do.
func TestWaitingForTheEnd(t *testing.T) {
	a, run, _ := kept(t)
	l := a.screen.(*lab.Lab)
	snap := until(t, run, func(s train.Snapshot) bool { return s.Model != nil })
	snap.Phase = train.Running // an update that takes many seconds
	a.Update(l.Show(snap))
	began, w := time.Now(), a.look.Words.Life
	a.asked(began, false)
	if got := lastRow(a); got != w.Finishing+" · "+w.LeaveTwice {
		t.Errorf("the last row is %q", got)
	}
	for range 100 {
		if _, cmd := a.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("qqq")}); quits(cmd) {
			t.Fatal("q leaves")
		}
	}
	a.asked(began.Add(time.Second), false)
	if got := lastRow(a); got != w.Finishing+" · "+w.LeaveNow {
		t.Errorf("after haste the last row is %q", got)
	}
	if cmd := a.asked(began.Add(2*time.Second), true); cmd != nil || a.life.left {
		t.Error("a signal leaves")
	}
	_ = run.End()
	a, run, _ = kept(t)
	snap.Saved.Step = 1234
	a.Update(a.screen.(*lab.Lab).Show(snap))
	a.asked(began, false)
	a.asked(began.Add(time.Second), false)
	if cmd := a.asked(began.Add(2*time.Second), false); cmd == nil || cmd() != tea.Quit() {
		t.Error("nothing leaves")
	}
	if err := a.over(nil, nil, false); err == nil || !strings.Contains(err.Error(), "1,234") {
		t.Errorf("what is lost is not said: %v", err)
	}
	_ = run.End()
}

// quits reports whether a command ends the program.
func quits(cmd tea.Cmd) bool {
	for _, m := range messages(cmd) {
		if _, ok := m.(tea.QuitMsg); ok {
			return true
		}
	}
	return false
}

// The law: a paused run is only waited for because it is saved.
func TestWaitingForTheSave(t *testing.T) {
	a, run, _ := kept(t)
	a.Update(a.screen.(*lab.Lab).Show(until(t, run, func(s train.Snapshot) bool { return s.Model != nil })))
	a.Update(lab.Quit{})
	if got, w := lastRow(a), a.look.Words.Life; got != w.Saving+" · "+w.LeaveTwice {
		t.Errorf("the last row is %q", got)
	}
	_ = run.End()
}

// The law: whatever ends the loop, the run of the lab and those that are ending are saved: an error, a panic, a terminal that does not
// answer. That of the terminal is the end of an interrupted program, not a failure.
func TestALoopThatFailsSaves(t *testing.T) {
	for _, failed := range []error{tea.ErrProgramPanic, syscall.EIO} {
		a, run, store := kept(t)
		step(t, run)
		err := a.over(failed, nil, false)
		if errors.Is(err, failed) == errors.Is(failed, syscall.EIO) {
			t.Errorf("%v: it ends with %v", failed, err)
		}
		if list := pasts(store); len(list) != 1 || list[0].Step != 1 {
			t.Errorf("%v: saved are %+v", failed, list)
		}
		a, run, store = kept(t)
		step(t, run)
		a.Update(lab.Quit{}) // its job is not done: the loop fails before
		_ = a.over(failed, nil, false)
		if list := pasts(store); len(list) != 1 || list[0].Step != 1 {
			t.Errorf("%v while ending: saved are %+v", failed, list)
		}
	}
}

// The law: the last line of the window, which names the session, has nothing that acts on the terminal.
func TestTheLastLineIsHarmless(t *testing.T) {
	a, run, _ := kept(t)
	_ = run.End()
	a.kept = "x\x1b]52;c;aGk=\a\u009b31m\u202ey\u200b\x7f"
	var b strings.Builder
	if err := a.over(nil, &b, true); err != nil {
		t.Fatal(err)
	}
	if said := strings.TrimSuffix(b.String(), "\n"); said == "" || strings.ContainsFunc(said, func(r rune) bool { return unicode.In(r, unicode.Cc, unicode.Cf) && r != '\n' }) {
		t.Errorf("%q", said)
	}
}
