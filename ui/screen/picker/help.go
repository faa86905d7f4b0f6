package picker

import (
	"fmt"

	"unroll/core/train"
	"unroll/ui/draw/chart"
	"unroll/ui/panel"
	"unroll/ui/screen/help"
)

// explanation is the page that ? shows: what a line of the list is, and what is known of the highlighted one;
// wide: the model learning it is beside the list.
func (p *Picker) explanation(wide bool) help.Page {
	l, w := *p.Look, p.Look.Words.Explain.Picker
	about := []help.Paragraph{panel.Prose(w.About), panel.Prose(w.Opens), panel.Prose(w.Presets)}
	it, _ := p.current()
	switch past, live := p.preview.past, p.preview.live; {
	case past != nil:
		about = append(about, panel.Prose(w.Session, past.Name, thousands(past.Step)))
	case p.preview.asks != nil:
		about = append(about, help.Paragraph{Text: help.Text(p.preview.asks.says(p.Look.Words.Picking.Ask))}, panel.Prose(w.Asks))
	case live != nil && p.preview.numbers != nil:
		d, x := live.Data(), p.preview.numbers.Series
		text := help.Say(w.Series, it.name, thousands(x.Rows()), x.Labels[x.Target].String())
		if h := d.Snap.History; h.Len() > 0 && d.Snap.Phase != train.Diverged {
			text += " " + help.Say(w.Live, chart.Thousands(int64(d.Snap.Step)), fmt.Sprintf("%s, %s %s", d.LossText(l, h.Last().Loss), l.Words.Metric(d.Task().Score.ID), d.Score(h.Last().Loss)))
		}
		about = append(about, help.Paragraph{Text: text})
	case live != nil:
		d := live.Data()
		text := help.Say(w.Text, it.name, thousands(d.Facts.Chars), thousands(d.Facts.Vocab))
		if h := d.Snap.History; h.Len() > 0 && d.Snap.Phase != train.Diverged {
			text += " " + help.Say(w.Live, chart.Thousands(int64(d.Snap.Step)), panel.LossMeans(h.Last().Loss, d, l))
		}
		about = append(about, help.Paragraph{Text: text})
	}
	if wide {
		about = append(about, panel.Prose(w.Preview))
	}
	about = append(about, panel.Try("list", l)...)
	keys := table(p.Look.Words).Entries()
	if p.preview.asking {
		keys = asking(p.Look.Words).Entries()
	}
	return help.Page{Title: p.Look.Words.Picker, About: about, Keys: keys}
}
