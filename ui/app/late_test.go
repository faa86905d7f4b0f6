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

// finish does a command and what it is made of.
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

// The law: a run that nobody waits for any more is ended when it comes, and takes the place of none: else the one in
// the lab would go on learning unseen, and would not be saved at the end.
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
				t.Error("it took the place of the run in the lab")
			}
			if late.Send(train.Pause()) {
				t.Error("it goes on")
			}
			if !run.Send(train.Pause()) {
				t.Error("the run in the lab was ended")
			}
		})
	}
}

// The law: what is being read for a session is waited for in the lab too, or nobody would end what it comes to.
func TestReadingGoesOnBehindTheLab(t *testing.T) {
	a, _ := inLab(t)
	asked := false
	_, cmd := a.Update(event.Progress{Of: picker.Opening{Session: "late"}, More: func() any { asked = true; return nil }})
	finish(cmd)
	if !asked {
		t.Error("nobody waits for it any more")
	}
}

// The law: the run that the program was started with comes into the lab, and what learned beside the list ends.
func TestTheRunItWasStartedWithComesIntoTheLab(t *testing.T) {
	_, run := inLab(t)
	a := newApp(t, Options{Profile: grid.Plain, Begin: func(event.Tell) picker.Opened { return picker.Opened{} }})
	a.Update(begunMsg{picker.Opened{Run: run, Session: "kept"}})
	if _, ok := a.screen.(*lab.Lab); !ok || a.run != run {
		t.Errorf("the screen is %T", a.screen)
	}
}
