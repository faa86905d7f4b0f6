package predict

import "unroll/ui/screen/layout"

// A plan is the places of the parts of the first page; a part without height is not shown.
type plan struct{ rows, goOn, chain, knobs layout.Rect }

// The least sizes for parts side by side, or one above the other.
const (
	broad      = 72
	low        = 12
	stacked    = 22
	chainLow   = 5
	leastKnobs = 5 // rows from which the view's settings are shown
)

// draws is how many continuations are sampled for a page of h rows.
func draws(h int) int { return min(max((h-18)/8, 1), 4) }

// arrange lays out the first page on w×h cells; beam is the width of the beam. Every cell belongs to exactly one
// part.
func arrange(w, h, beam int) plan {
	p, sampled := plan{}, draws(h)
	if h >= leastKnobs {
		h--
		p.knobs = layout.Rect{Y: h, W: w, H: 1}
	}
	goOn := beam + sampled + 6 // three headings, three kinds of text, a frame
	switch {
	case w >= broad && h >= low:
		left := w * 54 / 100
		p.rows = layout.Rect{W: left, H: h}
		if h-goOn < chainLow {
			goOn = h - chainLow
		}
		p.goOn = layout.Rect{X: left, W: w - left, H: goOn}
		p.chain = layout.Rect{X: left, Y: goOn, W: w - left, H: h - goOn}
	case h >= stacked:
		goOn = min(goOn, h/3)
		chain := h / 4
		p.rows = layout.Rect{W: w, H: h - goOn - chain}
		p.goOn = layout.Rect{Y: h - goOn - chain, W: w, H: goOn}
		p.chain = layout.Rect{Y: h - chain, W: w, H: chain}
	default:
		p.rows = layout.Rect{W: w, H: h}
	}
	return p
}

// window is the first of n rows to show on h rows, so that row at is visible a little off the edge.
func window(at, n, h int) int {
	if at < h-1 || n <= h {
		return 0
	}
	return min(at-h*2/3, n-h)
}
