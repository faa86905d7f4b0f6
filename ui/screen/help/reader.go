package help

import (
	"fmt"

	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/screen/event"
)

// widest is the greatest width of a page's text in columns: longer lines are tiring to read.
const widest = 76

// A Reader is the position in a page that is being read. The zero Reader is at the top. The text of a page may
// change while it is read: it is typeset whenever it is drawn.
type Reader struct {
	top int // the row on top
	// When last drawn: the number of rows shown, the last row that can be on top, and where the keys begin.
	rows, last, keys int
}

// Key moves over the page, and reports whether the key does that. ? goes to the keys, unless they are visible.
func (r *Reader) Key(name string) bool {
	switch name {
	case "down", "j":
		r.top++
	case "up", "k":
		r.top--
	case "pgdown", " ":
		r.top += max(1, r.rows-1)
	case "pgup":
		r.top -= max(1, r.rows-1)
	case "home":
		r.top = 0
	case "end":
		r.top = 1 << 30
	case "?":
		to := min(r.keys, r.last)
		if r.top >= to {
			return false
		}
		r.top = to
	default:
		return false
	}
	return true
}

// Mouse moves over the page with the wheel, and reports whether the page should stay open: a click closes it.
func (r *Reader) Mouse(m event.Mouse) bool {
	switch m.Kind {
	case event.WheelDown:
		r.top += 2
	case event.WheelUp:
		r.top -= 2
	}
	return m.Kind != event.Press
}

// Draw draws a page over the middle of v, and how much of it is above and below the part shown.
func (r *Reader) Draw(v grid.View, p Page, l look.Look) {
	w := min(v.W(), widest+4)
	rows, keysAt := set(p, w-4, l)
	h := min(v.H(), len(rows)+2)
	box := v.Sub((v.W()-w)/2, (v.H()-h)/2, w, h)
	box.Fill(' ', l.Text)
	title := grid.Truncate(p.Title, w-grid.Width(l.Words.HelpClose)-8, l.Pick("…", "~")) // the hint how to close it takes precedence
	in := box.Frame(grid.Frame{Title: title, Right: l.Words.HelpClose, Border: l.BorderFocus, TitleStyle: l.Title, RightStyle: l.Dim}).Inset(1, 0, 1, 0)
	r.rows, r.last, r.keys = in.H(), max(0, len(rows)-in.H()), keysAt
	r.top = min(max(r.top, 0), r.last)
	for y := range min(in.H(), len(rows)-r.top) {
		for _, part := range rows[r.top+y] {
			in.Text(part.x, y, part.text, part.st)
		}
	}
	r.edge(box.Sub(0, h-1, w, 1), p.Foot, l)
}

// edge writes into the lower edge how many rows are not shown, and how to move on.
func (r *Reader) edge(v grid.View, foot string, l look.Look) {
	below, right := r.last-r.top, ""
	if r.top > 0 {
		right = l.Pick("↑ ", "^ ") + fmt.Sprint(r.top) + " "
	}
	if below > 0 {
		right += l.Pick("↓ ", "v ") + fmt.Sprintf(l.Words.Explain.Below, below) + " "
	}
	if right != "" {
		right = " " + right
		v.TextRight(v.W()-2, 0, right, l.Accent)
	}
	x, room := 1, v.W()-2-grid.Width(right)
	say := func(s string) {
		if s != "" && x+grid.Width(s)+3 <= room {
			x += v.Text(x, 0, " "+s+" ", l.Dim)
		}
	}
	if min(r.keys, r.last) > r.top {
		say(l.Words.Explain.ToKeys)
	}
	say(foot)
}
