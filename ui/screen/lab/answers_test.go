package lab

import (
	"errors"
	"strings"
	"testing"

	"unroll/core/command"
	"unroll/core/recipe"
	"unroll/core/train"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
)

// The law: the loss has the focus first, so that f zooms it; + - and 0 still act on the chosen setting, left and
// right move the crosshair, and the chosen setting is marked.
func TestTheLossHasTheKeysFirst(t *testing.T) {
	s := &made{}
	l, drawn := shows(t, s, "", train.Running)
	drawn()
	if l.view.focus != panel.Curves {
		t.Fatalf("the focus is on %s", l.view.focus)
	}
	press(l, "+", "down", "-", "0", "right")
	if got := strings.Join(s.asked, ", "); got != "knob.up lr, knob.down clip, knob.reset clip" || l.data.Cursor == nil {
		t.Errorf("asked for %s, crosshair %v", got, l.data.Cursor)
	}
	if got := drawn(); !strings.Contains(got, "▸ clip θ") {
		t.Errorf("the chosen setting is not marked in\n%s", got)
	}
	press(l, "f")
	if drawn(); !l.view.zoom || len(l.view.plan.Panels) != 1 || l.view.plan.Panels[0].ID != panel.Curves {
		t.Errorf("f does not zoom the loss: %+v", l.view.plan.Panels)
	}
}

var errRefused = errors.New("no such thing")

// The law: a refusal is shown until the next key, or until a command succeeds; snapshots that repeat it do not
// show it again, but the same refusal of another command is shown again.
func TestARefusalGoesAway(t *testing.T) {
	l, drawn := shows(t, &made{}, "", train.Running)
	answer := func(refused string) bool {
		s := l.data.Snap
		if s.Refused = nil; refused != "" {
			s.Refused = errRefused
		}
		l.Message(l.Show(s))
		return strings.Contains(drawn(), "no such thing")
	}
	l.Do(command.New("run.save"))
	for range 3 { // snapshots that repeat it
		if !answer("no such thing") {
			t.Error("the refusal is not shown")
		}
	}
	if press(l, "x"); answer("no such thing") {
		t.Error("it is shown after a key")
	}
	if press(l, "+"); !answer("no such thing") {
		t.Error("the same refusal of another command is not shown")
	}
	if l.Do(command.New("run.save")); answer("") {
		t.Error("it is shown after a command that succeeded")
	}
}

// The law: a command without its argument says what it takes; views can be given by number.
func TestCommandsSayWhatTheyTake(t *testing.T) {
	l := paused(t, "tide")
	for text, want := range map[string]string{
		"prefix.set": "prefix.set takes a text", "view.show": "view.show takes a view by name or number: lab, predict, ladder, text, bet",
		"view.show predict ladder": "view.show takes a view", "view 9": "no view", "run.fly": "no command",
	} {
		l.view.notice = ""
		if l.obey(text); !strings.Contains(l.view.notice, want) {
			t.Errorf("%s: %q, want %q", text, l.view.notice, want)
		}
	}
	l.obey("view 3")
	if kinds[l.views.at].ID != "ladder" {
		t.Errorf("view 3 is %s", kinds[l.views.at].ID)
	}
	l.obey(`prefix.set "one two"`)
	if l.data.Prefix.Text != "one two" {
		t.Errorf("the prefix is %q", l.data.Prefix.Text)
	}
}

// The law: for a session opened paused there is a sample at once, and only one; for a run that has not begun
// there is none, and the panel says so.
func TestAnOpenedSessionHasASample(t *testing.T) {
	l := paused(t, "tide")
	l.Start()
	s := l.listen().(snapshotMsg)
	if s.snap.Phase != train.Paused || s.snap.Language() == nil {
		t.Fatalf("%+v", s.snap.Phase)
	}
	l.Message(s)
	if l.take(); l.sampler.asked != 0 || !strings.Contains(picture(l, 100, 30), "paused: samples appear while the run learns") {
		t.Errorf("before the first update, asked %d times:\n%s", l.sampler.asked, picture(l, 100, 30))
	}
	m := *s.snap.Language()
	m.Step = 7
	s.snap.Model, s.snap.Step = &m, 7
	for range 3 { // snapshots that repeat
		jobs := l.Message(s)
		workOff(l, jobs[:len(jobs)-1]) // except the one that waits for the next
	}
	if l.sampler.asked != 1 || len([]rune(l.data.Sample)) != writeOnce*writeTokens("char") {
		t.Errorf("asked %d times, written %q", l.sampler.asked, l.data.Sample)
	}
}

// The law: esc closes a message in the bottom row before anything else; only then does it leave.
func TestEscClosesTheMessageFirst(t *testing.T) {
	left := func(l *Lab) bool {
		for _, j := range l.Key(event.Key{Name: "esc"}) {
			if _, ok := j().(Leave); ok {
				return true
			}
		}
		return false
	}
	for name, begin := range map[string]func(l *Lab){
		"a notice":  func(l *Lab) { l.Notice("saved") },
		"a refusal": func(l *Lab) { l.view.refusal = "no such thing" },
	} {
		l, _ := shows(t, &made{}, "", train.Running)
		if begin(l); left(l) || l.view.notice+l.view.refusal != "" {
			t.Errorf("esc with %s leaves the lab, or keeps the message %q", name, l.view.notice+l.view.refusal)
		}
		if left(l) || !left(l) {
			t.Errorf("%s: not the second esc after it leaves", name)
		}
	}
}

// The law: the bottom row says the new value of a setting once the run has taken it; a snapshot from before the
// change says nothing.
func TestTheNewValueIsSaid(t *testing.T) {
	l := paused(t, "tide")
	l.Start()
	s := l.listen().(snapshotMsg)
	l.Message(s)
	l.obey("view ladder")
	press(l, "+")
	if l.Message(s); l.view.notice != "" {
		t.Errorf("a snapshot from before says %q", l.view.notice)
	}
	s.snap.Settings.LR = 2 * s.snap.Settings.LR
	want := "learning rate is now " + panel.Value(s.snap.Settings.LR)
	if l.Message(s); l.view.notice != want {
		t.Errorf("said %q, want %q", l.view.notice, want)
	}
	s.snap.Settings.LR = recipe.Knobs[0].Max
	l.Message(s)
	if press(l, "+"); l.view.notice != "learning rate is now 1e9" {
		t.Errorf("at the end of the range: %q", l.view.notice)
	}
}

// The law: a learning rate of 0 is allowed, and the bottom row says what it does.
func TestALearningRateOfZeroIsExplained(t *testing.T) {
	l, drawn := shows(t, &made{}, "", train.Running)
	s := l.data.Snap
	s.Settings.LR = 0
	if l.Message(l.Show(s)); !strings.Contains(drawn(), "learning rate 0: nothing is learned until it is raised") {
		t.Errorf("not said in\n%s", drawn())
	}
	press(l, "x")
	if l.Message(l.Show(s)); l.view.notice != "" {
		t.Errorf("said again: %q", l.view.notice)
	}
}

// The law: a line that is no command says what would be: the settings and commands, or the values of the setting.
func TestTheCommandLineSaysWhatIsWrong(t *testing.T) {
	l, drawn := shows(t, &made{}, "", train.Running)
	for text, want := range map[string]string{
		"clip":          "clip is 1: give a number or off, as in clip 0.5",
		"lr":            "lr is 0.002: give a number, as in lr 0.001",
		"learning rate": "lr is 0.002: give a number, as in lr 0.001",
		"unroll =":      "unroll is 32: give a number, as in unroll 16",
		"lr 0.1 0.2":    "lr takes one value, as in lr 0.001",
		"wrong 3": `no setting or command "wrong": settings are lr, clip, temperature, unroll, batch, momentum, valid_every; ` +
			"commands are save, pause, step, undo, redo, view, help, theme, bits, and more with tab",
	} {
		l.view.notice = ""
		if l.obey(text); l.view.notice != want {
			t.Errorf("%s: %q, want %q", text, l.view.notice, want)
		}
	}
	press(l, ":")
	if before := drawn(); strings.Contains(before, "lr · clip") || !strings.Contains(before, "tab lists") {
		t.Errorf("the empty line:\n%s", before)
	}
	if press(l, "tab"); !strings.Contains(drawn(), "lr · clip · temperature · unroll · batch · momentum · valid_every · save · pause") {
		t.Errorf("tab on the empty line:\n%s", drawn())
	}
}
