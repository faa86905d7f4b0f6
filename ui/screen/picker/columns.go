package picker

import (
	"cmp"
	"math"
	"slices"
	"time"

	"unroll/core/task"
	"unroll/core/train"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/panel"
)

// A column of the saved sessions. The first is their name, which gets the room that the others leave.
type column struct {
	head  string
	right bool // right-aligned
	main  bool // highlighted, as it matters most
	// middle shortens it in the middle, so that names that differ only at the end can be told apart.
	middle bool
	text   func(it item) string
	width  int // 0: it is not shown
}

// columns are the columns of the saved sessions, from left to right.
type columns []column

// The indices of the columns.
const (
	colName = iota
	colText
	colModel
	colLoss
	colPerplexity
	colAge
)

// keepOrder is the order in which columns are given room: the last are omitted first.
var keepOrder = []int{colLoss, colModel, colAge, colPerplexity, colText}

// The columns' bounds.
const (
	leastName = 12 // columns that a name keeps, if it is that long
	mostText  = 20
	mostModel = 16
)

// sessionTable lays out the columns for the sessions among items, in room columns.
func sessionTable(items []item, room int, l *look.Look) columns {
	w, now := l.Words.Picking, time.Now()
	mixed := slices.ContainsFunc(items, func(it item) bool { return it.past != nil && !it.past.ofLanguage() })
	t := columns{
		{main: true, middle: true, text: func(it item) string { return it.past.Name }},
		{head: w.Text, text: func(it item) string { return it.past.Text }},
		{head: w.Model, text: func(it item) string { return it.past.Model }},
		{head: w.Loss, right: true, main: true, text: func(it item) string { return cmp.Or(it.past.wrong(l), number(it.past.loss())) }},
		{head: w.Perplexity, right: true, text: func(it item) string {
			if it.past.wrong(l) != "" {
				return ""
			}
			return it.past.score(false, l)
		}},
		{head: w.Age, right: true, text: func(it item) string { return l.Words.Ago(it.past.When, now) }},
	}
	if mixed { // losses of several units do not compare: scores with their names stand in their place
		t[colLoss].head, t[colLoss].text = w.Score, func(it item) string { return cmp.Or(it.past.wrong(l), it.past.score(true, l)) }
		t[colPerplexity].text = func(item) string { return "" }
	}
	natural, most := [6]int{}, [6]int{colName: math.MaxInt, colText: mostText, colModel: mostModel, colLoss: 8, colPerplexity: 10, colAge: 12}
	if mixed {
		most[colLoss] = 12
	}
	for i, c := range t {
		for _, it := range items {
			if it.past != nil {
				natural[i] = min(max(natural[i], grid.Width(grid.Safe(c.text(it)))), most[i])
			}
		}
		if natural[i] > 0 {
			natural[i] = max(natural[i], min(grid.Width(c.head), most[i]))
		}
	}
	left := room - min(natural[colName], leastName)
	for _, i := range keepOrder {
		if n := natural[i]; n > 0 && n+2 <= left {
			t[i].width = n
			left -= n + 2
		} else if n > 0 {
			break
		}
	}
	t[colName].width = min(natural[colName], max(0, left)+min(natural[colName], leastName))
	return t
}

// score is the figure of the task beside its loss, with its name if named; "" if there is none.
func (s *Past) score(named bool, l *look.Look) string {
	m := task.Language.Score
	if s.Task != nil {
		m = s.Task.Score
	}
	said := number(m.Of(s.loss()))
	if said != "" && !s.ofLanguage() { // it may be of any size
		said = panel.ValueText(m.Of(s.loss()))
	}
	if named && said != "" {
		said = panel.ShortOf(m, l.Words) + " " + said
	}
	return said
}

// wrong is the word for what went wrong with the newest weights, whose figures would mislead; "": nothing.
func (s *Past) wrong(l *look.Look) string {
	return map[train.Phase]string{train.Ruined: l.Words.Ruin.Ruined, train.Diverged: l.Words.Diverged}[s.Trouble]
}

func (s *Past) ofLanguage() bool { return s.Task == nil || s.Task == task.Language }

// loss is that of the last validation, or of the last update if nothing is held out.
func (s *Past) loss() float64 {
	if math.IsNaN(s.Valid) || s.Valid == 0 {
		return s.Loss
	}
	return s.Valid
}

// number is a figure in a few digits; "" if there is none.
func number(v float64) string {
	if math.IsNaN(v) || v == 0 {
		return ""
	}
	return panel.Number(v)
}

// each calls do for every column that is shown, with the position where it begins.
func (t columns) each(room int, do func(c column, x int)) {
	x := room
	for i := len(t) - 1; i > 0; i-- { // from the right: what is left is the name's
		if t[i].width > 0 {
			x -= t[i].width
			do(t[i], x)
			x -= 2
		}
	}
	if len(t) > 0 {
		t[0].width = max(0, x)
		do(t[0], 0)
	}
}

// heads writes the headings that begin after column x.
func (t columns) heads(v grid.View, x int, l *look.Look) {
	t.each(v.W(), func(c column, at int) {
		if from := at + c.width - grid.Width(c.head); c.right && from > x || !c.right && at > x {
			c.draw(v, at, c.head, l.Dim, l)
		}
	})
}

// row writes a session.
func (t columns) row(v grid.View, it item, st, dim grid.Style, l *look.Look) {
	if it.past.Err != nil { // the preview says why
		room := v.TextRight(v.W(), 0, "  "+l.Words.CannotOpen, l.Bad)
		v.Verbatim(0, 0, grid.Middle(grid.Safe(it.past.Name), room, l.Pick("…", "~")), st)
		return
	}
	t.each(v.W(), func(c column, at int) {
		style := dim
		if c.main {
			style = st
		}
		c.draw(v, at, grid.Safe(c.text(it)), style, l)
	})
}

func (c column) draw(v grid.View, x int, text string, st grid.Style, l *look.Look) {
	shorten := grid.Truncate
	if c.middle {
		shorten = grid.Middle
	}
	text = shorten(text, c.width, l.Pick("…", "~"))
	if c.right {
		v.TextRight(x+c.width, 0, text, st)
	} else {
		v.Text(x, 0, text, st)
	}
}
