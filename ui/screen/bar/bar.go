// Package bar draws the progress of work: Bubbles' progress bar, in the theme's colours and the grid's cells.
package bar

import (
	"fmt"
	"strconv"

	"github.com/charmbracelet/bubbles/progress"
	"github.com/muesli/termenv"

	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
)

// Draw draws part, 0 … 1, as a bar of cols columns from column x of row y on.
func Draw(v grid.View, x, y, cols int, part float64, l look.Look) {
	if cols <= 0 {
		return
	}
	m := progress.New(progress.WithWidth(cols), progress.WithoutPercentage(), progress.WithColorProfile(termenv.TrueColor),
		progress.WithFillCharacters(l.Rune('█', '#'), l.Rune('░', '.')))
	// The theme's colours are already the terminal's: no conversion is needed.
	m.FullColor, m.EmptyColor = written(l.Bar.FG), written(l.BarDim.FG)
	v.ANSI(x, y, m.ViewAs(part), grid.Style{})
}

// written is a colour in Bubbles' notation; "" for none.
func written(c grid.Color) string {
	if n, ok := c.Index(); ok {
		return strconv.Itoa(int(n))
	}
	if c == 0 {
		return ""
	}
	r, g, b := c.RGB()
	return fmt.Sprintf("#%02X%02X%02X", r, g, b)
}
