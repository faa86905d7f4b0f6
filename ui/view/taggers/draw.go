package taggers

import (
	"unroll/ui/draw/grid"
	"unroll/ui/panel"
	"unroll/ui/screen/help"
	"unroll/ui/view/table"
)

// Draw draws the verdict, the table and the source of the numbers.
func (v *View) Draw(all grid.View) {
	w, l := v.look.Words.Taggers, v.look
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
		if y == 0 && v.seen.Taggers.State == panel.Counting {
			in.TextCenter(in.H()/2, w.Counting, l.Dim)
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

// facts say what was counted and what taggers are judged by, in as many rows as needed.
func (v *View) facts(width int) []string {
	w, t := v.look.Words.Taggers, v.seen.Taggers.Ladder
	counted := sprintf(w.Training, thousands(v.data.TrainRows.Rows()))
	judged := sprintf(w.Judged, thousands(t.Judged))
	if t.Limited() {
		judged = sprintf(w.JudgedPart, thousands(t.Judged), thousands(t.Held))
	}
	if n := t.Rungs[0].Unseen; n > 0 {
		judged += ", " + sprintf(w.UnseenWords, thousands(n))
	}
	if both := counted + ", " + judged; grid.Width(both) <= width {
		return []string{both}
	}
	return []string{grid.Truncate(counted, width, v.look.Pick("…", "~")), grid.Truncate(judged, width, v.look.Pick("…", "~"))}
}

// Explain explains the rows and columns of the table, and how the network stands among them.
func (v *View) Explain() help.Page {
	l, w, says := *v.look, v.look.Words.Taggers, v.look.Words.Taggers.Explain
	about := []help.Paragraph{panel.Prose(says.About)}
	s := v.seen.Taggers.Stand
	switch {
	case s.N > 0 && s.NLL != s.NLL:
		about = append(about, panel.Prose(says.NaN, thousands(s.At)))
	case s.N > 0:
		about = append(about, panel.Prose(says.Now, thousands(s.At), sprintf("%.1f", 100*s.Accuracy()), panel.Figure(l.Loss(s.Loss())), sprintf(w.Loss, l.UnitName())))
	}
	verdict := help.Of("tagger-standing", l)
	if forms, _ := panel.TaggerStanding(s.Verdict, l); len(forms) > 0 {
		verdict.Text += " " + help.Say(l.Words.Explain.Curves.Verdict, forms[0])
	}
	about = append(about, verdict, panel.Prose(says.Paired))
	item := func(name string, text string) help.Paragraph { return help.Paragraph{Name: name, Text: help.Say(text)} }
	if t := v.seen.Taggers.Ladder; t != nil {
		for _, text := range v.facts(200) {
			about = append(about, help.Paragraph{Text: help.Text(text + ".")})
		}
		for _, r := range t.Rungs {
			about = append(about, item(w.Names[r.ID], says.Rungs[r.ID]))
		}
	}
	about = append(about, item(sprintf(w.Loss, l.UnitName()), says.Loss), item(w.Accuracy, says.Accuracy), item(w.Seen, says.Seen), item(w.Unseen, says.Unseen),
		panel.Prose(says.Bars), panel.Marked(l.Pick("│", "|"), l.Accent, says.Bar))
	return help.Page{Title: l.Words.Ladder.Title, About: about}
}
