package train

import (
	"cmp"
	"iter"
	"math"
	"strconv"
	"time"

	"unroll/core/course"
	"unroll/core/history"
	"unroll/core/recipe"
	"unroll/core/ruin"
)

// A Rewind is how far a run is on its way back to an earlier step.
type Rewind struct {
	From, At, To int // steps: of the state that it goes on from, the one it has reached, and where it goes
}

// A rewinding is a run on its way back: it goes on from a mark, and makes the updates up to a step again.
type rewinding struct {
	now    branch
	shown  Snapshot     // what is published meanwhile, but for Rewind
	from   int          // the step of the mark
	to     int          // the step to go to
	events int          // changes of settings to keep
	ahead  *history.Row // the next row, if it has been read already
	next   func() (history.Row, error, bool)
	stop   func()
}

// undo goes back to before the last change of a setting that affects learning; of those that do not, none is undone.
func (t *Trainer) undo() error {
	h, kept := t.hist.View(), math.MaxInt
	if t.back != nil {
		h, kept = t.back.now.History, t.back.events
	}
	list := h.Events()
	for i := min(kept, len(list)) - 1; i >= 0; i-- {
		if k, err := recipe.FindKnob(list[i].Knob); err == nil && !k.Looks {
			return t.rewind(list[i].Step, i)
		}
	}
	return errNoChange.Of()
}

// rewindTo is rewindWhole for a command.
func (t *Trainer) rewindTo(args []string) error {
	step, err := strconv.Atoi(args[0])
	if err != nil || step < 0 {
		return errNoStep.Of(args[0])
	}
	return t.rewindWhole(step)
}

// rewindWhole goes back to a step, with the changes of settings made there.
func (t *Trainer) rewindWhole(step int) error {
	events := 0
	for _, e := range t.present().History.Events() {
		if e.Step <= step {
			events++
		}
	}
	return t.rewind(step, events)
}

// present is where the run is, or was before it began to go back.
func (t *Trainer) present() *Checkpoint {
	if t.back != nil {
		return t.back.now.Checkpoint
	}
	return &Checkpoint{Step: t.step, History: t.hist.View()}
}

// rewind goes back to a step, with the first changes of settings.
func (t *Trainer) rewind(step, events int) error {
	p := t.present()
	switch {
	case step > p.Step:
		return errNoStep.Of(strconv.Itoa(step))
	case step == p.Step && events == len(p.History.Events()):
		t.callOff()
		return nil
	}
	if b := t.back; b != nil && t.step <= step && t.hist.EventLen() <= events {
		b.to, b.events = step, events // it has not come so far yet
		return nil
	}
	g, err := t.markBefore(step, events)
	if err != nil {
		return err
	}
	b := &rewinding{from: g.Step, to: step, events: events}
	if t.back != nil {
		t.back.stop()
		b.now, b.shown = t.back.now, t.back.shown
	} else {
		t.show(true)
		b.shown = t.snapshot()
		b.now = t.asBranch()
	}
	t.back = b
	b.next, b.stop = iter.Pull2(b.now.Rows(g.Step))
	err = t.beginAt(g)
	if err != nil {
		t.callOff()
	}
	return err
}

// markBefore is the nearest mark, or the beginning of the run.
func (t *Trainer) markBefore(step, events int) (*Good, error) {
	if g, work := t.marks.Before(step, events); g != nil {
		t.marks.Work = work
		return g, nil
	}
	if t.begun.InitFrom != "" && t.opts.Start == nil {
		return nil, errStartMissing.Of(t.begun.InitFrom)
	}
	l, err := newLearner(t.begun, t.data)
	if err != nil {
		return nil, err
	}
	if err := l.beginFrom(t.opts.Start); err != nil {
		return nil, err
	}
	t.marks.Work = 0
	return &Good{Checkpoint: *l.checkpoint()}, nil
}

// beginAt makes the run continue from g.
func (t *Trainer) beginAt(g *Good) error {
	at, err := t.back.now.Back(g)
	if err != nil {
		return err
	}
	if err := t.become(at); err != nil {
		return err
	}
	row, err, more := t.back.next()
	switch {
	case err != nil || !more:
		return cmp.Or(err, errAgain.Of(g.Step))
	case row.Point.Step != g.Step: // step 0 has a row only if it was validated
		t.back.ahead = &row
		return nil
	}
	t.lowest = math.Inf(1) // the mark may be from before the validation of its weights
	if t.best != nil {
		t.lowest = t.best.Loss
	}
	t.again(row)
	return nil
}

// become makes the run continue from c.
func (t *Trainer) become(c *Checkpoint) error {
	t.recipe, t.eval, t.once, t.judgedBy, t.recent = c.Recipe, nil, 0, history.Windows{}, history.RecentWindows{}
	err := t.restore(c)
	t.hold()
	return err
}

// goBack makes one update again, or arrives.
func (t *Trainer) goBack() {
	start := time.Now()
	err := t.changeAgain()
	switch b := t.back; {
	case err != nil:
	case t.step == b.to:
		err = t.arrive()
	default:
		err = t.updateAgain()
		t.marks.Work += time.Since(start)
	}
	if err != nil {
		t.callOff()
		t.refused = err
	}
	t.show(err != nil)
}

// changeAgain makes the changes of settings that come before the next update.
func (t *Trainer) changeAgain() error {
	list := t.back.now.History.Events()[:t.back.events]
	for _, e := range list[min(t.hist.EventLen(), len(list)):] {
		k, err := recipe.FindKnob(e.Knob)
		if err != nil || e.Step > t.step {
			return err
		}
		if _, err := t.change(k, e.To); err != nil {
			return errAtStep.Of(t.step, err)
		}
	}
	return nil
}

func (b *rewinding) nextRow() (r history.Row, err error, more bool) {
	if b.ahead != nil {
		r, b.ahead = *b.ahead, nil
		return r, nil, true
	}
	return b.next()
}

// updateAgain makes an update again, which must have the same loss, and takes over its validation.
func (t *Trainer) updateAgain() error {
	if t.done() {
		t.recipe.Steps, t.recipe.Epochs = 0, 0 // the run went on
	}
	row, err, more := t.back.nextRow()
	switch {
	case err != nil:
		return err
	case !more || t.update() != nil || t.hist.Last().Loss != row.Point.Loss:
		return errAgain.Of(t.step)
	}
	if row.Validated {
		t.hist.AddValid(row.Valid)
		t.again(row)
	}
	return nil
}

// again does what a validation leads to.
func (t *Trainer) again(row history.Row) {
	if !row.Validated {
		return
	}
	t.watch.Judge(row.Valid.Loss())
	if t.keepBest(row.Valid, t.net) {
		t.keepThis()
	}
	if t.unjudged() {
		t.judge(row.Valid)
	}
}

// arrive ends the way back. What the run did after this step is a branch that was left.
func (t *Trainer) arrive() error {
	b := t.back
	h, err := b.now.historyTo(b.to, b.events, min(t.keep.kept, t.keep.read, b.to))
	if err != nil {
		return err
	}
	b.stop()
	t.back, t.hist = nil, h.Continue()
	b.now.marks = t.marks.Cut(b.to, b.events)
	t.courses++
	t.path = course.Turn(t.path, t.courses, course.Point{Step: b.to, Events: b.events})
	t.branches = append(t.branches, b.now)
	t.part()
	t.took(b.to)
	t.alarm = ruin.NewAlarm(&t.watch, t.step, t.done(), t.opts.KeepGoing)
	if t.phase = Running; b.now.phase == Paused {
		t.phase = Paused
	}
	if t.done() {
		t.phase = Finished
	}
	t.show(true)
	return nil
}

// took notes that what is stored of the run after a step is of another branch.
func (t *Trainer) took(step int) {
	k := &t.keep
	if k.spool != nil && k.kept > step {
		k.failed = true // it cannot be cut back
	}
	k.kept = min(k.kept, step)
	t.hold()
	t.left, t.savedEvents = 0, -1
}

// callOff returns to where the run was before it began to go back.
func (t *Trainer) callOff() {
	b := t.back
	if b == nil {
		return
	}
	t.back = nil
	b.stop()
	t.comeBack(b.now)
}
