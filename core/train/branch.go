package train

import (
	"iter"
	"slices"
	"time"

	"unroll/core/course"
	"unroll/core/history"
	"unroll/core/marks"
	"unroll/core/ruin"
)

// A Branch is a course of the run that was left for another one.
type Branch struct {
	From    int          // the last step that it has in common with the run
	History history.View // up to where it was left
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

// asBranch is the run as it is.
func (t *Trainer) asBranch() branch {
	return branch{Checkpoint: t.marked(), phase: t.phase, alarm: t.alarm, work: t.marks.Work, path: t.path}
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
	if now.phase == Paused && t.phase == Running {
		t.phase = Paused // as it was left to rest
	}
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
