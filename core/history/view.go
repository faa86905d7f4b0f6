package history

import (
	"iter"
	"math"
)

// A View is a history as it was when the view was taken: it never changes, and any number of goroutines may
// read it. The zero View is that of a run that has not begun. Views that are == are the same.
type View struct{ s *state }

var nothing state

func (v View) get() *state {
	if v.s == nil {
		return &nothing
	}
	return v.s
}

// Len is how many updates there are.
func (v View) Len() int { return v.get().points.n }

// Step is the last update's; 0 before there is one.
func (v View) Step() int { return v.get().points.last(0) }

// Tokens is how many were scored in all updates.
func (v View) Tokens() int64 { return v.get().tokens }

// Revision is how often the history has been cut back.
func (v View) Revision() int { return v.get().revision }

// CommonWith is the last step of which the branch that had a revision and this one have the same past: what
// a reader remembers of later ones is of another branch. It is math.MaxInt where nothing was cut since.
func (v View) CommonWith(revision int) int {
	for _, c := range v.get().cuts {
		if c.revision > revision {
			return c.step
		}
	}
	return math.MaxInt
}

// WholeFrom is the step from which on all updates are whole; 0 where all are.
func (v View) WholeFrom() int { return v.get().points.oldStep(-1) + 1 }

// From are the whole updates of step and later, by ascending step. Earlier ones than WholeFrom are not
// among them, whatever was asked for.
func (v View) From(step int) iter.Seq[Point] {
	return func(yield func(Point) bool) {
		t := &v.get().points
		for i := t.rowFrom(step); i < t.whole() && yield(*t.row(i)); i++ {
		}
	}
}

// Rows are the whole updates of step and later, each with its validation, by ascending step. Step 0 has a row
// where it was validated. None is earlier than WholeFrom.
func (v View) Rows(step int) iter.Seq[Row] {
	return func(yield func(Row) bool) {
		s := v.get()
		step = max(step, v.WholeFrom())
		points, valids := &s.points, &s.valids
		j := valids.rowFrom(step)
		next := func(step int) (r Row) { // the row of a step, without its update
			if r.Validated = j < valids.whole() && valids.row(j).Step == step; r.Validated {
				r.Valid = *valids.row(j)
				j++
			}
			return r
		}
		if step <= 0 {
			if r := next(0); r.Validated && !yield(r) {
				return
			}
		}
		for i := points.rowFrom(step); i < points.whole(); i++ {
			r := next(points.row(i).Step)
			if r.Point = *points.row(i); !yield(r) {
				return
			}
		}
	}
}

// Buckets are the updates before WholeFrom, by ascending step.
func (v View) Buckets() iter.Seq[Bucket] {
	return func(yield func(Bucket) bool) {
		t := &v.get().points
		for i := 0; i < t.buckets() && yield(*t.bucket(i)); i++ {
		}
	}
}

// Last is the last update; zero where there is none. It is whole, but in a history that was just decoded.
func (v View) Last() Point {
	p, _ := v.At(math.MaxInt)
	return p
}

// At is the update nearest to step; the zero Point where there is none. Where it is not whole it is what the
// updates around step are on average, with θ unknown (NaN), and exact is false: the row of its Step is on
// disk.
func (v View) At(step int) (p Point, exact bool) {
	t := &v.get().points
	if t.n == 0 {
		return p, false
	}
	i := t.nearest(step)
	if n := t.buckets(); i >= n {
		return *t.row(i - n), true
	}
	return t.bucket(i).point(step), false
}

// Latest is what the last n updates come to, or all if there are fewer. Of those that are not whole it has
// only whole buckets, so Count may be less than n.
func (v View) Latest(n int) Bucket { return v.get().latest(n) }

func (s *state) latest(n int) Bucket {
	t, all := &s.points, Bucket{}
	whole := max(0, min(n, t.whole()))
	i := t.buckets()
	for left := n - whole; i > 0 && t.bucket(i-1).Count <= left; i-- {
		left -= t.bucket(i - 1).Count
	}
	if whole == t.whole() {
		s.joinFrom(&all, i)
	}
	for j := t.whole() - whole; j < t.whole(); j++ {
		all.add(t.row(j))
	}
	return all
}

// joinFrom adds the buckets from the i-th on.
func (s *state) joinFrom(all *Bucket, i int) {
	for ; i < s.points.buckets(); i++ {
		all.join(s.points.bucket(i))
	}
}

// AfterEpoch is what the updates later than epoch come to. A bucket that epoch lies in counts whole.
func (v View) AfterEpoch(epoch float64) Bucket {
	s, all := v.get(), Bucket{}
	t := &s.points
	s.joinFrom(&all, search(t.buckets(), func(i int) bool { return t.bucket(i).Epoch > epoch }))
	for i := search(t.whole(), func(i int) bool { return t.row(i).Epoch > epoch }); i < t.whole(); i++ {
		all.add(t.row(i))
	}
	return all
}

// Passes are the steps at which a new pass over the text began; of more than MaxPasses the first ones.
func (v View) Passes() []int { return v.get().passes }

// Events are the settings that were changed by hand. The list is not to be changed.
func (v View) Events() []Event { return v.get().events }

// Saves are the steps at which the run was saved; of very many, a part. The list is not to be changed.
func (v View) Saves() []int { return v.get().saves }
