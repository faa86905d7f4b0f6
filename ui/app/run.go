package app

import (
	"fmt"
	"io"
	"os"

	tea "github.com/charmbracelet/bubbletea"

	"unroll/ui/app/term"
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
	input := term.NewInput(in)
	p := tea.NewProgram(a, tea.WithInput(input), tea.WithOutput(out), tea.WithAltScreen(),
		tea.WithMouseCellMotion(), tea.WithFPS(rendering), tea.WithoutSignalHandler())
	stop := a.watch(p, input)
	if !a.themed && term.Asks(os.Getenv("TERM")) {
		a.ask = func() { _, _ = io.WriteString(out, term.Ask) }
	}
	_, err := p.Run()
	stop()
	if err != nil {
		return err
	}
	if a.kept != "" && a.err == nil {
		fmt.Fprintf(out, a.look.Words.GoesOn+"\n", a.kept, a.kept)
	}
	return a.err
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
