package pairs

import (
	"fmt"

	"unroll/core/translation"
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

// A sumColumn is a column of a table of sums, perhaps with a bar behind it.
type sumColumn struct {
	table.Column[sum]
	bar func(s sum) chart.Bar
}

// sums draws a table of sums: as many columns as there is room for, and bars in what is left.
func (v *Errors) sums(at grid.View, list []sum, columns []sumColumn) {
	if at.H() < 1 {
		return
	}
	v.room = table.Rows(at.H())
	from := v.top(len(list), v.room)
	lines := list[from:min(len(list), from+v.room)]
	used, bars := -1, 0
	for i := range columns {
		c := &columns[i]
		c.Width = grid.Width(c.Head)
		for _, s := range list {
			c.Width = max(c.Width, grid.Width(c.Text(s)))
		}
		if used+c.Width+1 > at.W() {
			columns = columns[:i]
			break
		}
		used += c.Width + 1
		if c.bar != nil {
			bars++
		}
	}
	each := min(mostBar, (at.W()-used)/max(1, bars)-1)
	var all []table.Column[sum]
	for _, c := range columns {
		if all = append(all, c.Column); c.bar != nil && each >= table.LeastBar {
			all = append(all, table.Column[sum]{Width: each, Bar: func(at grid.View, s sum) { chart.DrawBars(at, []chart.Bar{c.bar(s)}, v.look.Glyphs) }})
		}
	}
	table.Draw(at, all, lines, v.look.Dim, func(sum) grid.Style { return v.look.Text })
}

// mostBar is the most columns of a bar.
const mostBar = 40

// column is a column of texts.
func column(head string, text func(s sum) string) sumColumn {
	return sumColumn{Column: table.Column[sum]{Head: head, Text: text}}
}

// shareColumn is a share in percent with its bar.
func (v *Errors) shareColumn(head string, of func(s sum) float64) sumColumn {
	c := column(head, func(s sum) string { return v.percent(of(s)) })
	c.bar = func(s sum) chart.Bar { return chart.Bar{Value: of(s), Max: 1, Style: v.look.Good} }
	return c
}

// lossColumn is what a token costs, with a bar that is full for the greatest.
func (v *Errors) lossColumn(list []sum) sumColumn {
	most := worstLoss(list)
	c := column(fmt.Sprintf(v.look.Words.ErrorView.PerToken, v.look.UnitName()), func(s sum) string { return v.amount(s.loss(), 3) })
	c.bar = func(s sum) chart.Bar { return chart.Bar{Value: s.loss(), Max: most, Style: v.look.Bar} }
	return c
}

// leastFull is the least loss, in nats/token, that a full bar stands for: where every figure is 0.000, no bar is long.
const leastFull = 0.01

// worstLoss is what a full bar stands for: the greatest mean loss of some sums, or leastFull.
func worstLoss(list []sum) float64 {
	most := leastFull
	for _, s := range list {
		if x := s.loss(); x > most {
			most = x
		}
	}
	return most
}

// drawPositions draws the loss and the share of right tokens by position in the target.
func (v *Errors) drawPositions(at grid.View) {
	w, list := v.look.Words.ErrorView, v.got.positions
	v.sums(at, list, []sumColumn{
		column(w.Position, func(s sum) string { return number(s.at) }),
		v.lossColumn(list),
		v.shareColumn(w.Right, sum.accuracy),
		column(w.Tokens, func(s sum) string { return number(s.tokens) }),
	})
}

// drawByLength draws losses and scores by the length of the source.
func (v *Errors) drawByLength(at grid.View) {
	w, list := v.look.Words.ErrorView, v.got.lengths
	right := v.shareColumn(w.Right, sum.accuracy)
	right.bar = nil
	v.sums(at, list, []sumColumn{
		column(w.SourceLength, func(s sum) string { return number(s.at) }),
		v.lossColumn(list),
		right,
		v.shareColumn(w.Exact, func(s sum) float64 { return s.score.ExactMatch() }),
		column(w.BLEU, func(s sum) string { return fmt.Sprintf("%.2f", s.score.CorpusBLEU()) }),
		column(w.Number, func(s sum) string { return number(s.score.Sentences) }),
	})
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
	if len(x.said) == 0 && x.ended {
		at.Text(0, 0, v.data.Target.Word(translation.Eos), l.Bad)
	}
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
