package train

import (
	"unroll/core/history"
	"unroll/core/lm"
	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/ruin"
	"unroll/core/task"
	"unroll/core/text"
)

// A Checkpoint is a run between two updates: all that is needed to continue as if it had never stopped.
// Random streams are not in it, because each is made from the seed, its purpose and a step or epoch.
type Checkpoint struct {
	Recipe      recipe.Recipe
	Vocab       *text.Vocab // of a text; nil: the data have none
	Step        int
	Settings    recipe.Settings
	Position    text.Position
	Judged      int          // epochs that schedule plateau has judged
	PlateauBest recipe.Limit // lowest validation loss at an epoch's end; Off: none yet (schedule plateau)
	Decay       float64      // the factor that schedule plateau applies to the learning rate
	Weights     []nn.Values[float32]
	Slots       map[string][]nn.Values[float32] // the optimizer's averages by name, tensor by tensor
	State       []nn.Values[float32]            // the carried state, B×H each
	History     history.View
	Older       Rows  // finds the rows that History no longer keeps individually; nil: there are none, or they are lost
	Best        *Best // nil: not known
	// Watched is what the rule of a ruined run remembers; nil: it is to be worked out from History.
	Watched *ruin.Memory
	// Trouble is Ruined or Diverged if the run is; else Paused. Good is then the last good state; nil: none is known.
	Trouble Phase
	Good    *Good
	// Ended: the run has reached the end that its recipe sets.
	Ended bool
	// Left is the step that the run had reached when it was ruined or diverged, if this is the last good state, to which it
	// went back; 0: it did not.
	Left int
}

// checkpoint copies the current run.
func (l *learner) checkpoint() *Checkpoint {
	c := &Checkpoint{
		Recipe: l.recipe, Vocab: l.data.Vocab(), Step: l.step, Settings: l.set, Position: l.reader.Position(),
		Judged: l.judged, PlateauBest: recipe.Limit(l.plateauBest), Decay: l.decay, Weights: l.net.Export(),
		Slots: map[string][]nn.Values[float32]{}, History: l.hist.View(), Older: l.older, Best: l.best, Ended: l.done(),
	}
	seen := l.watch.Seen()
	c.Watched = &seen
	for i, name := range l.opt.Slots {
		c.Slots[name] = l.net.Values(l.slots[i])
	}
	tensors := l.net.States(l.reader.Rows())
	for i, m := range l.state() {
		c.State = append(c.State, nn.Values[float32]{Tensor: tensors[i], Data: m})
	}
	return c
}

// restore makes the learner continue from c. Errors name what does not fit.
func (l *learner) restore(c *Checkpoint) error {
	if err := belongs(c, l.data, l.reader); err != nil {
		return err
	}
	if err := l.net.Import(l.net.Weights(), nn.Find(c.Weights)); err != nil {
		return err
	}
	l.net.Prepare()
	for i, name := range l.opt.Slots {
		if err := l.net.Import(l.slots[i], nn.Find(c.Slots[name])); err != nil {
			return errSlot.Of(name, err)
		}
	}
	l.set, l.step, l.judged, l.plateauBest, l.decay = c.Settings, c.Step, c.Judged, float64(c.PlateauBest), c.Decay
	l.hist, l.older = c.History.Continue(), c.Older
	l.bestKeeper.restored(c, l.net)
	l.watch.Restore(c.Watched, c.History)
	l.reader.Resize(l.set.Batch, l.set.Unroll)
	l.reader.Seek(c.Position, l.set.Unroll)
	l.layOut()
	if err := l.restoreState(c.State); err != nil {
		return err
	}
	l.goods.changed = false
	if c.Trouble != Paused || l.watch.Ruined(false) || l.watch.Doubtful() {
		return l.restoreGood(c.Good)
	}
	l.keepThis()
	return nil
}

// belongs returns an error if c is not of a run over d, whose batches are r.
func belongs(c *Checkpoint, d task.Data, r task.Batches) error {
	if v := d.Vocab(); v != nil && (c.Vocab == nil || c.Vocab.Len() != v.Len()) {
		got := 0
		if c.Vocab != nil {
			got = c.Vocab.Len()
		}
		return errOtherText.Of(v.Len(), got)
	}
	if err := c.Settings.Check(); err != nil {
		return err
	}
	if p := c.Position; !r.Holds(p) {
		return errPlace.Of(p.Epoch, p.Offset, p.Rows)
	}
	return nil
}

func (l *learner) restoreState(state []nn.Values[float32]) error {
	find := nn.Find(state)
	var all [][]float32
	for _, want := range l.net.States(l.reader.Rows()) {
		shape, data, ok := find(want.Name)
		if !ok || len(data) != want.Len() {
			return errState.Of(want.Name, shape, want.Shape)
		}
		all = append(all, data)
	}
	l.setState(all)
	return nil
}

// GraphOf returns the graph of a checkpoint with its weights, to be read; task.Data.Model makes a model of it. Errors: a
// task that does not exist, weights that are not those of the recipe.
func GraphOf(c *Checkpoint) (nn.Graph[float32], error) {
	t, err := task.Find(c.Recipe.Task)
	if err != nil {
		return nil, err
	}
	spec := c.Recipe.Model
	if c.Vocab != nil {
		spec.Vocab = c.Vocab.Len()
	}
	return graphWith(t, spec, c.Weights)
}

func graphWith(t *task.Task, s nn.Spec, weights []nn.Values[float32]) (nn.Graph[float32], error) {
	g, err := t.Graph(s)
	if err != nil {
		return nil, err
	}
	if err := g.Import(g.Weights(), nn.Find(weights)); err != nil {
		return nil, err
	}
	g.Prepare()
	return g, nil
}

// ModelOf returns the language model that a checkpoint holds. It needs no text, which may no longer exist. Errors: those
// of GraphOf, a run of another task.
func ModelOf(c *Checkpoint) (*lm.Model, error) {
	if t, err := task.Find(c.Recipe.Task); err == nil && (t != task.Language || c.Vocab == nil) {
		return nil, errNoLanguage.Of(t.Name)
	}
	g, err := GraphOf(c)
	if err != nil {
		return nil, err
	}
	return lm.NewModel(g, c.Vocab, c.Lines(), c.Step), nil
}

// Lines reports whether every line is a sequence of its own.
func (c *Checkpoint) Lines() bool { return c.Recipe.Text.Lines }

// unjudged reports whether schedule plateau has yet to judge the epoch that has ended.
func (l *learner) unjudged() bool {
	return l.schedule.Plateau > 0 && l.reader.Position().Epoch > l.judged
}

// judge lets schedule plateau judge the validation that ends an epoch.
func (l *learner) judge(v history.Valid) {
	l.judged = l.reader.Position().Epoch
	if v.Loss() < l.plateauBest {
		l.plateauBest = v.Loss()
	} else {
		l.decay *= l.schedule.Plateau
	}
}
