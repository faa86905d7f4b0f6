package train

import (
	"math/rand/v2"

	"unroll/core/optim"
	"unroll/core/ruin"
	"unroll/core/task"
)

// Still is the state of a run that does not learn: what a trainer would show that resumed from c and was paused
// before its first update. Errors: a checkpoint that does not belong to these data.
func Still(c *Checkpoint, d task.Data) (Snapshot, error) {
	if err := c.Recipe.Matches(d); err != nil {
		return Snapshot{}, err
	}
	l := &learner{recipe: c.Recipe, data: d, set: c.Settings, step: c.Step, plateau: plateau{decay: c.Decay}}
	l.recipe.Model = d.Fit(c.Recipe.Model)
	var err error
	if l.schedule, err = optim.ParseSchedule(c.Recipe.Schedule); err != nil {
		return Snapshot{}, err
	}
	l.reader, err = d.Batches(c.Recipe.Model, l.set.Batch, l.set.Unroll, func(int) *rand.Rand { return rand.New(rand.NewPCG(0, 0)) })
	if err != nil {
		return Snapshot{}, err
	}
	if err := belongs(c, d, l.reader); err != nil {
		return Snapshot{}, err
	}
	net, err := graphWith(d.Task(), l.recipe.Model, c.Weights)
	if err != nil {
		return Snapshot{}, err
	}
	l.reader.Seek(c.Position, l.set.Unroll)
	s := Snapshot{Recipe: l.recipe, Step: c.Step, Epoch: l.reader.Epochs(), Settings: c.Settings, LR: l.lr(), Rows: l.reader.Rows(),
		History: c.History, Task: d.Task(), Model: d.Model(net, c.Step)}
	l.watch = ruin.For(d)
	l.watch.Restore(c.Watched, c.History)
	switch s.Ruined = c.Trouble == Ruined || l.watch.Ruined(l.done()); {
	case l.done():
		s.Phase = Finished
	case c.Trouble == Diverged:
		s.Phase = Diverged
	case s.Ruined:
		s.Phase = Ruined
	}
	return s, nil
}
