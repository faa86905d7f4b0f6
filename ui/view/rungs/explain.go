package rungs

import (
	"math"

	"unroll/ui/panel"
	"unroll/ui/screen/help"
)

// Explain explains the rows and columns of the table, and how the network stands among them.
func (v *View) Explain() help.Page {
	l, says := *v.look, v.look.Words.Rungs.Explain
	w := l.Words.Rungs
	about := []help.Paragraph{panel.Prose(says.About), panel.Prose(says.Ahead, Horizons[v.choice])}
	c, s, why := v.now()
	if why != nil {
		about = append(about, panel.Prose(says.Cannot, l.Words.Error(why)))
	}
	switch {
	case math.IsNaN(s.MSE):
		about = append(about, panel.Prose(says.NaN, thousands(s.At)))
	case s.N > 0:
		about = append(about, panel.Prose(says.Now, thousands(s.At), panel.ValueText(s.RMSE())))
	}
	verdict := help.Of("standing", l)
	if s.N > 0 {
		if forms, _ := panel.Standing(s.Verdict, l); len(forms) > 0 {
			verdict.Text += " " + help.Say(l.Words.Explain.Curves.Verdict, forms[0])
		}
	}
	about = append(about, verdict)
	if c != nil {
		for _, text := range v.facts(c, 200) {
			about = append(about, help.Paragraph{Text: help.Text(text + ".")})
		}
	}
	item := func(name string, text string) help.Paragraph { return help.Paragraph{Name: name, Text: help.Say(text)} }
	about = append(about, item(w.RMSE, says.RMSE), item(w.Skill, says.Skill), item(w.Left, says.Left), item(w.MAE, says.MAE),
		item(w.Last, says.Last), item(sprintf(w.Line, 3), says.Line), item(w.Exact, says.Exact),
		panel.Marked(l.Pick("│", "|"), l.Accent, says.Bar), panel.Marked(l.Pick("›", ">"), l.Dim, says.Beyond))
	return help.Page{Title: l.Words.Ladder.Title, About: about}
}
