package answers

import (
	"fmt"
	"math"

	"unroll/core/lm"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
)

const (
	leastBeside = 76 // columns from which the picture stands beside the list
	leastChart  = 4  // rows of a picture
	leastList   = 3  // rows of a list below it
	forNames    = 7  // columns for the axis's name, or beside it for its numbers
	low         = 12 // rows up to which there is only one for the totals
)

// Draw draws the view.
func (v *View) Draw(all grid.View) {
	w, look := v.look.Words, v.look
	f := grid.Frame{Title: w.Answers.Title, Border: look.BorderFocus, TitleStyle: look.Title, RightStyle: look.Dim}
	if v.seen != nil {
		f.Right = fmt.Sprintf("%s %s", w.Step, chart.Thousands(int64(v.seen.step)))
	}
	in := all.Frame(f).Inset(1, 0, 1, 0)
	switch {
	case in.Empty():
		return
	case v.seen == nil && v.net == nil:
		in.TextCenter(in.H()/2, w.Waiting, look.Dim)
		return
	case v.seen == nil:
		in.TextCenter(in.H()/2, w.Answers.Reading, look.Dim)
		return
	}
	y := v.drawFacts(in)
	rest := in.Sub(0, y, in.W(), in.H()-y)
	if rest.W() >= leastBeside {
		split := rest.W() * 11 / 20
		v.drawChart(rest.Sub(0, 0, split-2, rest.H()))
		v.drawList(rest.Sub(split, 0, rest.W()-split, rest.H()))
		return
	}
	if high := max(leastChart, rest.H()/2); rest.H()-high >= leastList {
		v.drawChart(rest.Sub(0, 0, rest.W(), high))
		rest = rest.Sub(0, high, rest.W(), rest.H()-high)
	}
	v.drawList(rest)
}

// drawFacts draws how many lines are right, in as many rows as they need, and returns their number.
func (v *View) drawFacts(in grid.View) (rows int) {
	facts := v.facts(in.W())
	if in.H() <= low {
		facts = facts[:1]
	}
	for _, fact := range facts {
		in.Text(0, rows, fact, v.look.Text)
		rows++
	}
	return rows
}

// facts are the totals in one line, or in several if it is too narrow for that.
func (v *View) facts(width int) []string {
	w := v.look.Words.Answers
	list := []string{v.total(w.HeldOut, v.seen.sum(0, math.MaxInt))}
	if !v.own {
		list[0] = v.total(w.OfTrained, v.seen.sum(0, math.MaxInt))
	}
	if grid.Width(list[0]) > width {
		list[0] = v.total(w.Brief, v.seen.sum(0, math.MaxInt))
	}
	if within, beyond := v.seen.sum(0, v.trained), v.seen.sum(v.trained+1, math.MaxInt); beyond.Lines > 0 {
		list = append(list, fmt.Sprintf(w.Within, v.trained, percent(within)), fmt.Sprintf(w.Beyond, percent(beyond)))
	}
	for n := len(list); n > 1; n-- {
		if joined := join(list[:n]); grid.Width(joined) <= width {
			return append([]string{joined}, list[n:]...)
		}
	}
	return list
}

func join(list []string) string {
	s := list[0]
	for _, x := range list[1:] {
		s += " · " + x
	}
	return s
}

func (v *View) total(format string, s lm.LengthScore) string {
	return fmt.Sprintf(format, chart.Thousands(int64(s.Right)), chart.Thousands(int64(s.Lines)), percent(s))
}

// percent is the accuracy to a tenth; 100 % only if every line is right. A dash stands for no lines.
func percent(s lm.LengthScore) string {
	if s.Lines == 0 {
		return "–"
	}
	tenths := s.Tenths()
	if tenths%10 == 0 {
		return fmt.Sprintf("%d %%", tenths/10)
	}
	return fmt.Sprintf("%d.%d %%", tenths/10, tenths%10)
}

// drawChart draws the accuracy by length, with a mark at the longest length that is trained.
func (v *View) drawChart(at grid.View) {
	w, look, lengths := v.look.Words.Answers, v.look, v.seen.lengths
	if len(lengths) == 0 || at.H() < leastChart {
		return
	}
	curve := chart.Series{N: len(lengths), Style: look.Valid, Dots: true, Glyph: '●', Link: chart.Joined,
		At: func(i int) (x, y float64) { return float64(lengths[i].Length), 100 * lengths[i].Accuracy() }}
	last := max(lengths[len(lengths)-1].Length, v.trained)
	room := float64(max(3*forNames, at.W()-forNames))
	right := float64(last) * room / (room - forNames) // leaves room for the axis's name; above the curve is that of the mark
	p := chart.Plot{X: chart.Axis{Min: 0, Max: right}, Y: chart.Axis{Min: 0, Max: 115}, Series: []chart.Series{curve},
		XLabel: w.Length, XFormat: whole, YFormat: func(y float64) string {
			if y > 100 {
				return ""
			}
			return fmt.Sprintf("%.0f %%", y)
		}}
	if v.trained < last {
		p.Marks = []chart.Mark{{X: float64(v.trained) + 0.5, Label: fmt.Sprintf(w.Trained, v.trained), Style: look.Mark, Line: true}}
	}
	p.Draw(at, look.Theme, look.Glyphs)
}

// whole writes the ticks at whole numbers only.
func whole(x float64) string {
	if x != math.Trunc(x) {
		return ""
	}
	return fmt.Sprintf("%.0f", x)
}

// drawList draws lines with their answers.
func (v *View) drawList(at grid.View) {
	w, look, list := v.look.Words.Answers, v.look, v.list()
	if at.H() < 1 {
		return
	}
	head := w.Lines
	if v.wrong {
		head = w.WrongOnly
	}
	top := min(1, at.H()-1) // on a single row a line says more than the heading
	if top > 0 {
		at.Text(0, 0, grid.Truncate(head, at.W(), look.Pick("…", "~")), look.Dim)
	}
	v.room = at.H() - top
	if len(list) == 0 && v.room > 0 {
		at.Text(0, top, grid.Truncate(w.NoneWrong, at.W(), look.Pick("…", "~")), look.Good)
		return
	}
	from := v.top()
	for y := range min(v.room, len(list)-from) {
		v.drawAnswer(at.Sub(0, top+y, at.W(), 1), list[from+y])
	}
}

// drawAnswer draws ✓ or ×, the line, and after a wrong answer the right one; if there is no room for all of them, the
// first token that is wrong. If it is still too narrow, the beginning of the question is left out.
func (v *View) drawAnswer(at grid.View, a answer) {
	look := v.look
	mark, st := look.Pick("✓", "+"), look.Good
	if !a.right {
		mark, st = look.Pick("×", "x"), look.Bad
	}
	at.Text(0, 0, mark, st)
	tail, room, wants := look.Pick("…", "~"), at.W()-2, ""
	least := min(12, room/3) // columns of the question
	if !a.right {
		wants = "  " + fmt.Sprintf(look.Words.Answers.Wants, a.wants)
	}
	if f := a.first; f.at > 0 && grid.Width(a.question)+grid.Width(a.gives)+grid.Width(wants) > room {
		least, a.gives, wants = 4, tail, "  "+fmt.Sprintf(look.Words.Answers.WrongAt, f.at, f.of, f.gives, f.want)
	}
	gives := grid.Truncate(a.gives, max(1, room-grid.Width(wants)), tail)
	x := 2 + at.Text(2, 0, beginning(a.question, max(least, room-grid.Width(gives)-grid.Width(wants)), tail), look.Text)
	x += at.Text(x, 0, grid.Truncate(gives, max(0, at.W()-x), tail), st.With(grid.Bold))
	at.Text(x, 0, grid.Truncate(wants, max(0, at.W()-x), tail), look.Dim)
}

// beginning is s in so many columns, without as much of its beginning as needed.
func beginning(s string, cols int, tail string) string {
	if grid.Width(s) <= cols {
		return s
	}
	from := 0
	for _, c := range clusters(s) {
		if grid.Width(s[from:])+grid.Width(tail) <= cols {
			break
		}
		from += len(c)
	}
	return tail + s[from:]
}

func clusters(s string) (list []string) {
	for part := range grid.Clusters(s) {
		list = append(list, part)
	}
	return list
}
