package lab

import (
	"strconv"

	"unroll/core/train"
	"unroll/ui/draw/grid"
	"unroll/ui/screen/event"
	"unroll/ui/screen/layout"
)

// The list of views, for those without a digit and for people who do not know the digits.

func (l *Lab) openList() { l.views.list, l.views.choice = true, l.views.at }

// listKey moves over the list, opens the chosen view, or closes the list.
func (l *Lab) listKey(k event.Key) {
	v := &l.views
	switch k.Name {
	case "down", "j":
		v.choice = (v.choice + 1) % len(l.kinds())
	case "up", "k":
		v.choice = (v.choice + len(l.kinds()) - 1) % len(l.kinds())
	case "enter":
		v.list = false
		l.show(v.choice)
	default:
		v.list = false
		if n, err := strconv.Atoi(k.Name); err == nil && n >= 1 && n <= len(l.kinds()) {
			l.show(n - 1)
		}
	}
}

// viewAbout is what a view shows of the run.
func (l *Lab) viewAbout(id string) string {
	if about, ok := l.Look.Words.Forecast.ViewAbout[id]; ok && l.data.Numbers != nil {
		return about
	}
	if id == "lab" && l.data.Tags.Of != nil {
		return l.Look.Words.Tagging.LabAbout
	}
	if id == "lab" && l.data.Fill.Of != nil {
		return l.Look.Words.Fill.LabAbout
	}
	if id == "lab" && l.data.Pairs.Of != nil {
		return l.Look.Words.Pairs.LabAbout
	}
	return l.Look.Words.ViewAbout[id]
}

// drawList draws the list over the middle of g.
func (l *Lab) drawList(g grid.View) {
	look, w := l.Look, l.Look.Words
	width := 0
	for _, k := range l.kinds() {
		width = max(width, grid.Width(w.Views[k.ID])+grid.Width(l.viewAbout(k.ID)))
	}
	boxW, boxH := min(g.W(), width+10), min(g.H(), len(l.kinds())+2)
	at := layout.Rect{X: (g.W() - boxW) / 2, Y: (g.H() - boxH) / 2, W: boxW, H: boxH}
	box := g.Sub(at.X, at.Y, at.W, at.H)
	box.Fill(' ', look.Text)
	in := box.Frame(grid.Frame{Title: w.GroupViews, Right: w.HelpClose, Border: look.BorderFocus, TitleStyle: look.Title, RightStyle: look.Dim})
	names := 0
	for _, k := range l.kinds() {
		names = max(names, grid.Width(w.Views[k.ID]))
	}
	first := max(0, min(l.views.choice-in.H()+1, len(l.kinds())-in.H()))
	for y := range min(in.H(), len(l.kinds())-first) {
		i := first + y
		st, about, mark := look.Text, look.Dim, "  "
		if i == l.views.choice {
			st, about, mark = look.Selection, look.Selection, look.Pick("▸ ", "> ")
			in.Sub(0, y, in.W(), 1).Fill(' ', look.Selection)
		}
		x := in.Text(0, y, mark, st)
		if i < 9 {
			in.Text(x, y, strconv.Itoa(i+1), st)
		}
		in.Text(x+2, y, w.Views[l.kinds()[i].ID], st)
		x += 2 + names + 2
		in.Text(x, y, grid.Truncate(l.viewAbout(l.kinds()[i].ID), in.W()-x, look.Pick("…", "~")), about)
	}
}

// Show is the message that gives the lab a snapshot, for callers that receive snapshots in its place.
func (l *Lab) Show(s train.Snapshot) any { return snapshotMsg{lab: l, snap: s, ok: true} }
