package lab

import (
	"strings"
	"testing"

	"unroll/core/command"
	"unroll/core/recipe"
	"unroll/core/train"
	"unroll/sessions"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/screen/event"
)

// deaf is a source that no longer takes commands.
type deaf struct{ made }

func (*deaf) Send(command.Command) bool { return false }

// shows is a lab with a snapshot in a phase, and what it looks like.
func shows(t *testing.T, source train.Source, session string, phase train.Phase) (l *Lab, drawn func() string) {
	t.Helper()
	plain, _ := theme.Find("plain")
	l = New(source, &sessions.Subject{Data: numbers{}}, "numbers", &look.Look{Theme: plain, Words: i18n.English})
	t.Cleanup(l.Close)
	l.Opens(session)
	r := recipe.Default()
	l.Message(l.Show(train.Snapshot{Recipe: r, Task: regression, Step: 3, Phase: phase, Settings: r.Settings, History: historyOf(4, 1, 0.25)}))
	return l, func() string {
		g := grid.New(100, 30)
		l.Draw(g.View())
		return g.Render(grid.Plain)
	}
}

// The law: an opened session says what can be done with it: a finished one cannot be resumed with a key.
func TestAnOpenedSessionSaysWhatCanBeDone(t *testing.T) {
	for phase, want := range map[train.Phase]string{
		train.Paused:   "session kept, paused: space resumes it",
		train.Finished: "session kept has finished; space continues",
	} {
		l, drawn := shows(t, &made{}, "kept", phase)
		if !strings.Contains(drawn(), want) {
			t.Errorf("%q is not visible in\n%s", want, drawn())
		}
		l.Key(event.Key{Name: "x"})
		if l.Message(l.Show(l.data.Snap)); strings.Contains(drawn(), "session kept") {
			t.Error("it is shown again after a key")
		}
	}
}

// The law: a run that has ended is not shown as running, and a key that it cannot take is answered.
func TestAnEndedRunSaysSo(t *testing.T) {
	l, drawn := shows(t, &deaf{}, "", train.Running)
	l.Message(snapshotMsg{lab: l})
	if got := drawn(); !strings.Contains(got, "|| ended") && !strings.Contains(got, "‖ ended") {
		t.Errorf("the end of the run is not shown:\n%s", got)
	}
	l.Key(event.Key{Name: "x"})
	l.Key(event.Key{Name: " "})
	if got := drawn(); !strings.Contains(got, "the run has ended; esc leaves") {
		t.Errorf("space is not answered:\n%s", got)
	}
}
