package pairs

import (
	"fmt"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/view/table"
)

// totals are the facts about all pairs that were judged.
func (v *Errors) totals() []string {
	w, j := v.look.Words.ErrorView, v.got
	pairs := fmt.Sprintf(w.Pairs, number(len(j.pairs)), number(len(v.list)))
	loss := fmt.Sprintf(w.Loss, v.amount(j.all.loss(), 3), v.look.UnitName())
	right := fmt.Sprintf(w.RightTokens, v.percent(j.all.accuracy()))
	exact := fmt.Sprintf(w.ExactMatch, v.percent(j.all.score.ExactMatch()))
	bleu := fmt.Sprintf(w.Corpus, fmt.Sprintf("%.3f", j.all.score.CorpusBLEU()))
	return []string{pairs + " · " + loss + " · " + right + " · " + exact + " · " + bleu, loss + " · " + right + " · " + exact + " · " + bleu, loss + " · " + exact + " · " + bleu, loss}
}

// A column of the tables of sums.
type sumColumn = table.Column[sum]

// sums draws a table of sums, of which the columns are added by add as long as there is room.
func (v *Errors) sums(at grid.View, list []sum, columns []sumColumn, bars ...func(s sum) (value, most float64, st grid.Style)) {
	if at.H() < 2 {
		return
	}
	v.room = at.H() - 1
	from := v.top(len(list), v.room)
	lines := list[from:min(len(list), from+v.room)]
	used := -1
	kept := columns[:0:0]
	for i, c := range columns {
		c.Width = grid.Width(c.Head)
		for _, s := range list {
			c.Width = max(c.Width, grid.Width(c.Text(s)))
		}
		if used+c.Width+1 > at.W() && i > 1 {
			break
		}
		kept, used = append(kept, c), used+c.Width+1
	}
	if each := min(40, (at.W()-used)/max(1, len(bars))-1); each >= table.LeastBar {
		for i, bar := range bars { // behind the columns of which they are
			c := sumColumn{Width: each, Bar: func(at grid.View, s sum) {
				value, most, st := bar(s)
				chart.DrawBars(at, []chart.Bar{{Value: value, Max: most, Style: st}}, v.look.Glyphs)
			}}
			place := min(3+2*i, len(kept))
			kept = append(kept[:place:place], append([]sumColumn{c}, kept[place:]...)...)
		}
	}
	table.Draw(at, kept, lines, v.look.Dim, func(sum) grid.Style { return v.look.Text })
}

// worstLoss is the greatest mean loss of some sums, which a full bar stands for.
func worstLoss(list []sum) (most float64) {
	for _, s := range list {
		if x := s.loss(); x > most {
			most = x
		}
	}
	return most
}

// lossColumn and rightColumn are what a token costs, and how often the right one was the likeliest.
func (v *Errors) lossColumn() sumColumn {
	return sumColumn{Head: fmt.Sprintf(v.look.Words.ErrorView.PerToken, v.look.UnitName()), Text: func(s sum) string { return v.amount(s.loss(), 3) }}
}

func (v *Errors) rightColumn() sumColumn {
	return sumColumn{Head: v.look.Words.ErrorView.Right, Text: func(s sum) string { return v.percent(s.accuracy()) }}
}

func (v *Errors) lossBar(most float64) func(sum) (float64, float64, grid.Style) {
	return func(s sum) (float64, float64, grid.Style) { return s.loss(), most, v.look.Bad }
}

// drawPositions draws the loss and the share of right tokens by position in the target.
func (v *Errors) drawPositions(at grid.View) {
	w, list := v.look.Words.ErrorView, v.got.positions
	v.sums(at, list, []sumColumn{
		{Head: w.Position, Text: func(s sum) string { return number(s.at) }},
		{Head: w.Tokens, Text: func(s sum) string { return number(s.tokens) }},
		v.lossColumn(), v.rightColumn(),
	}, v.lossBar(worstLoss(list)), func(s sum) (float64, float64, grid.Style) { return s.accuracy(), 1, v.look.Good })
}

// drawByLength draws losses and scores by the length of the source.
func (v *Errors) drawByLength(at grid.View) {
	w, list := v.look.Words.ErrorView, v.got.lengths
	v.sums(at, list, []sumColumn{
		{Head: w.SourceLength, Text: func(s sum) string { return number(s.at) }},
		{Head: w.Number, Text: func(s sum) string { return number(s.score.Sentences) }},
		v.lossColumn(), v.rightColumn(),
		{Head: w.Exact, Text: func(s sum) string { return v.percent(s.score.ExactMatch()) }},
		{Head: w.BLEU, Text: func(s sum) string { return fmt.Sprintf("%.2f", s.score.CorpusBLEU()) }},
	}, v.lossBar(worstLoss(list)), func(s sum) (float64, float64, grid.Style) { return s.score.ExactMatch(), 1, v.look.Good })
}

// worstRows are the rows of a pair in the list of the worst: its numbers, source, reference, translation.
const worstRows = 4

// drawWorst lists the pairs, the worst first.
func (v *Errors) drawWorst(at grid.View) {
	each := worstRows
	if at.H() >= 2*(worstRows+1) {
		each++ // a blank one
	}
	v.room = max(1, (at.H()+each-worstRows)/each)
	from := v.top(len(v.got.pairs), v.room)
	for i, x := range v.got.pairs[from:min(len(v.got.pairs), from+v.room)] {
		v.drawWrong(at.Sub(0, i*each, at.W(), worstRows), from+i+1, x)
	}
}

// drawWrong draws one pair.
func (v *Errors) drawWrong(at grid.View, rank int, x judgedPair) {
	l, w := v.look, v.look.Words.ErrorView
	mark, st := l.Pick("×", "x"), l.Bad
	if x.score.Exact > 0 {
		mark, st = l.Pick("✓", "+"), l.Good
	}
	n := at.Text(0, 0, fmt.Sprintf("%s %d.", mark, rank), st)
	loss := fmt.Sprintf(w.Loss, v.amount(x.nats, 3), l.UnitName())
	bleu := fmt.Sprintf(w.Sentence, fmt.Sprintf("%.2f", x.score.CorpusBLEU()), fmt.Sprintf("%.2f", x.score.BookBLEU()))
	v.head(at.Sub(n+1, 0, at.W()-n-1, 1), l.Dim, loss+" · "+bleu+" · "+fmt.Sprintf(w.PairNumber, number(x.at+1)), loss+" · "+bleu, loss)
	label := max(grid.Width(w.Source), grid.Width(w.Reference), grid.Width(w.Greedy)) + 1
	if label > at.W()/3 {
		label = 2
	}
	row := func(y int, name, text string) {
		at.Text(0, y, v.cut(name, label-1), l.Dim)
		at.Text(label, y, v.cut(text, at.W()-label), l.Text)
	}
	row(1, w.Source, v.source(v.list[x.at]))
	row(2, w.Reference, v.target(v.list[x.at]))
	row(3, w.Greedy, "")
	v.drawSaid(at.Sub(label, 3, at.W()-label, 1), x)
}

// drawSaid draws a translation, with what differs from the reference at the same place marked.
func (v *Errors) drawSaid(at grid.View, x judgedPair) {
	l, col := v.look, 0
	for t, word := range x.said {
		text := grid.Safe(word)
		if col+grid.Width(text) >= at.W() {
			at.Text(min(col, at.W()-1), 0, v.more(), l.Dim)
			return
		}
		st := l.Text
		if t >= len(x.reference) || word != x.reference[t] {
			st = l.Bad.With(grid.Underline)
		}
		col += at.Text(col, 0, text, st)
		if !v.data.Target.Chars {
			col++
		}
	}
	if !x.ended {
		at.Text(col, 0, v.more(), l.Dim)
	}
}
