package pairs

import (
	"context"
	"slices"
	"time"

	"unroll/core/task"
	"unroll/core/work"
	"unroll/sessions"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/panel"
	"unroll/ui/screen/ask"
	"unroll/ui/screen/event"
	"unroll/ui/screen/keys"
	"unroll/ui/view"
)

// Errors is the view on where held-out pairs cost most, in three pages: by the position of the target's token, by the length of the
// source, and the worst pairs. Losses are with the reference as the decoder's input; translations are greedy.
type Errors struct {
	common
	pager
	asker ask.Asker[judgeKey, *judged]
	got   *judged
	most  int // tokens of a translation
}

// A judgeKey is what a judgement depends on: the step of the network, and how many pairs are read at most.
type judgeKey struct{ step, pairs int }

// The pages of Errors.
const (
	positionPage = iota
	lengthPage
	worstPage
	errorPages
)

// judgeRest is the least time between two readings of the held-out pairs.
const judgeRest = time.Second

// NewErrors begins the view of a run, whose data must be *task.Pairs.
func NewErrors(ctx context.Context, s *sessions.Subject, l *look.Look) view.View {
	d := s.Data.(*task.Pairs)
	v := &Errors{common: newCommon(d, l), pager: pager{first: make([]int, errorPages)}, most: min(d.Longest()+d.Longest()/2, mostTokens)}
	v.asker.Under = ctx
	return v
}

// See takes the newest model.
func (v *Errors) See(d *panel.Data, shown bool) []event.Job {
	v.see(d, shown)
	return v.ask()
}

// Message takes an answer.
func (v *Errors) Message(msg any) []event.Job {
	a, own := v.asker.Take(msg)
	if !own {
		return nil
	}
	if a != nil && a.Is != nil {
		v.got = a.Is
		v.asker.Rest(judgeRest, a.Took)
	}
	return v.ask()
}

// ask has the newest network judged. One that is not the first waits its turn.
func (v *Errors) ask() []event.Job {
	if v.model == nil || !v.shown || len(v.list) == 0 {
		return nil
	}
	m, list, most, key := v.model, v.list, v.most, judgeKey{v.model.At(), judgedPairs}
	if v.got == nil && len(v.list) > judgedFirst { // something soon
		key.pairs = judgedFirst
	}
	patient := v.got != nil && v.got.most == judgedPairs
	return v.asker.Ask(ask.Question[judgeKey, *judged]{Key: key, Patient: patient, Work: func(ctx context.Context) (j *judged) {
		work.Quietly(func() { j = judge(ctx, m, list, key.pairs, most) })
		return j
	}})
}

// Typing reports that no text is typed.
func (v *Errors) Typing() bool { return false }

// Entries are its keys.
func (v *Errors) Entries() []keys.Entry { return v.table().Entries() }

func (v *Errors) table() keys.Table[*Errors] {
	return slices.Concat(turning(&v.common, "errors", func(v *Errors, by int) { v.turn(by) }), scrolling(&v.common, "errors", (*Errors).move))
}

// Key handles a key.
func (v *Errors) Key(k event.Key) ([]event.Job, bool) {
	b, ok := v.table().Find(k.Name)
	if !ok {
		return nil, false
	}
	b.Do(v)
	return v.ask(), true
}

// Mouse handles the mouse: the wheel scrolls.
func (v *Errors) Mouse(m event.Mouse) []event.Job {
	v.move(wheel(m))
	return nil
}

func (v *Errors) move(by int) { v.scroll(by, v.rows(), v.room) }

// rows are what the page has to scroll over.
func (v *Errors) rows() int {
	switch {
	case v.got == nil:
		return 0
	case v.page == positionPage:
		return len(v.got.positions)
	case v.page == lengthPage:
		return len(v.got.lengths)
	}
	return len(v.got.pairs)
}

// Draw draws the view.
func (v *Errors) Draw(g grid.View) {
	l, w := v.look, v.look.Words.ErrorView
	right, foot := "", ""
	switch {
	case v.got != nil:
		right = v.stepText(v.got.step)
	case v.model != nil:
		right = v.stepText(v.model.At())
	}
	if !v.own && v.model != nil && len(v.list) > 0 {
		foot = w.OfTraining
	}
	in := v.titled(g, v.pageTitle(w.Pages, v.page, grid.FrameRoom(g.W())-grid.Width(right)-6), right, foot)
	switch {
	case in.Empty():
	case len(v.list) == 0:
		in.TextCenter(in.H()/2, w.Nothing, l.Dim)
	case v.model == nil:
		in.TextCenter(in.H()/2, l.Words.Waiting, l.Dim)
	case v.got == nil:
		in.TextCenter(in.H()/2, w.Judging, l.Dim)
	default:
		v.head(in.Sub(0, 0, in.W(), 1), l.Text, v.totals()...)
		at := in.Sub(0, 1, in.W(), in.H()-1)
		[]func(*Errors, grid.View){(*Errors).drawPositions, (*Errors).drawByLength, (*Errors).drawWorst}[v.page](v, at)
	}
}
