package answers

import (
	"fmt"
	"math"

	"unroll/ui/panel"
	"unroll/ui/screen/help"
)

// Explain explains what a right line is, and what the picture shows.
func (v *View) Explain() help.Page {
	l, w, says := *v.look, v.look.Words.Answers, v.look.Words.Explain.Answers
	about := []help.Paragraph{panel.Prose(says.About)}
	if v.seen != nil {
		text := help.Say(says.Now, v.facts(math.MaxInt)[0])
		if len(v.lines.Spans) < v.all {
			text += " " + help.Say(says.Sample, len(v.lines.Spans), v.all)
		}
		about = append(about, help.Paragraph{Text: text})
	}
	about = append(about,
		panel.Marked(l.Pick("●", "o"), l.Valid, says.Dot),
		panel.Marked(l.Pick("┊", ":"), l.Border, says.Line, fmt.Sprintf(w.Trained, v.trained)),
		panel.Marked(l.Pick("✓", "+"), l.Good, says.Right), panel.Marked(l.Pick("×", "x"), l.Bad, says.Wrong),
		panel.Marked("↵", l.Text, says.End))
	return help.Page{Title: w.Title, About: about}
}
