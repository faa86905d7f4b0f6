package sessions

import (
	"cmp"
	"context"
	"runtime"
	"time"

	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/train"
	"unroll/core/work"
	"unroll/datasets"
)

// Autosave is how often a recorded run is saved.
const Autosave = 30 * time.Second

// A Subject is what a run is about: what does not change while it learns.
type Subject struct {
	Origin Origin
	Text   datasets.Text // zero if the data are not a text
	Recipe recipe.Recipe
	Data   task.Data
	Corpus *text.Corpus // of a text; nil if the data are not a text
	Facts  text.Facts
	Floor  float64      // the exact minimum of the loss in nats per scored token: a source's entropy rate; NaN if not known
	Law    datasets.Law // with the ids of the vocabulary, in order, as symbols; nil if not known
	Piped  []byte       // standard input, if the data came through it and its sessions are to keep it. Set it before sharing the Subject
	Preset string       // name of the preset that it was started from; "": none. Set it before sharing the Subject
}

// A Run is a source of snapshots together with its Subject: a trainer in a goroutine of its own, or a session
// opened for viewing.
type Run struct {
	Subject
	train.Source
	cancel context.CancelFunc
	ended  chan struct{}
	err    error  // of the last save; read it only after ended is closed
	kept   string // the session it became; read it only after ended is closed
}

// RecipeFor is the recipe for a text unless a person chooses otherwise.
func RecipeFor(t datasets.Text) recipe.Recipe {
	r := recipe.Default()
	if s, ok := datasets.Find(t.Name); ok && s.Title == t.Title {
		r.Text = s.Options
		r.Model.Hidden, r.Settings.LR = cmp.Or(s.Hidden, r.Model.Hidden), cmp.Or(s.LR, r.Settings.LR)
		r.Settings.Unroll = max(r.Settings.Unroll, stepsFor(t, r.Text))
	}
	return r
}

// stepsFor is the number of unrolled steps that the longest line to learn from needs; 0 if lines need not fit whole.
func stepsFor(t datasets.Text, o text.Options) int {
	if o.Score == "" {
		return 0
	}
	c, err := datasets.Corpus(t, o)
	if err != nil {
		return 0 // whoever reads it will say so
	}
	return c.TrainLines.Longest().Len()
}

// Threads is how many threads may compute: one for each processor; the interface takes turns with them.
func Threads() int { return runtime.NumCPU() }

// Begin tokenizes t and starts a run. If Settings.ValidEvery is 0, it chooses a suitable one.
// Errors: a *datasets.BadData, or an invalid recipe.
func Begin(t datasets.Text, r recipe.Recipe, o train.Options) (*Run, error) {
	return BeginOn(OfText(t), r, o)
}

// BeginOn is Begin with the data of any task; r names the task.
func BeginOn(x Origin, r recipe.Recipe, o train.Options) (*Run, error) {
	return BeginSaying(x, r, o, func(error) {})
}

// begin starts a run over s.
func (s Subject) begin(o train.Options) (*Run, error) {
	if s.Recipe.Settings.ValidEvery == 0 {
		s.Recipe.Settings.ValidEvery = recipe.ValidEvery(s.Data, s.Recipe.Settings)
	}
	if o.Threads == 0 {
		o.Threads = Threads()
	}
	if o.From != nil && o.Recorder != nil {
		if err := s.knows(o.Recorder.Name(), o.From); err != nil {
			return nil, err
		}
	}
	if o.Recorder == nil && o.Spool == nil {
		o.Spool = newSpool
	}
	work.MakeRoom(o.Threads)
	trainer, err := train.New(s.Recipe, s.Data, o)
	if err != nil {
		return nil, s.Origin.Fault(err)
	}
	run := &Run{Subject: s, Source: trainer}
	run.start(func(ctx context.Context) (kept string, err error) {
		err = trainer.Run(ctx)
		return trainer.Kept(), err
	})
	return run, nil
}

// knows returns a *Damaged error if the vocabulary of a session is not that of its text: the ids of one would be read as those of the
// other. If they differ in size, it is another text, which train.New says.
func (s Subject) knows(name string, c *train.Checkpoint) error {
	v := s.Data.Vocab()
	if v == nil || c.Vocab == nil || v.Len() != c.Vocab.Len() {
		return nil
	}
	if id := v.Differs(c.Vocab); id >= 0 {
		return folder{name: name}.damaged(vocabFile, errOtherToken.Of(id, aLine(c.Vocab.Token(id)), aLine(v.Token(id))))
	}
	return nil
}

// about is a run over x by r.
func about(x Origin, r recipe.Recipe) (Subject, error) {
	s, err := x.Subject(r)
	s.Origin = x
	if err == nil {
		s.Data = r.ReadAs(s.Data)
		if t, ok := s.Data.(task.Text); ok {
			s.Corpus = t.Corpus
		}
	}
	return s, err
}

func subjectOf(t datasets.Text, r recipe.Recipe, c *text.Corpus) Subject {
	s := Subject{Text: t, Recipe: r, Data: task.Text{Corpus: c}, Corpus: c, Facts: text.FactsOf(c), Floor: datasets.FloorFor(t, c)}
	if law := datasets.LawFor(t, c.Vocab); law != nil && !r.Text.Lines {
		s.Law = law
	}
	return s
}

// start runs do in a goroutine until End.
func (r *Run) start(do func(ctx context.Context) (kept string, err error)) {
	ctx, cancel := context.WithCancel(context.Background())
	r.cancel, r.ended = cancel, make(chan struct{})
	go func() {
		r.kept, r.err = do(ctx)
		close(r.ended)
	}()
}

// Record saves the run with recorder from now on. False: it was not accepted, because the run has ended or
// is already being saved.
func (r *Run) Record(recorder train.Recorder) bool {
	t, ok := r.Source.(*train.Trainer)
	return ok && t.Record(recorder)
}

// Secure saves the run now, elsewhere if it must (Session.Rescue), and waits for that. kept: as it is, it is stored, or there is
// nothing to store. The error is that of the save.
func (r *Run) Secure() (kept bool, err error) {
	s, ok := r.Source.(interface {
		Secure(report func(kept bool, err error)) bool
	})
	if !ok {
		return true, nil
	}
	type outcome struct {
		kept bool
		err  error
	}
	done := make(chan outcome, 1)
	if !s.Secure(func(kept bool, err error) { done <- outcome{kept, err} }) {
		return true, nil // it has ended: End says how
	}
	select {
	case o := <-done:
		return o.kept, o.err
	case <-r.ended:
		return true, nil
	}
}

// Forget makes the run one that is not recorded; what was saved stays saved.
func (r *Run) Forget() {
	if t, ok := r.Source.(*train.Trainer); ok {
		t.Forget()
	}
}

// Hold makes the run keep every update after step whole, like train.Trainer's Hold.
func (r *Run) Hold(step int) bool {
	t, ok := r.Source.(*train.Trainer)
	return ok && t.Hold(step)
}

// Kept is the session that the run became; "" if it was not saved. Call it only after End.
func (r *Run) Kept() string { return r.kept }

// Over reports whether the run has reached an end that it cannot go on from (train.Snapshot.Over). Call it only after End.
func (r *Run) Over() bool {
	last := <-r.Snapshots(context.Background())
	return last.Over()
}

// End stops the run at the next update and waits until it has saved. It returns the error of that
// save.
func (r *Run) End() error {
	r.cancel()
	<-r.ended
	return r.err
}
