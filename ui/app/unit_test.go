package app

import (
	"fmt"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"unroll/core/train"
	"unroll/ui/draw/look"
	"unroll/ui/screen/lab"
)

// does presses keys and runs the commands that they cause.
func does(a *App, keys string) {
	for _, k := range keys {
		_, cmd := a.Update(runes(string(k)))
		obey(a, cmd)
	}
}

// obey runs a command and its parts, and passes the results to the program; the clock is left out.
func obey(a *App, cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch m := cmd().(type) {
	case tea.BatchMsg:
		for _, c := range m {
			obey(a, c)
		}
	case lab.Restyle:
		a.Update(m)
	}
}

// The law: u works on every screen, pressing it twice restores the unit, and a choice made in the list holds in
// the lab.
func TestTheUnitHoldsOnEveryScreen(t *testing.T) {
	a, run := inLab(t)
	s := until(t, run, func(s train.Snapshot) bool { return s.Model != nil })
	a.Update(a.screen.(*lab.Lab).Show(s))
	shown := func() string { a.dirty = true; a.draw(); return a.View() }
	for i, want := range []string{"bits", "nats", "bits"} {
		does(a, "u")
		if got := shown(); !strings.Contains(got, "losses and surprisal in "+want) || !strings.Contains(got, "("+want+"/token)") {
			t.Errorf("after %d times u:\n%s", i+1, got)
		}
	}
	b := newApp(t, Options{})
	does(b, "u")
	if b.look.Unit != look.Bits {
		t.Error("u does not work in the list")
	}
}

// The law: looking in another unit changes nothing that is learned: after the same updates the losses and the
// logits are the same to the last bit.
func TestTheUnitChangesNothingThatIsLearned(t *testing.T) {
	learned := func(keys string) string {
		a, run := inLab(t)
		s := until(t, run, func(s train.Snapshot) bool { return s.Model != nil })
		for n := range 3 {
			a.Update(a.screen.(*lab.Lab).Show(s))
			does(a, keys)
			run.Send(train.StepOnce())
			s = until(t, run, func(s train.Snapshot) bool { return s.Step == n+1 && s.Language() != nil && s.Language().Step == n+1 })
		}
		p := s.History.Last()
		return fmt.Sprintf("%x %x %x", p.Loss, p.GradNorm, s.Language().Read("a", true, nil).Logits)
	}
	if with, without := learned("uuu"), learned(""); with != without {
		t.Errorf("%s with u, %s without", with, without)
	}
}
