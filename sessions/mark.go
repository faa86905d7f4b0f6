package sessions

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"unroll/core/history"
	"unroll/core/train"
)

// A mark is how much of a run stands on the disk.
type mark struct {
	recipe   train.Recipe
	history  history.History
	rowAt    int64 // where the last step's row begins in metrics.csv, or would
	eventsAt int64 // where the next event goes in events.jsonl
}

// step is the last that was saved.
func (k mark) step() int { return len(k.history.Points) }

// leadsTo says whether c is the same run, here or farther on: if not, it has been rewound and has
// gone another way. The same settings from the same start give the same updates, so the last one
// speaks for those before it.
func (k mark) leadsTo(c *train.Checkpoint) bool {
	a, b, n := k.history, c.History, k.step()
	if len(b.Points) < n || len(b.Events) < len(a.Events) || len(b.Valids) < len(a.Valids) {
		return false
	}
	return (n == 0 || samePoint(a.Points[n-1], b.Points[n-1])) &&
		slices.Equal(a.Events, b.Events[:len(a.Events)]) &&
		slices.EqualFunc(a.Valids, b.Valids[:len(a.Valids)], sameValid)
}

// is says whether c is what stands on the disk.
func (k mark) is(c *train.Checkpoint) bool {
	a, b := k.history, c.History
	return k.recipe == c.Recipe && k.leadsTo(c) &&
		len(a.Points) == len(b.Points) && len(a.Events) == len(b.Events) && len(a.Valids) == len(b.Valids)
}

func samePoint(a, b history.Point) bool {
	a.Millis, b.Millis = 0, 0 // not kept on disk
	return a == b
}

func sameValid(a, b history.Valid) bool {
	return a.Step == b.Step && a.Tokens == b.Tokens && math.Float64bits(a.NLL) == math.Float64bits(b.NLL)
}

// whole refuses a checkpoint that could not be read back.
func whole(c *train.Checkpoint) error {
	h := c.History
	n := len(h.Points)
	if c.Vocab.Len() != c.Recipe.Model.Vocab {
		return fmt.Errorf("the recipe has %d tokens, the vocabulary %d", c.Recipe.Model.Vocab, c.Vocab.Len())
	}
	if n != c.Step || (n > 0 && (h.Points[0].Step != 1 || h.Points[n-1].Step != n)) {
		return fmt.Errorf("the history has %d updates of %d", n, c.Step)
	}
	if v := h.Valids; len(v) > 0 && (v[0].Step < 0 || v[len(v)-1].Step > n) {
		return errors.New("the history has a validation of a step that was not made")
	}
	if e := h.Events; len(e) > 0 && (e[0].Step < 0 || e[len(e)-1].Step > n) {
		return errors.New("the history has a change of a setting at a step that was not made")
	}
	return nil
}
