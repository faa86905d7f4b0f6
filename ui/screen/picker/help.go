package picker

import (
	"fmt"

	"unroll/core/task"
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
		about = append(about, help.Paragraph{Text: help.Text(p.preview.asks.says(p.Look.Words.Picking.Ask))}, panel.Prose(p.preview.asks.explains(p.Look.Words)))
	case live != nil && p.preview.shown != nil:
		d := live.Data()
		text := p.preview.shown.explains(it.name, d, p.Look)
		if h := d.Snap.History; h.Len() > 0 && d.Snap.Phase != train.Diverged {
			text += " " + help.Say(w.Live, chart.Thousands(int64(d.Snap.Step)), p.means(h.Last().Loss, d))
		}
		about = append(about, help.Paragraph{Text: text})
	}
	if wide {
		about = append(about, panel.Prose(w.Preview))
	}
	about = append(about, panel.Try("list", l)...)
	keys := table(p.Look.Words).Entries()
	if p.preview.asking {
		keys = p.preview.asks.keys(p.Look.Words).Entries()
	}
	return help.Page{Title: p.Look.Words.Picker, About: about, Keys: keys}
}

// means says what a loss of the run beside the list is: with its score or, of a text, what its perplexity means.
func (p *Picker) means(loss float64, d *panel.Data) help.Text {
	if p.preview.shown.task() == task.Language {
		return panel.LossMeans(loss, d, *p.Look)
	}
	return help.Text(fmt.Sprintf("%s, %s %s", d.LossText(*p.Look, loss), p.Look.Words.Metric(d.Task().Score.ID), d.Score(loss)))
}
