package train

import (
	"cmp"
	"context"
	"runtime"
	"time"

	"unroll/core/command"
	"unroll/core/course"
	"unroll/core/feed"
	"unroll/core/history"
	"unroll/core/marks"
	"unroll/core/recipe"
	"unroll/core/ruin"
	"unroll/core/task"
	"unroll/core/work"
)

// Options are how a run is executed; none of them affects what is learned.
type Options struct {
	Threads  int           // number of computing threads; at least 1
	Nice     bool          // its threads give way to others, such as the interface's
	Autosave time.Duration // between saves; 0: only at the end
	Paused   bool          // start paused
	From     *Checkpoint   // resume from here; nil: start from the beginning
	Start    *Start        // what a recipe with InitFrom begins with; not used with From
	Recorder Recorder      // stores the run; nil: nothing is stored
	// KeepGoing: a ruined run does not stop.
	KeepGoing bool
	// LastLook is how long the validation of the last weights may hold up the end of a run that is stopped; 0: they are not validated.
	LastLook time.Duration
	// Spool creates storage for the rows of a run that is not recorded; nil: they stay in memory.
	Spool func() (Spool, error)
}

// A Trainer owns a run. Make one with New, start Run in a goroutine of its own, then Send commands
// and receive Snapshots from any other.
type Trainer struct {
	*learner
	opts     Options
	requests chan request
	out      *feed.Feed[Snapshot]
	ended    chan struct{}

	phase       Phase
	once        int // updates to make while paused
	stops       int // how often it was told to stop
	alarm       ruin.Alarm
	begun       recipe.Recipe // before its end was taken from it
	back        *rewinding    // nil: it is not going back
	branches    []branch      // that were left, the last one last
	path        []course.Fork // how it came to its course
	courses     int           // the last one's number
	left        int           // see Snapshot
	refused     error         // why the last command was refused
	recorder    Recorder
	keep        keeper
	saved       Saved
	moved       error // why and where the run is stored elsewhere; nil: it is not
	savedEvents int   // number of changes of settings at the last save
	saveAt      time.Time
	saveRows    int // updates after which a save is due whatever the time, because they are in memory until then
	tried       int // step of the last attempt to save
	eval        task.Validation
	judgedBy    history.Windows // of the last validation
	shownAt     time.Time
	model       task.Model
	modelAt     time.Time
	copyTook    time.Duration
	speed       speedometer
}

const (
	requestDepth = 64
	maxUnsaved   = 1 << 17 // updates: about 10 MB
	showEvery    = time.Second / 30
	copyEvery    = 150 * time.Millisecond
	copyShare    = 30 // copies of the weights may take 1/copyShare of the time
)

// New prepares a run over d. Errors: an invalid recipe (Recipe.Check), a text that is too short
// (*text.TooShort), a checkpoint of another run.
func New(r recipe.Recipe, d task.Data, o Options) (*Trainer, error) {
	l, err := newLearner(r, d)
	if err != nil {
		return nil, err
	}
	t := &Trainer{learner: l, opts: o, requests: make(chan request, requestDepth), out: feed.New[Snapshot](), saveRows: maxUnsaved, ended: make(chan struct{})}
	if o.From != nil {
		t.left, err = o.From.Left, l.restore(o.From)
	} else {
		err = l.beginFrom(o.Start)
	}
	if err != nil {
		return nil, err
	}
	t.begun, t.marks = t.recipe, marks.Set[Good]{Room: MarkRoom, Disk: MarkDiskRoom, Least: markEvery}
	t.begins(o.From)
	t.alarm = ruin.NewAlarm(&t.watch, t.step, l.done(), o.KeepGoing)
	if !o.Paused {
		t.phase = Running
	}
	if l.done() {
		t.phase = Finished
	}
	return t, nil
}

// Snapshots returns a new reader's channel of states: at most 30 a second, and one immediately after a command.
// It is closed when Run ends, after a last state, or when ctx is done. Snapshots waits for Run to start.
func (t *Trainer) Snapshots(ctx context.Context) <-chan Snapshot { return t.out.Snapshots(ctx) }

// Kept is where the run has been saved; "" if nowhere. Call it only after Run has returned.
func (t *Trainer) Kept() string {
	if t.saved.When.IsZero() {
		return ""
	}
	return t.saved.To
}

// Send passes a command to the trainer and never blocks. False: it was not accepted, because the
// run has ended or too many are waiting.
func (t *Trainer) Send(c command.Command) bool {
	return t.ask(func(t *Trainer) error { return t.obey(c) })
}

// Record saves the run with r from now on: immediately, at intervals, and at the end. False: as for Send.
func (t *Trainer) Record(r Recorder) bool {
	return t.ask(func(t *Trainer) error {
		t.record(r)
		return nil
	})
}

// A request is carried out by the trainer's goroutine between two updates; it returns why it was refused, or nil.
type request func(t *Trainer) (refused error)

func (t *Trainer) ask(r request) bool {
	select {
	case <-t.ended:
		return false
	default:
	}
	select {
	case t.requests <- r:
		return true
	default:
		return false
	}
}

// Run trains until ctx is cancelled or Stop arrives; it returns the error of the last save.
func (t *Trainer) Run(ctx context.Context) (err error) {
	runtime.LockOSThread() // never unlocked: the thread, with its niceness, ends with the goroutine
	if t.opts.Nice {
		work.LowerPriority(work.Niceness)
	}
	go t.out.Run()
	t.use(work.New(t.opts.Threads, t.opts.Nice))
	defer func() { err = t.end() }()
	if t.opts.Recorder != nil {
		t.record(t.opts.Recorder)
	}
	t.show(true)
	for t.stops == 0 && ctx.Err() == nil {
		t.proceed(ctx)
	}
	t.speed = speedometer{}
	t.take() // what was asked before the end, above all to record the run
	t.callOff()
	t.secure()
	if events := t.hist.EventLen(); t.lookLast(ctx) || t.hist.EventLen() != events {
		t.secure()
	}
	return nil
}

// proceed carries out the waiting commands, and does the next piece of work, one short enough to wait for. However fast commands
// come, there is a piece of work between them.
func (t *Trainer) proceed(ctx context.Context) {
	switch t.take(); {
	case t.stops > 0:
	case t.back != nil:
		t.goBack()
	case t.eval != nil:
		t.validate()
	case t.dueValidation():
		t.beginValidation()
	case t.dueSave():
		t.save()
		t.show(true)
	case t.busy():
		t.keepMark(false)
		t.advance()
	default:
		t.wait(ctx)
	}
}

func (t *Trainer) busy() bool { return t.phase == Running || t.once > 0 }

// take carries out the waiting commands; those that come meanwhile wait for the next time.
func (t *Trainer) take() {
	waiting := len(t.requests)
	for range waiting {
		t.refused = (<-t.requests)(t)
	}
	if waiting > 0 {
		t.show(true)
	}
}

// wait sleeps until a command comes, or the context ends.
func (t *Trainer) wait(ctx context.Context) {
	t.speed = speedometer{}
	t.show(true)
	var save <-chan time.Time // never, unless a changed setting is not yet saved
	if t.unsaved() {
		save = time.After(time.Until(t.saveAt))
	}
	select {
	case r := <-t.requests:
		t.refused = r(t)
		t.show(true)
	case <-save:
	case <-ctx.Done():
	}
}

// advance makes one update.
func (t *Trainer) advance() {
	t.once = max(0, t.once-1)
	start := time.Now()
	if t.update() != nil {
		t.phase, t.once = Diverged, 0
		t.show(true)
		return
	}
	t.marks.Work += time.Since(start)
	t.speed.add(t.scored, time.Since(start))
	t.spill()
	over := t.done()
	stop := t.alarm.Update(&t.watch, t.step, over)
	switch {
	case over && t.phase != Finished:
		t.phase, t.once = Finished, 0
	case stop && !over:
		t.phase, t.once = Ruined, 0
	}
	t.show(stop)
}

func (t *Trainer) turn(k recipe.Knob, v float64) error {
	_, err := t.change(k, v)
	return err
}

// show publishes the state: at most 30 times a second, unless now.
func (t *Trainer) show(now bool) {
	if !now && time.Since(t.shownAt) < showEvery {
		return
	}
	t.shownAt = time.Now()
	if t.back == nil {
		t.copyModel(now)
	}
	t.out.Publish(t.snapshot())
}

// copyModel renews the copy of the weights that others may read, at a bounded rate.
func (t *Trainer) copyModel(now bool) {
	if t.model != nil && t.model.At() == t.step {
		return
	}
	rest := max(copyEvery, copyShare*t.copyTook)
	if t.model != nil && time.Since(t.modelAt) < rest && !(now && !t.busy()) {
		return
	}
	start := time.Now()
	t.model = t.data.Model(t.net.Frozen(), t.step)
	t.modelAt, t.copyTook = time.Now(), time.Since(start)
}

func (t *Trainer) snapshot() Snapshot {
	if b := t.back; b != nil {
		s := b.shown
		s.Rewind, s.Refused, s.Saved = &Rewind{b.from, t.step, b.to}, t.refused, t.saved
		return s
	}
	return Snapshot{
		Recipe: t.recipe, Step: t.step, Epoch: t.reader.Epochs(), Phase: t.phase, Ruined: t.alarm.On, Left: t.left, Validating: t.eval != nil,
		Settings: t.set, LR: t.lr(), Rows: t.reader.Rows(), Speed: t.speed.rate(), History: t.hist.View(),
		Task: t.data.Task(), Model: t.model, Windows: t.recent.Windows(), ValidWindows: t.judgedBy, Refused: t.refused, Saved: t.saved, Branches: t.leftViews(),
	}
}

// end publishes the last state, with the final model, and releases readers, threads and files.
func (t *Trainer) end() error {
	close(t.ended)
	t.modelAt, t.copyTook = time.Time{}, 0
	t.show(true)
	t.out.End()
	t.pool.Close()
	t.closeSpool()
	err := t.closeRecorder()
	return cmp.Or(t.saved.Err, t.moved, err)
}
