package app

import (
	"os"
	"strconv"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"unroll/core/fault"
	"unroll/core/train"
	"unroll/sessions"
	"unroll/ui/draw/grid"
	"unroll/ui/screen/lab"
	"unroll/ui/stop"
)

// life is how the program ends, and how it makes way for the shell.
type life struct {
	shell    shell           // nil: there is no terminal to leave, as in tests
	asks     stop.Asks       // requests to end
	ending   []*sessions.Run // that have been asked to end and have not ended yet
	pending  int             // of those, and a list that is closing
	quitting bool            // the program ends when none is pending
	sized    bool            // the terminal has said what it knows of its size
	left     bool            // a person did not wait for that
	signal   bool            // a signal asked for the end, or the terminal is gone: exit code 130
	away     time.Time       // when the program last came back from the shell
}

// A shell lends the terminal to whoever started the program.
type shell interface {
	// Suspend restores the terminal, stops the process (or its whole group, as the terminal would) until it is continued, and
	// takes the terminal again.
	Suspend(group bool) error
	// Regain takes the terminal again, in whatever state it is.
	Regain() error
}

type (
	signalMsg  time.Time // when a signal that ends the program arrived
	suspendMsg struct{}  // a signal asks this process to stop
	resumedMsg time.Time // when the process was continued
	redrawMsg  struct{}  // the terminal reads again
)

var errLeft = fault.New("app.left", "left before the run was saved: what was learned after step %s is lost")

// asked handles a request to end that came at a time: the first ends the runs and, once all is saved, the program; what further
// requests mean is for package stop to say.
func (a *App) asked(at time.Time, signal bool) tea.Cmd {
	a.life.signal = a.life.signal || signal
	switch a.life.asks.Ask(at) {
	case stop.Save:
		return a.quit(!signal)
	case stop.Hurry:
		for _, r := range a.life.ending {
			r.Send(train.Stop()) // a second one: without a last validation
		}
	case stop.Leave:
		if !signal {
			a.life.left = true
			return tea.Quit
		}
	}
	return nil
}

// savedStep is the step of the last save that the lab on the screen knows of.
func (a *App) savedStep() int {
	if l, ok := a.screen.(*lab.Lab); ok {
		return l.Data().Snap.Saved.Step
	}
	return 0
}

// waitingKey handles a key while the program waits for its end: only ctrl+c and ctrl+z still mean something. A key held down
// must not leave anything unsaved, so q does not.
func (a *App) waitingKey(m tea.KeyMsg) tea.Cmd {
	switch m.String() {
	case "ctrl+c":
		return a.asked(time.Now(), false)
	case "ctrl+z":
		return a.suspend(true)
	}
	return nil
}

// drawWaiting says in the last row what the end of the program waits for.
func (a *App) drawWaiting() {
	v := a.grid.View()
	if !a.life.quitting || v.Empty() {
		return
	}
	w := a.look.Words.Life
	said := w.Saving
	if l, ok := a.screen.(*lab.Lab); ok && l.Data().Snap.Phase == train.Running {
		said = w.Finishing
	}
	switch a.life.asks.At() {
	case stop.Hurry:
		said += " · " + w.LeaveNow
	default:
		said += " · " + w.LeaveTwice
	}
	row := v.Sub(0, v.H()-1, v.W(), 1)
	row.Fill(' ', grid.Style{})
	row.Text(1, 0, said, a.look.Warn)
}

// suspend makes way for the shell until the process is continued.
func (a *App) suspend(group bool) tea.Cmd {
	if a.life.shell == nil {
		return nil
	}
	err := a.life.shell.Suspend(group)
	a.life.away = time.Now()
	return a.back(err)
}

// resumed takes the terminal again after a stop that the program did not see (SIGSTOP), and ignores the end of one that it did.
func (a *App) resumed(at time.Time) tea.Cmd {
	if a.life.shell == nil || at.Before(a.life.away) {
		return nil
	}
	return a.back(a.life.shell.Regain())
}

// back turns on what the library leaves off when it comes back from the shell; without a terminal the program ends.
func (a *App) back(err error) tea.Cmd {
	if err != nil {
		return a.asked(time.Now(), true)
	}
	return tea.EnableMouseCellMotion
}

// size is the size to draw at: what the terminal says, or if it does not know (0), LINES and COLUMNS; 0 if nobody knows.
func (a *App) size(m tea.WindowSizeMsg) (w, h int) {
	a.life.sized = true
	return sizeOf(m, os.Getenv)
}

func sizeOf(m tea.WindowSizeMsg, getenv func(string) string) (w, h int) {
	const most = 10_000 // more is a mistake
	known := func(n int, name string) int {
		if n > 0 {
			return n
		}
		if n, err := strconv.Atoi(getenv(name)); err == nil && n > 0 && n <= most {
			return n
		}
		return 0
	}
	return known(m.Width, "COLUMNS"), known(m.Height, "LINES")
}

// noSize is the frame on a terminal whose size is not known.
func (a *App) noSize() string { return a.look.Words.Life.NoSize + "\n" + a.look.Words.Life.SetSize }
