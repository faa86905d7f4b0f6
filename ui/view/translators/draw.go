package translators

import (
	"unroll/ui/draw/grid"
	"unroll/ui/i18n"
	"unroll/ui/panel"
	"unroll/ui/screen/help"
	"unroll/ui/view/table"
)

// Draw draws the verdict, the table and the source of the numbers.
func (v *View) Draw(all grid.View) {
	w, l := v.look.Words.Pairs, v.look
	in := all.Frame(grid.Frame{Title: l.Words.Ladder.Title, Border: l.BorderFocus, TitleStyle: l.Title}).Inset(1, 0, 1, 0)
	if in.Empty() {
		return
	}
	y := 0
	if text, st := panel.VerdictLine(&v.seen, *l, in.W()); text != "" {
		in.Text(0, 0, text, st)
		y++
	}
	lines := v.lines()
	if len(lines) == 0 {
		if y == 0 && v.seen.Pairs.State == panel.Counting {
			in.TextCenter(in.H()/2, grid.Truncate(w.Counting, in.W(), l.Pick("…", "~")), l.Dim)
		}
		return
	}
	foot := v.facts(in.W())
	if spare := in.H() - y - 1 - len(lines); spare < len(foot) {
		foot = foot[:max(0, min(len(foot), in.H()-y-4))] // lines matter more
	} else if y > 0 && spare > len(foot) {
		y++
	}
	v.room = table.Rows(in.H() - y - len(foot))
	shown := v.visible(lines)
	table.Draw(in.Sub(0, y, in.W(), min(in.H()-y, 1+len(shown))), v.columns(lines, in.W()), shown, l.Dim, func(l line) grid.Style { return l.style })
	y += 1 + len(shown)
	if in.H()-y > len(foot) {
		y++
	}
	for i, text := range foot {
		in.Text(0, y+i, text, l.Dim)
	}
}

// facts say what the models learned from and what they are judged by, in as many rows as needed.
func (v *View) facts(width int) []string {
	w, x := v.look.Words.Pairs, v.seen.Pairs.Ladder
	learned := sprintf(w.Training, thousands(len(v.data.Train)))
	judged := sprintf(w.Judged, thousands(x.Judged))
	switch {
	case x.Train:
		judged = sprintf(w.JudgedTraining, thousands(x.Judged))
	case x.Judged < x.Of:
		judged = sprintf(w.JudgedPart, thousands(x.Judged), thousands(x.Of))
	}
	if both := learned + ", " + judged; grid.Width(both) <= width {
		return []string{both}
	}
	return []string{grid.Truncate(learned, width, v.look.Pick("…", "~")), grid.Truncate(judged, width, v.look.Pick("…", "~"))}
}

// Explain explains the rows and columns of the table, and how the network stands among them.
func (v *View) Explain() help.Page {
	l, w, says := *v.look, v.look.Words.Pairs, v.look.Words.Pairs.Explain
	about := []help.Paragraph{panel.Prose(says.Table)}
	s := v.seen.Pairs.Stand
	switch {
	case s.Tokens > 0 && s.NLL != s.NLL:
		about = append(about, panel.Prose(says.NaN, thousands(s.At)))
	case s.Tokens > 0:
		about = append(about, panel.Prose(says.TableNow, thousands(s.At), panel.Figure(l.Loss(s.Loss())), sprintf(w.Loss, l.UnitName()), i18n.ExactText(s.Score.ExactMatch()), panel.BLEUText(s.Score.CorpusBLEU())))
	}
	verdict := help.Of("pair-standing", l)
	item := func(name string, text string) help.Paragraph { return help.Paragraph{Name: name, Text: help.Say(text)} }
	x := v.seen.Pairs.Ladder
	if x != nil {
		if forms, _ := panel.PairStanding(s.Verdict, x.Grams, l); len(forms) > 0 {
			verdict.Text += " " + help.Say(l.Words.Explain.Curves.Verdict, forms[0])
		}
	}
	about = append(about, verdict, panel.Prose(says.Paired))
	if x != nil {
		for _, text := range v.facts(200) {
			about = append(about, help.Paragraph{Text: help.Text(text + ".")})
		}
		for _, r := range x.Rungs {
			about = append(about, item(w.Name(r.ID, x.Grams), says.Rungs[r.ID]))
		}
	}
	about = append(about, item(sprintf(w.Loss, l.UnitName()), says.Loss), item(w.ExactHead, says.Exact), item(w.BLEUHead, says.BLEU), item(w.BookHead, says.Book),
		panel.Prose(says.Bars), panel.Marked(l.Pick("│", "|"), l.Accent, says.Bar))
	return help.Page{Title: l.Words.Ladder.Title, About: about}
}
