package predict

import (
	"fmt"
	"math"
	"strconv"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/panel"
	"unroll/ui/screen/layout"
)

// Draw draws the current page.
func (p *Predict) Draw(v grid.View) {
	p.spot = spot{}
	at := arrange(v.W(), v.H(), p.set.width)
	p.fit = fit{columns: max(0, at.goOn.W-2-1-textAt), draws: draws(v.H())} // without the frame and a blank
	switch {
	case p.is == nil:
		v.TextCenter(v.H()/2, p.look.Words.Waiting, p.look.Dim)
	case p.page == microscope:
		p.drawMicro(v)
	default:
		p.drawRows(part(v, at.rows), at.rows)
		p.drawGoOn(part(v, at.goOn))
		p.drawChain(part(v, at.chain))
		p.drawKnobs(part(v, at.knobs))
	}
}

func part(v grid.View, r layout.Rect) grid.View { return v.Sub(r.X, r.Y, r.W, r.H) }

// frame draws a part's border and returns the inside.
func (p *Predict) frame(v grid.View, focus bool, title, right string) grid.View {
	border := p.look.Border
	if focus {
		border = p.look.BorderFocus
	}
	return v.Frame(grid.Frame{Title: title, Right: right, Border: border, TitleStyle: p.look.Title, RightStyle: p.look.Dim})
}

// drawKnobs draws the view's own settings in a row, the chosen one marked.
func (p *Predict) drawKnobs(v grid.View) {
	x := 1
	for i := range knobs {
		k := &knobs[(p.firstKnob(v.W())+i)%len(knobs)]
		st, label := p.look.Dim, k.name(p)+" "+k.show(p)
		if k == &knobs[p.set.knob] {
			st, label = p.look.Focus, p.look.Pick("▸", ">")+label
		}
		if x+grid.Width(label) > v.W() {
			return
		}
		x += v.Text(x, 0, label, st) + 2
	}
}

// firstKnob is the first setting shown: if all fit, the first; on a narrow screen the row begins with the chosen
// one.
func (p *Predict) firstKnob(w int) int {
	all := 2
	for _, k := range knobs {
		all += grid.Width(k.name(p)) + grid.Width(k.show(p)) + 3
	}
	if all > w {
		return p.set.knob
	}
	return 0
}

// info writes nats in the unit that is shown.
func (p *Predict) info(nats float64) string {
	v := p.look.Loss(nats)
	if math.IsInf(v, 0) || math.IsNaN(v) {
		return chart.Short(v)
	}
	return fmt.Sprintf("%.2f", v)
}

// fitted writes a number with as many decimals, two at most, as fit into width columns.
func fitted(v float64, width int) string {
	if !math.IsInf(v, 0) && !math.IsNaN(v) {
		for decimals := 2; decimals >= 0; decimals-- {
			if s := strconv.FormatFloat(v, 'f', decimals, 64); len(s) <= width {
				return s
			}
		}
	}
	return chart.Short(v)
}

// label is a token truncated to a width.
func (p *Predict) label(id int32, width int) string {
	return grid.Truncate(grid.SafeToken(p.is.vocab.Vocab.Token(id)), width, p.look.Pick("…", "~"))
}

// labelWidth is the width of the widest of these tokens, within bounds.
func (p *Predict) labelWidth(ids []int32, most int) int {
	n := grid.Width(p.look.Words.Predict.Token)
	for _, id := range ids {
		n = max(n, grid.Width(p.label(id, most)))
	}
	return min(n, most)
}

// science writes a number with three digits, in powers of ten if it is far from 1.
func science(v float64) string {
	a := math.Abs(v)
	switch {
	case v == 0:
		return "0"
	case math.IsNaN(v) || math.IsInf(v, 0):
		return chart.Short(v)
	case a >= 0.01 && a < 1000:
		return strconv.FormatFloat(v, 'g', 3, 64)
	}
	s := strconv.FormatFloat(v, 'e', 2, 64) // 1.23e-05
	mantissa, exp := s[:len(s)-4], s[len(s)-4:]
	if i := len(s) - 5; s[i] == 'e' { // an exponent with three digits
		mantissa, exp = s[:i], s[i:]
	}
	n, _ := strconv.Atoi(exp[1:])
	return mantissa + "e" + strconv.Itoa(n)
}

// drawBar draws one bar on a row.
func (p *Predict) drawBar(v grid.View, value float64, st grid.Style) {
	chart.DrawBars(v, []chart.Bar{{Value: value, Max: 1, Style: st}}, p.look.Glyphs)
}

// drawPrefix writes the prefix of the prediction.
func (p *Predict) drawPrefix(v grid.View) {
	x := 1 + v.Text(1, 0, p.look.Pick("› ", "> "), p.look.Accent)
	panel.PrefixTokens(v, x, p.is.prefix, p.seen.words, *p.look)
}
