package picker

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"unroll/core/task"
	"unroll/ui/draw/grid"
	"unroll/ui/i18n"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
	"unroll/ui/screen/help"
	"unroll/ui/screen/keys"
)

// keys are the keys while the question is answered.
func (q *question) keys(w *i18n.Catalogue) keys.Table[*Picker] {
	k, say := w.Keys, w.Picking.Ask
	mark := func(by int) func(*Picker) {
		return func(p *Picker) {
			q := p.preview.asks
			q.at = min(max(q.at+by, 0), q.answers()-1)
		}
	}
	table := keys.Table[*Picker]{
		{Name: "ask.down", Keys: []string{"down", "j"}, Show: "↓ j", Short: "↑↓", Does: k.Move, Brief: k.MoveBrief, Group: w.GroupGo, Do: mark(+1)},
		{Name: "ask.up", Keys: []string{"up", "k"}, Show: "↑ k", Does: k.MoveUp, Group: w.GroupGo, Do: mark(-1)},
		{Name: "ask.choose", Keys: []string{"enter", "right", "l"}, Show: "enter → l", Short: "enter", Does: say.Choose, Brief: say.ChooseBrief, Group: w.GroupGo, Do: func(p *Picker) { p.answer(p.preview.asks.at, true) }},
		{Name: "ask.all", Keys: []string{" "}, Show: say.Space, Does: say.All, Brief: say.AllBrief, Group: w.GroupGo, Do: func(p *Picker) { p.preview.asks.all = !p.preview.asks.all }},
		{Name: "ask.back", Keys: []string{"esc", "left", "h"}, Show: "esc ← h", Short: "esc", Does: say.Back, Brief: say.BackBrief, Group: w.GroupGo, Do: func(p *Picker) { p.preview.asking = false }},
	}
	if len(q.columns) < 2 {
		table = slices.DeleteFunc(table, func(b keys.Binding[*Picker]) bool { return b.Name == "ask.all" })
	}
	return table
}

// askKey handles a key while a question is answered.
func (p *Picker) askKey(k event.Key) {
	if p.digit(k) {
		return
	}
	if b, ok := p.preview.asks.keys(p.Look.Words).Find(k.Name); ok {
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
	if !ok || p.said[it.path].as == nil {
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
	switch {
	case p.preview.asking && len(q.columns) > 1:
		hint = w.Hints
	case p.preview.asking:
		hint = ""
	}
	room := rest.H()
	if hint != "" {
		room = max(0, room-len(grid.Fold(hint, in.W()))-1)
	}
	first := max(0, min(q.at-room/2, q.answers()-room))
	x0, y0 := rest.Origin()
	q.drawn = answersDrawn{x0, y0, rest.W(), first, min(room, q.answers()-first)}
	for y := range q.drawn.n {
		q.draw(rest.Sub(0, y, rest.W(), 1), first+y, p)
	}
	panel.Paragraph(rest, q.drawn.n+1, hint, l.Dim)
}

// says is the question.
func (q *question) says(w i18n.PickingAsk) string {
	switch m := q.missing; {
	case m != nil && m.n == 1:
		return fmt.Sprintf(w.Missing, strconv.Itoa(m.line), m.column.String())
	case m != nil:
		return fmt.Sprintf(w.AreMissing, thousands(m.n), strconv.Itoa(m.line), m.column.String())
	case len(q.columns) == 0 && !q.sure:
		return q.columnsOf(w)
	case len(q.columns) == 0:
		return w.AsText
	case !q.sure && len(q.columns) == 1:
		return w.WhatIsIt
	case !q.sure:
		return fmt.Sprintf(w.WhatAndWhich, thousands(len(q.columns)))
	}
	return fmt.Sprintf(w.Which, thousands(len(q.columns)))
}

// paired says whether the file could be pairs of sentences.
func (q *question) paired() bool { return slices.Contains(q.also, task.Translation) }

// columnsOf is the question what columns of words are.
func (q *question) columnsOf(w i18n.PickingAsk) string {
	switch {
	case q.paired() && slices.Contains(q.also, task.Tagging):
		return w.Pairs.AskTags
	case q.paired():
		return w.Pairs.Ask
	}
	return w.Tagged.Ask
}

// explains says what depends on the answer.
func (q *question) explains(w *i18n.Catalogue) string {
	if q.missing != nil {
		return w.Picking.Ask.AboutFill
	}
	if len(q.columns) == 0 && !q.sure {
		if q.paired() {
			return w.Picking.Ask.Pairs.About
		}
		return w.Picking.Ask.Tagged.About
	}
	return w.Explain.Picker.Asks
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
	x := v.Text(0, 0, mark+number, st)
	v.Text(x, 0, grid.Truncate(grid.Safe(q.text(i, w)), max(0, v.W()-x), l.Pick("…", "~")), st)
}

// text is what an answer says.
func (q *question) text(i int, w i18n.PickingAsk) string {
	switch {
	case i >= q.ways():
		return wayOf(q.also[i-q.ways()]).answer(w)
	case q.missing != nil && q.missing.n == 1:
		return w.FillOne
	case q.missing != nil:
		return w.Fill
	case len(q.columns) == 1:
		return w.Series
	}
	said, c := w.Past, q.columns[i]
	if q.all {
		said = w.FromAll
	}
	name := c.Label.String()
	if c.Name == "" {
		name = fmt.Sprintf(w.Column, name)
	}
	return fmt.Sprintf(said, name)
}

// askingHints are the keys in the bottom row while a question is answered.
func (p *Picker) askingHints(v grid.View) {
	help.Hints(v, p.preview.asks.keys(p.Look.Words).Entries(), *p.Look)
}
