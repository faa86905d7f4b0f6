package history

import "slices"

// The minimum that is whole at the end of a history after a cut, for readers that look at the last
// hundred updates or at the last validation.
const (
	leastWhole  = 1024
	leastValids = 64
)

// CutBack removes everything after step: updates, validations, saves, and changes of settings made after it. (A
// change at step itself stays: it comes before the next update.) If anything was removed, the revision goes up.
//
// A bucket cannot be split. If step is inside one, or shortly after the last one, more is removed than what
// comes after step, and the rows of steps from…step must be added again, in order, with Restore and
// RestoreValid; until then the history ends before from. If nothing has to be added, from is step+1. At
// most Recent updates and 1/1024 of the run are needed, or, if more than RecentValids validations were
// made, those since the 320th validation before step and 1/256 of the run.
//
// Rows that are not on disk yet are in a View taken before: those from its WholeFrom on.
//
// Then the history is that of a run that never went beyond step, with one exception: rows that were in
// buckets and did not have to be added again stay there, although there would be room to keep them whole.
// Once the run is as far as it was before the cut, only the revision differs.
func (h *History) CutBack(step int) (from int) {
	if !h.goesBeyond(step) {
		return step + 1
	}
	h.revision++
	h.cuts = cutAfter(h.cuts, func(c cut) bool { return c.step < step })
	h.cuts = append(h.cuts, cut{h.revision, step})
	from = min(h.cutPoints(step), h.cutValids(step))
	h.events = cutAfter(h.events, func(e Event) bool { return e.Step <= step })
	h.saves = cutAfter(h.saves, func(s int) bool { return s <= step })
	last := h.Step()
	h.passes = cutAfter(h.passes, func(s int) bool { return s <= last })
	h.recount()
	h.settle()
	return from
}

// CutEvents keeps only the first n changes of settings: of those made at the last step, which CutBack leaves, the first.
func (h *History) CutEvents(n int) {
	h.events, h.taken = slices.Clip(h.events[:min(n, len(h.events))]), nil
}

// Replace makes h, which has the rows of another branch up to a step and its own ones after it, the successor of that branch: readers of
// the other one know what they still know. The revision is above that of both.
func (h *History) Replace(other View, step int) {
	h.revision = max(h.revision, other.Revision()) + 1
	h.cuts = append(cutAfter(h.cuts, func(c cut) bool { return c.step < step }), cut{h.revision, step})
	h.taken = nil
}

// goesBeyond reports whether anything came after step.
func (h *History) goesBeyond(step int) bool {
	n, m := len(h.events), len(h.saves)
	return h.Step() > step || h.valids.last(-1) > step || (n > 0 && h.events[n-1].Step > step) || (m > 0 && h.saves[m-1] > step)
}

// cutPoints cuts the updates, far enough back that with the updates added again as many are whole as in
// a run without the cut.
func (h *History) cutPoints(step int) (from int) {
	t := &h.points
	if t.old == 0 || t.rowFrom(step+1) >= leastWhole {
		t.cutWhole(step)
		return step + 1
	}
	t.cutBuckets(max(0, t.before(step)-Recent))
	return min(step, t.last(0)) + 1
}

// cutValids cuts the validations, after the updates are cut: no validation in a bucket may belong to an update
// that is not in one.
func (h *History) cutValids(step int) (from int) {
	t, border := &h.valids, h.points.oldStep(-1)
	if t.old == 0 || (t.rowFrom(step+1) >= leastValids && t.oldStep(-1) <= border) {
		t.cutWhole(step)
		return step + 1
	}
	t.cutBuckets(max(0, min(t.before(step)-leastValids, t.before(border))))
	return min(step, t.last(-1)) + 1
}

// cutAfter is the first part of a list, whose items are good, such that appending to it does not write to
// any view of the list.
func cutAfter[T any](list []T, good func(T) bool) []T {
	return slices.Clip(list[:search(len(list), func(i int) bool { return !good(list[i]) })])
}

// recount recomputes the totals over all rows.
func (h *History) recount() {
	h.tokens, h.epoch, h.best = 0, 0, Valid{}
	for i := range h.points.buckets() {
		h.tokens, h.epoch = h.tokens+h.points.bucket(i).Tokens, h.points.bucket(i).Epoch
	}
	for i := range h.points.whole() {
		h.tokens, h.epoch = h.tokens+int64(h.points.row(i).Tokens), h.points.row(i).Epoch
	}
	for i := range h.valids.buckets() {
		if b := h.valids.bucket(i).Best; b.better(h.best) {
			h.best = b
		}
	}
	for i := range h.valids.whole() {
		if v := *h.valids.row(i); v.better(h.best) {
			h.best = v
		}
	}
}
