package surprisal

import (
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/panel"
	"unroll/ui/screen/help"
)

// Explain explains the colours, and what is known of the token under the cursor.
func (v *View) Explain() help.Page {
	l, says, m := *v.look, v.look.Words.Explain.Text, v.now()
	about := []help.Paragraph{panel.Prose(says.About)}
	if text := v.known(); text != "" {
		about = append(about, help.Paragraph{Text: text})
	}
	if m.difference {
		about = append(about, shown(v.shade(m, v.scale(m)), says.Better), shown(v.shade(m, -v.scale(m)), says.Worse))
	} else {
		about = append(about, shown(v.shade(m, 0), says.Low),
			shown(v.shade(m, v.scale(m)), says.High, panel.Information(v.scale(m), l)))
	}
	about = append(about, shown(v.cursorStyle(), says.Cursed))
	if v.digitsShown() && !m.difference {
		about = append(about, panel.Prose(says.Numbers, l.UnitName()))
	}
	return help.Page{Title: m.title(v), About: about}
}

// shown is a letter in a style of the text, and the meaning of the style.
func shown(st grid.Style, format string, args ...any) help.Paragraph {
	return panel.Marked("a", st, format, args...)
}

// known is the mean so far, and the token under the cursor.
func (v *View) known() help.Text {
	l, says, s := *v.look, v.look.Words.Explain.Text, v.sheet(-1)
	if s == nil || len(s.marks) == 0 {
		return ""
	}
	var text help.Text
	read, d := len(s.marks)-1, &panel.Data{}
	d.Facts.Tokens, d.Facts.Vocab = v.corpus.Tokens, v.corpus.Vocab.Len()
	if s.counts[read] > 0 {
		text = help.Say(says.Mean, chart.Thousands(int64(s.counts[read])), panel.LossMeans(s.mean(read), d, l))
	}
	if v.unknown(v.cursor) == "" {
		at := s.marks[v.cursor]
		text += " " + help.Say(says.Cursor, v.label(v.cursor), probability(at.P), panel.Information(at.Nats, l))
	}
	return text
}
