package sessions

import (
	"context"
	"math"
	"runtime"
	"time"

	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/train"
	"unroll/core/work"
	"unroll/datasets"
)

// Autosave is how often a run that is recorded is saved.
const Autosave = 30 * time.Second

// A Subject is what a run is about: what stays as it is while it learns.
type Subject struct {
	Text   datasets.Text
	Recipe train.Recipe
	Data   task.Data
	Corpus *text.Corpus // of a text; nil where the data are none
	Facts  text.Facts
	Floor  float64      // the source's entropy rate in nats/token; NaN where it is not known
	Law    datasets.Law // whose symbols are the ids of the vocabulary, in their order; nil where it is not known
	Preset string       // it was begun from, by name; "": none. To be set before anybody looks
}

// A Run is a source of snapshots with what it is about: a trainer at work in a goroutine of its own, or a session
// that was opened to look at.
type Run struct {
	Subject
	train.Source
	cancel context.CancelFunc
	ended  chan struct{}
	err    error  // of the last save; to be read after ended
	kept   string // the session it became; to be read after ended
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
	data := task.Text{Corpus: corpus}
	if r.Settings.ValidEvery == 0 {
		r.Settings.ValidEvery = train.ValidEvery(data, r.Settings)
	}
	if o.Threads == 0 {
		o.Threads = Threads()
	}
	if o.Recorder == nil && o.Spool == nil {
		o.Spool = newSpool
	}
	work.MakeRoom(o.Threads)
	trainer, err := train.New(r, data, o)
	if err != nil {
		return nil, t.Fault(err)
	}
	run := &Run{Subject: subjectOf(t, r, corpus), Source: trainer}
	run.start(func(ctx context.Context) (kept string, err error) {
		err = trainer.Run(ctx)
		return trainer.Kept(), err
	})
	return run, nil
}

func subjectOf(t datasets.Text, r train.Recipe, c *text.Corpus) Subject {
	s := Subject{Text: t, Recipe: r, Data: task.Text{Corpus: c}, Corpus: c, Facts: text.FactsOf(c), Floor: math.NaN()}
	if law := datasets.LawFor(t, c.Vocab); law != nil && !r.Text.Lines {
		s.Floor, s.Law = law.Rate(), law
	}
	return s
}

// start has a goroutine do what the run is until End.
func (r *Run) start(do func(ctx context.Context) (kept string, err error)) {
	ctx, cancel := context.WithCancel(context.Background())
	r.cancel, r.ended = cancel, make(chan struct{})
	go func() {
		r.kept, r.err = do(ctx)
		close(r.ended)
	}()
}

// Record keeps the run with recorder from now on. False: it was not taken, for the run has ended or is kept
// already.
func (r *Run) Record(recorder train.Recorder) bool {
	t, ok := r.Source.(*train.Trainer)
	return ok && t.Record(recorder)
}

// Hold has the run keep every update after step whole, as train.Trainer's Hold.
func (r *Run) Hold(step int) bool {
	t, ok := r.Source.(*train.Trainer)
	return ok && t.Hold(step)
}

// Kept is the session that the run became; "" if it was not kept. To be asked after End.
func (r *Run) Kept() string { return r.kept }

// End stops the run at the next update and waits until it has saved. It returns the error of that
// save.
func (r *Run) End() error {
	r.cancel()
	<-r.ended
	return r.err
}
