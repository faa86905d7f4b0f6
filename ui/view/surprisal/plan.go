package surprisal

import "unroll/ui/screen/layout"

// plan is the places of the parts; a part without cells is not drawn.
type plan struct {
	text, about, list layout.Rect
	framed            bool
	brief             int // rows at the bottom that summarize about if it does not fit
}

// The least sizes for parts beside and below each other.
const (
	wide      = 100 // about and list in a column
	column    = 40  // at least
	columnMax = 56
	tall      = 18 // about and list in a strip at the bottom
	strip     = 9
	half      = 64
	aboutMax  = 12
)

// arrange lays the view out on w×h cells.
func arrange(w, h int) plan {
	switch {
	case w >= wide && h >= tall:
		a, column := min(aboutMax, h/2), min(max(column, w*3/10), columnMax)
		return plan{framed: true, text: layout.Rect{W: w - column, H: h},
			about: layout.Rect{X: w - column, W: column, H: a}, list: layout.Rect{X: w - column, Y: a, W: column, H: h - a}}
	case w >= half && h >= tall:
		a := w * 54 / 100
		return plan{framed: true, text: layout.Rect{W: w, H: h - strip},
			about: layout.Rect{Y: h - strip, W: a, H: strip}, list: layout.Rect{X: a, Y: h - strip, W: w - a, H: strip}}
	case w >= 20 && h >= 6:
		return plan{framed: true, text: layout.Rect{W: w, H: h - 2}, brief: 2}
	case h >= 3:
		return plan{text: layout.Rect{W: w, H: h - 1}, brief: 1}
	}
	return plan{text: layout.Rect{W: w, H: h}}
}

// place is where things were last drawn, for keys and the mouse.
type place struct {
	text, list layout.Rect // the insides
	per        int         // rows of cells per row of text
	rows       int         // of text, as shown
	top        int         // the first of them
	first      int         // of the worst that are listed
}
