package game

import (
	"fmt"
	"math"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
)

// The least number of rows for the list of tokens and the plot together, and the most for the plot.
const (
	leastBoth = 14
	mostPlot  = 18
	fewPlayed = 24 // tokens
)

// means are the running means, by tokens played, of the costs given by of.
func (b *board) means(of func(m mine) float64) []float64 {
	list, sum := make([]float64, len(b.hits)), 0.0
	for i, h := range b.hits {
		sum += of(h)
		list[i] = sum / float64(i+1)
	}
	return list
}

// plot draws how the means of the person and of the network changed from token to token.
func (v *View) plot(g grid.View) {
	w, b := v.look.Words.Game, &v.board[v.way]
	you := b.means(func(m mine) float64 { return v.look.Loss(m.you.Nats) })
	net := b.means(func(m mine) float64 { return v.look.Loss(m.net.Nats) })
	lo, hi := math.Inf(1), 0.0
	for _, list := range [][]float64{you, net} {
		for _, y := range list {
			if !math.IsInf(y, 1) {
				lo, hi = math.Min(lo, y), math.Max(hi, y)
			}
		}
	}
	curve := func(list []float64, label string, st grid.Style) chart.Series {
		few := len(list) <= fewPlayed // then points without a line between them
		return chart.Series{N: len(list), Style: st, Label: label, Dots: few, Glyph: '•', At: func(i int) (float64, float64) { return float64(i + 1), list[i] }}
	}
	p := chart.Plot{X: chart.Axis{Min: 1, Max: float64(len(you))}, Y: chart.Fit(false, lo, hi), XLabel: w.Tokens,
		Series: []chart.Series{curve(net, w.Network, v.look.Valid), curve(you, w.You, v.look.Accent)},
		XFormat: func(x float64) string {
			if x != math.Trunc(x) {
				return ""
			}
			return fmt.Sprint(int(x))
		}}
	p.Draw(g, v.look.Theme, v.look.Glyphs)
}
