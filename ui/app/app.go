// Package app is the program on the terminal: Bubble Tea's event loop on one side, screens that do not depend on
// it on the other.
//
// The loop owns everything here. A frame is drawn at most once a tick (30 a second), or at once if a person is
// waiting for it (after a key, and when the result that the key asked for arrives). It is kept: View, which the
// library calls after every message, only returns it.
package app

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"unroll/sessions"
	"unroll/ui/cli"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/screen/event"
	"unroll/ui/screen/lab"
	"unroll/ui/screen/picker"
)

// A Screen is what fills the terminal. It draws, and answers events with jobs.
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
	list     *picker.Picker // that the lab took the screen from, to come back to; nil: it did from none
	run      *sessions.Run  // shown by the lab on the screen
	grid     *grid.Grid
	frame    string
	dirty    bool
	answered time.Time // when a frame was last drawn outside the ticks
	later    bool      // the next such frame is scheduled
	themed   bool      // a person chose the theme: the terminal's answer is ignored
	begins   bool      // the run that the program was started with has not arrived yet, and is wanted
	life     life
	held     []unkeptMsg   // left and not saved, behind another run
	dropping *sessions.Run // that could not be saved: to leave it now drops it; nil: none
	kept     string        // the session of the last run that ended
	keptOver bool          // and it cannot go on
	errs     []error       // of runs, in the order in which they happened; each says which run
	ask      func()        // asks the terminal for its background; nil: not to be asked, or asked already
}

// Options is what the program is started with.
type Options struct {
	Profile grid.Profile
	Theme   string // a name in theme.Themes; "": by the terminal's background
	Dark    bool   // used until the terminal has answered
	Glyphs  chart.Glyphs
	Unit    look.Unit // for losses, until a key changes it
	Picker  picker.Source
	// Record saves a run from now on; nil: runs are not saved.
	Record func(*sessions.Run) error
	// Begin starts the initial run, in the background; nil: show the list.
	Begin func(tell event.Tell) picker.Opened
}

const (
	tick     = time.Second / 30
	keyFrame = 8 * time.Millisecond // least time between frames drawn outside the ticks
)

// New is the program before its first frame.
func New(o Options, l look.Look) *App {
	l.Theme = l.Theme.For(o.Profile)
	a := &App{opts: o, look: l, themed: o.Theme != "", grid: grid.New(0, 0), dirty: true, begins: o.Begin != nil}
	a.screen = picker.New(o.Picker, &a.look)
	return a
}

// The loop's own messages.
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
		run  *sessions.Run // nil: none
		kept string        // the session that the run became; "" if it was not saved
		over bool          // the run cannot go on
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
		cmds = append(cmds, jobs(a.screen.(*picker.Picker).Start()), a.asking())
	}
	return tea.Batch(cmds...)
}

// ticking waits for the next tick of a clock that does not depend on how long drawing takes.
func ticking() tea.Cmd { return tea.Every(tick, func(time.Time) tea.Msg { return tickMsg{} }) }

func jobs(list []event.Job) tea.Cmd {
	cmds := make([]tea.Cmd, 0, len(list))
	for _, j := range list {
		cmds = append(cmds, func() tea.Msg { return j() })
	}
	return tea.Batch(cmds...)
}

// View returns the frame.
func (a *App) View() string { return a.frame }

// Update takes a message. Only ticks, keys and what keys have asked for cause drawing.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch m := msg.(type) {
	case tickMsg:
		a.draw()
		return a, ticking()
	case laterMsg:
		a.later = false
		return a, a.answer()
	case tea.WindowSizeMsg:
		a.grid.Resize(a.size(m))
		a.dirty = true
		a.draw()
		return a, jobs(a.screen.Message(event.Resized{}))
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

// answer draws a frame that a person is waiting for: at once, or if the last such frame is younger than keyFrame,
// as soon as it is not.
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

// message handles everything that is neither a key nor the clock.
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
			return jobs([]event.Job{m.More}) // not shown, but its result must still be received
		}
		return jobs(a.screen.Message(m))
	case recordedMsg:
		if m.err != nil {
			m.lab.Notice(a.look.Words.NotSaved + ": " + a.look.Words.Error(m.err))
		}
	case lab.Leave:
		return a.leave()
	case lab.Quit:
		return a.asked(time.Now(), false)
	case signalMsg:
		return a.asked(time.Time(m), true)
	case lab.Suspend:
		return a.suspend(true)
	case suspendMsg:
		return a.suspend(false)
	case resumedMsg:
		return a.resumed(time.Time(m))
	case redrawMsg:
		return tea.ClearScreen
	case lab.Redraw:
		return tea.ClearScreen
	case lab.Restyle:
		a.restyle(m)
	case endedMsg:
		return a.ended(m)
	case unkeptMsg:
		return a.unkept(m)
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
	a.drawWaiting()
	a.frame = a.grid.Render(a.opts.Profile)
	if a.life.sized && a.grid.View().Empty() {
		a.frame = a.noSize()
	}
	a.dirty = false
}

// key passes keys on one by one: v1 of the library combines characters that were read together into one message.
// While a text is being typed, a run of characters is one text, as an input method or a paste produces it.
func (a *App) key(m tea.KeyMsg) tea.Cmd {
	if a.life.quitting {
		return a.waitingKey(m)
	}
	if name := m.String(); name != "q" && name != "ctrl+c" {
		a.dropping = nil
	}
	if m.Type != tea.KeyRunes || len(m.Runes) <= 1 || a.screen.Typing() {
		return jobs(a.screen.Key(eventKey(m)))
	}
	if m.Paste {
		return nil // a text pasted where none is expected is not forty commands
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
	if m.Type == tea.KeyEscape {
		m.Alt = false // term.Input writes an Esc twice if something follows it
	}
	if m.Type == tea.KeyRunes && len(m.Runes) > 1 {
		m.Paste = true // or else the text "enter" would be called as the key is
	}
	k := event.Key{Name: m.String(), Raw: m}
	if m.Type == tea.KeyRunes || m.Type == tea.KeySpace {
		k.Text = string(m.Runes)
	}
	return k
}

func (a *App) mouse(m tea.MouseMsg) tea.Cmd {
	if a.life.quitting {
		return nil
	}
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

// Err is the error of runs, if any: they could not be opened at the start, or not be saved, or elsewhere only.
func (a *App) Err() error { return cli.Several(a.errs) }
