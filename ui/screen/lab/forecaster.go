package lab

import (
	"context"
	"time"

	"unroll/core/forecast"
	"unroll/core/work"
	"unroll/ui/panel"
	"unroll/ui/screen/ask"
)

// A forecaster forecasts the last rows of a series for the panel, keyed by the step of the network.
type forecaster = ask.Asker[int, panel.Forecasts]

// forecastRest is the least time between two pictures of newer networks.
const forecastRest = 200 * time.Millisecond

// forecast requests forecasts of the last rows by the newest network, and a free run that begins before the last row and ends
// beyond it, while the panels are on the screen.
func (l *Lab) forecast() {
	l.answer()
	m, ok := l.data.Snap.Model.(*forecast.Model)
	if !ok || l.data.Numbers == nil || l.views.at != 0 {
		return
	}
	l.jobs = append(l.jobs, l.forecaster.Ask(ask.Question[int, panel.Forecasts]{
		Key: m.At(), Patient: l.data.Forecasts.Known,
		Work: func(ctx context.Context) (f panel.Forecasts) {
			work.Quietly(func() { f = lastForecasts(ctx, m) })
			return f
		},
	})...)
}

// widest is the columns of the widest panel: no more rows are forecast than it shows.
const widest = 1000

// lastForecasts are m's forecasts of the last rows.
func lastForecasts(ctx context.Context, m *forecast.Model) panel.Forecasts {
	rows, behind := panel.RowsShown(widest)
	first, end := m.Data.Bounds()
	f := panel.Forecasts{Known: true, Step: m.At(), From: max(first, end-rows), Origin: -1}
	f.Points, _ = m.OneStep(ctx, f.From, end)
	origin := end - 1 - behind
	if !m.Data.Feeds() || origin+1 < m.Least() {
		return f
	}
	const memory = 1024
	var past []float64
	for row := max(0, origin+1-memory); row <= origin; row++ {
		past = append(past, m.Data.Value(row))
	}
	if run, err := m.Run(ctx, past, 2*behind); err == nil {
		f.Origin, f.Run = origin, run
	}
	return f
}

// forecasted takes a message if it is the forecaster's.
func (l *Lab) forecasted(msg any) (own bool) {
	if l.answered(msg) {
		return true
	}
	answer, own := l.forecaster.Take(msg)
	if answer != nil {
		l.data.Forecasts = answer.Is
		l.forecaster.Rest(forecastRest, answer.Took)
	}
	if own {
		l.jobs = append(l.jobs, l.forecaster.Next()...)
	}
	return own
}
