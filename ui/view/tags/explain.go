package tags

import (
	"unroll/ui/draw/grid"
	"unroll/ui/panel"
	"unroll/ui/screen/help"
)

// Explain explains the page that is shown.
func (v *View) Explain() help.Page {
	w := v.look.Words.Tagging
	p := help.Page{Title: w.Pages[v.page]}
	switch v.page {
	case sidesPage:
		p.About, p.Topic = v.explainSides(), "directions"
	case matrixPage:
		p.About, p.Topic = v.explainMatrix(), "confusion"
	case wordsPage:
		p.About, p.Topic = v.explainWords(), "wrong-words"
	default:
		p.About = v.explainSentence()
	}
	return p
}

// known is the word under the cursor, and what is known of it.
func (v *View) known() (help.Paragraph, bool) {
	l, w := v.look, v.look.Words.Tagging.Explain
	if len(v.words()) == 0 || v.of() == nil {
		return help.Paragraph{}, false
	}
	x := v.wordAt(v.word)
	if x.said < 0 {
		return help.Paragraph{}, false
	}
	text := help.Say(w.Now, v.words()[v.word], v.tagText(x.said), percent(x.p[x.said]))
	if gold := v.goldText(x); gold != "" && x.gold >= 0 {
		text += " " + help.Say(w.NowGold, gold, panel.Information(v.cost(v.of().whole, v.word), *l))
	}
	return help.Paragraph{Text: text}, true
}

func (v *View) explainSentence() []help.Paragraph {
	l, w := v.look, v.look.Words.Tagging.Explain
	about := []help.Paragraph{panel.Prose(w.Sentence)}
	if p, ok := v.known(); ok {
		about = append(about, p)
	}
	return append(about,
		panel.Marked(l.Pick("×", "x"), l.Bad, w.Wrong), panel.Marked(l.Pick("✓", "+"), l.Text, w.Gold),
		help.Paragraph{Name: l.Words.Tagging.Second, Text: help.Say(w.Second)},
		help.Paragraph{Name: l.Words.Tagging.Unseen, Text: help.Say(w.Unseen)},
		panel.Prose(w.Type))
}

func (v *View) explainSides() []help.Paragraph {
	l, w, t := v.look, v.look.Words.Tagging.Explain, v.look.Words.Tagging
	about := []help.Paragraph{panel.Prose(w.Sides)}
	r := v.of()
	switch {
	case !v.both():
		about = append(about, panel.Prose(w.Forward))
	default:
		about = append(about, panel.Prose(w.Both))
	}
	if r != nil && r.ref.past != nil && r.whole != nil && r.ref.law {
		about = append(about, panel.Prose(w.Law))
	} else {
		about = append(about, panel.Prose(w.HMM))
	}
	if r != nil && r.ref.past != nil && r.whole != nil && len(v.sideFacts(r)) > 1 {
		about = append(about, panel.Prose(w.SidesNow, v.sideFacts(r)[1]))
	}
	about = append(about,
		help.Paragraph{Name: t.Past, Text: help.Say(w.Past, l.UnitName())}, help.Paragraph{Name: t.Whole, Text: help.Say(w.Whole)},
		help.Paragraph{Name: t.Gain, Text: help.Say(w.Gain)}, help.Paragraph{Name: t.Without, Text: help.Say(w.Without)},
		panel.Marked(l.Pick("█", "#"), l.Good, w.Helps), panel.Marked(l.Pick("▒", "="), l.Bad, w.Misleads))
	if v.typed != nil {
		about = append(about, panel.Prose(w.TypedSides))
	}
	return about
}

func (v *View) explainMatrix() []help.Paragraph {
	l, w, t := v.look, v.look.Words.Tagging.Explain, v.look.Words.Tagging
	about := []help.Paragraph{panel.Prose(w.Matrix)}
	if r := v.got.report; r != nil && r.N > 0 {
		about = append(about, v.judgedNow())
		about = append(about, help.Paragraph{Text: help.Say(w.CellNow, v.cellWords()[0])})
	}
	about = append(about, panel.Marked(l.Pick("·", "-"), l.Dim, w.Never), panel.Marked("0", l.Text, w.Few))
	if bg := l.Heat(1); bg != 0 {
		about = append(about, panel.Marked("  ", grid.Style{BG: bg}, w.Shade))
	}
	return append(about,
		help.Paragraph{Name: t.Precision, Text: help.Say(w.Precision)}, help.Paragraph{Name: t.Recall, Text: help.Say(w.Recall)},
		help.Paragraph{Name: t.F1, Text: help.Say(w.F1)})
}

// judgedNow says how much is right.
func (v *View) judgedNow() help.Paragraph {
	w, r := v.look.Words.Tagging.Explain, v.got.report
	text := help.Say(w.Judged, number(r.step), number(r.Right), number(r.N), percentage(r.Accuracy()))
	if r.judged < len(v.list) {
		text += " " + help.Say(w.Sample, number(r.judged), number(len(v.list)))
	}
	if r.Missing > 0 {
		text += " " + help.Say(w.Missing, number(r.Missing))
	}
	return help.Paragraph{Text: text}
}

func (v *View) explainWords() []help.Paragraph {
	w, t := v.look.Words.Tagging.Explain, v.look.Words.Tagging
	about := []help.Paragraph{panel.Prose(w.Words)}
	if r := v.got.report; r != nil && r.N > 0 {
		about = append(about, v.judgedNow())
	}
	return append(about, help.Paragraph{Name: t.GoldSaid, Text: help.Say(w.GoldSaid)},
		help.Paragraph{Name: t.Times, Text: help.Say(w.Times)}, help.Paragraph{Name: t.OfTimes, Text: help.Say(w.OfTimes)})
}
