// Package tags is the view on a run over tagged sentences, in four pages: a sentence with the tags that the network gives
// its words; what the words to the right are worth, word by word; the confusion matrix; and the words most often wrong.
//
// Every page is the answer to a question, asked in the background and keyed by the step of the network and all else that
// it depends on. Draw only looks at the answers that have arrived.
package tags

import (
	"context"

	"unroll/core/tagging"
	"unroll/core/task"
	"unroll/sessions"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/panel"
	"unroll/ui/screen/ask"
	"unroll/ui/screen/event"
	"unroll/ui/screen/field"
	"unroll/ui/screen/keys"
	"unroll/ui/view"
)

// A View is the view on one run's sentences.
type View struct {
	look  *look.Look
	data  *task.Tagged
	list  []tagging.Sentence // that are looked at
	own   bool               // they are held out
	model *tagging.Model     // the newest; nil: none yet
	shown bool
	page  int

	at     int          // the sentence
	chosen bool         // by a person
	typed  *typed       // a sentence of a person's own in its place; nil: none
	line   *field.Field // in which it is being typed; nil: it is not
	word   int          // under the cursor
	cell   cell         // under the cursor of the matrix
	corner cell         // of the matrix's tags, the first that is shown
	wrong  int          // under the cursor of the list of words

	sentences ask.Asker[sentenceKey, *reading]
	reports   ask.Asker[int, *report] // by the step of the network
	got       answers
	room      int // words, or lines of the list, when last drawn
	notice    string
}

// The pages.
const (
	sentencePage = iota
	sidesPage
	matrixPage
	wordsPage
	pages
)

// A cell of the matrix is a pair of tags, in the order of Corpus.Tags.
type cell struct{ gold, said int }

// A typed sentence has another version for every change.
type typed struct {
	words   []string
	version int
}

// answers are the last of each kind; nil: none yet.
type answers struct {
	reading *reading
	report  *report
}

// Begin begins the view of a run, whose data must be *task.Tagged.
func Begin(ctx context.Context, s *sessions.Subject, l *look.Look) view.View {
	v := New(s.Data.(*task.Tagged), l)
	v.sentences.Under, v.reports.Under = ctx, ctx
	return v
}

// New is a view on d, before anything is known of a network.
func New(d *task.Tagged, l *look.Look) *View {
	v := &View{look: l, data: d}
	v.list, v.own = panel.LookedAt(d)
	return v
}

// Chosen is the sentence that a person has chosen, as an index of panel.LookedAt.
func (v *View) Chosen() (at int, ok bool) { return v.at, v.chosen }

// See takes the newest model. Until a person chooses a sentence, the view begins with that of the panel.
func (v *View) See(d *panel.Data, shown bool) []event.Job {
	if r := d.Tags.Read; !v.chosen && (!shown || v.model == nil) && v.typed == nil && len(r.Said) > 0 {
		v.at = r.At
	}
	v.shown = shown
	if m, ok := d.Snap.Model.(*tagging.Model); ok {
		v.model = m
	}
	return v.ask()
}

// Message takes an answer. What is asked then takes the place of what has been waiting meanwhile.
func (v *View) Message(msg any) []event.Job {
	if a, own := v.sentences.Take(msg); own {
		if a != nil {
			v.got.reading = a.Is
			v.sentences.Rest(rest, a.Took)
			v.toWord(v.word)
		}
		return v.ask()
	}
	if a, own := v.reports.Take(msg); own {
		if a != nil {
			v.got.report = a.Is
			v.reports.Rest(rest, a.Took)
			v.toLine(v.wrong)
		}
		return v.ask()
	}
	return nil
}

// Typing reports whether a sentence is being typed.
func (v *View) Typing() bool { return v.line != nil }

// Entries are its keys.
func (v *View) Entries() []keys.Entry { return v.table().Entries() }

// Key handles a key.
func (v *View) Key(k event.Key) ([]event.Job, bool) {
	v.notice = ""
	if v.line != nil {
		v.typeKey(k)
		return v.ask(), true
	}
	b, ok := v.table().Find(k.Name)
	if !ok {
		return nil, false
	}
	b.Do(v)
	return v.ask(), true
}

// Draw draws the view.
func (v *View) Draw(g grid.View) {
	l := v.look
	foot, st := v.foot()
	right := ""
	if v.model != nil {
		right = l.Words.Step + " " + number(v.step())
	}
	in := g.Frame(grid.Frame{Title: v.title(grid.FrameRoom(g.W()) - grid.Width(right) - 6), Right: right, Foot: foot, Border: l.BorderFocus, TitleStyle: l.Title,
		RightStyle: l.Dim, FootStyle: st}).Inset(1, 0, 1, 0)
	switch {
	case in.Empty():
	case len(v.list) == 0:
		in.TextCenter(in.H()/2, l.Words.Tagging.Nothing, l.Dim)
	case v.model == nil:
		in.TextCenter(in.H()/2, l.Words.Waiting, l.Dim)
	default:
		[]func(*View, grid.View){(*View).drawSentence, (*View).drawSides, (*View).drawMatrix, (*View).drawWords}[v.page](v, in)
	}
}

// step is that of the network whose answer is shown.
func (v *View) step() int {
	switch r, p := v.got.reading, v.got.report; {
	case v.page <= sidesPage && r != nil:
		return r.key.step
	case v.page > sidesPage && p != nil:
		return p.step
	}
	return v.model.At()
}

// title names the pages, the one that is shown marked; where there is no room for all of them, only that one.
func (v *View) title(room int) string {
	w, mark := v.look.Words.Tagging, v.look.Pick("▸", ">")
	all := ""
	for i, name := range w.Pages {
		if i > 0 {
			all += " · "
		}
		if i == v.page {
			all += mark
		}
		all += name
	}
	if grid.Width(all) <= room {
		return all
	}
	return mark + w.Pages[v.page]
}

// foot is what a reader has to know of the page.
func (v *View) foot() (string, grid.Style) {
	l, w := v.look, v.look.Words.Tagging
	switch {
	case v.notice != "":
		return v.notice, l.Warn
	case v.line != nil:
		return w.TypeHint, l.Dim
	case v.model == nil || len(v.list) == 0:
	case v.page == sidesPage && !v.both():
		return w.ForwardOnly, l.Dim
	case v.page > sidesPage && !v.own:
		return w.OfTraining, l.Dim
	}
	return "", l.Dim
}

// both reports whether the network reads in both directions.
func (v *View) both() bool { return v.model != nil && v.model.Net.Spec().Bidirectional }
