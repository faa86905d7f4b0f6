package translate

import (
	"fmt"

	"unroll/ui/draw/grid"
	"unroll/ui/panel"
	"unroll/ui/screen/help"
)

// Explain explains what is shown of a translation.
func (v *View) Explain() help.Page {
	l, w, e := v.look, v.look.Words.Translate, v.look.Words.Translate.Explain
	about := []help.Paragraph{panel.Prose(e.About)}
	if a := v.current(); a != nil && len(a.greedy.IDs) > 0 {
		about = append(about, panel.Prose(e.Now, number(a.step), v.data.Target.Join(v.data.Words(a.greedy)), v.amount(a.greedy.LogP()), l.UnitName()))
		if a.reading != nil {
			n := len(a.reading.Nats)
			about = append(about, panel.Prose(e.ReferenceNow, panel.Information(a.reading.Loss()/float64(n), *l), number(n)))
		}
	}
	about = append(about,
		help.Paragraph{Name: w.Greedy, Text: help.Say(e.Greedy)},
		help.Paragraph{Name: fmt.Sprintf(w.Beam, v.width), Text: help.Say(e.Beam)},
		help.Paragraph{Name: v.strength(v.alpha), Text: help.Say(e.Score)},
		help.Paragraph{Name: w.Reference, Text: help.Say(e.Reference)},
		panel.Marked("a", l.Bad.With(grid.Underline), e.Wrong),
		panel.Marked("<unk>", l.Warn, e.Unknown),
		help.Paragraph{Name: "BLEU-4", Text: help.Say(e.BLEU)})
	if bg := l.Heat(1); bg != 0 {
		about = append(about, panel.Marked("  ", grid.Style{BG: bg}, e.Unlikely))
	}
	return help.Page{Title: w.Title, About: append(about, panel.Prose(e.Type))}
}

// Explain explains the map, or why there is none.
func (m *Map) Explain() help.Page {
	l, w, e := m.look, m.look.Words.Translate, m.look.Words.Translate.Explain
	p := help.Page{Title: w.MapTitle}
	if m.model != nil && !m.attends() {
		for _, text := range m.without() {
			p.About = append(p.About, help.Paragraph{Text: help.Text(grid.Safe(text))})
		}
		return p
	}
	about := []help.Paragraph{panel.Prose(e.Map), panel.Prose(e.Shapes)}
	if a, h := m.current(), m.heat(); a != nil && len(h.tokens) > 0 {
		about = append(about, help.Paragraph{Text: help.Text(grid.Safe(m.looksAt(a, h, m.query)))})
	}
	if m.model != nil {
		switch m.model.Net.Spec().Attention {
		case "additive":
			about = append(about, panel.Prose(e.Additive))
		case "dot":
			about = append(about, panel.Prose(e.Dot))
		}
	}
	p.About = append(about,
		help.Paragraph{Name: w.Own, Text: help.Say(e.Own)}, help.Paragraph{Name: w.Reference, Text: help.Say(e.Given)},
		panel.Marked(l.Pick("▸", ">"), l.Accent, e.Most),
		panel.Marked("83", l.Text, e.Percent), panel.Marked(l.Pick("·", "-"), l.Text, e.None))
	if l.Heat(1) == 0 {
		p.About = append(p.About, panel.Marked(shade(0.3, l.Glyphs)+shade(0.6, l.Glyphs)+shade(1, l.Glyphs), l.Text, e.Glyphs))
	} else {
		p.About = append(p.About, panel.Marked("  ", grid.Style{BG: l.Heat(1)}, e.Shade))
	}
	return p
}
