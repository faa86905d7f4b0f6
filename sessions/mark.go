package sessions

import (
	"math"
	"slices"

	"unroll/core/history"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/train"
)

// A mark is how much of a run is on the disk.
type mark struct {
	recipe   recipe.Recipe
	history  history.View
	rowAt    int64 // where the last step's row begins in metrics.csv, or would
	eventsAt int64 // where the next event goes in events.jsonl
	bucketed int   // updates that history.bin includes
	form     form  // of metrics.csv
	sums     *sums // nil: not known
}

// step is the last saved step.
func (k mark) step() int { return k.history.Len() }

// leadsTo reports whether c is the same run, here or further on: if not, the run has been rewound and has taken
// another course. The same settings from the same start give the same updates, so comparing the last one is enough.
func (k mark) leadsTo(c *train.Checkpoint) bool {
	a, b, n := k.history, c.History, k.step()
	if b.Len() < n || b.CommonWith(a.Revision()) < n || len(b.Events()) < len(a.Events()) {
		return false
	}
	here, exact := b.At(n)
	return (n == 0 || (exact && samePoint(a.Last(), here))) &&
		slices.Equal(a.Events(), b.Events()[:len(a.Events())]) && sameValids(a, b)
}

// sameValids reports whether b begins with the validations of a. Of those that are no longer whole it only
// compares the number.
func sameValids(a, b history.View) bool {
	from := max(a.ValidsWholeFrom(), b.ValidsWholeFrom())
	x, y := slices.Collect(a.ValidsFrom(from)), slices.Collect(b.ValidsFrom(from))
	return len(x) <= len(y) && a.ValidLen()-len(x) == b.ValidLen()-len(y) && slices.EqualFunc(x, y[:len(x)], sameValid)
}

// is reports whether c is what is on the disk.
func (k mark) is(c *train.Checkpoint) bool {
	a, b := k.history, c.History
	return k.recipe == c.Recipe && k.leadsTo(c) &&
		a.Len() == b.Len() && len(a.Events()) == len(b.Events()) && a.ValidLen() == b.ValidLen()
}

func samePoint(a, b history.Point) bool {
	a.Millis, b.Millis = 0, 0 // not kept on disk
	return a == b
}

func sameValid(a, b history.Valid) bool {
	return a.Step == b.Step && a.Tokens == b.Tokens && a.Right == b.Right && math.Float64bits(a.NLL) == math.Float64bits(b.NLL)
}

// vocabSize is the number of tokens in the vocabulary; 0: there is none.
func vocabSize(c *train.Checkpoint) int {
	if c.Vocab == nil {
		return 0
	}
	return c.Vocab.Len()
}

// vocabOf is the size of the vocabulary that a session of a recipe has; 0: none.
func vocabOf(r recipe.Recipe) int {
	if t, err := task.Find(r.Task); err == nil && !t.Vocab {
		return 0
	}
	return r.Model.Vocab
}

// whole refuses a checkpoint that could not be read back.
func whole(c *train.Checkpoint) error {
	h := c.History
	n := h.Len()
	if V := vocabSize(c); V != vocabOf(c.Recipe) {
		return errVocabSize.Of(vocabOf(c.Recipe), V)
	}
	if n != c.Step || h.Step() != n { // n different steps up to n are all steps
		return errHistorySteps.Of(n, c.Step)
	}
	if v, ok := h.LastValid(); ok && v.Step > n {
		return errHistoryValid.Of()
	}
	if e := h.Events(); len(e) > 0 && (e[0].Step < 0 || e[len(e)-1].Step > n) {
		return errHistoryEvent.Of()
	}
	return nil
}
