package pairs

import (
	"fmt"
	"math"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/view/table"
)

// share is a probability with three decimals, or as many as it needs.
func share(p float64) string {
	if p < 0.0005 {
		return chart.Short(p)
	}
	return fmt.Sprintf("%.3f", p)
}

// A foundLine is a candidate in the list.
type foundLine struct {
	candidate
	rank int // from 1
}

// drawFound lists the candidates, the best first.
func (b *Beam) drawFound(at grid.View, t *tree) {
	if at.H() < 1 {
		return
	}
	var lines []foundLine
	for i, f := range b.ranked {
		lines = append(lines, foundLine{t.found[f], i + 1})
	}
	if most := table.Rows(at.H()); len(lines) > most { // greedy's is always among them
		rest := lines[most:]
		lines = lines[:most]
		for _, x := range rest {
			if x.greedy {
				lines[most-1] = x
			}
		}
	}
	table.Draw(at, b.foundColumns(at.W(), lines), lines, b.look.Dim, func(x foundLine) grid.Style {
		switch {
		case x.rank == 1:
			return b.look.Good
		case x.greedy:
			return b.look.Accent
		}
		return b.look.Text
	})
}

// foundColumns are the columns of the list, as many as there is room for.
func (b *Beam) foundColumns(room int, lines []foundLine) []table.Column[foundLine] {
	w := b.look.Words.BeamView
	column := func(head string, text func(foundLine) string) table.Column[foundLine] {
		c := table.Column[foundLine]{Head: head, Width: grid.Width(head), Text: text}
		for _, x := range lines {
			c.Width = max(c.Width, grid.Width(text(x)))
		}
		return c
	}
	name := column("", func(x foundLine) string {
		mark := func(m marks) string { r, _ := b.stroke(m); return string(r) }
		text := fmt.Sprintf("%d.", x.rank)
		if x.rank == 1 || x.greedy {
			return mark(marks{best: x.rank == 1, greedy: x.greedy}) + " " + text
		}
		return "  " + text
	})
	numbers := []table.Column[foundLine]{
		column(w.Score, func(x foundLine) string { return b.amount(x.Score(b.set.alpha), 3) }),
		column(w.LogP, func(x foundLine) string { return b.amount(x.LogP(), 3) }),
		column(w.Length, func(x foundLine) string { return fmt.Sprint(len(x.IDs)) }),
		column(w.P, func(x foundLine) string { return share(math.Exp(x.LogP())) }),
	}
	if b.reference() {
		numbers = append(numbers, column(w.BLEU, func(x foundLine) string { return fmt.Sprintf("%.2f", x.score.CorpusBLEU()) }),
			column(w.Book, func(x foundLine) string { return fmt.Sprintf("%.2f", x.score.BookBLEU()) }))
	}
	text := column(w.Translation, func(x foundLine) string {
		if b.book {
			return b.spelled(&x.candidate)
		}
		text := sentence(&b.data.Target, x.tokens)
		if len(x.tokens) == 0 {
			text = b.spelled(&x.candidate)
		}
		if !x.Ended() {
			text += b.more()
		}
		return text
	})
	full := text.Text
	left, used := max(12, min(text.Width, room/3)), name.Width+1
	list := []table.Column[foundLine]{name}
	for _, c := range numbers {
		if used+c.Width+1+left <= room {
			list, used = append(list, c), used+c.Width+1
		}
	}
	text.Left, text.Width = true, max(0, room-used)
	text.Head = " " + text.Head // or the heading before it reads as part of it
	text.Text = func(x foundLine) string { return " " + b.cut(full(x), text.Width-1) }
	return append(list, text)
}
