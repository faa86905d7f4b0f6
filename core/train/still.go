package train

import (
	"math"
	"math/rand/v2"

	"unroll/core/optim"
	"unroll/core/text"
)

// Still is the state of a run that does not learn: what a trainer would show that went on from c and was paused
// before its first update. Errors: a checkpoint that is not of this corpus.
func Still(c *Checkpoint, corpus *text.Corpus) (Snapshot, error) {
	m, err := ModelOf(c)
	if err != nil {
		return Snapshot{}, err
	}
	if err := belongs(c, corpus); err != nil {
		return Snapshot{}, err
	}
	l := &learner{recipe: c.Recipe, corpus: corpus, set: c.Settings, step: c.Step, decay: c.Decay, best: math.Inf(1)}
	l.recipe.Model.Vocab = corpus.Vocab.Len()
	if l.schedule, err = optim.ParseSchedule(c.Recipe.Schedule); err != nil {
		return Snapshot{}, err
	}
	l.reader, err = text.NewReader(corpus, l.set.Batch, l.set.Unroll, func(int) *rand.Rand { return rand.New(rand.NewPCG(0, 0)) })
	if err != nil {
		return Snapshot{}, err
	}
	l.reader.Seek(c.Position, l.set.Unroll)
	s := Snapshot{Recipe: l.recipe, Step: c.Step, Epoch: l.reader.Epochs(), Settings: c.Settings, LR: l.lr(), Rows: l.reader.Rows(),
		History: c.History.Share(), Model: m}
	if l.done() {
		s.Phase = Finished
	}
	return s, nil
}
