package pairs

import (
	"unroll/ui/panel"
	"unroll/ui/screen/help"
)

// Explain explains the page that is shown.
func (v *Batches) Explain() help.Page {
	l, w, e := v.look, v.look.Words.BatchView, v.look.Words.BatchView.Explain
	p := help.Page{Title: w.Pages[v.page]}
	switch v.page {
	case batchPage:
		p.About = append(p.About, panel.Prose(e.Batch), panel.Prose(e.Order))
		if v.data.NoMask {
			p.About = append(p.About, panel.Prose(e.NoMask))
		}
		p.About = append(p.About, help.Paragraph{Name: w.Source, Text: help.Say(e.Source)}, help.Paragraph{Name: w.Input, Text: help.Say(e.Input)},
			help.Paragraph{Name: w.Target, Text: help.Say(e.Target)}, help.Paragraph{Name: w.Mask, Text: help.Say(e.Mask)})
		if v.legend() != "" {
			for i, text := range []string{e.Unk, e.Pad, e.Bos, e.Eos} {
				_, st := v.token(sourceRow, int32(i))
				p.About = append(p.About, panel.Marked(v.sign(int32(i)), st, text))
			}
		}
	case lengthsPage:
		p.About = append(p.About, panel.Prose(e.Lengths))
	default:
		p.About = append(p.About, panel.Prose(e.Numbers), panel.Prose(e.Unknown), panel.Prose(e.Floor, l.UnitName()))
		if v.source != nil {
			p.About = append(p.About, panel.Prose(e.Law))
		}
	}
	return p
}

// Explain explains the page that is shown.
func (v *Errors) Explain() help.Page {
	w, e := v.look.Words.ErrorView, v.look.Words.ErrorView.Explain
	p := help.Page{Title: w.Pages[v.page], Topic: "pair-errors"}
	about := []string{e.Positions, e.Lengths, e.Worst}[v.page]
	p.About = append(p.About, panel.Prose(about), panel.Prose(e.Reference))
	if v.page != positionPage {
		p.About = append(p.About, panel.Prose(e.Scores))
	}
	if v.got != nil && v.model != nil {
		p.About = append(p.About, panel.Prose(e.Sample, number(len(v.got.pairs)), number(len(v.list)), number(v.got.step)))
	}
	return p
}
