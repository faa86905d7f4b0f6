package lab

import (
	"strings"
	"testing"

	"unroll/core/forecast/forecasttest"
	"unroll/core/series/ladder"
	"unroll/core/train"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
)

// The law: the ladder of a series is worked out once the lab has the screen, and the newest network judged by it; a newer one
// waits its turn and is judged then. Nothing of it is said before it is known, and none of it is about a text.
func TestASeriesIsJudged(t *testing.T) {
	l := numbersLab(t, "squared")
	d, r := l.data.Numbers, l.about.Recipe
	at := func(step int, weights ...float64) train.Snapshot {
		m, _ := forecasttest.Model(d.Data, "squared", step, weights...)
		return train.Snapshot{Task: d.Task(), Recipe: r, Step: step, Phase: train.Running, Settings: r.Settings, History: historyOf(4, 1, 0.25), Model: m}
	}
	jobs := l.Enter()
	if len(jobs) != 1 || l.data.Rungs.State != panel.Counting || len(l.Enter()) > 0 {
		t.Fatalf("%d jobs, state %v", len(jobs), l.data.Rungs.State)
	}
	workOff(l, snapshot(l, at(10, 0, 1)))
	if text, _ := panel.VerdictLine(&l.data, *l.Look, 60); text != l.Look.Words.Rungs.Fitting {
		t.Errorf("before lines are fitted it says %q", text)
	}
	workOff(l, jobs)
	if s := l.data.Rungs.Stand; s.At != 10 || s.N != 150 || s.Verdict.Standing != ladder.NoBetterThanLast {
		t.Errorf("a network that repeats the last value: %+v", s)
	}
	now := l.climber.asker.Now
	if now != nil {
		t.Fatal("it has a clock")
	}
	l.climber.asker.Rest(0, 0)
	workOff(l, snapshot(l, at(20, -0.75, 1.5)))
	if s := l.data.Rungs.Stand; s.At != 20 || s.Verdict.Standing != ladder.AtNoise {
		t.Errorf("the law itself: %+v", s)
	}
	if text, _ := panel.VerdictLine(&l.data, *l.Look, 60); !strings.Contains(text, "at the noise") {
		t.Errorf("it says %q", text)
	}
	if jobs := l.Message(climbedMsg{lab: nil}); len(jobs) > 0 {
		t.Error("another lab's ladder is taken")
	}
	if _, own := l.climber.asker.Take(event.Resized{}); own {
		t.Error("a message of another kind is its own")
	}
}

// The law: :period N shows the ladder with that period; what is no period is said, and nothing changes.
func TestThePeriodIsACommand(t *testing.T) {
	l := numbersRun(t, "squared", train.Running)
	typing("period 7")(l)
	keyed("enter")(l)
	if all := picture(l, 120, 36); !strings.Contains(all, "7 rows ago") || !strings.Contains(all, "period 7") {
		t.Errorf("no period of 7 rows in\n%s", all)
	}
	typing("period 1")(l)
	keyed("enter")(l)
	if !strings.Contains(l.view.notice, "is not a period") || !strings.Contains(picture(l, 120, 36), "period 7") {
		t.Errorf("%q", l.view.notice)
	}
	text := paused(t, "tide")
	typing("period 7")(text)
	keyed("enter")(text)
	if !strings.Contains(text.view.notice, "no setting or command") {
		t.Errorf("of a text: %q", text.view.notice)
	}
}
