package tags

import (
	"fmt"
	"math"

	"unroll/core/tagging"
	"unroll/ui/draw/grid"
	"unroll/ui/panel"
	"unroll/ui/view/table"
)

// wantedTag is the tag whose −log p is compared: the right one, or in a typed sentence that which the network gives.
func (v *View) wantedTag(x word) int {
	if v.typed != nil {
		return x.said
	}
	return x.gold
}

// cost is −log p of the wanted tag of a word in one of the distributions of a sentence, nats; NaN: not known.
func (v *View) cost(of [][]float64, t int) float64 {
	k := v.wantedTag(v.wordAt(t))
	if k < 0 || t >= len(of) {
		return math.NaN()
	}
	return 0 - math.Log(of[t][k])
}

// A side is two ways to read the same words.
type side struct{ past, whole [][]float64 }

// gain is what the words to the right are worth at a word, nats; NaN: not known.
func (v *View) gain(s side, t int) float64 {
	past, whole := v.cost(s.past, t), v.cost(s.whole, t)
	if math.IsInf(past, 1) && math.IsInf(whole, 1) {
		return 0
	}
	return past - whole
}

// mean is the mean cost over the words of which it is known.
func (v *View) mean(of [][]float64) float64 {
	sum, n := 0.0, 0
	for t := range of {
		if c := v.cost(of, t); !math.IsNaN(c) {
			sum, n = sum+c, n+1
		}
	}
	return sum / float64(n)
}

// sides are the network's and the reference's.
func (r *reading) sides() (network, ref side) {
	n := min(len(r.whole), max(len(r.past), len(r.ref.past)))
	return side{r.past, r.whole[:n]}, side{r.ref.past, r.ref.whole}
}

// refName is the name of the reference.
func (v *View) refName(r *reading) string {
	if r.ref.law {
		return v.look.Words.Tagging.Law
	}
	return v.look.Words.Tagging.HMM
}

// sideFacts are the means over the sentence.
func (v *View) sideFacts(r *reading) []string {
	w, l, name := v.look.Words.Tagging, *v.look, v.sentenceName()
	network, ref := r.sides()
	say := func(who string, s side) string {
		return fmt.Sprintf(w.Means, who, panel.Surprisal(v.mean(s.past), 2, l), panel.Surprisal(v.mean(s.whole), 2, l))
	}
	own := fmt.Sprintf(w.Mean, w.Network, panel.Surprisal(v.mean(network.whole), 2, l))
	if network.past != nil {
		own = say(w.Network, network)
	}
	other := say(v.refName(r), ref)
	if math.IsNaN(v.mean(network.whole)) {
		return []string{name}
	}
	unit := l.UnitName()
	return []string{name + " · " + own + " · " + other + " " + fmt.Sprintf(w.UnitPerWord, unit), own + " · " + other + " " + fmt.Sprintf(w.UnitPerWord, unit), own + " · " + other, own, other}
}

// drawSides draws what the network says with what came before a word alone, and with the whole sentence, word by word, beside
// what the exact law or a bigram HMM says.
func (v *View) drawSides(in grid.View) {
	r, head := v.of(), in.Sub(0, 0, in.W(), 1)
	if len(v.words()) == 0 {
		v.drawHead(head, v.facts()...)
		in.Text(0, 1, grid.Truncate(v.look.Words.Tagging.NoWords, in.W(), v.look.Pick("…", "~")), v.look.Dim)
		return
	}
	if r == nil || r.ref.past == nil || r.whole == nil {
		v.drawHead(head, v.sentenceName())
		return
	}
	v.drawHead(head, v.sideFacts(r)...)
	at := in.Sub(0, 2, in.W(), in.H()-2)
	if at.H() < 1 {
		return
	}
	from, to := v.window(len(v.words()), table.Rows(at.H()), v.word)
	var lines []word
	for t := from; t < to; t++ {
		lines = append(lines, v.wordAt(t))
	}
	columns, groups := v.sideColumns(r, at.W(), lines)
	for _, g := range groups {
		in.Text(g.x, 1, grid.Truncate(g.name, g.w, v.look.Pick("…", "~")), v.look.Accent)
	}
	table.Draw(at, columns, lines, v.look.Dim, v.lineStyle)
}

// A group is columns with a name over them.
type group struct {
	name string
	x, w int
}

// costWidth is that of a column of numbers.
const costWidth = 5

// sideColumns are the columns, as many as there is room for, and their groups.
func (v *View) sideColumns(r *reading, room int, lines []word) (list []table.Column[word], groups []group) {
	w, more, words := v.look.Words.Tagging, v.look.Pick("…", "~"), v.words()
	network, ref := r.sides()
	numbers := 3
	if network.past != nil {
		numbers++
	}
	tag := column(w.Gold, 12, lines, more, func(x word) string { return v.tagText(v.wantedTag(x)) })
	left := room - tag.Width - 1 - numbers*(costWidth+1)
	text := column("  "+w.Word, max(4, min(left, room/3)), lines, more, func(x word) string { return v.lead(x) + grid.SafeToken(words[x.t]) })
	used := text.Width + tag.Width + 2 + numbers*(costWidth+1)
	fits := func(n int) bool {
		ok := used+n+1 <= room
		if ok {
			used += n + 1
		}
		return ok
	}
	gains := []bool{network.past != nil && !r.ref.law && fits(costWidth+1), fits(costWidth + 1), false}
	if network.past != nil && !gains[0] {
		gains[0] = fits(costWidth + 1)
	}
	was := column(w.Without, 10, lines, more, func(x word) string { return v.changedTag(r, x) })
	showWas := network.past != nil && fits(was.Width)
	list = []table.Column[word]{text, tag}
	x := text.Width + tag.Width + 2
	add := func(c table.Column[word]) { list, x = append(list, c), x+c.Width+1 }
	put := func(name string, s side, gain bool) {
		from := x
		if s.past != nil {
			add(v.costColumn(w.Past, s.past))
			add(v.costColumn(w.Whole, s.whole))
		} else {
			c := v.costColumn(v.look.Pick("−log p", "-log p"), s.whole)
			c.Width = max(c.Width, min(grid.Width(name), 8))
			add(c)
		}
		if gain {
			add(table.Column[word]{Head: w.Gain, Width: costWidth + 1, Text: func(x word) string { return v.signed(v.gain(s, x.t)) }})
		}
		groups = append(groups, group{name, from, x - from - 1})
	}
	put(w.Network, network, gains[0])
	put(v.refName(r), ref, gains[1])
	if showWas {
		add(was)
	}
	if n := room - x; n >= 2*table.LeastBar {
		s := ref
		if network.past != nil && !r.ref.law {
			s = network
		}
		add(v.gainBars(s, min(n, 41), len(words)))
	}
	return list, groups
}

// costColumn is a column of −log p.
func (v *View) costColumn(head string, of [][]float64) table.Column[word] {
	return table.Column[word]{Head: head, Width: max(costWidth, grid.Width(head)), Text: func(x word) string {
		c := v.cost(of, x.t)
		if math.IsNaN(c) {
			return v.look.Pick("–", "-")
		}
		if c = v.look.Loss(c); c >= 100 && !math.IsInf(c, 1) {
			return fmt.Sprintf("%.0f", c)
		}
		return panel.Surprisal(v.look.Unit.Nats(c), 2, *v.look)
	}}
}

// signed is a gain in the unit that is shown.
func (v *View) signed(nats float64) string {
	minus, plus := v.look.Pick("−", "-"), "+"
	x := v.look.Loss(nats)
	switch text := fmt.Sprintf("%.2f", math.Abs(x)); {
	case math.IsNaN(x):
		return v.look.Pick("–", "-")
	case math.IsInf(x, 0) && x > 0:
		return plus + "∞"
	case math.IsInf(x, 0):
		return minus + "∞"
	case text == "0.00":
		return text
	case x < 0:
		return minus + text
	default:
		return plus + text
	}
}

// changedTag is the tag that the network gives a word if its sentence ends there, if that is another than with the whole sentence.
func (v *View) changedTag(r *reading, x word) string {
	if x.t >= len(r.past) {
		return ""
	}
	if k := tagging.Best(r.past[x.t]); k != x.said {
		return v.tagText(k)
	}
	return ""
}

// gainBars are bars of gains: to the right where the words that follow help, to the left where they mislead.
func (v *View) gainBars(s side, w, n int) table.Column[word] {
	most := 0.5 // nats
	for t := range n {
		if g := math.Abs(v.gain(s, t)); g > most && !math.IsInf(g, 1) {
			most = g
		}
	}
	half := (w - 1) / 2
	head := v.look.Words.Tagging.Bars
	if grid.Width(head) > w {
		head = ""
	}
	return table.Column[word]{Head: head, Width: w, Text: func(word) string { return "" }, Bar: func(at grid.View, x word) {
		l, g := v.look, v.gain(s, x.t)
		at.Set(half, 0, l.Rune('│', '|'), l.Border)
		if math.IsNaN(g) {
			return
		}
		cells := int(math.Round(math.Min(1, math.Abs(g)/most) * float64(half)))
		for i := range cells {
			if g > 0 {
				at.Set(half+1+i, 0, l.Rune('█', '#'), l.Good)
			} else {
				at.Set(half-1-i, 0, l.Rune('▒', '='), l.Bad)
			}
		}
	}}
}
