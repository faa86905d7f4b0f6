package ladder

import (
	"math"

	"unroll/ui/draw/grid"
	"unroll/ui/panel"
	"unroll/ui/screen/help"
)

// Explain explains the rows and columns of the table, and where the network is among them.
func (v *Ladder) Explain() help.Page {
	l, w, says := *v.look, v.look.Words.Ladder, v.look.Words.Explain.Ladder
	about := []help.Paragraph{panel.Prose(says.About)}
	if last, ok := v.seen.Snap.History.LastValid(); ok {
		about = append(about, panel.Prose(says.Now, panel.LossMeans(last.Loss(), &v.seen, l)))
	}
	verdict := help.Of("verdict", l)
	if text, _ := panel.VerdictLine(&v.seen, l, long); text != "" {
		verdict.Text += " " + help.Say(l.Words.Explain.Curves.Verdict, text)
	}
	about = append(about, verdict,
		panel.Marked(l.Pick("██", "##"), l.Bar, says.Bar), panel.Marked(l.Pick("╌╌", "--"), l.Focus, says.Network),
		help.Paragraph{Name: w.Gain, Text: help.Say(says.Gain, l.UnitName())}, help.Paragraph{Name: w.Contexts, Text: help.Say(says.Contexts)},
		help.Paragraph{Name: l.Units().PerChar, Text: help.Say(says.Chars)}, item(w.Deflate, l.Dim, says.Deflate))
	if !math.IsNaN(v.seen.Floor) {
		about = append(about, item(w.Floor, l.Floor, says.Floor))
	}
	if v.seen.Published.Label != "" {
		about = append(about, item(w.Published, l.Reference, says.Published))
	}
	return help.Page{Title: w.Title, About: about}
}

// long is more columns than the fullest verdict needs.
const long = 200

// item is a row of the table in its own colour, and its explanation.
func item(name string, st grid.Style, says string) help.Paragraph {
	return help.Paragraph{Mark: name, Style: st, Text: help.Say(says)}
}
