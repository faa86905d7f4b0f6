package app

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/screen/event"
)

// A stage is a screen that records what happens to it.
type stage struct {
	said    []string
	typing  bool
	types   string // the key that begins a text
	drawn   int
	awaits  bool
	answers event.Job // to every event
}

func (s *stage) note(format string, args ...any) []event.Job {
	s.said = append(s.said, fmt.Sprintf(format, args...))
	if s.answers == nil {
		return nil
	}
	return []event.Job{s.answers}
}

func (s *stage) Key(k event.Key) []event.Job {
	if k.Name == s.types && s.types != "" {
		s.typing = true
	}
	return s.note("key %s %q", k.Name, k.Text)
}
func (s *stage) Mouse(m event.Mouse) []event.Job {
	return s.note("mouse %d at %d,%d", m.Kind, m.X, m.Y)
}
func (s *stage) Message(msg any) []event.Job { return s.note("message %v", msg) }
func (s *stage) Typing() bool                { return s.typing }
func (s *stage) Awaited() bool               { was := s.awaits; s.awaits = false; return was }
func (s *stage) Draw(v grid.View) {
	s.drawn++
	v.Text(0, 0, fmt.Sprint(s.drawn), grid.Style{FG: grid.Hex(0xFF0000)})
}

// take returns what has been recorded since the last call.
func (s *stage) take() string {
	all := strings.Join(s.said, "; ")
	s.said = nil
	return all
}

// staged is an app that shows a stage.
func staged(t *testing.T, o Options) (*App, *stage) {
	t.Helper()
	th, ok := theme.Find(o.Theme)
	if !ok {
		th = theme.Default(o.Dark)
	}
	a, s := New(o, look.Look{Theme: th, Words: i18n.English}), new(stage)
	a.screen = s
	a.Update(tea.WindowSizeMsg{Width: 20, Height: 3})
	s.take()
	return a, s
}

// The law: the screen learns of another size after the first frame of that size.
func TestResizeReachesTheScreen(t *testing.T) {
	a, s := staged(t, Options{})
	drawn := s.drawn
	if a.Update(tea.WindowSizeMsg{Width: 30, Height: 4}); s.drawn != drawn+1 || s.take() != "message {}" {
		t.Errorf("drawn %d times", s.drawn-drawn)
	}
}

// messages are the results of a command and its parts; commands that wait for a clock are skipped.
func messages(cmd tea.Cmd) (list []tea.Msg) {
	if cmd == nil {
		return nil
	}
	switch m := cmd().(type) {
	case nil, laterMsg, tickMsg:
	case tea.BatchMsg:
		for _, c := range m {
			list = append(list, messages(c)...)
		}
	default:
		list = append(list, m)
	}
	return list
}

// The law: each key reaches the screen once, with its name and the text it types; what was read together is
// separated, but a text being typed arrives whole.
func TestKeysReachTheScreen(t *testing.T) {
	paste := func(s string) tea.KeyMsg { m := runes(s); m.Paste = true; return m }
	alt := runes("x")
	alt.Alt = true
	for _, c := range []struct {
		name   string
		msg    tea.KeyMsg
		typing bool
		types  string
		want   string
	}{
		{"a letter", runes("a"), false, "", `key a "a"`},
		{"a wide letter", runes("茶"), false, "", `key 茶 "茶"`},
		{"three", runes("+q茶"), false, "", `key + "+"; key q "q"; key 茶 "茶"`},
		{"three of a text", runes("+q茶"), true, "", `key [+q茶] "+q茶"`},
		{"the second begins a text", runes("jiabc"), false, "i", `key j "j"; key i "i"; key [abc] "abc"`},
		{"the last begins a text", runes("ji"), false, "i", `key j "j"; key i "i"`},
		{"a space", tea.KeyMsg{Type: tea.KeySpace, Runes: []rune(" ")}, false, "", `key   " "`},
		{"an arrow", tea.KeyMsg{Type: tea.KeyUp}, false, "", `key up ""`},
		{"enter", tea.KeyMsg{Type: tea.KeyEnter}, true, "", `key enter ""`},
		{"ctrl+c", tea.KeyMsg{Type: tea.KeyCtrlC}, true, "", `key ctrl+c ""`},
		{"alt", alt, false, "", `key alt+x "x"`},
		{"a paste", paste("qq"), false, "", ``},
		{"a paste of one", paste("q"), false, "", `key [q] "q"`},
		{"a paste into a text", paste("two\nlines"), true, "", "key [two\nlines] \"two\\nlines\""},
	} {
		a, s := staged(t, Options{})
		s.typing, s.types = c.typing, c.types
		a.Update(c.msg)
		if got := s.take(); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// The law: the left button and the wheel reach the screen with their position; no other mouse events do.
func TestMouseReachesTheScreen(t *testing.T) {
	for want, m := range map[string]tea.MouseMsg{
		"mouse 0 at 3,4": {X: 3, Y: 4, Button: tea.MouseButtonLeft, Action: tea.MouseActionPress},
		"mouse 1 at 3,4": {X: 3, Y: 4, Button: tea.MouseButtonLeft, Action: tea.MouseActionMotion},
		"mouse 2 at 3,4": {X: 3, Y: 4, Button: tea.MouseButtonWheelUp, Action: tea.MouseActionPress},
		"mouse 3 at 3,4": {X: 3, Y: 4, Button: tea.MouseButtonWheelDown, Action: tea.MouseActionPress},
	} {
		a, s := staged(t, Options{})
		a.Update(m)
		if got := s.take(); got != want {
			t.Errorf("%v: %s", m, got)
		}
	}
	a, s := staged(t, Options{})
	for _, m := range []tea.MouseMsg{
		{Button: tea.MouseButtonLeft, Action: tea.MouseActionRelease}, {Button: tea.MouseButtonRight, Action: tea.MouseActionPress},
		{Button: tea.MouseButtonNone, Action: tea.MouseActionMotion}, {Button: tea.MouseButtonMiddle, Action: tea.MouseActionPress},
	} {
		if a.Update(m); s.take() != "" {
			t.Errorf("%v reaches the screen", m)
		}
	}
}

// The law: a screen's jobs are done, and their results return to it.
func TestJobsComeBack(t *testing.T) {
	a, s := staged(t, Options{})
	s.answers = func() any { return "done" }
	for name, msg := range map[string]tea.Msg{"key": runes("a"), "mouse": tea.MouseMsg{Button: tea.MouseButtonWheelUp}, "message": "something"} {
		_, cmd := a.Update(msg)
		s.take()
		got := messages(cmd)
		if len(got) != 1 || got[0] != "done" {
			t.Errorf("%s: %v came back", name, got)
			continue
		}
		if a.Update(got[0]); s.take() != "message done" {
			t.Errorf("%s: the screen does not receive it", name)
		}
	}
}

// The law: a frame is drawn at a tick if something has happened since the last, and otherwise not.
func TestFramesAreDrawnWhenSomethingHappened(t *testing.T) {
	a, s := staged(t, Options{})
	before := s.drawn
	for range 3 {
		a.Update(tickMsg{})
	}
	if s.drawn != before {
		t.Errorf("%d frames of nothing new", s.drawn-before)
	}
	for range 5 {
		a.Update("something")
	}
	if s.drawn != before {
		t.Error("a message alone caused drawing")
	}
	a.Update(tickMsg{})
	if s.drawn != before+1 {
		t.Errorf("%d frames at a tick after five messages", s.drawn-before)
	}
	if _, cmd := a.Update(tickMsg{}); cmd == nil {
		t.Error("the clock stops")
	}
}

// The law: of keys that come close together the first has its frame at once, none is drawn too early, and one
// frame is scheduled for all that came meanwhile.
func TestFramesOutOfTurn(t *testing.T) {
	a, s := staged(t, Options{})
	a.answered = time.Time{}
	before := s.drawn
	if a.Update(runes("a")); s.drawn != before+1 {
		t.Fatal("a key after a pause has no frame")
	}
	a.answered = time.Now().Add(time.Hour) // the last frame stays too recent for as long as this test takes
	a.Update(runes("b"))
	a.Update(runes("c"))
	if s.drawn != before+1 || !a.later {
		t.Fatalf("%d frames, another scheduled: %v", s.drawn-before, a.later)
	}
	a.answered = time.Time{}
	if a.Update(laterMsg{}); s.drawn != before+2 || a.later {
		t.Errorf("%d frames when its time has come", s.drawn-before)
	}
	a.answered = time.Time{}
	s.awaits = true
	if a.Update("what was asked for"); s.drawn != before+3 {
		t.Error("an awaited result waits for the tick")
	}
}

// The law: a new size is drawn at once, no size breaks a frame, and a terminal that does not know its size is told so.
func TestEverySizeHasAFrame(t *testing.T) {
	t.Setenv("LINES", "")
	t.Setenv("COLUMNS", "")
	a, _ := staged(t, Options{})
	for _, size := range [][2]int{{80, 24}, {1, 1}, {0, 0}, {-5, 3}, {3, -5}, {300, 1}, {1, 200}, {40, 12}} {
		a.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		rows := strings.Split(a.View(), "\n")
		if size[0] <= 0 || size[1] <= 0 {
			if w := a.look.Words.Life; a.View() != w.NoSize+"\n"+w.SetSize {
				t.Errorf("%v: %q", size, a.View())
			}
			continue
		}
		if len(rows) != size[1] || grid.Width(rows[len(rows)-1]) != size[0] {
			t.Errorf("%v: %d rows, the last %d wide", size, len(rows), grid.Width(rows[len(rows)-1]))
		}
	}
}

// The law: where the terminal does not know its size, the environment may; what it says otherwise is ignored.
func TestTheSizeOfATerminalThatDoesNotKnowIt(t *testing.T) {
	for _, c := range []struct {
		says           tea.WindowSizeMsg
		columns, lines string
		w, h           int
	}{
		{tea.WindowSizeMsg{}, "80", "24", 80, 24},
		{tea.WindowSizeMsg{Width: 120, Height: 36}, "80", "24", 120, 36},
		{tea.WindowSizeMsg{Width: 120}, "80", "24", 120, 24},
		{tea.WindowSizeMsg{}, "", "24", 0, 24},
		{tea.WindowSizeMsg{}, "-1", "1e9", 0, 0},
		{tea.WindowSizeMsg{}, "2000000000", "x", 0, 0},
	} {
		env := map[string]string{"COLUMNS": c.columns, "LINES": c.lines}
		if w, h := sizeOf(c.says, func(name string) string { return env[name] }); w != c.w || h != c.h {
			t.Errorf("%+v: %d×%d", c, w, h)
		}
	}
}
