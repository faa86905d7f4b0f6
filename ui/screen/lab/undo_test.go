package lab

import (
	"slices"
	"strings"
	"testing"

	"unroll/core/history"
	"unroll/core/train"
)

// The law: the keys of undo ask the run for it, in every view; esc on the way back calls it off, and does not leave.
func TestKeysOfUndo(t *testing.T) {
	source := &made{}
	l, drawn := shows(t, source, "", train.Running)
	press(l, "z", "Z", "R")
	if !strings.Contains(drawn(), "move the crosshair to a step first") {
		t.Errorf("R without a crosshair says nothing in\n%s", drawn())
	}
	at := 1.6
	l.data.Cursor = &at
	press(l, "R")
	s := l.data.Snap
	s.Rewind = &train.Rewind{From: 10, At: 40, To: 110}
	l.Message(l.Show(s))
	if said := drawn(); !strings.Contains(said, "going back 30 %") || !strings.Contains(said, "going back to step 110: 70 updates to make again; esc calls it off") {
		t.Errorf("the way is not said in\n%s", said)
	}
	press(l, "esc")
	if l.view.leaving {
		t.Error("esc on the way back begins to leave")
	}
	if want := []string{"run.undo", "run.redo", "run.rewind 2", "run.cancel"}; !slices.Equal(source.asked, want) {
		t.Errorf("asked %q instead of %q", source.asked, want)
	}
}

// The law: when a run has gone back, and when it has returned, the bottom row says where it is, and where redo leads.
func TestWhereTheRunIs(t *testing.T) {
	l, drawn := shows(t, &made{}, "", train.Running)
	s := l.data.Snap
	gone := s.History.Continue()
	gone.CutBack(1)
	back := s
	back.Step, back.History, back.Branches = 1, gone.View(), []train.Branch{{From: 1, History: s.History}}
	l.Message(l.Show(back))
	if !strings.Contains(drawn(), "back at step 1; Z returns to step 3") {
		t.Errorf("not said in\n%s", drawn())
	}
	again := s
	h := s.History.Continue()
	h.Replace(back.History, 1)
	again.History = h.View()
	l.Message(l.Show(again))
	if !strings.Contains(drawn(), "at step 3 again") {
		t.Errorf("not said in\n%s", drawn())
	}
}

// The law: a run that went wrong after a change of a setting says that undo takes it back; without one it says what else can be done.
func TestTheWayOutOfRuin(t *testing.T) {
	l := still(t)
	for phase, want := range map[train.Phase]string{
		train.Ruined: "ruined: z undoes lr 0.001 of step 400", train.Diverged: "diverged: z undoes lr 0.001 of step 400",
	} {
		l.data.Snap.Phase, l.data.Snap.Back = phase, 0
		if got := l.wayOut(); got != want {
			t.Errorf("%q instead of %q", got, want)
		}
		l.data.Snap.Back = 300
		if got := l.wayOut(); got != l.troubleHint() {
			t.Errorf("of an opened session: %q", got)
		}
	}
	l.data.Snap.History, l.data.Snap.Back = history.View{}, 0
	if got := l.wayOut(); got != l.troubleHint() {
		t.Errorf("without a change: %q", got)
	}
}

// The law: the branch that was left last is on the chart as far as it went, with a name.
func TestTheAbandonedCurve(t *testing.T) {
	l := still(t)
	before := picture(l, 120, 36)
	h := l.data.Snap.History.Continue()
	h.CutBack(300)
	l.data.Snap.Branches = []train.Branch{{From: 300, History: l.data.Snap.History}}
	l.data.Snap.Step, l.data.Snap.History = 300, h.View()
	after := picture(l, 120, 36)
	if strings.Contains(before, "abandoned") || !strings.Contains(after, "abandoned") || !strings.Contains(after, "600") {
		t.Error(after)
	}
}
