package picker

import (
	"fmt"
	"strconv"
	"strings"

	"unroll/core/forecast"
	"unroll/core/series"
	"unroll/ui/draw/grid"
	"unroll/ui/i18n"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
	"unroll/ui/screen/help"
	"unroll/ui/screen/keys"
)

// A question about a file that could be learned in several ways: as a text, or as a series of one of its columns.
type question struct {
	columns []series.Column // of numbers
	sure    bool            // it is a table
	why     error           // why it cannot be read as a table; nil: it can
	at      int             // the marked answer
	all     bool            // the column is predicted from all of them, not only from its own past
}

// An answer is how a file is to be learned.
type answer struct {
	decided bool
	text    bool
	target  string // the column that is predicted, as forecast.Options names it
	inputs  string // those that it is predicted from; "": itself
}

// of are options with the answered columns.
func (a answer) of(o forecast.Options) forecast.Options {
	o.Column, o.Columns, o.Target = a.target, "", ""
	if a.inputs != "" {
		o.Column, o.Columns, o.Target = "", a.inputs, a.target
	}
	return o
}

func ask(columns []series.Column, sure bool) *question {
	return &question{columns: columns, sure: sure}
}

// answers is how many there are: the columns, and a text.
func (q *question) answers() int { return len(q.columns) + 1 }

// is the answer with a number, from 0.
func (q *question) is(i int) answer {
	if i == len(q.columns) {
		return answer{decided: true, text: true}
	}
	a := answer{decided: true, target: q.name(q.columns[i])}
	if q.all && len(q.columns) > 1 {
		var names []string
		for _, c := range q.columns {
			names = append(names, q.name(c))
		}
		a.inputs = strings.Join(names, ",")
	}
	return a
}

// name is how options name a column: by its number, unless another column is called that.
func (q *question) name(c series.Column) string {
	number := strconv.Itoa(c.Number)
	for _, other := range q.columns {
		if other.Name == number {
			return c.Name
		}
	}
	return number
}

// asking are the keys while a question is answered.
func asking(w *i18n.Catalogue) keys.Table[*Picker] {
	k, say := w.Keys, w.Picking.Ask
	mark := func(by int) func(*Picker) {
		return func(p *Picker) {
			q := p.preview.asks
			q.at = min(max(q.at+by, 0), q.answers()-1)
		}
	}
	return keys.Table[*Picker]{
		{Name: "ask.down", Keys: []string{"down", "j"}, Show: "↓ j", Short: "↑↓", Does: k.Move, Brief: k.MoveBrief, Group: w.GroupGo, Do: mark(+1)},
		{Name: "ask.up", Keys: []string{"up", "k"}, Show: "↑ k", Does: k.MoveUp, Group: w.GroupGo, Do: mark(-1)},
		{Name: "ask.choose", Keys: []string{"enter", "right", "l"}, Show: "enter → l", Short: "enter", Does: say.Choose, Brief: say.ChooseBrief, Group: w.GroupGo, Do: func(p *Picker) { p.answer(p.preview.asks.at, true) }},
		{Name: "ask.all", Keys: []string{" "}, Show: say.Space, Does: say.All, Brief: say.AllBrief, Group: w.GroupGo, Do: func(p *Picker) { p.preview.asks.all = !p.preview.asks.all }},
		{Name: "ask.back", Keys: []string{"esc", "left", "h"}, Show: "esc ← h", Short: "esc", Does: say.Back, Brief: say.BackBrief, Group: w.GroupGo, Do: func(p *Picker) { p.preview.asking = false }},
	}
}

// askKey handles a key while a question is answered.
func (p *Picker) askKey(k event.Key) {
	if p.digit(k) {
		return
	}
	if b, ok := asking(p.Look.Words).Find(k.Name); ok {
		b.Do(p)
		return
	}
	if b, ok := table(p.Look.Words).Find(k.Name); ok && !strings.HasPrefix(b.Name, "list.") {
		b.Do(p)
	}
}

// digit answers the question beside the list by a number; false: it does not.
func (p *Picker) digit(k event.Key) bool {
	n, err := strconv.Atoi(k.Name)
	if q := p.preview.asks; q == nil || err != nil || n < 1 || n > 9 || n > q.answers() {
		return false
	}
	p.answer(n-1, p.preview.asking)
	return true
}

// answer takes an answer, and begins with it; opens: a person wants to see it in the lab.
func (p *Picker) answer(i int, opens bool) {
	it, ok := p.current()
	q := p.preview.asks
	if !ok || q == nil {
		return
	}
	p.said[it.path] = q.is(i)
	p.preview.id++
	p.drop()
	if opens {
		p.busy, p.waits, p.part = it.name, true, 0
	}
	p.begin(it)
}

// askAgain forgets what was answered about the highlighted file, and asks again.
func (p *Picker) askAgain() {
	it, ok := p.current()
	if !ok || !p.said[it.path].decided {
		return
	}
	delete(p.said, it.path)
	p.preview.id++
	p.drop()
	p.begin(it)
}

// begin begins with an entry in the background.
func (p *Picker) begin(it item) {
	ctx, id, s, said := p.preview.context(), p.preview.id, p.source, p.said[it.path]
	if it.path == "" {
		p.do(func() any { return it.begin(ctx, id) })
		return
	}
	p.do(func() any { return start(s, id, it.path, said) })
}

// drawQuestion draws the question and its answers.
func (p *Picker) drawQuestion(v grid.View, it item) {
	l, q, w := p.Look, p.preview.asks, p.Look.Words.Picking.Ask
	border := l.Border
	if p.preview.asking {
		border = l.BorderFocus
	}
	in := v.Frame(grid.Frame{Title: grid.Safe(it.name), Border: border, TitleStyle: l.Title}).Inset(1, 0, 1, 0)
	y := panel.Paragraph(in, 0, q.says(w), l.Accent)
	if q.why != nil {
		y += panel.Paragraph(in, y, l.Words.Error(q.why), l.Bad)
	}
	rest := in.Sub(0, y+1, in.W(), in.H()-y-1)
	hint := w.Hint
	if p.preview.asking {
		hint = w.Hints
	}
	room := rest.H() - len(grid.Fold(hint, in.W())) - 1
	first := max(0, min(q.at-room/2, q.answers()-room))
	for y := range min(room, q.answers()-first) {
		q.draw(rest.Sub(0, y, rest.W(), 1), first+y, p)
	}
	panel.Paragraph(rest, min(room, q.answers()-first)+1, hint, l.Dim)
}

// says is the question.
func (q *question) says(w i18n.PickingAsk) string {
	switch {
	case len(q.columns) == 0:
		return w.AsText
	case !q.sure && len(q.columns) == 1:
		return w.WhatIsIt
	case !q.sure:
		return fmt.Sprintf(w.WhatAndWhich, thousands(len(q.columns)))
	}
	return fmt.Sprintf(w.Which, thousands(len(q.columns)))
}

// draw draws an answer.
func (q *question) draw(v grid.View, i int, p *Picker) {
	l, w := p.Look, p.Look.Words.Picking.Ask
	st, mark := l.Text, "  "
	if i == q.at && p.preview.asking {
		v.Fill(' ', l.Selection)
		st, mark = l.Selection, l.Pick("▸ ", "> ")
	}
	number := "  "
	if i < 9 {
		number = strconv.Itoa(i+1) + " "
	}
	text := w.Text
	if i < len(q.columns) {
		said := w.Past
		if q.all && len(q.columns) > 1 {
			said = w.FromAll
		}
		name := q.columns[i].Label.String()
		if q.columns[i].Name == "" {
			name = fmt.Sprintf(w.Column, name)
		}
		if text = fmt.Sprintf(said, name); len(q.columns) == 1 {
			text = w.Series
		}
	}
	x := v.Text(0, 0, mark+number, st)
	v.Text(x, 0, grid.Truncate(grid.Safe(text), max(0, v.W()-x), l.Pick("…", "~")), st)
}

// askingHints are the keys in the bottom row while a question is answered.
func (p *Picker) askingHints(v grid.View) { help.Hints(v, asking(p.Look.Words).Entries(), *p.Look) }
