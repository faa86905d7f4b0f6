package panel

import (
	"math"

	"unroll/core/forecast"
	"unroll/ui/draw/look"
	"unroll/ui/screen/help"
)

// Cover is the share that a band should hold, in per cent.
const Cover = int(100 * forecast.Cover)

// aboutSeriesLoss says what the loss of a series is.
func aboutSeriesLoss(d *Data, l look.Look) help.Paragraph {
	if d.Answered != nil {
		return Prose(l.Words.Sequences.Loss)
	}
	if w := l.Words.Explain.Forecast; d.Task().Loss.InNats() {
		return Prose(w.LossNats, l.UnitName())
	} else {
		return Prose(w.Loss)
	}
}

// seriesLines are the lines that the loss of a series is compared with.
func seriesLines(d *Data, l look.Look) []help.Paragraph {
	if d.Answered != nil {
		return []help.Paragraph{Marked(l.Pick("╌╌", "- "), l.Reference, l.Words.Sequences.Level)}
	}
	w := l.Words.Explain.Forecast
	list := []help.Paragraph{Marked(l.Pick("╌╌", "- "), l.Reference, w.Levels)}
	if !math.IsNaN(d.Floor) {
		score := l.Words.Metric(d.Task().Score.ID) + " " + d.Score(d.Floor)
		list = append(list, Marked(l.Pick("╌╌", "- "), l.Floor, w.Floor, d.LossText(l, d.Floor), score))
	}
	return list
}

// explainForecast explains the panel of forecasts.
func explainForecast(d *Data, l look.Look) []help.Paragraph {
	w := l.Words.Explain.Forecast
	if d.Answered != nil {
		return explainAnswers(d, l)
	}
	list := []help.Paragraph{Prose(w.Panel), Prose(w.Model), Marked(LineMark(l), l.Text, w.Series), Marked(LineMark(l), l.Valid, w.OneStep)}
	if d.Numbers != nil && d.Numbers.Feeds() {
		list = append(list, Marked(LineMark(l), l.Train, w.Free))
	}
	if d.Numbers != nil && d.Numbers.Task().Loss.InNats() {
		list = append(list, BandMark(l, l.NormBand, w.Band, Cover))
	}
	return append(list, Marked(l.Pick("┊", ":"), l.Dim, w.HeldOut))
}
