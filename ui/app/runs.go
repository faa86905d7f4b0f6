package app

import (
	"errors"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"unroll/sessions"
	"unroll/ui/screen/event"
	"unroll/ui/screen/lab"
	"unroll/ui/screen/picker"
)

// begun shows the run that the program was started with, unless another has been opened from the list meanwhile.
func (a *App) begun(m begunMsg) tea.Cmd {
	switch {
	case !a.begins || a.life.quitting:
		return drop(m.Opened)
	case m.Err != nil:
		a.wrong(m.Err)
		return tea.Quit
	}
	return a.enter(m.Opened)
}

// drop ends a run that is no longer wanted. None of it has been saved.
func drop(m picker.Opened) tea.Cmd {
	if m.Run == nil {
		return nil
	}
	return func() tea.Msg { _ = m.Run.End(); return nil }
}

// open shows the lab of the run beside the list, which continues; it is saved from now on.
func (a *App) open(m picker.Open) tea.Cmd {
	a.keepList()
	a.screen, a.run, a.begins = m.Lab, m.Run, false
	return tea.Batch(jobs(m.Lab.Enter()), a.record(m.Lab, m.Run), a.asking())
}

func (a *App) record(l *lab.Lab, r *sessions.Run) tea.Cmd {
	if a.opts.Record == nil {
		return nil
	}
	return func() tea.Msg { return recordedMsg{l, a.opts.Record(r)} }
}

// opened shows a session, if it is still wanted.
func (a *App) opened(m picker.Opened) tea.Cmd {
	p, ok := a.screen.(*picker.Picker)
	switch {
	case !ok || a.life.quitting || !p.Wants(m):
		return drop(m)
	case m.Err != nil:
		return jobs(p.Message(m))
	}
	return a.enter(m)
}

// enter shows the lab on a run: a session as it was saved, or a run that has just begun, which is saved from now
// on.
func (a *App) enter(m picker.Opened) tea.Cmd {
	a.keepList()
	var work []event.Job
	if p, ok := a.screen.(*picker.Picker); ok {
		work = p.Close() // a person who waited may have moved over the list meanwhile
	}
	l := lab.New(m.Run, &m.Run.Subject, m.Name, &a.look)
	a.screen, a.run, a.begins = l, m.Run, false
	begin := tea.Batch(jobs(slices.Concat(work, l.Start(), l.Enter())), a.asking())
	if m.Session != "" {
		l.Opens(m.Session)
		return begin
	}
	return tea.Batch(begin, a.record(l, m.Run))
}

// keepList keeps the list that the lab takes the screen from, if it had it, to come back to what was highlighted.
func (a *App) keepList() {
	if p, ok := a.screen.(*picker.Picker); ok && !a.begins {
		a.list = p
	}
}

// leave goes from the lab to the list; the run is ended, and so saved, in the background.
func (a *App) leave() tea.Cmd {
	l, ok := a.screen.(*lab.Lab)
	if !ok {
		return nil
	}
	a.life.pending++
	l.Close()
	left, p := unkeptMsg{run: a.run, name: l.Name}, a.list
	a.life.ending = append(a.life.ending, a.run)
	var work []event.Job
	if p != nil {
		work = p.Return()
	} else {
		p = picker.New(a.opts.Picker, &a.look)
		work = p.Return()
	}
	a.screen, a.run = p, nil
	return tea.Batch(jobs(work), func() tea.Msg { return a.part(left) })
}

// end ends a run and returns the session that it became.
func end(r *sessions.Run) endedMsg {
	err := r.End()
	return endedMsg{run: r, kept: r.Kept(), over: r.Over(), err: err}
}

// forget: a run is not ending any more.
func (a *App) forget(run *sessions.Run) {
	a.life.ending = slices.DeleteFunc(a.life.ending, func(r *sessions.Run) bool { return r == run })
}

// ended: a run that was left has been saved, or could not be.
func (a *App) ended(m endedMsg) tea.Cmd {
	a.life.pending--
	a.forget(m.run)
	if m.kept != "" {
		a.kept, a.keptOver = m.kept, m.over
	}
	a.wrong(m.err)
	if a.life.quitting && a.life.pending == 0 {
		if len(a.held) > 0 {
			a.stay()
			return a.next()
		}
		return tea.Quit
	}
	kept := m.kept
	if elsewhere(m.err) {
		kept = ""
	}
	switch s := a.screen.(type) {
	case *picker.Picker:
		if m.err != nil {
			s.Notice(a.look.Words.Error(m.err))
		}
		return jobs(s.Left(kept)) // it is now in the list
	case *lab.Lab: // of another run
		if m.err != nil {
			s.Notice(a.look.Words.Error(m.err))
		}
	}
	return nil
}

// elsewhere reports whether err says that a run is saved in another store than that of the list.
func elsewhere(err error) bool {
	var r *sessions.Rescued
	return errors.As(err, &r) && r.Dir != ""
}

// wrong keeps what went wrong with a run, to be said when the program ends; nil: nothing did.
func (a *App) wrong(err error) {
	if err != nil {
		a.errs = append(a.errs, err)
	}
}

// quit ends the current run and, once everything is saved, the program. By a key it first asks where something could not
// be saved.
func (a *App) quit(byKey bool) tea.Cmd {
	if a.life.quitting {
		return nil
	}
	screen, ok := a.screen.(*lab.Lab)
	if byKey && !ok && len(a.held) > 0 {
		return a.next()
	}
	a.life.quitting = true
	a.life.pending++
	if ok {
		left := unkeptMsg{run: a.run, name: screen.Name, lab: screen}
		a.life.ending = append(a.life.ending, a.run)
		if byKey && a.dropping != a.run {
			return func() tea.Msg { return a.part(left) }
		}
		screen.Close()
		a.run = nil
		return tea.Batch(func() tea.Msg { return end(left.run) }, a.endHeld())
	}
	return tea.Batch(a.closeList(), a.endHeld())
}

// closeList ends the list's work.
func (a *App) closeList() tea.Cmd {
	var last []event.Job
	switch screen := a.screen.(type) {
	case *picker.Picker:
		last = screen.Close() // here, on the loop that draws it; its jobs are waited for below
	}
	return func() tea.Msg {
		for _, j := range last {
			j()
		}
		return endedMsg{}
	}
}
