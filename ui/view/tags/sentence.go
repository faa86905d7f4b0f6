package tags

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/i18n"
	"unroll/ui/panel"
	"unroll/ui/view/table"
)

const (
	besideFrom = 104 // columns from which the distribution stands beside the words
	besideHas  = 34  // columns of it then
	belowFrom  = 12  // rows from which it has more than one below
)

// A word is a line of the table of a sentence.
type word struct {
	t    int
	said int // −1: not known yet
	gold int // −1: none
	p    []float64
}

// of is the reading of the sentence that is looked at; nil: none yet.
func (v *View) of() *reading {
	if r := v.got.reading; r != nil && r.key.sentence == v.now() {
		return r
	}
	return nil
}

// word is a word of the sentence as a line.
func (v *View) wordAt(t int) word {
	x := word{t, -1, -1, nil}
	if r := v.of(); r != nil && t < len(r.whole) {
		x.said, x.p = r.said[t], r.whole[t]
		if r.gold != nil {
			x.gold = r.gold[t]
		}
	}
	return x
}

// drawHead writes the first row: the line being typed, or the facts, the fullest that fit.
func (v *View) drawHead(g grid.View, facts ...string) {
	l, w := v.look, v.look.Words.Tagging
	if v.line != nil {
		x := g.Text(0, 0, w.Typing+" ", l.Accent)
		v.line.DrawWords(g, x, 0, l.Text, true, l.Pick("…", "~"))
		return
	}
	for i, f := range facts {
		if grid.Width(f) <= g.W() || i == len(facts)-1 {
			g.Text(0, 0, grid.Truncate(f, g.W(), l.Pick("…", "~")), l.Text)
			return
		}
	}
}

// sentenceName says which sentence it is.
func (v *View) sentenceName() string {
	w := v.look.Words.Tagging
	switch {
	case v.typed != nil:
		return w.Typed
	case !v.own:
		return fmt.Sprintf(w.SentenceTrained, number(v.at+1), number(len(v.list)))
	}
	return fmt.Sprintf(w.Sentence, number(v.at+1), number(len(v.list)))
}

// facts are how much of the sentence is right.
func (v *View) facts() []string {
	w, r, name := v.look.Words.Tagging, v.of(), v.sentenceName()
	if r == nil || r.whole == nil {
		return []string{name}
	}
	if r.gold == nil {
		return []string{name + " · " + i18n.Format(w.Words, len(r.words)), name}
	}
	right, nats, n := 0, 0.0, 0
	for t, gold := range r.gold {
		if gold == r.said[t] {
			right++
		}
		if gold >= 0 {
			nats, n = nats-math.Log(r.whole[t][gold]), n+1
		}
	}
	brief := name + " · " + fmt.Sprintf(w.Right, right, len(r.words))
	if n == 0 {
		return []string{brief, name}
	}
	return []string{brief + " · " + fmt.Sprintf(w.PerWord, panel.Surprisal(nats/float64(n), 3, *v.look), v.look.UnitName()), brief, name}
}

// drawSentence draws the words with their tags, and the distribution of the one under the cursor.
func (v *View) drawSentence(in grid.View) {
	v.drawHead(in.Sub(0, 0, in.W(), 1), v.facts()...)
	rest := in.Sub(0, 1, in.W(), in.H()-1)
	if len(v.words()) == 0 {
		rest.Text(0, 0, grid.Truncate(v.look.Words.Tagging.NoWords, rest.W(), v.look.Pick("…", "~")), v.look.Dim)
		return
	}
	if rest.W() >= besideFrom {
		v.drawTable(rest.Sub(0, 0, rest.W()-besideHas-2, rest.H()))
		v.drawBeside(rest.Sub(rest.W()-besideHas, 0, besideHas, rest.H()))
		return
	}
	rows := v.rowsBelow(rest.W())
	if most := rest.H() / 3; rest.H() < belowFrom {
		rows = min(1, most)
	} else {
		rows = min(rows, most)
	}
	v.drawTable(rest.Sub(0, 0, rest.W(), rest.H()-rows))
	v.drawBelow(rest.Sub(0, rest.H()-rows, rest.W(), rows))
}

// lead is what stands before a word: the cursor, and whether the tag is wrong.
func (v *View) lead(x word) string {
	l, s := v.look, " "
	if x.t == v.word {
		s = l.Pick("▸", ">")
	}
	if v.isWrong(x) {
		return s + l.Pick("×", "x")
	}
	return s + " "
}

// isWrong: there is a right tag, and the network says another.
func (v *View) isWrong(x word) bool {
	r := v.of()
	return x.said >= 0 && r.gold != nil && x.gold != x.said
}

// goldText is the right tag of a word; "": not known.
func (v *View) goldText(x word) string {
	if v.typed != nil || x.t >= len(v.list[v.at].Tags) {
		return ""
	}
	return grid.Safe(v.list[v.at].Tags[x.t])
}

// column is a column of texts, aligned left, as wide as they are but at most most columns.
func column(head string, most int, lines []word, more string, text func(word) string) table.Column[word] {
	c := table.Column[word]{Head: head, Left: true, Width: grid.Width(head)}
	for _, x := range lines {
		c.Width = max(c.Width, grid.Width(text(x)))
	}
	c.Width = min(c.Width, most)
	c.Text = func(x word) string { return grid.Truncate(text(x), c.Width, more) }
	return c
}

// window are the lines that fit into so many rows, with the cursor among them.
func (v *View) window(n, rows, at int) (from, to int) {
	v.room = max(1, rows)
	from = table.Top(table.Follow, n, v.room, at)
	return from, min(n, from+v.room)
}

// drawTable draws a line for each word: its tag, how sure the network is, the second likeliest, the right tag, whether
// training has the word.
func (v *View) drawTable(at grid.View) {
	if at.H() < 1 {
		return
	}
	from, to := v.window(len(v.words()), table.Rows(at.H()), v.word)
	var lines []word
	for t := from; t < to; t++ {
		lines = append(lines, v.wordAt(t))
	}
	table.Draw(at, v.columns(at.W(), lines), lines, v.look.Dim, v.lineStyle)
}

// lineStyle is that of a line.
func (v *View) lineStyle(x word) grid.Style {
	st := v.look.Text
	if v.isWrong(x) {
		st = v.look.Bad
	}
	if x.t == v.word {
		st = st.With(grid.Bold)
	}
	return st
}

// columns are those of the table, as many as there is room for.
func (v *View) columns(room int, lines []word) []table.Column[word] {
	l, w, more := v.look, v.look.Words.Tagging, v.look.Pick("…", "~")
	words := v.words()
	text := column("  "+w.Word, max(10, room/3), lines, more, func(x word) string { return v.lead(x) + grid.SafeToken(words[x.t]) })
	tag := column(w.Tag, 12, lines, more, func(x word) string { return v.tagText(x.said) })
	sure := column("%", 6, lines, more, func(x word) string { return v.percentOf(x, 0) })
	sure.Left, sure.Width = false, max(sure.Width, 4)
	list := []table.Column[word]{text, tag, sure}
	used := text.Width + tag.Width + sure.Width + 3
	add := func(c table.Column[word]) {
		if used+c.Width+1 <= room && slices.ContainsFunc(lines, func(x word) bool { return c.Text(x) != "" }) {
			list, used = append(list, c), used+c.Width+1
		}
	}
	bar := table.Column[word]{Width: table.LeastBar, Bar: func(at grid.View, x word) {
		if x.said >= 0 {
			chart.DrawBars(at, []chart.Bar{{Value: x.p[x.said], Max: 1, Style: l.Bar}}, l.Glyphs)
		}
	}, Text: func(word) string { return "-" }}
	add(column(w.Gold, 12, lines, more, v.goldText))
	add(bar)
	add(column(w.Second, 20, lines, more, v.secondText))
	add(column(w.Unseen, 12, lines, more, v.unseenText))
	if i := slices.IndexFunc(list, func(c table.Column[word]) bool { return c.Bar != nil }); i >= 0 { // behind the percentage, and as wide as there is room
		bar = list[i]
		bar.Width += min(max(0, room-used), 8)
		list = slices.Insert(slices.Delete(list, i, i+1), 3, bar)
	}
	return list
}

func (v *View) tagText(k int) string {
	if k < 0 {
		return ""
	}
	return grid.Safe(v.data.Tags[k])
}

// ranked are the tags by how likely they are.
func ranked(p []float64) []int {
	list := make([]int, len(p))
	for k := range list {
		list[k] = k
	}
	slices.SortStableFunc(list, func(a, b int) int { return -cmp.Compare(p[a], p[b]) })
	return list
}

// percentOf is how likely the i-th likeliest tag is.
func (v *View) percentOf(x word, i int) string {
	if x.said < 0 || i >= len(x.p) {
		return ""
	}
	return percent(x.p[ranked(x.p)[i]])
}

func (v *View) secondText(x word) string {
	if x.said < 0 || len(x.p) < 2 {
		return ""
	}
	k := ranked(x.p)[1]
	return v.tagText(k) + " " + percent(x.p[k])
}

func (v *View) unseenText(x word) string {
	if r := v.of(); r != nil && x.t < len(r.known) && !r.known[x.t] {
		return v.look.Words.Tagging.Unseen
	}
	return ""
}

// percent is a probability, to a tenth of a percent below ten; 100 only if it is 1 to a tenth of a percent.
func percent(p float64) string {
	x := 100 * p
	switch {
	case math.IsNaN(x):
		return "NaN"
	case x < 0.05:
		return "0.0"
	case x < 9.95:
		return strconv.FormatFloat(x, 'f', 1, 64)
	case x < 99.95 && x >= 99:
		return strconv.FormatFloat(math.Min(x, 99.9), 'f', 1, 64)
	}
	return strconv.FormatFloat(x, 'f', 0, 64)
}

// number is a count as people write it.
func number(n int) string { return chart.Thousands(int64(n)) }
