package picker

import (
	"fmt"
	"math"
	"strings"

	"unroll/core/series"
	"unroll/core/series/ladder"
	"unroll/core/task"
	"unroll/datasets"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/i18n"
	"unroll/ui/panel"
	"unroll/ui/screen/help"
)

// A seriesPage is a series, and its beginning: as many rows as show its shape.
type seriesPage struct {
	datasets.Numbers
	begins []float64
}

const (
	fewRows  = 300
	manyRows = 1000
	periods  = 20
	// leastPicture is how many rows of the screen a picture of a series needs.
	leastPicture = 5
	// manyColumns is how many columns are named.
	manyColumns = 8
)

// pageOf is n with its beginning: 20 periods where it has one, else a thousand rows.
func pageOf(n datasets.Numbers) seriesPage {
	s := n.Series
	rows := min(s.Rows(), manyRows)
	x := s.Column(s.Target)
	if period := ladder.Period(x[:min(len(x), 4*manyRows)]); period > 0 {
		rows = min(s.Rows(), max(fewRows, min(manyRows, periods*period)))
	}
	return seriesPage{n, x[:rows]}
}

func (seriesPage) task() *task.Task { return task.Series }

func (n seriesPage) counts(d *panel.Data, l *look.Look) string {
	w := l.Words.Picking
	parts := []string{i18n.Format(w.Rows, thousands(n.Series.Rows()))}
	if x := d.Numbers; x != nil {
		f := x.Describe()
		parts = append(parts, fmt.Sprintf(w.Split, thousands(x.Split()), thousands(n.Series.Rows()-x.Split())),
			fmt.Sprintf(w.Spread, panel.ValueText(f.Mean), panel.ValueText(f.SD)))
		if floor := x.Floor(); !math.IsNaN(floor) {
			parts = append(parts, fmt.Sprintf("%s %s %s", l.Words.EntropyFloor, l.Words.Metric(x.Task().Score.ID), panel.Number(x.Task().Score.Of(floor))))
		}
	}
	return strings.Join(parts, " · ")
}

// says names the columns of a table, and what is read and predicted.
func (n seriesPage) says(l *look.Look) string {
	w, t := l.Words.Picking, n.Table
	if t == nil || len(t.Columns) < 2 && t.Filled == 0 {
		return ""
	}
	var all, read []string
	for _, c := range t.Columns[:min(len(t.Columns), manyColumns)] {
		name := c.Label.String()
		switch c.Kind {
		case series.Dates:
			name += " " + w.Dates
		case series.Index:
			name += " " + w.Counts
		case series.Words:
			name += " " + w.Words
		}
		all = append(all, name)
	}
	if len(t.Columns) > manyColumns {
		all = append(all, l.Pick("…", "..."))
	}
	for _, c := range n.Series.Inputs {
		read = append(read, n.Series.Labels[c].String())
	}
	said := i18n.Format(w.Columns, thousands(len(t.Columns)), strings.Join(all, ", "), n.Series.Labels[n.Series.Target].String(), strings.Join(read, ", "))
	if t.Filled > 0 {
		said += " · " + fmt.Sprintf(w.Filled, thousands(t.Filled))
	}
	return said
}

func (seriesPage) least() int { return leastPicture }

func (n seriesPage) draw(v grid.View, l *look.Look) {
	x := n.begins
	if v.H() < leastPicture || len(x) < 2 {
		return
	}
	said := fmt.Sprintf(l.Words.Picking.Picture, thousands(len(x)), thousands(n.Series.Rows()))
	v.TextRight(v.W(), 0, grid.Truncate(said, v.W(), l.Pick("…", "~")), l.Dim)
	curve := chart.Series{N: len(x), Style: l.Valid, At: func(i int) (row, y float64) { return float64(i + 1), x[i] }}
	lo, hi := curve.Range(1, math.Inf(1))
	p := chart.Plot{X: chart.Axis{Min: 1, Max: float64(len(x))}, Y: chart.Fit(false, lo, hi).Nice(), Series: []chart.Series{curve},
		XFormat: func(x float64) string { return thousands(int(math.Round(x))) }}
	p.Draw(v.Sub(0, 1, v.W(), v.H()-1), l.Theme, l.Glyphs)
}

func (n seriesPage) explains(name string, _ *panel.Data, l *look.Look) help.Text {
	return help.Say(l.Words.Explain.Picker.Series, name, thousands(n.Series.Rows()), n.Series.Labels[n.Series.Target].String())
}
