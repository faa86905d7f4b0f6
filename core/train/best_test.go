package train

import (
	"math"
	"testing"

	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text/texttest"
)

// lowestOf is the first validation with the lowest loss; ok is false if there was none.
func lowestOf(h history.View) (best history.Valid, ok bool) {
	lowest := math.Inf(1)
	for _, v := range historytest.Valids(h) {
		if v.Loss() < lowest {
			best, lowest, ok = v, v.Loss(), true
		}
	}
	return best, ok
}

// isBest checks that a checkpoint's best weights are those of the lowest validation in its history.
func isBest(t *testing.T, r recipe.Recipe, cp *Checkpoint, text string) {
	t.Helper()
	v, ok := lowestOf(cp.History)
	if !ok || cp.Best == nil {
		if ok || cp.Best != nil {
			t.Errorf("step %d: the lowest validation is %v (%v), the best %v", cp.Step, v, ok, cp.Best)
		}
		return
	}
	if cp.Best.Step != v.Step || cp.Best.Loss != v.Loss() {
		t.Errorf("step %d: the best is of step %d and loss %g instead of %d, %g", cp.Step, cp.Best.Step, cp.Best.Loss, v.Step, v.Loss())
		return
	}
	var until []history.Event // a change at that very step came after the validation, or does not affect the weights
	for _, e := range cp.History.Events() {
		if e.Step < v.Step {
			until = append(until, e)
		}
	}
	want := replay(t, r, corpusOf(t, r, text), until, v.Step, 1)
	if d := differTensors("best", want.Weights, cp.Best.Weights); d != "" {
		t.Errorf("step %d, best at %d: %s", cp.Step, v.Step, d)
	}
}

// The law: a checkpoint's best weights are those that the run had at its lowest validation, also when the
// run resumes from any checkpoint; for every cell, optimizer and kind of text.
func TestBestAreTheWeightsOfTheLowestValidation(t *testing.T) {
	for _, v := range variants() {
		t.Run(v.name, func(t *testing.T) {
			// The rate is so high that the loss rises now and then.
			r := tiny(v.change, func(r *recipe.Recipe) { r.Steps, r.Settings.ValidEvery, r.Settings.LR = 30, 2, 0.3 })
			saves := savedHere(t, r, 3)
			for i := 0; i < len(saves); i += 1 + len(saves)/4 {
				isBest(t, r, saves[i], texttest.Prose(60))
				end := runToEnd(t, r, corpusOf(t, r, texttest.Prose(60)), Options{From: saves[i]})
				isBest(t, r, end, texttest.Prose(60))
			}
		})
	}
}

// A run that resumes from a checkpoint without a best (an earlier version's session) takes its current weights as
// the best if their validation is the lowest; otherwise it has none until a validation is lower than all before.
func TestBestWithoutOneKept(t *testing.T) {
	l := learnerFor(t, tiny(), texttest.Prose(40))
	valid := func(step int, loss float64) history.Valid { return history.Valid{Step: step, NLL: loss, Tokens: 1} }
	for _, c := range []struct {
		valids []history.Valid
		step   int
		best   bool
		lowest float64
	}{
		{nil, 3, false, math.Inf(1)},
		{[]history.Valid{valid(0, 5), valid(3, 4)}, 3, true, 4},
		{[]history.Valid{valid(0, 5), valid(3, 4)}, 4, false, 4},
		{[]history.Valid{valid(0, 4), valid(3, 4)}, 3, false, 4},
		{[]history.Valid{valid(0, math.Inf(1)), valid(3, math.NaN())}, 3, false, math.Inf(1)},
	} {
		l.bestKeeper.restored(&Checkpoint{Step: c.step, History: historytest.Of(nil, c.valids...)}, l.net)
		if (l.best != nil) != c.best || l.lowest != c.lowest {
			t.Errorf("%v at %d: %v, lowest %g", c.valids, c.step, l.best, l.lowest)
		}
		l.keepBest(valid(9, 4), l.net)
		l.keepBest(valid(10, math.NaN()), l.net)
		if before := c.lowest <= 4; before == (l.best != nil && l.best.Step == 9) {
			t.Errorf("%v: 4 at step 9 and the best is %v", c.valids, l.best)
		}
	}
}

// The best weights of a net that exceeds the limit are not kept, and a validation that is not the
// lowest copies nothing.
func TestBestTakesABoundedRoom(t *testing.T) {
	l := learnerFor(t, tiny(), texttest.Prose(40))
	if l.room != maxBest {
		t.Errorf("limit %d", l.room)
	}
	l.keepBest(history.Valid{Step: 1, NLL: 3, Tokens: 1}, l.net)
	first := l.best
	if n := testing.AllocsPerRun(5, func() { l.keepBest(history.Valid{Step: 2, NLL: 3, Tokens: 1}, l.net) }); n != 0 || l.best != first {
		t.Errorf("%v allocations, best %v", n, l.best)
	}
	l.room = len(l.net.Weights()) - 1
	l.keepBest(history.Valid{Step: 3, NLL: 2, Tokens: 1}, l.net)
	if l.best != nil {
		t.Error("the net exceeds the limit, but the best was copied")
	}
	if got := l.checkpoint(); got.Best != nil {
		t.Error("a checkpoint has it")
	}
}

// Without held-out text there is no best.
func TestNoBestWithoutValidation(t *testing.T) {
	r := tiny(func(r *recipe.Recipe) { r.Text.Valid, r.Steps = 0, 9 })
	c := corpusOf(t, r, texttest.Prose(40))
	if (task.Text{Corpus: c}).HeldOut() != 0 {
		t.Fatal("some text is held out")
	}
	if cp := runToEnd(t, r, c, Options{}); cp.Best != nil {
		t.Errorf("best %+v", cp.Best)
	}
}
