package train

import (
	"math"

	"unroll/core/history"
	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/text"
)

// goodEvery is how many updates lie between two copies of a good state, unless a setting is changed.
const goodEvery = 100

// maxGood is the most weights that a net may have for its last good state to be kept: the copy takes as much memory as the
// weights and the optimizer's averages.
const maxGood = 32 << 20

// A Good is the last good state of a run that is ruined or has diverged since: to go back to. Its History is that of the whole
// run; what it had done is what comes up to its Step.
type Good struct {
	Checkpoint
	Events int // changes of settings made until then: the first of the history's
}

// A goodKeeper keeps the last good state of a run. A state is good if the loss of the update after it is sound, or if its
// validation is the lowest so far. It is copied before the optimizer moves the weights, so that one buffer is enough: every
// goodEvery updates, and before the first update after a change of settings.
type goodKeeper struct {
	off     bool // the net is too large
	some    bool
	step    int // of the state kept, with its place and its numbers
	at      place
	weights []float32
	slots   [][]float32
	state   [][]float32 // carried, B×H each

	changed bool        // a setting was changed after the last update
	before  place       // of the state before that, or before the update that is being made
	carried [][]float32 // the carried state there
}

// A place is what a state between two updates has besides the net's numbers.
type place struct {
	set      recipe.Settings
	events   int // changes of settings made until then
	position text.Position
	rows     int // of a batch
	plateau
}

// here is the place between two updates.
func (l *learner) here() place {
	return place{l.set, l.hist.EventLen(), l.reader.Position(), l.reader.Rows(), l.plateau}
}

// markHere remembers the place, before an update or a change of settings.
func (l *learner) markHere() {
	g := &l.goods
	if !g.off && !g.changed {
		g.before, g.carried = l.here(), nn.Copied(g.carried, l.tape.State())
	}
}

// beforeChange remembers the place that the next update will not begin from.
func (l *learner) beforeChange() {
	l.markHere()
	l.goods.changed = !l.goods.off
}

// beforeUpdate reports whether the state before the next update is to be kept if it is good.
func (l *learner) beforeUpdate() (due bool) {
	g := &l.goods
	if due = !g.off && (g.changed || !g.some || l.step >= g.step+goodEvery); due {
		l.markHere()
	}
	return due
}

// keepGood keeps the state before the update that is being made, if it is due and the update's loss is sound.
func (l *learner) keepGood(due bool, loss float64) {
	if due && l.watch.Sound(loss) {
		l.holdGood()
	}
	l.goods.changed = false
}

// keepThis keeps the current state, which is known to be good: that before a change of settings after the last update, because
// nothing is known of what the change does.
func (l *learner) keepThis() {
	if !l.goods.off {
		l.markHere()
		l.holdGood()
	}
}

// holdGood copies the weights and averages, with the place marked last.
func (l *learner) holdGood() {
	g := &l.goods
	g.some, g.step, g.at = true, l.step, g.before
	g.weights = append(g.weights[:0], l.net.Weights()...)
	g.slots, g.state = nn.Copied(g.slots, l.slots), nn.Copied(g.state, g.carried)
}

// good is the last good state; nil if there is none.
func (l *learner) good() *Good {
	g := &l.goods
	if !g.some {
		return nil
	}
	c := &Good{Events: g.at.events, Checkpoint: Checkpoint{
		Recipe: l.recipe, Vocab: l.data.Vocab(), Step: g.step, Settings: g.at.set, Position: g.at.position,
		Judged: g.at.judged, PlateauBest: recipe.Limit(g.at.plateauBest), Decay: g.at.decay, Weights: l.net.Values(g.weights),
		Slots: map[string][]nn.Values[float32]{}, History: l.hist.View(), Older: l.older,
	}}
	seen := l.watch.Seen() // what came later was worse
	c.Watched = &seen
	for i, name := range l.opt.Slots {
		c.Slots[name] = l.net.Values(g.slots[i])
	}
	for i, t := range l.net.States(g.at.rows) {
		c.State = append(c.State, nn.Values[float32]{Tensor: t, Data: append([]float32(nil), g.state[i]...)})
	}
	return c
}

// restoreGood keeps g, which the run that goes wrong again can still go back to; nil: none.
func (l *learner) restoreGood(g *Good) error {
	k := &l.goods
	if g == nil || k.off {
		return nil
	}
	k.weights, k.slots, k.state = make([]float32, len(l.net.Weights())), nn.Copied(nil, l.slots), nil
	if err := l.net.Import(k.weights, nn.Find(g.Weights)); err != nil {
		return err
	}
	for i, name := range l.opt.Slots {
		if err := l.net.Import(k.slots[i], nn.Find(g.Slots[name])); err != nil {
			return errSlot.Of(name, err)
		}
	}
	for _, m := range g.State {
		k.state = append(k.state, m.Data)
	}
	k.some, k.step = true, g.Step
	k.at = place{g.Settings, g.Events, g.Position, g.Position.Rows, plateau{g.Judged, float64(g.PlateauBest), g.Decay}}
	return nil
}

// Back is the run of c at g, an earlier state of it. Its history is c's, cut back, so that readers of c's know what they still know.
// Error: rows that are needed cannot be read.
func (c *Checkpoint) Back(g *Good) (*Checkpoint, error) {
	h, err := c.historyTo(g.Step, g.Events, math.MaxInt)
	if err != nil {
		return nil, err
	}
	at := g.Checkpoint
	at.Vocab, at.History, at.Older = c.Vocab, h, c.Older
	return &at, nil
}

// historyTo is c's history up to a step, with the first changes of settings; updates after hold are whole.
func (c *Checkpoint) historyTo(step, events, hold int) (history.View, error) {
	h := c.History.Continue()
	h.Hold(hold)
	for r, err := range c.Rows(h.CutBack(step)) {
		if err != nil {
			return history.View{}, err
		}
		if r.Point.Step > step {
			break
		}
		if r.Point.Step > 0 {
			h.Restore(r.Point)
		}
		if r.Validated {
			h.RestoreValid(r.Valid)
		}
	}
	h.CutEvents(events)
	return h.View(), nil
}
