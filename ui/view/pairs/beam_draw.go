package pairs

import (
	"fmt"
	"math"
	"strings"

	"unroll/ui/draw/grid"
)

// roomy is the rows from which there are a blank row and the facts about the node under the cursor.
const roomy = 14

// drawSearch draws the settings, the source, the tree and what was found.
func (b *Beam) drawSearch(in grid.View, s *searched) {
	y := b.drawTop(in, s)
	if s == nil || len(s.tree.nodes) == 0 {
		if y+1 < in.H() {
			b.head(in.Sub(0, y+1, in.W(), 1), b.look.Dim, b.nothing(s))
		}
		return
	}
	if in.H() >= roomy {
		y++
	}
	list := 0
	if rest := in.H() - y; rest >= 4 {
		list = min(len(s.tree.found)+1, max(2, rest/3))
	}
	info := 0
	if in.H() >= roomy {
		info = 2
	}
	tree := in.Sub(0, y, in.W(), min(s.tree.rows, in.H()-y-list-info))
	b.drawTree(tree, s.tree)
	y += tree.H()
	if info > 0 {
		if in.H()-y > info+len(s.tree.found)+2 {
			y++
		}
		b.head(in.Sub(0, y, in.W(), 1), b.look.Text, b.nodeFacts(s.tree, b.node())...)
		y++
		if s.tree.left >= 0 {
			b.head(in.Sub(0, y, in.W(), 1), b.look.Accent, b.leftFacts(s.tree)...)
			y++
		}
	}
	b.drawFound(in.Sub(0, y, in.W(), in.H()-y), s.tree)
}

// nothing says why there is no tree.
func (b *Beam) nothing(s *searched) string {
	w := b.look.Words.BeamView
	switch {
	case s == nil:
		return w.Searching
	case len(s.source) < 2:
		return w.TypeSomething
	}
	return w.NoTree
}

// drawTop writes the settings, what is translated, and the reference; it returns the rows that this takes.
func (b *Beam) drawTop(in grid.View, s *searched) int {
	w, l := b.look.Words.BeamView, b.look
	b.drawKnobs(in.Sub(0, 0, in.W(), 1), s)
	if b.book {
		return b.drawProducts(in, s)
	}
	row := func(y int, name, text string, st grid.Style) {
		room := max(grid.Width(w.Source), grid.Width(w.Reference)) + 1
		in.Text(0, y, name, l.Dim)
		in.Text(room, y, b.cut(text, in.W()-room), st)
	}
	switch {
	case b.line != nil && b.value:
		x := in.Text(0, 1, b.knobName(b.knob)+" ", l.Accent)
		b.line.Draw(in, x, 1, l.Text, true)
		return 2
	case b.line != nil:
		x := in.Text(0, 1, w.Source+" ", l.Accent)
		b.line.DrawWords(in, x, 1, l.Text, true, b.more())
		return 2
	case b.typed != nil:
		row(1, w.Source, grid.Safe(b.typed.text), l.Text)
		return 2
	}
	row(1, w.Source, b.source(b.list[b.at]), l.Text)
	if in.H() < roomy {
		return 2
	}
	row(2, w.Reference, b.target(b.list[b.at]), l.Text)
	return 3
}

// drawKnobs writes which pair it is, and the settings.
func (b *Beam) drawKnobs(at grid.View, s *searched) {
	w, l := b.look.Words.BeamView, b.look
	width, alpha := fmt.Sprintf("%s %d", w.Width, b.set.width), fmt.Sprintf("%s %.4g", w.Alpha, b.set.alpha)
	x := 0
	for i, text := range []string{width, alpha} {
		st, mark := l.Text, " "
		if i == b.knob {
			st, mark = l.Focus, l.Pick("▸", ">")
		}
		x += at.Text(x, 0, mark+text, st) + 1
	}
	rest := at.Sub(x, 0, at.W()-x, 1)
	if rest.Empty() {
		return
	}
	unit, name, brief := fmt.Sprintf(w.In, l.UnitName()), "", number(b.at+1)+"/"+number(len(b.list))
	switch {
	case b.book:
	case b.typed != nil:
		name, brief = w.Typed, w.Typed
		if s != nil {
			if n := unknown(s.source); n > 0 {
				name += " · " + fmt.Sprintf(w.Unknown, n)
			}
		}
	case b.own:
		name = fmt.Sprintf(w.Pair, number(b.at+1), number(len(b.list)))
	default:
		name = fmt.Sprintf(w.PairTrained, number(b.at+1), number(len(b.list)))
	}
	if name == "" {
		b.head(rest, l.Dim, "· "+unit, "")
		return
	}
	b.head(rest, l.Dim, "· "+name+" · "+unit, "· "+name, "· "+brief)
}

// unknown is how many tokens of a source are <unk>.
func unknown(source []int32) (n int) {
	for _, id := range source {
		if id == 0 {
			n++
		}
	}
	return n
}

// drawProducts writes the probability of greedy's path and of the best candidate as products; the rows that this takes.
func (b *Beam) drawProducts(in grid.View, s *searched) int {
	w, l, y := b.look.Words.BeamView, b.look, 1
	row := func(name string, x *candidate, st grid.Style) {
		if x != nil && y < in.H() {
			b.head(in.Sub(0, y, in.W(), 1), st, name+"  "+b.spelled(x)+"  "+b.product(x), b.spelled(x)+" "+b.product(x))
			y++
		}
	}
	greedy := s.tree.greedyFound()
	row(w.Greedy, greedy, l.Accent)
	if len(b.ranked) > 0 {
		if best := &s.tree.found[b.ranked[0]]; best != greedy {
			row(w.Best, best, l.Good)
		}
	}
	return y
}

// spelled is a candidate's tokens with blanks between them, <eos> included.
func (b *Beam) spelled(x *candidate) string {
	list := append([]string(nil), x.tokens...)
	if x.Ended() {
		list = append(list, b.data.Target.Word(x.IDs[len(x.IDs)-1]))
	}
	return strings.Join(list, " ")
}

// product is a probability as the product of those of the tokens.
func (b *Beam) product(x *candidate) string {
	var list []string
	for _, v := range x.Nats {
		list = append(list, fmt.Sprintf("%.1f", math.Exp(-v)))
	}
	return strings.Join(list, b.look.Pick(" × ", " x ")) + fmt.Sprintf(" = %.3f", math.Exp(x.LogP()))
}

// nodeFacts are what is known of the node under the cursor.
func (b *Beam) nodeFacts(t *tree, at int) []string {
	w, n := b.look.Words.BeamView, t.nodes[at]
	brief := fmt.Sprintf(w.Node, n.step+1, grid.SafeToken(n.token), fmt.Sprintf("%.3f", n.p), b.amount(n.logP, 2), b.amount(t.score(at, b.set.alpha), 2))
	what := w.Dropped
	switch {
	case n.outside:
		what = w.Outside
	case n.found >= 0:
		what = fmt.Sprintf(w.Ended, b.rankOf(n.found))
	case n.first >= 0:
		what = w.Kept
	case n.unknown:
		what = w.NotInBook
	}
	return []string{brief + " · " + what, brief}
}

// leftFacts say that greedy's path is not in the beam, and why it is a candidate all the same.
func (b *Beam) leftFacts(t *tree) []string {
	w := b.look.Words.BeamView
	return []string{fmt.Sprintf(w.Left, t.left+1), fmt.Sprintf(w.LeftBrief, t.left+1)}
}
