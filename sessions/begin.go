package sessions

import (
	"context"
	"math"
	"runtime"
	"time"

	"unroll/core/train"
	"unroll/core/work"
	"unroll/datasets"
)

// Autosave is how often a run that is recorded is saved.
const Autosave = 30 * time.Second

// A Run is a trainer at work on a text, in a goroutine of its own.
type Run struct {
	Text    datasets.Text
	Recipe  train.Recipe
	Facts   train.Facts
	Floor   float64      // the source's entropy rate in nats/token; NaN where it is not known
	Law     datasets.Law // whose symbols are the ids of the vocabulary, in their order; nil where it is not known
	Trainer *train.Trainer
	Preset  string // it was begun from, by name; "": none. To be set before anybody looks
	ctx     context.Context
	cancel  context.CancelFunc
	ended   chan struct{}
	err     error  // of the last save; to be read after ended
	kept    string // the session it became; to be read after ended
}

// RecipeFor is how a text is learned unless a person says otherwise. Errors: a text that cannot be cut.
func RecipeFor(t datasets.Text) train.Recipe {
	r := train.DefaultRecipe()
	if s, ok := datasets.Find(t.Name); ok && s.Title == t.Title {
		r.Text = s.Options
	}
	return r
}

// Threads is how many threads may compute: all processors but for the interface, which takes
// turns with them.
func Threads() int { return runtime.NumCPU() }

// Begin cuts t and sets a run going. Settings.ValidEvery of 0 asks for a suitable one. Errors:
// a *datasets.BadData, or a recipe that does not hold.
func Begin(t datasets.Text, r train.Recipe, o train.Options) (*Run, error) {
	corpus, err := datasets.Corpus(t, r.Text)
	if err != nil {
		return nil, err
	}
	if r.Settings.ValidEvery == 0 {
		r.Settings.ValidEvery = train.ValidEvery(corpus, r.Settings)
	}
	if o.Threads == 0 {
		o.Threads = Threads()
	}
	work.MakeRoom(o.Threads)
	trainer, err := train.New(r, corpus, o)
	if err != nil {
		return nil, t.Fault(err)
	}
	run := &Run{Text: t, Recipe: r, Facts: train.FactsOf(corpus), Floor: math.NaN(), Trainer: trainer, ended: make(chan struct{})}
	if law := datasets.LawFor(t, corpus.Vocab); law != nil && !r.Text.Lines {
		run.Floor, run.Law = law.Rate(), law
	}
	ctx, cancel := context.WithCancel(context.Background())
	run.ctx, run.cancel = ctx, cancel
	go func() {
		run.err = trainer.Run(ctx)
		run.kept = trainer.Kept()
		close(run.ended)
	}()
	return run, nil
}

// Kept is the session that the run became; "" if it was not kept. To be asked after End.
func (r *Run) Kept() string { return r.kept }

// Context is done when the run is ended: what is worked out beside it ends then.
func (r *Run) Context() context.Context { return r.ctx }

// End stops the run at the next update and waits until it has saved. It returns the error of that
// save.
func (r *Run) End() error {
	r.cancel()
	<-r.ended
	return r.err
}
