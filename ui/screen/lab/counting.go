package lab

import (
	"fmt"
	"math"

	"unroll/core/baseline"
	"unroll/core/history"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/train"
	"unroll/core/work"
	"unroll/sessions"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
)

// The k-grams of the run's own text are counted in the background, one job after another:
//
//	Enter ──▶ count ──▶ countedMsg ──▶ rung 0 ──▶ rungMsg ──▶ rung 1 … ──▶ rungMsg ──▶ compress ──▶ packedMsg

const (
	smoothing = "kn"
	mostOrder = 6
	// countTrain and countValid are the most tokens that are counted: these take about a second and a half of one
	// processor, and 60 MB.
	countTrain = 1 << 20
	countValid = 1 << 17
)

type (
	countedMsg struct {
		lab   *Lab
		grams *baseline.Grams
		err   error
	}
	rungMsg struct {
		lab  *Lab
		rung baseline.Rung
		err  error
	}
	packedMsg struct {
		lab *Lab
		is  baseline.Compressed
	}
)

// Enter starts what is worth doing once the lab has the screen: counting, or fitting lines.
func (l *Lab) Enter() []event.Job {
	if l.data.Numbers != nil {
		return l.climb()
	}
	if l.data.Tags.Of != nil {
		return l.countTags()
	}
	if l.data.Pairs.Of != nil {
		return l.countPairs()
	}
	if l.about.Corpus == nil || l.data.Ladder.State != panel.NotCounted {
		return nil
	}
	m := countedText(l.about)
	l.data.Ladder = panel.Ladder{State: panel.Counting, Train: len(m.Train), Valid: len(m.Valid)}
	return []event.Job{func() any {
		msg := countedMsg{lab: l}
		work.Quietly(func() { msg.grams, msg.err = baseline.CountGrams(l.ctx, m, smoothing, mostOrder) })
		return msg
	}}
}

// countedText is the part of the run's text that is counted.
func countedText(s *sessions.Subject) *text.Corpus {
	return s.Corpus.Within(countTrain, countValid)
}

func (l *Lab) counted(m countedMsg) {
	if m.lab != l || !l.going(m.err) {
		return
	}
	l.grams = m.grams
	l.work(0)
}

// work starts computing the rung of an order.
func (l *Lab) work(order int) {
	grams := l.grams
	l.do(func() any {
		msg := rungMsg{lab: l}
		work.Quietly(func() { msg.rung, msg.err = grams.Rung(l.ctx, order) })
		return msg
	})
}

// rung stores a rung and starts the next; after the last, the network can be compared with the best.
func (l *Lab) rung(m rungMsg) {
	if m.lab != l || !l.going(m.err) {
		return
	}
	d := &l.data
	n := len(d.Ladder.Rungs)
	d.Ladder.Rungs = append(d.Ladder.Rungs[:n:n], m.rung)
	if m.rung.Order < l.grams.Most() {
		l.work(m.rung.Order + 1)
		l.see()
		return
	}
	d.Ladder.State = panel.Counted
	best, ok := baseline.BestRung(d.Ladder.Rungs)
	if !ok { // nothing is held out
		best = m.rung
	}
	d.Beside = append(d.Beside, panel.Named{Name: panel.GramName(best.Order, *l.Look), Is: l.grams.Order(best.Order)})
	l.judge()
	l.see()
	l.do(func() any {
		msg := packedMsg{lab: l}
		work.Quietly(func() { msg.is = baseline.Compress(countedText(l.about)) })
		return msg
	})
}

func (l *Lab) packed(m packedMsg) {
	if m.lab == l {
		l.data.Ladder.Packed = m.is
		l.see()
	}
}

// going reports whether counting continues; it stops when the run has ended.
func (l *Lab) going(err error) bool {
	if err != nil && l.ctx.Err() == nil {
		l.data.Ladder.State = panel.NotCounted
		l.view.notice = fmt.Sprint(err)
	}
	return err == nil
}

// judge updates the verdict. The loss is compared with the rungs only once all are computed.
func (l *Lab) judge() {
	d := &l.data
	e := baseline.Evidence{Valids: d.Snap.History, Floor: d.Floor, Windows: []history.Windows{d.Snap.Windows, d.Snap.ValidWindows},
		Changes: risky(d.Snap.History.Events()), Untrained: untrained(d.Levels), Diverged: d.Snap.Phase == train.Diverged}
	if d.Ladder.State == panel.Counted {
		e.Rungs = d.Ladder.Rungs
	}
	if l.data.OfSeries() { // the ladder of a series judges how good it is; here is only what is wrong with the run
		e.Floor, e.Windows, e.Untrained = math.NaN(), nil, 0
	}
	if d.Tags.Of != nil || d.Pairs.Of != nil { // as do those of tagged sentences and of pairs
		e.Floor, e.Windows = math.NaN(), nil
	}
	d.Verdict = baseline.Judge(e)
}

// risky are the changes of settings that may make learning worse: an increased rate, threshold or momentum, or a
// different batch or unroll.
func risky(events []history.Event) []history.Event {
	var list []history.Event
	for _, e := range events {
		if k, err := recipe.FindKnob(e.Knob); err == nil && !k.Looks && (k.Whole || e.To > e.From) {
			list = append(list, e)
		}
	}
	return list
}

// untrained is the loss of a model that has learned nothing; 0 if not known.
func untrained(levels []task.Level) float64 {
	if len(levels) == 0 {
		return 0
	}
	return levels[0].Loss
}
