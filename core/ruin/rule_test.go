package ruin

import (
	"testing"

	"pgregory.net/rapid"

	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/text/texttest"
)

// dataOf is a text of few tokens.
func dataOf(t *testing.T) task.Text {
	t.Helper()
	c, err := text.NewCorpus(texttest.Prose(20), nil, text.Options{Tokens: "char", Valid: 0.1})
	if err != nil {
		t.Fatal(err)
	}
	return task.Text{Corpus: c}
}

// The rule is determined by the losses alone: one that is restored from a checkpoint goes on as if nothing had
// happened, to the last bit.
func TestTheRuleFollowsFromTheHistory(t *testing.T) {
	d := dataOf(t)
	rapid.Check(t, func(t *rapid.T) {
		losses := rapid.SliceOfN(rapid.Float64Range(0.01, 40), 2, 120).Draw(t, "losses")
		cut := rapid.IntRange(1, len(losses)-1).Draw(t, "cut")
		whole := For(d)
		var points []history.Point
		for i, v := range losses[:cut] {
			points = append(points, history.Point{Step: i + 1, Tokens: 7, Loss: v})
		}
		h := historytest.Of(points)
		for _, v := range losses {
			whole.Add(v, 7)
		}
		first := For(d)
		for _, v := range losses[:cut] {
			first.Add(v, 7)
		}
		seen := first.Seen()
		for _, known := range []*Memory{&seen, nil} { // nil: as in a session from before the rule
			again := For(d)
			again.Restore(known, h)
			for _, v := range losses[cut:] {
				again.Add(v, 7)
			}
			a, _ := whole.level()
			b, _ := again.level()
			if again.Seen() != whole.Seen() || a != b || again.Ruined(false) != whole.Ruined(false) {
				t.Fatalf("restored: %+v, level %v; whole: %+v, level %v", again.Seen(), b, whole.Seen(), a)
			}
		}
	})
}

// The law of the alarm: it stops a ruined run once; told to go on, it is silent until the loss has been better; told beforehand to keep going, it
// never stops; and a run that begins ruined gets as many updates as the rule looks at.
func TestTheAlarmStopsARunOnce(t *testing.T) {
	d := dataOf(t)
	untrained := d.Levels()[0].Loss
	good, bad := untrained/2, untrained*5
	r := For(d)
	var a, deaf Alarm
	deaf.keepGoing = true
	step := 0
	make20 := func(loss float64) (stops int) {
		for range 2 * Window {
			step++
			r.Add(loss, 7)
			if a.Update(&r, step, false) {
				stops++
			}
			if deaf.Update(&r, step, false) {
				t.Error("an alarm that keeps going has stopped the run")
			}
			if a.On {
				a.GoOn()
			}
		}
		return stops
	}
	for i, c := range []struct {
		loss float64
		want int
	}{{good, 0}, {bad, 1}, {bad, 0}, {good, 0}, {bad, 1}} {
		if got := make20(c.loss); got != c.want {
			t.Errorf("%d: %d stops at loss %g, not %d", i, got, c.loss, c.want)
		}
	}
	again := NewAlarm(&r, step, false, false)
	for k := range Window {
		r.Add(bad, 7)
		if stop := again.Update(&r, step+k+1, false); !again.On || stop != (k == Window-1) {
			t.Errorf("a run that begins ruined: stop %v after %d updates", stop, k+1)
		}
	}
}

// At a run's end a validation that is far worse than an untrained model's says that it is ruined if the last update's loss was not sound, and one whose
// perplexity is no number whatever that was; overfitting, where training is sound, does not, nor does one before the end.
func TestAValidationThatRuins(t *testing.T) {
	d := dataOf(t)
	untrained := d.Levels()[0].Loss
	for _, c := range []struct {
		last, valid float64
		ruined      bool
	}{
		{1, 1, false},
		{1, 10 * untrained, false},
		{3 * untrained, 10 * untrained, true},
		{3 * untrained, 1.9 * untrained, false},
		{1, 710, true},
	} {
		r := For(d)
		for range 2 * Window {
			r.Add(1, 7)
		}
		r.Add(c.last, 7)
		if r.Ruined(true) {
			t.Fatalf("%+v: ruined before it was validated", c)
		}
		if r.Judge(c.valid); r.Ruined(true) != c.ruined || r.Ruined(false) {
			t.Errorf("%+v: ruined %v", c, !c.ruined)
		}
		if r.Doubtful() != (c.last > untrained) {
			t.Errorf("%+v: doubtful %v", c, r.Doubtful())
		}
		if r.Add(1, 7); r.Ruined(true) {
			t.Errorf("%+v: ruined after another update", c)
		}
	}
}
