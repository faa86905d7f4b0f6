package app

import (
	tea "github.com/charmbracelet/bubbletea"

	"unroll/ui/lab"
	"unroll/ui/launch"
	"unroll/ui/picker"
)

// begun shows the run that the program was started with.
func (a *App) begun(m begunMsg) tea.Cmd {
	if m.Err != nil {
		a.err = m.Err
		return tea.Quit
	}
	return a.enter(m.Resumed)
}

// open shows the lab of a run that goes on beside the list; it is recorded from now on.
func (a *App) open(l *lab.Lab) tea.Cmd {
	a.screen = l
	return tea.Batch(jobs(l.Enter()), a.record(l))
}

func (a *App) record(l *lab.Lab) tea.Cmd {
	if a.opts.Record == nil {
		return nil
	}
	return func() tea.Msg { return recordedMsg{l, a.opts.Record(l.Run)} }
}

// resumed shows a session gone on with; its own recorder keeps it.
func (a *App) resumed(m picker.Resumed) tea.Cmd {
	if m.Err != nil {
		return jobs(a.screen.Message(m))
	}
	var cmds []tea.Cmd
	if p, ok := a.screen.(*picker.Picker); ok {
		cmds = append(cmds, jobs(p.Close()))
	}
	return tea.Batch(append(cmds, a.enter(m))...)
}

// enter shows the lab on a run that has just begun; one that is kept already is not recorded twice.
func (a *App) enter(m picker.Resumed) tea.Cmd {
	l := lab.New(m.Run, m.Name, &a.look)
	a.screen = l
	begin := jobs(append(l.Start(), l.Enter()...))
	if m.Kept {
		return begin
	}
	return tea.Batch(begin, a.record(l))
}

// leave goes from the lab to the list; the run is ended, and so saved, in the background.
func (a *App) leave() tea.Cmd {
	l, ok := a.screen.(*lab.Lab)
	if !ok {
		return nil
	}
	a.pending++
	p := picker.New(a.opts.Picker, &a.look)
	a.screen = p
	return tea.Batch(jobs(p.Start()), func() tea.Msg { return end(l.Run) })
}

// end ends a run and says which session it became.
func end(r *launch.Run) endedMsg {
	err := r.End()
	return endedMsg{kept: r.Kept(), err: err}
}

// ended: a run that was left has been saved, or could not be.
func (a *App) ended(m endedMsg) tea.Cmd {
	a.pending--
	a.kept = m.kept
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
	switch s := a.screen.(type) {
	case *lab.Lab:
		return func() tea.Msg { return end(s.Run) }
	case *picker.Picker:
		ending := s.Close() // here, on the loop, which goes on drawing; only what it asks for runs beside
		return func() tea.Msg {
			for _, j := range ending {
				j()
			}
			return endedMsg{}
		}
	}
	return func() tea.Msg { return endedMsg{} }
}
