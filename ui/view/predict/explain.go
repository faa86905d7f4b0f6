package predict

import (
	"fmt"
	"math"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/panel"
	"unroll/ui/screen/help"
)

// Explain explains the page on the screen.
func (p *Predict) Explain() help.Page {
	if p.page == microscope {
		return p.explainSoftmax()
	}
	l, w, says := *p.look, p.look.Words.Predict, p.look.Words.Explain.Predict
	about := []help.Paragraph{panel.Prose(says.About)}
	if p.is != nil && len(p.is.order) > 0 {
		about = append(about, p.now())
	}
	about = append(about, panel.Marked(l.Pick("██", "##"), l.Bar, says.Bar), panel.Marked(l.Pick("░░", ".."), l.BarDim, says.Dropped))
	if p.run.Law != nil {
		about = append(about, panel.Marked(l.Pick("┃", "|"), l.Floor, says.Law))
	}
	if p.is != nil && p.is.beside != nil {
		about = append(about, panel.Marked(l.Pick("██", "##"), l.Reference, says.Beside))
	}
	chain := help.Of("chain-rule", l)
	if p.is != nil && len(p.is.terms) > 0 {
		if t := p.is.terms[len(p.is.terms)-1]; t.Tokens > 0 {
			chain.Text += " " + help.Say(says.Chain, t.Tokens, panel.Information(t.Sum, l), chart.Short(t.Perplexity))
		}
	}
	about = append(about, help.Paragraph{Name: w.GoOn, Text: help.Say(says.Continuations)}, chain)
	return help.Page{Title: w.Title, About: about}
}

// now is how unsure the network is of the next token, and how many tokens are left after truncation.
func (p *Predict) now() help.Paragraph {
	s, w := p.shape, p.look.Words.Explain
	text := panel.Unsure(s.entropy, *p.look)
	if id := p.is.order[0]; !math.IsNaN(s.entropy) {
		text += " " + help.Say(w.Next.Top, grid.SafeToken(p.is.vocab.Vocab.Token(id)), chance(s.q[id]))
	}
	if n := len(p.is.order); s.kept < n {
		text += " " + help.Say(w.Predict.Kept, count(s.kept), count(n))
	}
	return help.Paragraph{Text: text}
}

func (p *Predict) explainSoftmax() help.Page {
	says := p.look.Words.Explain.Softmax
	about := []help.Paragraph{panel.Prose(says.About), panel.Prose(says.Limits)}
	if p.is != nil && len(p.micro.kinds) > 0 {
		m, c := p.micro, fmt.Sprintf("%g", p.set.c+0)
		var broken []string
		for _, k := range m.kinds {
			if math.IsNaN(k.naive.loss) || math.IsInf(k.naive.loss, 0) {
				broken = append(broken, k.name)
			}
		}
		said := panel.Prose(says.Fine, c)
		switch len(broken) {
		case 1:
			said = panel.Prose(says.Broken, c, broken[0])
		case 2:
			said = panel.Prose(says.Broken, c, fmt.Sprintf(says.Both, broken[0], broken[1]))
		}
		target := grid.SafeToken(p.is.vocab.Vocab.Token(int32(m.y)))
		about = append(about, said, panel.Prose(says.Gradient, target, panel.Information(m.loss, *p.look)))
	}
	return help.Page{Title: p.look.Words.Predict.Micro, About: about}
}
