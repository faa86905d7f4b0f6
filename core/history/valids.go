package history

import (
	"iter"
	"math"
)

// ValidLen is the number of validations.
func (v View) ValidLen() int { return v.get().valids.n }

// LastValid is the last validation; ok is false if there is none.
func (v View) LastValid() (last Valid, ok bool) {
	last, _ = v.NearestValid(math.MaxInt)
	return last, v.ValidLen() > 0
}

// Last is the last update; zero if there is none.
func (h *History) Last() Point { return View{&h.state}.Last() }

// LastValid is the last validation; ok is false if there is none.
func (h *History) LastValid() (last Valid, ok bool) { return View{&h.state}.LastValid() }

// BestValid is the first validation with the lowest loss; ok is false if every loss was NaN.
func (v View) BestValid() (best Valid, ok bool) {
	best = v.get().best
	return best, !math.IsNaN(best.Loss())
}

// NearestValid is the validation nearest to step; the zero Valid if there is none. If it is not whole, it is
// the average of those around step, and exact is false.
func (v View) NearestValid(step int) (at Valid, exact bool) {
	t := &v.get().valids
	if t.n == 0 {
		return at, false
	}
	i := t.nearest(step)
	if n := t.buckets(); i >= n {
		return *t.row(i - n), true
	}
	return t.bucket(i).valid(step), false
}

// ValidsWholeFrom is the first step from which all validations are whole; 0 if all are. It is never after WholeFrom.
func (v View) ValidsWholeFrom() int { return v.get().valids.oldStep(-1) + 1 }

// ValidsFrom yields the whole validations from step on, in order.
func (v View) ValidsFrom(step int) iter.Seq[Valid] {
	return func(yield func(Valid) bool) {
		t := &v.get().valids
		for i := t.rowFrom(step); i < t.whole() && yield(*t.row(i)); i++ {
		}
	}
}

// LatestValids summarizes the losses of the last n validations in nats/token, or of all if there are fewer.
// The bucket that contains the first of them is included whole, so N may exceed n by 1/256 of those before.
func (v View) LatestValids(n int) Range {
	t, all := &v.get().valids, Range{}
	i := t.buckets()
	for left := n - t.whole(); i > 0 && left > 0; i-- {
		left -= t.bucket(i - 1).Count
	}
	for ; i < t.buckets(); i++ {
		all.join(t.bucket(i).Loss)
	}
	for j := max(0, t.whole()-n); j < t.whole(); j++ {
		all.add(t.row(j).Loss())
	}
	return all
}
