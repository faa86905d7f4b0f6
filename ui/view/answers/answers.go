// Package answers is the view of a run on lines of which only some tokens count: how many of the held-out lines are
// right, by length, and beside it lines with the answer that the network gives.
//
// Reading the lines is a job in the background, one at a time; Draw only looks at what has arrived.
package answers

import (
	"context"
	"time"

	"unroll/core/lm"
	"unroll/core/text"
	"unroll/sessions"
	"unroll/ui/draw/look"
	"unroll/ui/panel"
	"unroll/ui/screen/ask"
	"unroll/ui/screen/event"
	"unroll/ui/screen/keys"
	"unroll/ui/view"
)

// A View is the view of one run. Begin or New make one.
type View struct {
	look    *look.Look
	lines   *text.Sequences // those that are judged
	all     int             // lines there are, of which the judged are a sample
	own     bool            // they are held out
	trained int             // the longest length that is trained
	net     *lm.Model       // the newest; nil: none yet
	shown   bool
	asker   ask.Asker[int, *report]
	seen    *report // nil: none yet
	wrong   bool    // only lines that are not right are listed
	first   int     // of the listed ones, the one on top
	room    int     // number of them when last drawn
}

const (
	judgedRows = 1 << 16 // the most rows of lines that are judged
	listed     = 160     // the most lines that are listed
	restLeast  = 500 * time.Millisecond
)

// Begin begins the view of a run.
func Begin(ctx context.Context, s *sessions.Subject, l *look.Look) view.View {
	v := New(s.Corpus, l)
	v.asker.Under = ctx
	return v
}

// New is a view on the held-out lines of m, or on those it trains if none are held out. A text whose every token counts
// has none.
func New(m *text.Corpus, l *look.Look) *View {
	v := &View{look: l, lines: &text.Sequences{}, own: true}
	if !m.Scores() {
		return v
	}
	if v.lines = m.ValidLines; len(v.lines.Spans) == 0 {
		v.lines, v.own = m.TrainLines, false
	}
	v.all = len(v.lines.Spans)
	v.lines = sample(v.lines, judgedRows)
	for _, x := range m.TrainLines.Spans {
		v.trained = max(v.trained, x.Length)
	}
	return v
}

// sample is at most so many rows of s, in lines that are spread over it.
func sample(s *text.Sequences, rows int) *text.Sequences {
	every := (s.Rows() + rows - 1) / rows
	if every <= 1 {
		return s
	}
	some := &text.Sequences{Inputs: s.Inputs, Targets: s.Targets}
	for i := 0; i < len(s.Spans); i += every {
		some.Spans = append(some.Spans, s.Spans[i])
	}
	return some
}

// See takes the newest model.
func (v *View) See(d *panel.Data, shown bool) []event.Job {
	v.shown = shown
	if m := d.Snap.Language(); m != nil {
		v.net = m
	}
	return v.next()
}

// next has the newest model read the lines, if the view is shown.
func (v *View) next() []event.Job {
	if !v.shown || v.net == nil {
		return nil
	}
	net, lines := v.net, v.lines
	return v.asker.Ask(ask.Question[int, *report]{
		Key:     net.Step,
		Patient: v.seen != nil,
		Work:    func(ctx context.Context) *report { return judge(ctx, net, lines) },
	})
}

// Message takes a report.
func (v *View) Message(msg any) []event.Job {
	answer, own := v.asker.Take(msg)
	if answer != nil {
		v.seen = answer.Is
		v.asker.Rest(restLeast, answer.Took)
	}
	if !own {
		return nil
	}
	return v.next()
}

// Typing is always false.
func (v *View) Typing() bool { return false }

// table is every key of the view.
func (v *View) table() keys.Table[*View] {
	k, group := v.look.Words.Answers.Keys, v.look.Words.Views["answers"]
	return keys.Table[*View]{
		{Name: "answers.down", Keys: []string{"down", "j"}, Show: "↓ j", Short: "↑↓", Does: k.Down, Brief: k.MoveBrief, Group: group, Do: move(+1)},
		{Name: "answers.up", Keys: []string{"up", "k"}, Show: "↑ k", Does: k.Up, Group: group, Do: move(-1)},
		{Name: "answers.page-down", Keys: []string{"pgdown"}, Show: "pgdn", Does: k.PageDown, Group: group, Do: func(v *View) { v.move(max(1, v.room-1)) }},
		{Name: "answers.page-up", Keys: []string{"pgup"}, Does: k.PageUp, Group: group, Do: func(v *View) { v.move(-max(1, v.room-1)) }},
		{Name: "answers.first", Keys: []string{"home"}, Does: k.First, Group: group, Do: func(v *View) { v.first = 0 }},
		{Name: "answers.last", Keys: []string{"end"}, Does: k.Last, Group: group, Do: func(v *View) { v.move(len(v.list())) }},
		{Name: "answers.wrong", Keys: []string{"m"}, Does: k.Wrong, Brief: k.WrongBrief, Group: group, Do: func(v *View) { v.wrong, v.first = !v.wrong, 0 }},
	}
}

func move(by int) func(*View) { return func(v *View) { v.move(by) } }

// move scrolls the list.
func (v *View) move(by int) {
	v.first = max(0, min(v.top()+by, len(v.list())-v.room))
}

// top is the index of the first line shown.
func (v *View) top() int { return max(0, min(v.first, len(v.list())-v.room)) }

// Entries are its keys.
func (v *View) Entries() []keys.Entry { return v.table().Entries() }

// Key handles a key.
func (v *View) Key(k event.Key) ([]event.Job, bool) {
	b, ok := v.table().Find(k.Name)
	if ok {
		b.Do(v)
	}
	return nil, ok
}

// Mouse handles the mouse: the wheel scrolls the list.
func (v *View) Mouse(m event.Mouse) []event.Job {
	switch m.Kind {
	case event.WheelUp:
		v.move(-3)
	case event.WheelDown:
		v.move(+3)
	}
	return nil
}
