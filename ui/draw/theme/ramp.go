package theme

import (
	"math"
	"strings"
	"sync"

	"github.com/charmbracelet/lipgloss"

	"unroll/ui/draw/grid"
)

// ramp is a scale of colours in perceptually equal steps.
type ramp [256]grid.Color

// Heat is the colour of a quantity between 0 and 1: near the background for small values, bright against it for
// large ones. NaN has the colour of Bad; without colours it is 0, so a picture needs a glyph as well.
func (t Theme) Heat(x float64) grid.Color { return t.at(t.heat, x) }

// Diverge is the colour of a quantity between −1 and 1: cool below zero, warm above, near the background at zero.
func (t Theme) Diverge(x float64) grid.Color { return t.at(t.diverge, (x+1)/2) }

func (t Theme) at(r func() *ramp, x float64) grid.Color {
	switch {
	case r == nil:
		return 0
	case math.IsNaN(x):
		return t.Bad.FG
	}
	return r()[int(math.Max(0, math.Min(x, 1))*255+0.5)]
}

// Ink is the text colour for a background from Heat or Diverge: black or white, whichever is easier to read, from
// the same palette as the background.
func Ink(background grid.Color) grid.Color {
	black, white := grid.Hex(0x000000), grid.Hex(0xFFFFFF)
	switch n, ok := background.Index(); {
	case background == 0:
		return 0
	case ok && n < 16:
		return ink16[n]
	case ok:
		black, white = grid.Indexed(16), grid.Indexed(231)
	}
	if grid.Contrast(background, black) > grid.Contrast(background, white) {
		return black
	}
	return white
}

// ink16 is the ink on the sixteen: readable on them in all common palettes, which differ most in blue and in dark
// yellow.
var ink16 = func() (list [16]grid.Color) {
	for n := range list {
		list[n] = grid.Indexed(0)
	}
	for _, dark := range []int{0, 1, 4, 5, 8} {
		list[dark] = grid.Indexed(15)
	}
	return list
}()

// stops are colours separated by blanks.
func stops(s string) (list []lipgloss.Color) {
	for _, f := range strings.Fields(s) {
		list = append(list, lipgloss.Color(f))
	}
	return list
}

// ramp is the scale as a terminal of this profile shows it, computed on first use: most runs of the program draw
// none.
func (s scale) ramp(p grid.Profile) func() *ramp {
	if s.full == nil {
		return nil
	}
	return sync.OnceValue(func() *ramp {
		if p == grid.ANSI16 {
			return steps(s.sixteen)
		}
		r := even(s.full)
		if p == grid.ANSI256 {
			r.round()
		}
		return r
	})
}

// round replaces each colour by the nearest of the 256, unless the lightness would turn back: it may, because there
// are few dark colours among them.
func (r *ramp) round() {
	var before, from float64 // lightness of the previous colour, and of its replacement
	for i, c := range r {
		l, _, _ := c.OKLab()
		near := grid.Indexed(c.ANSI256())
		at, _, _ := near.OKLab()
		if i > 0 && (at-from)*(l-before) < 0 {
			near, at = r[i-1], from
		}
		r[i], before, from = near, l, at
	}
}

// steps gives each colour the same share of the scale.
func steps(list []lipgloss.Color) *ramp {
	out := new(ramp)
	for i := range out {
		out[i] = parse(string(list[i*len(list)/len(out)]))
	}
	return out
}

// even lays a scale through the stops at a constant speed in OKLab space, so that equal steps of the quantity
// look like equal steps of colour, however the stops are spaced.
func even(list []lipgloss.Color) *ramp {
	const fine = 16 // pieces between two stops, which approximate the curve's length
	n := (len(list) - 1) * fine
	path, length := make([]grid.Color, n+1), make([]float64, n+1)
	for i := range path {
		k := min(i/fine, len(list)-2)
		path[i] = grid.Mix(parse(string(list[k])), parse(string(list[k+1])), float64(i-k*fine)/fine)
		if i > 0 {
			length[i] = length[i-1] + Distance(path[i-1], path[i])
		}
	}
	out := new(ramp)
	k := 0
	for i := range out {
		want := length[n] * float64(i) / float64(len(out)-1)
		for k < n-1 && length[k+1] < want {
			k++
		}
		out[i] = grid.Mix(path[k], path[k+1], (want-length[k])/(length[k+1]-length[k]))
	}
	return out
}

// Distance is how different two colours look: their distance in OKLab space, 1 from black to white; below 0.02 it
// is hardly visible.
func Distance(c, d grid.Color) float64 {
	cl, ca, cb := c.OKLab()
	dl, da, db := d.OKLab()
	return math.Sqrt((cl-dl)*(cl-dl) + (ca-da)*(ca-da) + (cb-db)*(cb-db))
}
