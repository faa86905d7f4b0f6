package app

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"unroll/sessions"
	"unroll/ui/screen/lab"
	"unroll/ui/stop"
)

// A run that a person leaves is first saved and then ended. If it cannot be saved anywhere, it is not ended: its lab comes
// back and asks. Signals do not ask.

// unkeptMsg: a run that was left could not be saved, and has not been ended.
type unkeptMsg struct {
	run  *sessions.Run
	name string   // of its data
	lab  *lab.Lab // still open; nil: it was closed
	err  error
}

// part saves a run that a person leaves and ends it, unless it could not be saved. It blocks.
func (a *App) part(m unkeptMsg) tea.Msg {
	var err error
	if a.opts.Record != nil {
		var kept bool
		kept, err = m.run.Secure()
		if !kept && err == nil { // it is not being saved yet
			if err = a.opts.Record(m.run); err == nil {
				kept, err = m.run.Secure()
			}
		}
		if m.err = err; !kept {
			return m
		}
	}
	e := end(m.run)
	if e.err == nil {
		e.err = err // where it was saved instead
	}
	return e
}

// unkept brings back a run that could not be saved, and asks whether to drop it; if another run is shown, that waits until it
// is left.
func (a *App) unkept(m unkeptMsg) tea.Cmd {
	if a.life.signal {
		if m.lab != nil {
			m.lab.Close()
		}
		return func() tea.Msg { return end(m.run) }
	}
	a.life.pending--
	a.forget(m.run)
	a.stay()
	if l, ok := a.screen.(*lab.Lab); ok && l != m.lab {
		a.held = append(a.held, m)
		l.Notice(fmt.Sprintf(a.look.Words.Unkept.Other, m.name, a.look.Words.Error(m.err)))
		return nil
	}
	return a.bringBack(m)
}

// stay takes back that the program ends: a person is asked first.
func (a *App) stay() { a.life.quitting, a.life.asks = false, stop.Asks{} }

// bringBack shows the lab of a run that could not be saved, with the question.
func (a *App) bringBack(m unkeptMsg) tea.Cmd {
	l, begin := m.lab, tea.Cmd(nil)
	if l == nil {
		a.keepList()
		l = lab.New(m.run, &m.run.Subject, m.name, &a.look)
		begin = jobs(append(l.Start(), l.Enter()...))
	}
	a.screen, a.run, a.begins, a.dropping = l, m.run, false, m.run
	l.Notice(fmt.Sprintf(a.look.Words.Unkept.Ask, a.look.Words.Error(m.err)))
	return begin
}

// endHeld ends the runs that are held, if a signal ends the program: what can be saved after all is.
func (a *App) endHeld() tea.Cmd {
	if !a.life.signal {
		return nil // they are asked about one after the other
	}
	var cmds []tea.Cmd
	for _, m := range a.held {
		a.life.pending++
		cmds = append(cmds, func() tea.Msg { return end(m.run) })
	}
	a.held = nil
	return tea.Batch(cmds...)
}

// next brings back the first of the runs that are held.
func (a *App) next() tea.Cmd {
	m := a.held[0]
	a.held = a.held[1:]
	return a.bringBack(m)
}
