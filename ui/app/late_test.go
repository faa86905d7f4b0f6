package app

import (
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"unroll/core/train"
	"unroll/ui/draw/grid"
	"unroll/ui/screen/event"
	"unroll/ui/screen/lab"
	"unroll/ui/screen/picker"
)

// finish runs a command and its parts.
func finish(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	if batch, ok := cmd().(tea.BatchMsg); ok {
		for _, c := range batch {
			finish(c)
		}
	}
}

// The law: a run that is no longer wanted is ended when it arrives, and does not replace the one in the lab:
// otherwise that one would continue to learn unseen, and would not be saved at the end.
func TestALateRunTakesNobodysPlace(t *testing.T) {
	for name, msg := range map[string]func(picker.Opened) tea.Msg{
		"of the list":              func(o picker.Opened) tea.Msg { return o },
		"that it was started with": func(o picker.Opened) tea.Msg { return begunMsg{o} },
	} {
		t.Run(name, func(t *testing.T) {
			a, run := inLab(t)
			screen := a.screen
			a.run = run
			_, late := inLab(t)
			_, cmd := a.Update(msg(picker.Opened{Run: late, Session: "late"}))
			finish(cmd)
			if a.screen != screen || a.run != run {
				t.Error("it replaced the run in the lab")
			}
			if late.Send(train.Pause()) {
				t.Error("it continues")
			}
			if !run.Send(train.Pause()) {
				t.Error("the run in the lab was ended")
			}
		})
	}
}

// The law: while the lab is shown the program still waits for a session that is being read, so that its run is
// ended.
func TestReadingGoesOnBehindTheLab(t *testing.T) {
	a, _ := inLab(t)
	asked := false
	_, cmd := a.Update(event.Progress{Of: picker.Opening{Session: "late"}, More: func() any { asked = true; return nil }})
	finish(cmd)
	if !asked {
		t.Error("it is no longer waited for")
	}
}

// The law: the run that the program was started with opens in the lab, and the one beside the list ends.
func TestTheRunItWasStartedWithComesIntoTheLab(t *testing.T) {
	_, run := inLab(t)
	a := newApp(t, Options{Profile: grid.Plain, Begin: func(event.Tell) picker.Opened { return picker.Opened{} }})
	a.Update(begunMsg{picker.Opened{Run: run, Session: "kept"}})
	if _, ok := a.screen.(*lab.Lab); !ok || a.run != run {
		t.Errorf("the screen is %T", a.screen)
	}
}
