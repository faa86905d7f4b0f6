package forecast

import (
	"math"

	"unroll/ui/panel"
	"unroll/ui/screen/help"
)

// Explain explains the page that is shown.
func (v *View) Explain() help.Page {
	if v.errors {
		return help.Page{Title: v.named(v.look.Words.Forecast.Errors.Horizon), About: v.explainErrors()}
	}
	return help.Page{Title: v.title(), About: v.explainSeries()}
}

func (v *View) explainSeries() []help.Paragraph {
	l, w := *v.look, v.look.Words.Explain.Forecast
	line := panel.LineMark(l)
	about := []help.Paragraph{panel.Prose(w.About)}
	if !v.data.Feeds() {
		about[0] = panel.Prose(l.Words.Forecast.OneOnly + ".")
	}
	about = append(about, panel.Prose(w.Model))
	if !math.IsNaN(v.value(v.cursor)) {
		about = append(about, panel.Prose(w.Now, number(v.cursor+1), panel.ValueText(v.value(v.cursor))))
	}
	about = append(about, panel.Marked(line, l.Text, w.Series))
	for _, k := range v.chosen() {
		if k == 1 {
			about = append(about, panel.Marked(line, v.style(k), w.OneStep))
			continue
		}
		about = append(about, panel.Marked(line, v.style(k), w.Steps, k, k))
	}
	if v.data.Feeds() {
		about = append(about, panel.Marked(line, l.Run(0), w.Free), panel.Marked(l.Pick("▴", "^"), l.Run(0), w.Origin),
			panel.Marked(l.Pick("◆", "*"), l.Mark, w.Changed))
	}
	if v.model != nil && v.model.Gaussian() {
		about = append(about, panel.BandMark(l, l.NormBand, w.Band, panel.Cover))
	}
	return append(about, panel.Marked(l.Pick("┊", ":"), l.Dim, w.HeldOut))
}

func (v *View) explainErrors() []help.Paragraph {
	l, w, f := *v.look, v.look.Words.Explain.Forecast, v.got.figures
	line := panel.LineMark(l)
	about := []help.Paragraph{panel.Prose(w.Errors)}
	if f != nil && f.err == nil && !math.IsNaN(f.skill()) {
		about = append(about, panel.Prose(w.Figures, panel.ValueText(f.rmse), panel.ValueText(f.last), v.skillText(f)))
		if !math.IsNaN(f.covered) {
			about = append(about, panel.Prose(w.Covers, 100*f.covered, number(len(f.of)), panel.Cover))
		}
	}
	if v.data.Feeds() {
		about = append(about, panel.Marked(line, l.Valid, w.ByHorizon), panel.Marked(line, l.Reference, w.Last))
	}
	if f != nil && len(f.law) > 0 && f.law[0] > 0 {
		about = append(about, panel.Marked(line, l.Floor, w.Law))
	}
	return append(about, panel.BandMark(l, l.BarDim, w.Residuals), panel.Marked(line, l.Accent, w.Normal))
}
