package tags

import (
	"fmt"

	"unroll/core/tagging"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/view/table"
)

// wrongWords are the words most often wrong, as far as is known.
func (v *View) wrongWords() []tagging.WrongWord {
	if v.got.report == nil {
		return nil
	}
	return v.got.report.words
}

// A wrongLine is a line of the list of words, by its place.
type wrongLine struct {
	tagging.WrongWord
	at int
}

// drawWords draws the words most often wrong.
func (v *View) drawWords(in grid.View) {
	l, w, r, more := v.look, v.look.Words.Tagging, v.got.report, v.look.Pick("…", "~")
	if r == nil {
		in.TextCenter(in.H()/2, w.Judging, l.Dim)
		return
	}
	right := r.Right
	facts := fmt.Sprintf(w.Judged, number(right), number(r.N), percentage(r.Accuracy()))
	if r.Unseen > 0 {
		facts += " · " + fmt.Sprintf(w.JudgedUnseen, percentage(float64(r.RightOfUnseen)/float64(r.Unseen)), number(r.Unseen))
	}
	v.drawHead(in.Sub(0, 0, in.W(), 1), facts, fmt.Sprintf(w.Judged, number(right), number(r.N), percentage(r.Accuracy())), fmt.Sprintf(w.JudgedBrief, number(right), number(r.N), percentage(r.Accuracy())))
	list, at := v.wrongWords(), in.Sub(0, 1, in.W(), in.H()-1)
	if len(list) == 0 {
		at.Text(0, 0, grid.Truncate(w.NoErrors, at.W(), more), l.Good)
		return
	}
	if at.H() < 1 {
		return
	}
	from, to := v.window(len(list), table.Rows(at.H()), v.wrong)
	var lines []wrongLine
	for i := from; i < to; i++ {
		lines = append(lines, wrongLine{list[i], i})
	}
	table.Draw(at, v.wrongColumns(at.W(), lines, list[0].Times), lines, l.Dim, func(x wrongLine) grid.Style {
		if x.at == v.wrong {
			return l.Text.With(grid.Bold)
		}
		return l.Text
	})
}

// wrongColumns are the columns of the list.
func (v *View) wrongColumns(room int, lines []wrongLine, most int) []table.Column[wrongLine] {
	l, w, more := v.look, v.look.Words.Tagging, v.look.Pick("…", "~")
	cut := max(8, room/3)
	name := table.Column[wrongLine]{Head: "  " + w.Word, Left: true, Text: func(x wrongLine) string {
		mark := "  "
		if x.at == v.wrong {
			mark = l.Pick("▸ ", "> ")
		}
		return grid.Truncate(mark+grid.SafeToken(x.Word), cut, more)
	}}
	bar := table.Column[wrongLine]{Head: "", Bar: func(at grid.View, x wrongLine) {
		chart.DrawBars(at, []chart.Bar{{Value: float64(x.Times), Max: float64(most), Style: l.Bar}}, l.Glyphs)
	}, Text: func(wrongLine) string { return "" }}
	t := table.New(lines, room, name, bar)
	tags := func(x wrongLine) string {
		gold := w.NotInTraining
		if x.Gold >= 0 {
			gold = v.tagText(x.Gold)
		}
		return gold + l.Pick(" → ", " -> ") + v.tagText(x.Said)
	}
	width := 0
	for _, x := range lines {
		width = max(width, grid.Width(tags(x)))
	}
	limit := max(10, room/3)
	t.Add(1, w.GoldSaid, min(width, limit), func(x wrongLine) string { return grid.Truncate(tags(x), limit, more) })
	t.Add(2, w.Times, 5, func(x wrongLine) string { return number(x.Times) })
	t.Add(3, w.OfTimes, 5, func(x wrongLine) string { return number(x.Of) })
	t.Add(4, "%", 5, func(x wrongLine) string { return percentage(float64(x.Times) / float64(x.Of)) })
	if len(t.Columns) > 2 {
		t.Columns[1].Left = true
	}
	t.Columns[len(t.Columns)-1].Width = min(t.Free(), 40)
	return t.Columns
}

// openWord goes to a sentence in which the word under the cursor is wrong in this way.
func (v *View) openWord() {
	list := v.wrongWords()
	if len(list) == 0 {
		v.notice = v.look.Words.Tagging.NoErrors
		return
	}
	x := list[v.wrong]
	if !v.seek(+1, func(word string, c cell) bool { return word == x.Word && c == cell{x.Gold, x.Said} }) {
		v.notice = v.look.Words.Tagging.NoSentence
		return
	}
	v.page = sentencePage
}
