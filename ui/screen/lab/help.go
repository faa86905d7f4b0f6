package lab

import (
	"fmt"
	"slices"
	"strings"

	"unroll/ui/panel"
	"unroll/ui/screen/event"
	"unroll/ui/screen/help"
	"unroll/ui/screen/layout"
)

// explain opens the page on a term, or for "" on what is shown.
func (l *Lab) explain(term string) {
	l.view.help, l.view.page, l.view.term = true, help.Reader{}, term
}

// explainTerm opens the page on the term with a name.
func (l *Lab) explainTerm(name string) (why string) {
	w := &l.Look.Words.Explain
	id, ok := w.FindTerm(name)
	if !ok {
		return fmt.Sprintf(w.NoTerm, name, strings.Join(w.TermIDs(), ", "))
	}
	l.explain(id)
	return ""
}

// explanation is the page that ? shows now: on a term, on the view, or on the panel with the focus. It is made
// when it is drawn, so its numbers are those of the last snapshot.
func (l *Lab) explanation() help.Page {
	var page help.Page
	about := l.focused()
	switch v := l.other(); {
	case l.view.term != "":
		page = panel.ExplainTerm(l.view.term, &l.data, *l.Look)
		page.About = append(page.About, panel.Try(l.view.term, *l.Look)...)
		return page
	case v != nil:
		if page, about = v.Explain(), l.kinds()[l.views.at].ID; page.Topic != "" {
			about = page.Topic
		}
	default:
		page = panel.Explain(about, &l.data, *l.Look)
		if len(l.focusable()) > 1 {
			page.Foot = l.Look.Words.Explain.ToPanel
		}
	}
	if about == panel.Knobs && l.data.Pairs.Of != nil {
		about = panel.KnobTerms["teacher_forcing"] // there is no unroll to try
	}
	page.About = append(page.About, panel.Try(about, *l.Look)...)
	page.Keys = l.entries()
	return page
}

// focused is the panel with the focus, or if that is not on the screen, the first that is.
func (l *Lab) focused() string {
	on := l.view.plan.Panels
	if len(on) > 0 && !slices.ContainsFunc(on, func(p layout.Placed) bool { return p.ID == l.view.focus }) {
		return on[0].ID
	}
	return l.view.focus
}

// helpKey moves over the page, goes to the next panel's, or closes it.
func (l *Lab) helpKey(k event.Key) {
	switch {
	case l.view.page.Key(k.Name):
	case k.Name == "tab" && l.other() == nil && l.view.term == "":
		focus(+1)(l)
		l.explain("")
	case k.Name == "shift+tab" && l.other() == nil && l.view.term == "":
		focus(-1)(l)
		l.explain("")
	default:
		l.view.help = false
	}
}

func (l *Lab) helpMouse(m event.Mouse) { l.view.help = l.view.page.Mouse(m) }
