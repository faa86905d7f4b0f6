package lab

import (
	"math"
	"strings"
	"testing"

	"unroll/core/train"
)

// The law: a learning rate that looks like a mistake is asked back about, wherever the line came from; enter gives it, any other
// key does not.
func TestABoldLearningRateIsAskedBack(t *testing.T) {
	source := &made{}
	l, drawn := shows(t, source, "", train.Running)
	for text, asks := range map[string]bool{"lr 1e9": true, "lr 200": true, "lr=0.5": true, "knob.set lr 1e6": true,
		"lr 0.1": false, "lr 1e-9": false, "lr 0": false, "clip 1e9": false, "knob.up lr 3": false} {
		source.asked = nil
		l.obey(text)
		if asked := l.view.sure != nil; asked != asks || asked == (len(source.asked) > 0) {
			t.Errorf("%s: asked %v, sent %v", text, asked, source.asked)
		}
		if asks && !strings.Contains(drawn(), "enter does it") {
			t.Errorf("%s: not asked in\n%s", text, drawn())
		}
		press(l, "x")
		if press(l, "enter"); asks && len(source.asked) > 0 {
			t.Errorf("%s: sent after another key", text)
		}
		if l.obey(text); asks {
			if press(l, "enter"); len(source.asked) != 1 || !strings.HasPrefix(source.asked[0], "knob.set lr") {
				t.Errorf("%s: enter sent %v", text, source.asked)
			}
		}
	}
}

// The law: what a snapshot means is said once, in words.
func TestTheNewsOfASnapshot(t *testing.T) {
	l, drawn := shows(t, &made{}, "", train.Running)
	start := l.data.Snap
	for _, c := range []struct {
		change func(s *train.Snapshot)
		want   string
	}{
		{func(s *train.Snapshot) { s.Settings.Clip = 0 }, "clip 0 freezes learning"},
		{func(s *train.Snapshot) { s.Settings.Batch, s.Rows = 1024, 125 }, "batch 1,024: only 125 sequences fit the data"},
		{func(s *train.Snapshot) { s.Settings.Batch, s.Rows = 1024, 1 }, "batch 1,024: only 1 sequence fits the data"},
		{func(s *train.Snapshot) { s.Left, s.Step = 310, 300 }, "step 310 was left: the run continues from step 300, the last good one"},
		{func(s *train.Snapshot) { s.Phase, s.Ruined = train.Ruined, true }, "ruined: reopened from the list it continues from the last good state"},
		{func(s *train.Snapshot) { s.Ruined = true }, "ruined"},
	} {
		l.Message(l.Show(start))
		press(l, "x")
		s := start
		c.change(&s)
		if l.Message(l.Show(s)); !strings.Contains(drawn(), c.want) {
			t.Errorf("%q is not in\n%s", c.want, drawn())
		}
	}
}

// The law: a session that went wrong says so, and where it goes on from.
func TestARuinedSessionSaysWhereItGoesOn(t *testing.T) {
	l, drawn := shows(t, &made{}, "", train.Running)
	for phase, word := range map[train.Phase]string{train.Ruined: "ruined", train.Diverged: "diverged"} {
		s := l.data.Snap
		s.Phase, s.Back = phase, 300
		l.Opens("book")
		l.Message(l.Show(s))
		press(l, "?")
		press(l, "esc")
		if want := word + ": space continues from step 300, the last good one"; !strings.Contains(drawn(), want) || strings.Contains(drawn(), "reopened from the list") {
			t.Errorf("after help, %q is not in\n%s", want, drawn())
		}
		s.Back = -1
		l.Message(l.Show(s))
		if want := word + ": space continues from the newest state"; !strings.Contains(drawn(), want) {
			t.Errorf("%q is not in\n%s", want, drawn())
		}
		s.Back = 300
		l.Opens("book")
		l.Message(l.Show(s))
		if want := "session book, " + word + ": space continues from step 300, the last good one"; !strings.Contains(drawn(), want) {
			t.Errorf("%q is not in\n%s", want, drawn())
		}
	}
}

// The law: a run that has stopped by itself says what space does, and that it goes on; a sample that stands still says why.
func TestAFinishedRunContinues(t *testing.T) {
	l := english().run(t, state{"healthy", 3000, train.Finished})
	w := l.Look.Words
	all := picture(l, 120, 36)
	if last := all[strings.LastIndex(all, "\n")+1:]; !strings.Contains(last, "space "+w.Lab.Continue) {
		t.Errorf("the bottom row is %q", last)
	}
	if !strings.Contains(all, w.Finished+" · "+w.KnobNames["temperature"]) {
		t.Errorf("why the sample stands still is not in\n%s", all)
	}
	s := l.data.Snap
	s.Phase, s.Recipe.Steps = train.Running, 0
	l.Message(l.Show(s))
	all = picture(l, 120, 36)
	if top, _, _ := strings.Cut(all, "\n"); !strings.Contains(all, "it continues after step 3,000") || strings.Contains(top, w.Finished) {
		t.Errorf("that it continues is not said in\n%s", all)
	}
}

// The law: the header says what few recipes have: variants of cells, how windows are cut, what the vocabulary leaves out, the
// encoding.
func TestVariantsAreSaid(t *testing.T) {
	l, drawn := shows(t, &made{}, "", train.Running)
	s := l.data.Snap
	s.Recipe.Model.Cell = "gru"
	l.Message(l.Show(s))
	if all := picture(l, 200, 60); strings.Contains(all, "reset") || strings.Contains(all, "windows") {
		t.Errorf("a usual run has variants:\n%s", drawn())
	}
	s.Recipe.Model.Reset, s.Recipe.Model.Biases, s.Recipe.Windows, s.Recipe.Text.MinFreq = "before", 1, "random", 3
	l.encoding = "gb18030"
	l.Message(l.Show(s))
	if top, _, _ := strings.Cut(picture(l, 250, 60), "\n"); !strings.Contains(top, "reset before · one bias · windows random · min-freq 3 · read as gb18030") {
		t.Errorf("the header is %q", top)
	}
}

// The law: predictions that are not numbers are said to be none, and no NaN is shown.
func TestPredictionsThatAreNotNumbers(t *testing.T) {
	l := english().run(t, healthy)
	l.data.Prefix.Known, l.data.Prefix.Is.Entropy = true, math.NaN()
	for i := range l.data.Prefix.Is.Top {
		l.data.Prefix.Is.Top[i].P = math.NaN()
	}
	if all := picture(l, 120, 36); strings.Contains(all, "NaN") || !strings.Contains(all, l.Look.Words.Lab.NotNumbers) {
		t.Errorf("the predictions are\n%s", all)
	}
}
