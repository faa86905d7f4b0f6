package predict

import (
	"fmt"
	"math"

	"unroll/core/lm"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
)

// drawChain draws the cost of each token of the prefix, the cumulative cost, and the perplexity so far; if not
// all fit, the end.
func (p *Predict) drawChain(v grid.View) {
	w, terms := p.look.Words.Predict, p.is.terms
	right := ""
	if n := len(terms); n > 0 && terms[n-1].Tokens > 0 {
		t := terms[n-1]
		right = fmt.Sprintf(w.SumIs, p.look.Units().LogP, p.info(-t.Sum), p.look.UnitName(), chart.Short(t.Perplexity))
	}
	if grid.Width(right)+grid.Width(w.Chain)+8 > v.W() && right != "" {
		right = fmt.Sprintf("%s %s %s", w.Sum, p.info(terms[len(terms)-1].Sum), p.look.UnitName()) // as the column: not negative
	}
	in := p.frame(v, false, w.Chain, right)
	var ids []int32
	for _, t := range terms {
		ids = append(ids, t.ID)
	}
	label := p.labelWidth(ids, max(5, in.W()/4))
	in.Text(1, 0, w.Token, p.look.Dim)
	from := 2 + label
	bars := 0 // of the bars, if there is room
	if in.W() >= roomy {
		bars = in.W() * 2 / 5
		from += bars + 1
	}
	heads := [3]string{p.look.Units().Cost, w.Sum, w.Perplexity}
	if in.W()-from < 36 {
		heads[2] = w.Ppl
	}
	at := [3]int{}
	for i := range at {
		at[i] = from + (i+1)*(in.W()-1-from)/3
		in.TextRight(at[i], 0, heads[i], p.look.Dim)
	}
	rows := in.Inset(0, 1, 0, 0)
	first := max(0, len(terms)-rows.H())
	if first > 0 { // more is above
		rows.Set(0, 0, p.look.Rune('↑', '^'), p.look.Dim)
	}
	dearest := 0.0
	for y, t := range terms[first:] {
		p.drawTerm(rows.Sub(0, y, rows.W(), 1), p.is.prefix[first+y], t, label, at)
		if t.Nats > dearest {
			dearest = t.Nats
		}
	}
	for y, t := range terms[first:] {
		if bars > 0 && !t.Given && t.Nats > 0 {
			chart.DrawBars(rows.Sub(2+label, y, bars, 1), []chart.Bar{{Value: t.Nats, Max: dearest, Style: p.look.BarDim}}, p.look.Glyphs)
		}
	}
}

func (p *Predict) drawTerm(v grid.View, token lm.Token, t lm.Term, label int, at [3]int) {
	w := p.look.Words.Predict
	st := p.look.Text
	if !token.Known {
		st = p.look.Bad
	}
	v.Verbatim(1, 0, grid.Truncate(grid.SafeToken(token.Text), label, p.look.Pick("…", "~")), st)
	switch {
	case t.Given:
		v.TextRight(at[0], 0, w.Given, p.look.Dim)
		return
	case !token.Known || math.IsNaN(t.Nats):
		v.Text(3+label, 0, w.NotThere, p.look.Bad)
		return
	}
	v.TextRight(at[0], 0, p.info(t.Nats), p.look.Text)
	v.TextRight(at[1], 0, p.info(t.Sum), p.look.Text)
	v.TextRight(at[2], 0, chart.Short(t.Perplexity), p.look.Text)
}
