package picker

import (
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
	return help.Page{Title: p.Look.Words.Picker, About: about, Keys: table(p.Look.Words).Entries()}
}
