package predict

import (
	"fmt"
	"math"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/screen/layout"
)

// drawMicro draws the second page: softmax step by step, above the gradient of the loss.
func (p *Predict) drawMicro(v grid.View) {
	if len(p.micro.kinds) == 0 {
		return
	}
	bars := 0
	if v.H() >= 14 {
		bars = min(v.H()*2/5, len(p.is.order)+2)
	}
	p.drawReckoning(v.Sub(0, 0, v.W(), v.H()-bars))
	p.drawGradient(v.Sub(0, v.H()-bars, v.W(), bars))
}

// sums are the lines under the table: Σ, log Σ, m + log Σ, the same − c, the loss.
const sums = 5

// drawReckoning draws naive and stable softmax in float32 and float64 side by side, with c added to all logits.
func (p *Predict) drawReckoning(v grid.View) {
	w, m := p.look.Words.Predict, &p.micro
	top := fmt.Sprintf(w.MaxIs, m.top+p.set.c)
	right := w.AddC + " · " + top
	if grid.Width(w.Micro)+grid.Width(right)+8 > v.W() {
		right = top
	}
	in := p.frame(v, true, w.Micro, right)
	below := p.verdicts()
	below = below[:min(len(below), max(0, in.H()-2-sums-2))]
	height := max(0, in.H()-2-sums-len(below))
	first := window(p.at(), len(p.is.order), height)
	ids := p.is.order[first:min(len(p.is.order), first+height)]
	p.spot = spot{layout.Rect{X: 1, Y: 3, W: in.W(), H: len(ids)}, first}

	label := p.labelWidth(ids, 8)
	left := 2 + label + 1 + 8
	p.drawMoved(in.Sub(0, 0, left, 2+len(ids)), ids, label)
	shown := m.kinds
	t := tableFor((in.W() - left - 1) / len(shown))
	if t.naive == 0 {
		shown = m.kinds[:1]
		t = tableFor(in.W() - left - 1)
	}
	for i, k := range shown {
		p.drawKind(in.Sub(left+1+i*(in.W()-left-1)/len(shown), 0, t.width()-1, in.H()-len(below)), k, ids, t)
	}
	room := left - 2 - grid.Width(fmt.Sprintf(w.LossOf, p.look.Units().Cost, ""))
	for i, name := range []string{p.look.Pick("Σ", "sum"), w.LogSum, w.MaxLogSum, w.LogSumLess, fmt.Sprintf(w.LossOf, p.look.Units().Cost, p.label(int32(m.y), max(1, room)))} {
		in.Sub(0, 2+len(ids)+i, left, 1).Text(2, 0, name, p.look.Dim)
	}
	for i, said := range below {
		in.Text(2, in.H()-len(below)+i, grid.Truncate(said.text, in.W()-2, p.look.Pick("…", "~")), said.style)
	}
}

// drawMoved draws the tokens and their logits plus c.
func (p *Predict) drawMoved(v grid.View, ids []int32, label int) {
	w := p.look.Words.Predict
	c := "c = 0"
	if p.set.c != 0 {
		c = fmt.Sprintf("c = %+.0f", p.set.c)
	}
	v.Text(2, 0, c, p.look.Focus)
	v.Text(2, 1, grid.Truncate(w.Token, label, "."), p.look.Dim)
	v.TextRight(v.W(), 1, w.Moved, p.look.Dim)
	for y, id := range ids {
		st := p.look.Text
		if int(id) == p.micro.y {
			st = p.look.Focus
			v.Text(0, 2+y, p.look.Pick("▸", ">"), st)
		}
		v.Verbatim(2, 2+y, p.label(id, label), st)
		v.TextRight(v.W(), 2+y, fitted(p.micro.kinds[1].o[id], 8), st)
	}
}

// A table is how much of one kind of number fits.
type table struct {
	naive, stable    int  // columns of the two ways
	naiveP, stableEx bool // p of the one and e^x of the other
	bar              int  // columns of a bar of p after each; 0: none
}

// width is the number of columns that the table takes, with a blank after it.
func (t table) width() int {
	n := t.naive + t.stable + 2
	if t.bar > 0 {
		n += 2 * (t.bar + 1)
	}
	return n
}

const (
	exWidth = 9 // 1.23e-308
	pWidth  = 6
	leastP  = 5 // columns of a bar
)

// tableFor is the most that fits into width columns; naive is 0 if nothing does.
func tableFor(width int) table {
	for _, t := range []table{
		{exWidth + 1 + pWidth, exWidth + 1 + pWidth, true, true, 0},
		{exWidth + 1 + pWidth, exWidth, true, false, 0},
		{exWidth, exWidth, false, false, 0},
	} {
		if t.width() > width {
			continue
		}
		if bar := (width-t.width()-1)/2 - 1; t.stableEx && bar >= leastP {
			t.bar = bar
		}
		return t
	}
	return table{}
}

// drawKind draws both ways in one kind of number: headings, a row per id, the sums.
func (p *Predict) drawKind(v grid.View, k kind, ids []int32, t table) {
	w := p.look.Words.Predict
	n, second := v.Sub(0, 0, t.naive, v.H()), t.naive+1
	if t.bar > 0 {
		p.drawP(v.Sub(second, 2, t.bar, len(ids)), k.naive.p, ids)
		second += t.bar + 1
		p.drawP(v.Sub(second+t.stable+1, 2, t.bar, len(ids)), k.stable.p, ids)
	}
	s := v.Sub(second, 0, t.stable, v.H())
	name := k.name + " " + w.Naive
	if grid.Width(name) > t.naive {
		name = k.name
	}
	n.Text(0, 0, name, p.look.Title)
	s.TextRight(s.W(), 0, w.Stable, p.look.Title)
	p.drawWay(n, k.naive, ids, false, true, t.naiveP, w.Exp)
	p.drawWay(s, k.stable, ids, true, t.stableEx, true, w.ExpLess)
}

// drawP draws a bar for each p that is not NaN.
func (p *Predict) drawP(v grid.View, probs []float64, ids []int32) {
	for y, id := range ids {
		st := p.look.BarDim
		if int(id) == p.micro.y {
			st = p.look.Bar
		}
		p.drawBar(v.Sub(0, y, v.W(), 1), probs[id], st)
	}
}

// drawWay draws one way under its title: e^x and p of each token, and their sums.
func (p *Predict) drawWay(v grid.View, k worked, ids []int32, stable, ex, prob bool, head string) {
	at := v.W()
	if prob {
		v.TextRight(at, 1, "p", p.look.Dim)
		for y, id := range ids {
			p.number(v, at, 2+y, k.p[id], "%.3f")
		}
		at -= pWidth + 1
	}
	if ex {
		v.TextRight(at, 1, head, p.look.Dim)
		for y, id := range ids {
			p.number(v, at, 2+y, k.exp[id], "")
		}
		p.number(v, at, 2+len(ids), k.sum, "")
	}
	at, y := v.W(), 3+len(ids)
	if stable { // k.logSum has m added to it again
		p.number(v, at, y, math.Log(k.sum), "%.3f")
		p.number(v, at, y+1, k.logSum, "%.3f")
	} else {
		p.number(v, at, y, k.logSum, "%.3f")
	}
	p.number(v, at, y+2, k.logSum-p.set.c, "%.3f")
	p.number(v, at, y+3, p.look.Loss(k.loss), "%.3f")
}

// number writes a number so that it ends before column x; NaN and infinities are highlighted.
func (p *Predict) number(v grid.View, x, y int, n float64, format string) {
	st := p.look.Text
	if math.IsNaN(n) || math.IsInf(n, 0) {
		st = p.look.Bad
	}
	text := science(n)
	if format != "" && st == p.look.Text {
		text = fmt.Sprintf(format, n)
	}
	v.TextRight(x, y, text, st)
}

// A said is a line in words.
type said struct {
	text  string
	style grid.Style
}

// verdicts say for each kind of number whether the naive way has failed.
func (p *Predict) verdicts() []said {
	w := p.look.Words.Predict
	var list []said
	for _, k := range p.micro.kinds {
		switch n := k.naive; {
		case math.IsInf(n.sum, 1):
			list = append(list, said{fmt.Sprintf(w.Overflows, k.name, k.above), p.look.Bad})
		case n.sum == 0:
			list = append(list, said{fmt.Sprintf(w.Underflows, k.name, k.below), p.look.Bad})
		case math.IsInf(n.loss, 1):
			list = append(list, said{fmt.Sprintf(w.NoLog, k.name), p.look.Bad})
		default:
			list = append(list, said{fmt.Sprintf(w.Fine, k.name, k.above, k.below), p.look.Good})
		}
	}
	return list
}

// rounding is more than the rounding errors of a sum over a large vocabulary.
const rounding = 1e-9

// drawGradient draws the bars of softmax(o) − y, below 0 to the left and above 0 to the right.
func (p *Predict) drawGradient(v grid.View) {
	w, m := p.look.Words.Predict, &p.micro
	sum := m.sum
	if math.Abs(sum) < rounding {
		sum = 0
	}
	right := fmt.Sprintf(w.GradientSum, p.label(int32(m.y), 8), p.look.Units().Cost, p.info(m.loss), p.look.UnitName(), science(sum))
	in := p.frame(v, false, w.Gradient, right).Inset(0, 0, 1, 0)
	first := window(p.at(), len(p.is.order), in.H())
	ids := p.is.order[first:min(len(p.is.order), first+max(0, in.H()))]
	label := p.labelWidth(ids, 8)
	bars := in.Inset(2+label+1+7+1, 0, 0, 0)
	zero := bars.W() / 2
	for y, id := range ids {
		st := p.look.Text
		if int(id) == m.y {
			st = p.look.Focus
			in.Text(0, y, p.look.Pick("▸", ">"), st)
		}
		in.Verbatim(2, y, p.label(id, label), st)
		in.TextRight(2+label+1+7, y, fmt.Sprintf("%+.3f", m.grad[id]), st)
		bars.Set(zero, y, p.look.Rune('│', '|'), p.look.Border)
		if g := m.grad[id]; g >= 0 {
			p.drawBar(bars.Sub(zero+1, y, zero-1, 1), g, p.look.Bar)
		} else {
			p.drawLeft(bars.Sub(0, y, zero, 1), -g)
		}
	}
}

// drawLeft fills a row from the right by halves of a cell. Anything above zero is visible.
func (p *Predict) drawLeft(v grid.View, share float64) {
	n := max(1, int(share*float64(2*v.W())+0.5))
	for x := v.W() - 1; x >= 0 && n > 0; x, n = x-1, n-2 {
		r := '█'
		if n == 1 {
			r = '▐'
		}
		if p.look.Glyphs == chart.ASCII {
			r = rune("-#"[min(n, 2)-1])
		}
		v.Set(x, 0, r, p.look.Clip)
	}
}
