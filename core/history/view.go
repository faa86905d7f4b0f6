package history

import (
	"iter"
	"math"
)

// A View is a history as it was when the view was taken: it never changes, and any number of goroutines may
// read it. The zero View is that of a run that has not begun. Views that compare equal (==) are the same.
type View struct{ s *state }

var nothing state

func (v View) get() *state {
	if v.s == nil {
		return &nothing
	}
	return v.s
}

// Len is the number of updates.
func (v View) Len() int { return v.get().points.n }

// Step is the last update's step; 0 before there is one.
func (v View) Step() int { return v.get().points.last(0) }

// Tokens is the number of tokens scored in all updates.
func (v View) Tokens() int64 { return v.get().tokens }

// Revision is how often the history has been cut back.
func (v View) Revision() int { return v.get().revision }

// CommonWith is the last step up to which this branch and the one of a given revision are the same: what a
// reader remembers of later steps belongs to another branch. It is math.MaxInt if nothing was cut since.
func (v View) CommonWith(revision int) int {
	for _, c := range v.get().cuts {
		if c.revision > revision {
			return c.step
		}
	}
	return math.MaxInt
}

// WholeFrom is the first step from which all updates are whole; 0 if all are.
func (v View) WholeFrom() int { return v.get().points.oldStep(-1) + 1 }

// From yields the whole updates from step on, in order. It yields none before WholeFrom, whatever step is.
func (v View) From(step int) iter.Seq[Point] {
	return func(yield func(Point) bool) {
		t := &v.get().points
		for i := t.rowFrom(step); i < t.whole() && yield(*t.row(i)); i++ {
		}
	}
}

// Rows yields the whole updates from step on, in order, each with its validation. Step 0 has a row if it was
// validated. It yields none before WholeFrom.
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

// Buckets yields the updates before WholeFrom, in order.
func (v View) Buckets() iter.Seq[Bucket] {
	return func(yield func(Bucket) bool) {
		t := &v.get().points
		for i := 0; i < t.buckets() && yield(*t.bucket(i)); i++ {
		}
	}
}

// Last is the last update; zero if there is none. It is whole, except in a history that was just decoded.
func (v View) Last() Point {
	p, _ := v.At(math.MaxInt)
	return p
}

// At is the update nearest to step; the zero Point if there is none. If it is not whole, it is the average
// of the updates around step, with θ unknown (NaN), and exact is false: the row of its Step is on disk.
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

// Latest summarizes the last n updates, or all if there are fewer. It does not split buckets, so Count
// may be less than n.
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

// joinFrom adds the buckets starting with the i-th.
func (s *state) joinFrom(all *Bucket, i int) {
	for ; i < s.points.buckets(); i++ {
		all.join(s.points.bucket(i))
	}
}

// AfterEpoch summarizes the updates after epoch. A bucket that contains epoch is included whole.
func (v View) AfterEpoch(epoch float64) Bucket {
	s, all := v.get(), Bucket{}
	t := &s.points
	s.joinFrom(&all, search(t.buckets(), func(i int) bool { return t.bucket(i).Epoch > epoch }))
	for i := search(t.whole(), func(i int) bool { return t.row(i).Epoch > epoch }); i < t.whole(); i++ {
		all.add(t.row(i))
	}
	return all
}

// Passes are the steps at which a new epoch began; if there are more than MaxPasses, the first ones.
func (v View) Passes() []int { return v.get().passes }

// Events are the changes of settings made by hand. The list must not be modified.
func (v View) Events() []Event { return v.get().events }

// Saves are the steps at which the run was saved; if there are very many, only some of them. The list
// must not be modified.
func (v View) Saves() []int { return v.get().saves }
