package picker

import (
	"fmt"
	"math"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
)

// leastPicture is how many rows a picture of a series needs.
const leastPicture = 5

// draw draws the beginning of a series.
func (s glimpse) draw(v grid.View, l look.Look) {
	if v.H() < leastPicture || len(s.values) < 2 {
		return
	}
	said := fmt.Sprintf(l.Words.Picking.Picture, thousands(len(s.values)), thousands(s.rows))
	v.TextRight(v.W(), 0, grid.Truncate(said, v.W(), l.Pick("…", "~")), l.Dim)
	curve := chart.Series{N: len(s.values), Style: l.Valid, At: func(i int) (x, y float64) { return float64(i + 1), s.values[i] }}
	lo, hi := curve.Range(1, math.Inf(1))
	p := chart.Plot{X: chart.Axis{Min: 1, Max: float64(len(s.values))}, Y: chart.Fit(false, lo, hi).Nice(), Series: []chart.Series{curve},
		XFormat: func(x float64) string { return thousands(int(math.Round(x))) }}
	p.Draw(v.Sub(0, 1, v.W(), v.H()-1), l.Theme, l.Glyphs)
}

// ofSeries says whether an entry is a series, as far as is known.
func (p *Picker) ofSeries(it item) bool {
	return p.preview.numbers != nil || it.series && !p.said[it.path].text
}

// shows says what an entry is good for seeing, or what was published of it; "": nothing.
func (p *Picker) shows(it item) string {
	switch {
	case it.shows == "":
		return ""
	case it.group == published:
		return it.shows
	}
	return p.Look.Words.Shows + ": " + it.shows
}
