package app

import (
	"context"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"go.uber.org/goleak"

	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/screen/lab"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func newApp(t *testing.T, o Options) *App {
	t.Helper()
	plain, _ := theme.Find("plain")
	a := New(o, look.Look{Theme: plain, Words: i18n.English})
	a.Update(tea.WindowSizeMsg{Width: 100, Height: 30})
	return a
}

func runes(s string) tea.KeyMsg { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s)} }

// inLab is an app showing a lab on a paused run.
func inLab(t *testing.T) (*App, *sessions.Run) {
	t.Helper()
	text, err := datasets.Opener{}.Open("periodic")
	if err != nil {
		t.Fatal(err)
	}
	r := sessions.RecipeFor(text)
	r.Model.Hidden, r.Settings.Unroll, r.Settings.Batch = 4, 4, 4
	run, err := sessions.Begin(text, r, train.Options{Threads: 1, Paused: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = run.End() })
	a := newApp(t, Options{Profile: grid.Plain})
	a.screen = lab.New(run, &run.Subject, "periodic", &a.look)
	return a, run
}

// until receives snapshots until one satisfies pred.
func until(t *testing.T, run *sessions.Run, pred func(train.Snapshot) bool) train.Snapshot {
	t.Helper()
	for s := range run.Snapshots(context.Background()) {
		if pred(s) {
			return s
		}
	}
	t.Fatal("the run ended")
	return train.Snapshot{}
}

// The law: characters that were read together are separate keys: three + are three steps.
func TestRunesReadTogetherAreSeparateKeys(t *testing.T) {
	a, run := inLab(t)
	s := until(t, run, func(s train.Snapshot) bool { return s.Model != nil })
	a.Update(a.screen.(*lab.Lab).Show(s))
	a.Update(runes("+++"))
	until(t, run, func(s train.Snapshot) bool { return s.Settings.LR == 8*2e-3 })
}

// The law: text composed by an input method arrives whole, and hot keys do nothing while typing.
func TestTypingTakesTextWhole(t *testing.T) {
	a, run := inLab(t)
	s := until(t, run, func(s train.Snapshot) bool { return s.Model != nil })
	a.Update(a.screen.(*lab.Lab).Show(s))
	a.Update(runes("i"))
	a.Update(runes("茶山q+"))
	if got := a.screen.(*lab.Lab).Data().Prefix.Text; got != "茶山q+" {
		t.Errorf("the prefix is %q", got)
	}
	if a.life.quitting {
		t.Error("q quit while a prefix was typed")
	}
	a.Update(tea.KeyMsg{Type: tea.KeyEsc})
	a.Update(runes("iab")) // i and what follows it, read together
	if got := a.screen.(*lab.Lab).Data().Prefix.Text; !strings.HasSuffix(got, "ab") {
		t.Errorf("the prefix is %q", got)
	}
}

// The law: a text pasted where none is expected is not a series of commands.
func TestPasteIsNotCommands(t *testing.T) {
	a, _ := inLab(t)
	paste := runes("qqq +++")
	paste.Paste = true
	a.Update(paste)
	if a.life.quitting {
		t.Error("a pasted q quit")
	}
}

// The law: View returns what was drawn; it draws nothing itself.
func TestViewIsTheFrame(t *testing.T) {
	a := newApp(t, Options{Profile: grid.Plain})
	before := a.View()
	a.Update(darkMsg(false))
	if a.View() != before {
		t.Error("a message alone caused drawing")
	}
	a.Update(tickMsg{})
	if rows := strings.Split(a.View(), "\n"); len(rows) != 30 {
		t.Errorf("%d rows", len(rows))
	}
}

// The law: a key's frame does not wait for a tick, whether or not a tick or another key's frame has just been.
func TestKeysWaitForNoTick(t *testing.T) {
	a, run := inLab(t)
	s := until(t, run, func(s train.Snapshot) bool { return s.Model != nil })
	a.Update(a.screen.(*lab.Lab).Show(s))
	a.Update(tickMsg{})
	for _, knob := range []string{"clip θ", "temperature", "unroll T"} {
		if _, cmd := a.Update(runes("j")); cmd != nil {
			a.Update(cmd()) // its time has come
		}
		if !strings.Contains(a.View(), "> "+knob) && !strings.Contains(a.View(), "▸ "+knob) {
			t.Errorf("%s is not shown as chosen", knob)
		}
	}
}

// The law: the result that a key asked for is shown when it arrives, not at the next tick.
func TestAnswersWaitForNoTick(t *testing.T) {
	a, run := inLab(t)
	s := until(t, run, func(s train.Snapshot) bool { return s.Model != nil })
	a.Update(a.screen.(*lab.Lab).Show(s))
	a.Update(runes("+"))
	a.answered, a.later = time.Time{}, false // the key's own frame is long past
	s = until(t, run, func(s train.Snapshot) bool { return s.Settings.LR == 4e-3 })
	a.Update(a.screen.(*lab.Lab).Show(s))
	if !strings.Contains(a.View(), "0.004") {
		t.Errorf("the new learning rate is not shown:\n%s", a.View())
	}
	before := a.View()
	s.Step++
	a.Update(a.screen.(*lab.Lab).Show(s))
	if a.View() != before {
		t.Error("a state that was not awaited was drawn outside the ticks")
	}
}

// The law: no size of the terminal breaks a frame.
func TestResizeStorm(t *testing.T) {
	a, _ := inLab(t)
	for i := range 400 {
		w, h := (i*37)%230, (i*53)%90
		a.Update(tea.WindowSizeMsg{Width: w, Height: h})
		a.Update(tickMsg{})
		if w > 0 && h > 0 && len(strings.Split(a.View(), "\n")) != h {
			t.Fatalf("%d×%d: %d rows", w, h, len(strings.Split(a.View(), "\n")))
		}
	}
}
