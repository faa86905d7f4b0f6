package pairs

import (
	"unroll/ui/panel"
	"unroll/ui/screen/help"
)

// Explain explains the view.
func (b *Beam) Explain() help.Page {
	l, w, e := b.look, b.look.Words.BeamView, b.look.Words.BeamView.Explain
	p := help.Page{Title: w.Title, About: []help.Paragraph{panel.Prose(e.Beam)}}
	if b.book {
		p.Title = w.TitleBook
		p.About = append(p.About, panel.Prose(e.Book))
	}
	p.About = append(p.About, panel.Prose(e.Tree), panel.Prose(e.Score))
	greedy := help.Say(e.Greedy)
	if s := b.now(); s != nil && s.tree.left >= 0 {
		greedy += " " + help.Say(e.Left, s.tree.left+1)
	}
	p.About = append(p.About, help.Paragraph{Text: greedy})
	marked := func(m marks, text string) help.Paragraph {
		line, st := b.stroke(m)
		return panel.Marked(string(line), st, text)
	}
	p.About = append(p.About, marked(marks{best: true}, e.Best), marked(marks{greedy: true}, e.GreedyLine), marked(marks{best: true, greedy: true}, e.BestGreedy))
	if b.book {
		p.About = append(p.About, panel.Marked("?", l.Dim, e.NotInBook))
	}
	p.About = append(p.About, help.Paragraph{Name: w.Length, Text: help.Say(e.Length)})
	if b.reference() {
		p.About = append(p.About, help.Paragraph{Name: w.BLEU, Text: help.Say(e.BLEU)}, help.Paragraph{Name: w.Book, Text: help.Say(e.BookBLEU)})
	}
	p.About = append(p.About, panel.Prose(e.Settings))
	if !b.book {
		p.About = append(p.About, panel.Prose(e.Type))
	}
	return p
}
