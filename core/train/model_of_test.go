package train

import (
	"slices"
	"testing"

	"unroll/core/recipe"
	"unroll/core/text/texttest"
)

// Evaluating the held-out text afterwards gives what the run itself measured, to the last bit.
func TestValidationsAreEvaluations(t *testing.T) {
	for _, lines := range []bool{false, true} {
		r := tiny(func(r *recipe.Recipe) { r.Steps, r.Text.Lines, r.Text.Valid = 10, lines, 0.4 })
		c := corpusOf(t, r, texttest.Prose(60))
		end := runToEnd(t, r, c, Options{Threads: 2})
		m, err := ModelOf(end)
		if err != nil {
			t.Fatal(err)
		}
		last, _ := end.History.LastValid()
		if e := m.EvaluateValid(c, 1); e.Valid != last {
			t.Errorf("lines %v: %+v instead of %+v", lines, e.Valid, last)
		}
	}
}

// A model of a checkpoint is the model that was saved.
func TestModelOfACheckpoint(t *testing.T) {
	r := tiny(func(r *recipe.Recipe) { r.Steps = 10 })
	l := start(t, r, corpusOf(t, r, texttest.Prose(40)), Options{})
	l.until(func(t *Trainer) bool { return t.phase == Finished })
	shown := l.shown().Language()
	m, err := ModelOf(l.stop())
	if err != nil {
		t.Fatal(err)
	}
	if m.Step != 10 || shown.Step != 10 || !slices.Equal(m.Predict("the ", 1, 1000).Top, shown.Predict("the ", 1, 1000).Top) {
		t.Errorf("models of steps %d and %d predict differently", m.Step, shown.Step)
	}
	if _, err := ModelOf(&Checkpoint{Recipe: r, Vocab: m.Vocab}); err == nil {
		t.Error("a checkpoint without weights has a model")
	}
}
