package surprisal

import (
	"fmt"
	"math"
	"strconv"

	"unroll/ui/draw/grid"
	"unroll/ui/draw/theme"
)

// levels are the styles of surprisal without colours, from the expected to the unexpected, and the share of the
// scale from which each is used.
var levels = []struct {
	from float64
	attr grid.Attr
}{{0, grid.Dim}, {0.15, 0}, {0.35, grid.Bold}, {0.6, grid.Underline}, {0.85, grid.Bold | grid.Underline}}

// shade is the style of a number of nats: a background from a ramp, or attributes in a theme without colours. NaN
// has none.
func (v *View) shade(m measure, nats float64) grid.Style {
	x := nats / v.scale(m)
	if m.difference {
		if bg := v.look.Diverge(x); bg != 0 && !math.IsNaN(x) {
			return grid.Style{FG: theme.Ink(bg), BG: bg}
		}
		return grid.Style{Attr: sides(x)}
	}
	if bg := v.look.Heat(x); bg != 0 && !math.IsNaN(x) {
		return grid.Style{FG: theme.Ink(bg), BG: bg}
	}
	st := grid.Style{}
	for _, l := range levels {
		if x >= l.from {
			st.Attr = l.attr
		}
	}
	return st
}

// sides: bold is what the network predicts better, underlined what the rival does.
func sides(x float64) grid.Attr {
	switch {
	case x >= 0.25:
		return grid.Bold
	case x <= -0.25:
		return grid.Underline
	case math.IsNaN(x):
		return 0
	}
	return grid.Dim
}

// style is how token i is drawn in the text.
func (v *View) style(m measure, i int) grid.Style {
	nats := v.nats(m, i)
	if math.IsNaN(nats) {
		return v.unscored(i)
	}
	st := v.shade(m, nats)
	if v.page.foreign(v.corpus, i) {
		st = st.With(grid.Italic)
	}
	return st
}

// unscored highlights tokens that are not in the vocabulary; those not read yet are dim.
func (v *View) unscored(i int) grid.Style {
	if v.page.foreign(v.corpus, i) {
		return v.look.Warn.With(grid.Italic)
	}
	return v.look.Dim
}

// cursorStyle is distinct from every shade.
func (v *View) cursorStyle() grid.Style {
	if bg := v.look.Accent.FG; bg != 0 {
		return grid.Style{FG: theme.Ink(bg), BG: bg, Attr: grid.Bold}
	}
	return grid.Style{Attr: grid.Reverse}
}

// digitsShown reports whether a row of numbers is under each row of text: if there is no colour, unless a person
// has chosen otherwise.
func (v *View) digitsShown() bool {
	if v.digits == undecided {
		return v.look.Heat(1) == 0
	}
	return v.digits == on
}

// digit is an amount of information, in the unit that is shown, in the given number of columns; if there are
// several, the last is blank. In a single column + is ten or more and # fifteen or more. For a difference + and *
// mean that the network saves one or two, - and = that it loses them.
func digit(m measure, amount float64, columns int) string {
	switch {
	case math.IsNaN(amount):
		return ""
	case m.difference && columns > 3 && math.IsInf(amount, 0):
		return fmt.Sprintf("%+.0f", amount)[:1] + "∞"
	case m.difference && columns > 3:
		return fmt.Sprintf("%+.0f", amount)
	case m.difference:
		return []string{"=", "-", "·", "+", "*"}[sideways(amount)]
	}
	s := strconv.Itoa(int(math.Round(math.Min(amount, 999))))
	switch {
	case s == "0":
		return "·"
	case len(s) < max(2, columns):
		return s
	case amount < 14.5:
		return "+"
	}
	return "#"
}

// sideways is 0 to 4: from two or more against the network to two or more for it.
func sideways(amount float64) int {
	switch a := math.Abs(amount); {
	case a < 1:
		return 2
	case a < 2:
		return 2 + int(math.Copysign(1, amount))
	}
	return 2 + int(math.Copysign(2, amount))
}

// legend draws the scale into row y from column x on and returns its width in columns, 0 if it does not fit.
func (v *View) legend(g grid.View, x, y int, m measure) int {
	const cells = 14
	end := strconv.FormatFloat(math.Round(v.look.Loss(v.scale(m))*10)/10, 'f', -1, 64)
	lo, hi := " 0 ", fmt.Sprintf(" %s %s ", end, v.look.UnitName())
	if m.difference {
		lo, hi = v.look.Pick(" −", " -")+end+" ", " +"+end+" "+v.look.UnitName()+" "
	}
	if x+cells+grid.Width(lo)+grid.Width(hi) > g.W()-1 {
		return 0
	}
	from := x
	x += g.Text(x, y, lo, v.look.Dim)
	for k := range cells {
		share := (float64(k) + 0.5) / cells
		if m.difference {
			share = 2*share - 1
		}
		nats := share * v.scale(m)
		glyph := " "
		if v.look.Heat(1) == 0 || v.digitsShown() {
			if glyph = digit(m, v.look.Loss(nats), 1); glyph == "" {
				glyph = " "
			}
		}
		x += g.Text(x, y, glyph, v.shade(m, nats))
	}
	return x + g.Text(x, y, hi, v.look.Dim) - from
}
