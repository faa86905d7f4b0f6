package history

import "slices"

// What is whole, at least, before the end of a history that was cut back: for those who look at the last
// hundred updates, or at the last validation.
const (
	leastWhole  = 1024
	leastValids = 64
)

// CutBack takes off everything after step: updates, validations, saves, and changes of settings made after
// it. (A change at step itself stays: it comes before the next update.) Where anything was taken off the
// revision goes up.
//
// A bucket cannot be cut inside. Where step is in one, or hardly after the last one, more than what comes
// after step is taken off, and from is the step from which on the rows up to step have to be fed again, in
// their order, with Restore and RestoreValid; until then the history ends before from. Where nothing has
// to be fed, from is step+1. What is asked for is Recent updates and 1/1024 of the run, or, where more than
// RecentValids validations were made, those since the 320th validation back and 1/256 of the run.
//
// Rows that are on no disk yet can be had from a View taken before: those from its WholeFrom on.
//
// Then the history is that of a run which never went beyond step, but for this: what was in buckets and
// did not have to be fed stays there, though there would be room to have it whole. Once the run has come as
// far as it had been, nothing differs but the revision.
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

// goesBeyond says whether anything came after step.
func (h *History) goesBeyond(step int) bool {
	n, m := len(h.events), len(h.saves)
	return h.Step() > step || h.valids.last(-1) > step || (n > 0 && h.events[n-1].Step > step) || (m > 0 && h.saves[m-1] > step)
}

// cutPoints cuts the updates, at a border so far back that those to be fed come to as many whole ones as
// there would be.
func (h *History) cutPoints(step int) (from int) {
	t := &h.points
	if t.old == 0 || t.rowFrom(step+1) >= leastWhole {
		t.cutWhole(step)
		return step + 1
	}
	t.cutBuckets(max(0, t.before(step)-Recent))
	return min(step, t.last(0)) + 1
}

// cutValids cuts the validations, behind the updates: none in a bucket may be of an update that is not in one.
func (h *History) cutValids(step int) (from int) {
	t, border := &h.valids, h.points.oldStep(-1)
	if t.old == 0 || (t.rowFrom(step+1) >= leastValids && t.oldStep(-1) <= border) {
		t.cutWhole(step)
		return step + 1
	}
	t.cutBuckets(max(0, min(t.before(step)-leastValids, t.before(border))))
	return min(step, t.last(-1)) + 1
}

// cutAfter is the beginning of a list that is good, such that appending to it writes to no view of the list.
func cutAfter[T any](list []T, good func(T) bool) []T {
	return slices.Clip(list[:search(len(list), func(i int) bool { return !good(list[i]) })])
}

// recount finds anew what is added up over all rows.
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
