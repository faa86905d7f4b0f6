package fill

import (
	"unroll/ui/draw/grid"
	"unroll/ui/panel"
	"unroll/ui/screen/help"
)

// Explain explains what a blank is, and the marks.
func (v *View) Explain() help.Page {
	l, w := *v.look, v.look.Words.Explain.Fill
	about := []help.Paragraph{panel.Prose(w.About), panel.Prose(w.NotAText)}
	if v.typed {
		about = append(about, panel.Prose(w.Typed), panel.Prose(w.Several))
	} else if share := v.share(); share != "" {
		about = append(about, panel.Prose(w.Walk, share))
	}
	about = append(about, panel.Marked(l.Pick("▁", "_"), l.Focus.With(grid.Reverse), w.Mark))
	if !v.typed {
		about = append(about, panel.Marked("a", l.Bad.With(grid.Underline), w.Wrong), panel.Marked(l.Pick("▸", ">"), l.Good, w.There))
	}
	if v.data.Law != nil {
		about = append(about, panel.Marked(l.Pick("┃", "|"), l.Floor, w.Law))
	}
	return help.Page{Title: l.Words.Fill.Title, About: append(about, panel.Prose(w.Past))}
}
