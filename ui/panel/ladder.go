package panel

import (
	"fmt"
	"math"

	"unroll/core/baseline"
	"unroll/core/tagging"
	"unroll/core/task"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/look"
)

// Ladder is how well counting does on the run's own text.
type Ladder struct {
	State        Count
	Rungs        []baseline.Rung // computed so far, from order 0 on
	Packed       baseline.Compressed
	Train, Valid int // tokens counted in and judged by; of a long text not all
}

// Count is the progress of the counting.
type Count int

// The states of counting.
const (
	NotCounted Count = iota
	Counting
	Counted // every rung is computed
)

// GramName is the name of a k-gram.
func GramName(order int, l look.Look) string {
	w := l.Words.Ladder
	if order < 3 {
		return [...]string{w.Uniform, w.Unigram, w.Bigram}[max(order, 0)]
	}
	return fmt.Sprintf(w.Gram, fmt.Sprint(order))
}

// worth is the name of a fractional k-gram: 3.4-gram.
func worth(grams float64, l look.Look) string {
	if r := math.Round(grams*10) / 10; r != math.Trunc(r) {
		return fmt.Sprintf(l.Words.Ladder.Gram, fmt.Sprintf("%.1f", r))
	}
	return GramName(int(math.Round(grams)), l)
}

// rungRefs are the line of the best k-gram and, yielding, those of lower orders that improve on all orders below
// them. Until they are counted, or if nothing is held out to judge them by, the best is the task's second level: for a text the entropy
// of its single tokens, for a series the last value; the others are those that follow it.
func rungRefs(d *Data, l look.Look) (best chart.Ref, others []chart.Ref) {
	b, ok := baseline.BestRung(d.Ladder.Rungs)
	if !ok || b.Order < 1 {
		best = d.levelRef(task.Level{Loss: math.NaN()}, l) // no line
		for i, level := range d.Levels {
			switch ref := d.levelRef(d.shownLevel(l, level), l); {
			case i == 1:
				best = ref
			case i > 1:
				ref.Yields = true
				others = append(others, ref)
			}
		}
		return best, others
	}
	lowest := math.Inf(1)
	for _, r := range d.Ladder.Rungs[1:b.Order] {
		if r.ValidNats < lowest {
			ref := rungRef(r, l)
			ref.Yields = true
			others = append(others, ref)
		}
		lowest = math.Min(lowest, r.ValidNats)
	}
	return rungRef(b, l), others
}

func (d *Data) levelRef(v task.Level, l look.Look) chart.Ref {
	st := l.Reference
	if v.ID == tagging.PastFloor || v.ID == tagging.WholeFloor {
		st = l.Floor
	}
	return chart.Ref{Value: v.Loss, Label: d.levelLabel(v, l.Words), Brief: d.levelBrief(v, l.Words), Style: st, Dashed: true}
}

func rungRef(r baseline.Rung, l look.Look) chart.Ref {
	return chart.Ref{Value: l.Loss(r.ValidNats), Label: fmt.Sprintf(l.Words.Ladder.Rung, GramName(r.Order, l), l.Loss(r.ValidNats)), Style: l.Reference, Dashed: true}
}
