package app

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"unroll/sessions"
	"unroll/ui/screen/event"
	"unroll/ui/screen/lab"
	"unroll/ui/screen/picker"
)

// begun shows the run that the program was started with.
func (a *App) begun(m begunMsg) tea.Cmd {
	if m.Err != nil {
		a.err = m.Err
		return tea.Quit
	}
	return a.enter(m.Opened)
}

// open shows the lab of a run that goes on beside the list; it is recorded from now on.
func (a *App) open(m picker.Open) tea.Cmd {
	a.screen, a.run = m.Lab, m.Run
	return tea.Batch(jobs(m.Lab.Enter()), a.record(m.Lab, m.Run))
}

func (a *App) record(l *lab.Lab, r *sessions.Run) tea.Cmd {
	if a.opts.Record == nil {
		return nil
	}
	return func() tea.Msg { return recordedMsg{l, a.opts.Record(r)} }
}

// opened shows a session.
func (a *App) opened(m picker.Opened) tea.Cmd {
	if m.Err != nil {
		return jobs(a.screen.Message(m))
	}
	var cmds []tea.Cmd
	if p, ok := a.screen.(*picker.Picker); ok {
		cmds = append(cmds, jobs(p.Close()))
	}
	return tea.Batch(append(cmds, a.enter(m))...)
}

// enter shows the lab on a run: a session as it was saved, or a run that has just begun, which is kept from now on.
func (a *App) enter(m picker.Opened) tea.Cmd {
	l := lab.New(m.Run, &m.Run.Subject, m.Name, &a.look)
	a.screen, a.run = l, m.Run
	begin := jobs(append(l.Start(), l.Enter()...))
	if m.Session != "" {
		l.Notice(fmt.Sprintf(a.look.Words.OpenedPaused, m.Session))
		return begin
	}
	return tea.Batch(begin, a.record(l, m.Run))
}

// leave goes from the lab to the list; the run is ended, and so saved, in the background.
func (a *App) leave() tea.Cmd {
	l, ok := a.screen.(*lab.Lab)
	if !ok {
		return nil
	}
	a.pending++
	l.Close()
	run, p := a.run, picker.New(a.opts.Picker, &a.look)
	a.screen, a.run = p, nil
	return tea.Batch(jobs(p.Start()), func() tea.Msg { return end(run) })
}

// end ends a run and says which session it became.
func end(r *sessions.Run) endedMsg {
	err := r.End()
	return endedMsg{kept: r.Kept(), err: err}
}

// ended: a run that was left has been saved, or could not be.
func (a *App) ended(m endedMsg) tea.Cmd {
	a.pending--
	if m.kept != "" {
		a.kept = m.kept
	}
	if m.err != nil {
		a.err = m.err
	}
	if a.quitting && a.pending == 0 {
		return tea.Quit
	}
	if p, ok := a.screen.(*picker.Picker); ok {
		return jobs(p.Refresh()) // the session it became is in the list now
	}
	return nil
}

// quit ends the run at hand and, when everything is saved, the program.
func (a *App) quit() tea.Cmd {
	if a.quitting {
		return nil
	}
	a.quitting = true
	a.pending++
	var last []event.Job
	switch screen := a.screen.(type) {
	case *lab.Lab:
		screen.Close()
		run := a.run
		return func() tea.Msg { return end(run) }
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
