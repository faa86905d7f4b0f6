package train

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"strconv"
	"time"

	"unroll/core/course"
	"unroll/core/history"
	"unroll/core/marks"
	"unroll/core/recipe"
	"unroll/core/ruin"
)

// A Rewind is how far a run is on its way back to an earlier step.
type Rewind struct {
	From, At, To int // steps: of the state that it goes on from, the one it has reached, and where it goes
}

// A Branch is a course of the run that was left for another one.
type Branch struct {
	From    int          // the last step that it has in common with the run
	History history.View // up to where it was left
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

// A branch was left and can be returned to.
type branch struct {
	*Checkpoint
	phase Phase
	alarm ruin.Alarm
	work  time.Duration // of marks
	path  []course.Fork
	from  course.Point       // where it and the run parted
	marks []marks.Mark[Good] // of its own
}

// course is the way that led to where b is.
func (b branch) course() course.Course {
	return course.Course{Path: b.path, End: course.Point{Step: b.Step, Events: len(b.History.Events())}}
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

// rewindTo goes back to a step, with the changes of settings made there.
func (t *Trainer) rewindTo(args []string) error {
	step, err := strconv.Atoi(args[0])
	if err != nil || step < 0 {
		return errNoStep.Of(args[0])
	}
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

// asBranch is the run as it is.
func (t *Trainer) asBranch() branch {
	return branch{Checkpoint: t.marked(), phase: t.phase, alarm: t.alarm, work: t.marks.Work, path: t.path}
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
	case !more || t.update() != nil || t.hist.View().Last().Loss != row.Point.Loss:
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

// comeBack makes the run continue where a branch was left.
func (t *Trainer) comeBack(to branch) {
	if err := t.become(to.Checkpoint); err != nil {
		panic(err) // it was this run's
	}
	t.phase, t.alarm, t.marks.Work, t.path = to.phase, to.alarm, to.work, to.path
	t.show(true)
}

// part is called when the run has taken another course. It notes where each branch that was left and the run parted; the rows that a branch
// has for itself are taken out of the store, which will have the run's, and one for which they are too many is forgotten. So are the oldest
// if there is no room for all.
func (t *Trainer) part() {
	run := branch{Checkpoint: t.present(), path: t.path}
	for i := range t.branches {
		b := &t.branches[i]
		b.from = course.Parted(b.course(), run.course())
		b.keepRows()
	}
	t.branches = slices.DeleteFunc(t.branches, func(b branch) bool { return b.Older == nil && b.History.WholeFrom() > b.from.Step+1 })
	size := 0
	for i := len(t.branches) - 1; i >= 0; i-- {
		b := &t.branches[i]
		size += sizeOf(b.Checkpoint)
		for _, k := range b.marks {
			size += k.Bytes
		}
		if size > t.marks.Room {
			b.marks = nil // they only make going back faster
			if i < len(t.branches)-1 {
				t.branches = slices.Clone(t.branches[i+1:])
				return
			}
		}
	}
}

// mostAside is how many rows of a branch that was left are kept in memory.
const mostAside = 1 << 17

// aside are rows of a branch that its store will no longer have.
type aside struct {
	before Rows
	rows   []history.Row
}

func (a *aside) Rows(from int) iter.Seq2[history.Row, error] {
	return func(yield func(history.Row, error) bool) {
		first := a.rows[0].Point.Step
		if from < first && a.before != nil {
			for r, err := range a.before.Rows(from) {
				if err == nil && r.Point.Step >= first {
					break
				}
				if !yield(r, err) || err != nil {
					return
				}
			}
		}
		for _, r := range a.rows {
			if r.Point.Step >= from && !yield(r, nil) {
				return
			}
		}
	}
}

// keepRows takes the rows after the fork that History no longer has out of the store. If they are too many or cannot be read, b has no
// older rows.
func (b *branch) keepRows() {
	until := b.History.WholeFrom()
	if until <= b.from.Step+1 {
		return
	}
	kept := &aside{before: b.Older}
	c := *b.Checkpoint
	b.Checkpoint = &c
	for r, err := range b.Rows(b.from.Step + 1) {
		if err != nil || len(kept.rows) > mostAside {
			kept = nil
			break
		}
		if r.Point.Step >= until {
			break
		}
		kept.rows = append(kept.rows, r)
	}
	if b.Older = nil; kept != nil {
		b.Older = kept
	}
}

// redo returns to the branch that was left last. What the run has done since is then the branch that was left last.
func (t *Trainer) redo() error {
	if t.back != nil {
		t.callOff()
		return nil
	}
	n := len(t.branches) - 1
	if n < 0 {
		return errNoBranch.Of()
	}
	b, now := t.branches[n], t.asBranch()
	t.branches = t.branches[:n]
	h := b.History.Continue()
	h.Replace(now.History, b.from.Step)
	c := *b.Checkpoint
	c.History = h.View()
	b.Checkpoint = &c
	now.marks = t.marks.Cut(b.from.Step, b.from.Events)
	t.marks.PutBack(b.marks)
	t.comeBack(b)
	if now.course().End != b.from {
		t.branches = append(t.branches, now)
	}
	t.part()
	t.took(b.from.Step)
	return nil
}

// leftViews are the branches for a Snapshot.
func (t *Trainer) leftViews() (list []Branch) {
	for _, b := range t.branches {
		list = append(list, Branch{b.from.Step, b.History})
	}
	return list
}
