// Package app is the program on the terminal: Bubble Tea's event loop on one side, screens that know
// nothing of it on the other.
//
// The loop owns everything here. A frame is drawn at most once a tick (30 a second), or at once where
// somebody waits for it (after a key, and when what the key asked for has come), and kept: View, which
// the library calls after every message, only hands it over.
package app

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"unroll/sessions"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/screen/event"
	"unroll/ui/screen/lab"
	"unroll/ui/screen/picker"
)

// A Screen is what fills the terminal. It draws and it answers events with work to be done.
type Screen interface {
	Key(event.Key) []event.Job
	Mouse(event.Mouse) []event.Job
	Message(msg any) []event.Job
	Draw(grid.View)
	Typing() bool // a run of characters is one text
}

// App is the model of Bubble Tea's loop.
type App struct {
	opts     Options
	look     look.Look
	screen   Screen
	run      *sessions.Run // that the lab on the screen shows
	grid     *grid.Grid
	frame    string
	dirty    bool
	answered time.Time // when a frame was last drawn out of turn
	later    bool      // the next such frame has been ordered
	themed   bool      // a person chose the theme: the terminal's answer does not count
	begins   bool      // the run that the program was started with is not there yet, and wanted
	pending  int       // runs that are ending and being saved
	quitting bool      // the program ends when none is left
	kept     string    // the session of the last run that ended
	err      error
}

// Options is what the program is started with.
type Options struct {
	Profile grid.Profile
	Theme   string // a name in theme.Themes; "": by the terminal's background
	Dark    bool   // until the terminal has answered
	Glyphs  chart.Glyphs
	Unit    look.Unit // that losses are shown in until the key changes it
	Picker  picker.Source
	// Record keeps a run from now on; nil: runs are not kept.
	Record func(*sessions.Run) error
	// Begin is the run to start with, in the background; nil: the list.
	Begin func(tell event.Tell) picker.Opened
}

const (
	tick     = time.Second / 30
	keyFrame = 8 * time.Millisecond // frames drawn out of turn come no closer than this
)

// New is the program before its first frame.
func New(o Options, l look.Look) *App {
	l.Theme = l.Theme.For(o.Profile)
	a := &App{opts: o, look: l, themed: o.Theme != "", grid: grid.New(0, 0), dirty: true, begins: o.Begin != nil}
	a.screen = picker.New(o.Picker, &a.look)
	return a
}

// messages of the loop's own.
type (
	tickMsg     struct{}
	laterMsg    struct{}
	darkMsg     bool
	begunMsg    struct{ picker.Opened }
	recordedMsg struct {
		lab *lab.Lab
		err error
	}
	endedMsg struct {
		kept string // the session that the run became; "" if it was not kept
		err  error
	}
)

// Init starts the clock and the first screen.
func (a *App) Init() tea.Cmd {
	cmds := []tea.Cmd{ticking()}
	if a.opts.Begin != nil {
		cmds = append(cmds, jobs([]event.Job{event.Telling(context.Background(), picker.Opening{}, func(tell event.Tell) any {
			return begunMsg{a.opts.Begin(tell)}
		})}))
	} else {
		cmds = append(cmds, jobs(a.screen.(*picker.Picker).Start()))
	}
	return tea.Batch(cmds...)
}

// ticking waits for the next tick of a clock that goes on by itself: how long a frame took to draw
// does not put off the ones after it.
func ticking() tea.Cmd { return tea.Every(tick, func(time.Time) tea.Msg { return tickMsg{} }) }

func jobs(list []event.Job) tea.Cmd {
	cmds := make([]tea.Cmd, 0, len(list))
	for _, j := range list {
		cmds = append(cmds, func() tea.Msg { return j() })
	}
	return tea.Batch(cmds...)
}

// View hands over the frame.
func (a *App) View() string { return a.frame }

// Update takes a message. Only ticks, keys and what keys have asked for draw.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch m := msg.(type) {
	case tickMsg:
		a.draw()
		return a, ticking()
	case laterMsg:
		a.later = false
		return a, a.answer()
	case tea.WindowSizeMsg:
		a.grid.Resize(max(m.Width, 0), max(m.Height, 0))
		a.dirty = true
		a.draw()
		return a, nil
	case tea.KeyMsg:
		cmd := a.key(m)
		a.dirty = true
		return a, tea.Batch(cmd, a.answer())
	case tea.MouseMsg:
		cmd := a.mouse(m)
		a.dirty = true
		return a, tea.Batch(cmd, a.answer())
	}
	cmd := a.message(msg)
	a.dirty = true
	if w, ok := a.screen.(interface{ Awaited() bool }); ok && w.Awaited() {
		return a, tea.Batch(cmd, a.answer())
	}
	return a, cmd
}

// answer draws a frame that somebody waits for: at once, or where the last such frame is younger than
// keyFrame, when it has come to that age.
func (a *App) answer() tea.Cmd {
	if a.later {
		return nil
	}
	if young := keyFrame - time.Since(a.answered); young > 0 {
		a.later = true
		return tea.Tick(young, func(time.Time) tea.Msg { return laterMsg{} })
	}
	a.draw()
	a.answered = time.Now()
	return nil
}

// message is everything that is neither a key nor the clock.
func (a *App) message(msg any) tea.Cmd {
	switch m := msg.(type) {
	case darkMsg:
		a.opts.Dark = bool(m)
		if !a.themed {
			a.look.Theme = theme.Default(bool(m)).For(a.opts.Profile)
		}
	case begunMsg:
		return a.begun(m)
	case picker.Open:
		return a.open(m)
	case picker.Opened:
		return a.opened(m)
	case event.Progress:
		if _, ok := a.screen.(*picker.Picker); !ok {
			return jobs([]event.Job{m.More}) // nobody watches it; what it comes to must be taken all the same
		}
		return jobs(a.screen.Message(m))
	case recordedMsg:
		if m.err != nil {
			m.lab.Notice(a.look.Words.NotSaved + ": " + a.look.Words.Error(m.err))
		}
	case lab.Leave:
		return a.leave()
	case lab.Quit:
		return a.quit()
	case lab.Suspend:
		return tea.Suspend
	case lab.Redraw:
		return tea.ClearScreen
	case lab.Restyle:
		a.restyle(m)
	case endedMsg:
		return a.ended(m)
	default:
		return jobs(a.screen.Message(msg))
	}
	return nil
}

// draw makes a new frame if anything has happened.
func (a *App) draw() {
	if !a.dirty {
		return
	}
	a.grid.ASCII = a.look.Glyphs == chart.ASCII
	a.grid.Clear(grid.Style{})
	a.screen.Draw(a.grid.View())
	a.frame = a.grid.Render(a.opts.Profile)
	a.dirty = false
}

// key hands keys on one by one: v1 of the library gives runs of characters that were read together
// as one message. While a text is typed a run is one text, as an input method or a paste gives it.
func (a *App) key(m tea.KeyMsg) tea.Cmd {
	if m.Type != tea.KeyRunes || len(m.Runes) <= 1 || a.screen.Typing() {
		return jobs(a.screen.Key(eventKey(m)))
	}
	if m.Paste {
		return nil // a text where none is asked for is not forty commands
	}
	var cmds []tea.Cmd
	for i, r := range m.Runes {
		if a.screen.Typing() {
			rest := m
			rest.Runes = m.Runes[i:]
			return tea.Batch(append(cmds, jobs(a.screen.Key(eventKey(rest))))...)
		}
		one := m
		one.Runes = []rune{r}
		cmds = append(cmds, jobs(a.screen.Key(eventKey(one))))
	}
	return tea.Batch(cmds...)
}

func eventKey(m tea.KeyMsg) event.Key {
	k := event.Key{Name: m.String(), Raw: m}
	if m.Type == tea.KeyRunes || m.Type == tea.KeySpace {
		k.Text = string(m.Runes)
	}
	return k
}

func (a *App) mouse(m tea.MouseMsg) tea.Cmd {
	e := event.Mouse{X: m.X, Y: m.Y}
	switch {
	case m.Button == tea.MouseButtonWheelUp:
		e.Kind = event.WheelUp
	case m.Button == tea.MouseButtonWheelDown:
		e.Kind = event.WheelDown
	case m.Button == tea.MouseButtonLeft && m.Action == tea.MouseActionPress:
		e.Kind = event.Press
	case m.Button == tea.MouseButtonLeft && m.Action == tea.MouseActionMotion:
		e.Kind = event.Drag
	default:
		return nil
	}
	return jobs(a.screen.Mouse(e))
}

// restyle takes the next theme, the next set of glyphs or another unit.
func (a *App) restyle(m lab.Restyle) {
	if m.Theme {
		a.look.Theme, a.themed = a.nextTheme(), true
		if l, ok := a.screen.(*lab.Lab); ok {
			l.Notice(a.look.Theme.Name)
		}
	}
	if m.Glyphs {
		a.look.Glyphs = (a.look.Glyphs + 1) % (chart.ASCII + 1)
	}
	a.changeUnit(m.Unit)
}

// nextTheme is the next that was made for this background, or for any.
func (a *App) nextTheme() theme.Theme {
	var fit []theme.Theme
	at := 0
	for _, t := range theme.Themes {
		if t.Name == a.look.Theme.Name {
			at = len(fit)
		}
		if t.Dark == a.opts.Dark || t.Name == "plain" || t.Name == a.look.Theme.Name {
			fit = append(fit, t)
		}
	}
	return fit[(at+1)%len(fit)].For(a.opts.Profile)
}

// Err is what went wrong with the run that the program was started with, if anything.
func (a *App) Err() error { return a.err }
