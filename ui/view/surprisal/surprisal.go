// Package surprisal is the view on a text: token by token, coloured by how much each surprised the network, a
// k-gram, or one of them more than the other.
//
// Reading the text is a job, one at a time, in pieces of a frame or two; the numbers of a piece return as a
// message. Draw only looks at what has arrived.
package surprisal

import (
	"context"

	"unroll/core/lm"
	"unroll/core/text"
	"unroll/sessions"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/panel"
	"unroll/ui/screen/ask"
	"unroll/ui/screen/event"
	"unroll/ui/screen/keys"
	"unroll/ui/view"
)

// pageTokens is how many tokens of a text are read at a time.
const pageTokens = 10_000

// A View is the view on one run's text, or on another text that it reads. Begin or New make one.
type View struct {
	look    *look.Look
	corpus  *text.Corpus
	net     lm.Language // the newest; nil: none yet
	step    int         // of net
	rivals  []panel.Named
	shown   bool
	page    *page
	sheets  []*sheet // [0] the network's, then the rivals' in their order; nil: not started
	asker   ask.Asker[position, piece]
	making  *sheet // being read; nil: none
	measure int    // an index into measures
	worst   []int
	cursor  int
	goal    int // the column that up and down keep to
	frozen  bool
	digits  toggle
	entry   *entry
	opener  ask.Asker[int, opening]
	tries   int    // texts that were to be opened so far
	folder  string // of the last file
	jobs    []event.Job
	notice  string
	place   place
}

// toggle is a choice that a person may not have made yet.
type toggle int8

const (
	undecided toggle = iota
	on
	off
)

// Begin begins the view of a run.
func Begin(ctx context.Context, s *sessions.Subject, l *look.Look) view.View {
	v := New(s.Corpus, l)
	v.asker.Under, v.opener.Under = ctx, ctx
	return v
}

// New is a view on the held-out part of m, or on its training text if nothing is held out.
func New(m *text.Corpus, l *look.Look) *View {
	v := &View{look: l, corpus: m}
	v.turnTo(0)
	return v
}

// turnTo opens the run's own text at a place.
func (v *View) turnTo(from int) {
	p, own := lm.HeldOut(v.corpus, from, pageTokens)
	title := v.look.Words.Surprisal.HeldOut
	if !own {
		title = v.look.Words.Surprisal.Training
	}
	v.open(newPage(v.corpus, p, title))
	v.page.own = true
}

// open shows another page and drops what was known of the previous one.
func (v *View) open(p *page) {
	v.page, v.sheets, v.worst = p, nil, nil
	v.cursor, v.goal, v.place.top = 0, 0, 0
	v.making = nil
	v.asker.Cancel()
}

// See takes the newest model and the rivals.
func (v *View) See(d *panel.Data, shown bool) []event.Job {
	v.shown, v.rivals = shown, d.Beside
	if m := d.Snap.Language(); m != nil {
		v.net, v.step = m, m.Step
	}
	return v.next()
}

// Message takes the numbers of a piece of the text, or a text that was opened.
func (v *View) Message(msg any) []event.Job {
	if v.entry != nil && v.entry.files != nil {
		if jobs, o, own := v.entry.files.Message(msg); own {
			return append(v.chose(jobs, o), v.next()...)
		}
	}
	answer, own := v.asker.Take(msg)
	if answer != nil {
		v.scored(answer.Is)
	}
	if own {
		return v.next()
	}
	text, own := v.opener.Take(msg)
	if !own {
		return nil
	}
	if text != nil {
		v.opened(text.Is)
	}
	return append(v.opener.Next(), v.next()...)
}

// Typing reports whether a text is being typed or a file chosen.
func (v *View) Typing() bool { return v.entry != nil }

// Entries are its keys; while a text is typed, those that are no text. The page of files shows its own.
func (v *View) Entries() []keys.Entry {
	switch {
	case v.entry == nil:
		return table(v.look.Words).Entries()
	case v.entry.files != nil:
		return nil
	}
	return typing(v.look.Words).Entries()
}

// Key handles a key.
func (v *View) Key(k event.Key) ([]event.Job, bool) {
	v.notice = ""
	if v.entry != nil {
		return append(v.typed(k), v.next()...), true
	}
	b, ok := table(v.look.Words).Find(k.Name)
	if !ok {
		return nil, false
	}
	if k.Name == "esc" && v.page.own {
		return nil, false // nothing is open: the lab handles it
	}
	b.Do(v)
	jobs := v.jobs
	v.jobs = nil
	return append(jobs, v.next()...), true
}

// Draw draws the view.
func (v *View) Draw(g grid.View) {
	if v.entry != nil && v.entry.files != nil {
		v.entry.files.Draw(g)
		return
	}
	v.draw(g)
}
