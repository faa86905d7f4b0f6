package app

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"syscall"

	tea "github.com/charmbracelet/bubbletea"

	"unroll/ui/app/term"
	"unroll/ui/cli"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
)

// rendering is how often a second the library checks for a new frame: its maximum. A frame waits half an interval
// on average, and checking costs next to nothing.
const rendering = 120

// Run shows the program on a terminal until it is quit. It returns once everything has been saved and the
// terminal has been restored.
func Run(o Options, in, out *os.File) error {
	t, ok := theme.Find(o.Theme)
	if !ok {
		t = theme.Default(o.Dark)
	}
	a := New(o, look.Look{Theme: t, Glyphs: o.Glyphs, Unit: o.Unit, Words: i18n.English})
	a.spell()
	keys, screen := term.NewKeys(term.NewInput(in)), term.NewOutput(out)
	defer screen.Close()
	p := tea.NewProgram(a, tea.WithInput(keys), tea.WithOutput(screen), tea.WithAltScreen(),
		tea.WithMouseCellMotion(), tea.WithFPS(rendering), tea.WithoutSignalHandler())
	line := newTTY(p, in, screen)
	a.life.shell = line
	end := a.watch(p, keys, line)
	if !a.themed && term.Asks(os.Getenv("TERM")) {
		a.ask = func() { _, _ = io.WriteString(screen, term.Ask) }
	}
	_, err := p.Run()
	end()
	reads := screen.Restore()
	return a.over(err, screen, reads)
}

// over is the error that the program ends with. What a loop that failed has left unsaved is saved; out is told the name of the
// session if it reads.
func (a *App) over(failed error, out io.Writer, reads bool) error {
	if failed != nil {
		a.saveAll()
	}
	gone := errors.Is(failed, syscall.EIO) // the terminal: no failure of the program
	switch {
	case failed != nil && !gone && !a.life.signal:
		return failed
	case a.life.left:
		left := cli.Interrupted(errLeft.Of(chart.Thousands(int64(a.savedStep()))), "", false)
		return cli.Several(append(slices.Clone(a.errs), left))
	case len(a.errs) > 0:
		return a.Err()
	case gone || a.life.signal:
		return cli.Interrupted(nil, a.kept, a.keptOver)
	}
	if a.kept != "" && reads {
		kept := grid.Safe(a.kept)
		said := a.look.Words.GoesOn
		if a.keptOver {
			said = a.look.Words.OpensAgain
		}
		fmt.Fprintf(out, said+"\n", kept, kept)
	}
	return nil
}

// saveAll ends, and so saves, the run of the lab and those that are ending.
func (a *App) saveAll() {
	if a.run != nil {
		a.life.ending = append(a.life.ending, a.run)
	}
	for _, r := range a.life.ending {
		m := end(r)
		if m.kept != "" {
			a.kept, a.keptOver = m.kept, m.over
		}
		a.wrong(m.err)
	}
}

// asking asks the terminal for its background, once. It waits until the program is sure to go on: a program that
// ends at once would leave the answer to the shell, which takes it for typing.
func (a *App) asking() tea.Cmd {
	ask := a.ask
	a.ask = nil
	if ask == nil {
		return nil
	}
	return func() tea.Msg { ask(); return nil }
}
