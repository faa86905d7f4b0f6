package forecast

import (
	"math"

	"unroll/ui/screen/event"
	"unroll/ui/screen/keys"
)

// table is every key of the page that is shown; dispatch, help and the bottom row are made from it.
func (v *View) table() keys.Table[*View] {
	w := v.look.Words
	k, group := w.Forecast.Keys, w.Views["forecast"]
	if v.errors {
		return keys.Table[*View]{
			{Name: "forecast.right", Keys: []string{"right", "l"}, Show: "→ l", Does: k.Longer, Group: group, Do: longer(+1)},
			{Name: "forecast.left", Keys: []string{"left", "h"}, Show: "← h", Short: "←→", Does: k.Shorter, Brief: k.MoveBrief, Group: group, Do: longer(-1)},
			{Name: "forecast.errors", Keys: []string{"e", "esc"}, Short: "e", Does: k.Series, Brief: k.SeriesBrief, Group: group, Do: (*View).turnPage},
		}
	}
	t := keys.Table[*View]{
		{Name: "forecast.right", Keys: []string{"right", "l"}, Show: "→ l", Does: k.Right, Group: group, Do: move(+1)},
		{Name: "forecast.left", Keys: []string{"left", "h"}, Show: "← h", Short: "←→", Does: k.Left, Brief: k.MoveBrief, Group: group, Do: move(-1)},
	}
	if v.data.Feeds() {
		t = append(t,
			keys.Binding[*View]{Name: "forecast.next-horizon", Keys: []string{"m"}, Does: k.Horizon, Brief: k.HorizonBrief, Group: group, Do: turn(+1)},
			keys.Binding[*View]{Name: "forecast.previous-horizon", Keys: []string{"M"}, Does: k.HorizonBefore, Group: group, Do: turn(-1)},
			keys.Binding[*View]{Name: "forecast.run", Keys: []string{"enter"}, Does: k.Run, Brief: k.RunBrief, Group: group, Do: (*View).runHere},
			keys.Binding[*View]{Name: "forecast.toggle-run", Keys: []string{"r"}, Does: k.ToggleRun, Group: group, Do: func(v *View) { v.free = !v.free }},
			keys.Binding[*View]{Name: "forecast.raise", Keys: []string{"up", "k"}, Show: "↑ k", Does: k.Raise, Group: group, Do: nudged(+1)},
			keys.Binding[*View]{Name: "forecast.lower", Keys: []string{"down", "j"}, Show: "↓ j", Short: "↑↓", Does: k.Lower, Brief: k.NudgeBrief, Group: group, Do: nudged(-1)},
			keys.Binding[*View]{Name: "forecast.type", Keys: []string{"i"}, Does: k.Type, Brief: k.TypeBrief, Group: group, Do: (*View).typePast},
			keys.Binding[*View]{Name: "forecast.reset", Keys: []string{"0"}, Does: k.Reset, Group: group, Do: (*View).forget})
	}
	return append(t,
		keys.Binding[*View]{Name: "forecast.errors", Keys: []string{"e"}, Does: k.Errors, Brief: k.ErrorsBrief, Group: group, Do: (*View).turnPage},
		keys.Binding[*View]{Name: "forecast.more-rows", Keys: []string{"w"}, Short: "w/W", Does: k.More, Brief: k.MoreBrief, Group: group, Do: zoom(2)},
		keys.Binding[*View]{Name: "forecast.fewer-rows", Keys: []string{"W"}, Does: k.Fewer, Group: group, Do: zoom(0.5)},
		keys.Binding[*View]{Name: "forecast.page-right", Keys: []string{"pgdown", ">"}, Show: "pgdn >", Does: k.PageRight, Group: group, Do: page(+1)},
		keys.Binding[*View]{Name: "forecast.page-left", Keys: []string{"pgup", "<"}, Show: "pgup <", Does: k.PageLeft, Group: group, Do: page(-1)},
		keys.Binding[*View]{Name: "forecast.first", Keys: []string{"home"}, Does: k.First, Group: group, Do: func(v *View) { v.goTo(0) }},
		keys.Binding[*View]{Name: "forecast.last", Keys: []string{"end"}, Does: k.Last, Group: group, Do: func(v *View) { v.goTo(v.end - 1) }},
		keys.Binding[*View]{Name: "forecast.held-out", Keys: []string{"b"}, Does: k.HeldOut, Group: group, Do: (*View).toHeldOut})
}

// typingTable is the keys that are not text while values are typed, for the bottom row; typed takes them.
func (v *View) typingTable() keys.Table[*View] {
	k, group := v.look.Words.Forecast.Keys, v.look.Words.Views["forecast"]
	return keys.Table[*View]{{Name: "forecast.done", Keys: []string{"enter", "esc"}, Does: k.Done, Brief: k.DoneBrief, Group: group}}
}

// move moves the crosshair by a column.
func move(dir int) func(*View) {
	return func(v *View) { v.goTo(v.cursor + dir*v.perColumn()) }
}

// goTo puts the crosshair on a row, perhaps one behind the last, and scrolls as little as needed to show it.
func (v *View) goTo(row int) {
	v.cursor = max(0, min(row, v.end+v.at.beyond()-1))
	v.at = v.at.shows(v.cursor, v.end)
}

// page scrolls by most of the screen; the crosshair keeps its place on it.
func page(dir int) func(*View) {
	return func(v *View) {
		was := v.at.from
		v.at.from += dir * max(1, v.at.rows*3/4)
		v.at = v.at.within(v.end)
		v.cursor += v.at.from - was
	}
}

func zoom(times float64) func(*View) {
	return func(v *View) { v.zoomAt(times, v.cursor) }
}

// zoomAt shows times as many rows, and the crosshair if it is no longer on the screen.
func (v *View) zoomAt(times float64, row int) {
	v.at = v.at.zoomed(times, row, v.end)
	v.cursor = max(v.at.from, min(v.cursor, v.at.to()-1))
}

func (v *View) toHeldOut() { v.goTo(min(v.data.Split(), v.end-1)) }

// turn chooses the next horizon, and after the longest all of them.
func turn(dir int) func(*View) {
	return func(v *View) {
		n := len(horizons) + 1
		v.choice = (v.choice + dir + n) % n
	}
}

// runHere begins the free run after the crosshair, if there is a value under it, else after the last value.
func (v *View) runHere() {
	v.origin, v.free = v.cursor, true
	for v.origin >= v.end && math.IsNaN(v.value(v.origin)) {
		v.origin--
	}
}

func (v *View) turnPage() { v.errors = !v.errors }

// longer moves the crosshair of the page of errors.
func longer(dir int) func(*View) {
	return func(v *View) { v.step = max(1, min(v.step+dir, v.longest())) }
}

// longest is the most steps ahead that there are errors of.
func (v *View) longest() int {
	if f := v.got.figures; f != nil && len(f.horizons) > 0 {
		return len(f.horizons)
	}
	return 1
}

// Mouse handles the mouse: a click puts the crosshair on a row, and a second one begins a free run behind it; dragging moves
// the crosshair; the wheel shows fewer or more rows around the pointer.
func (v *View) Mouse(m event.Mouse) []event.Job {
	if v.entry != nil {
		return nil
	}
	x, ok := v.place.chart.XAt(m.X - v.place.x)
	if !ok || v.place.w == 0 {
		return nil
	}
	if v.errors {
		if m.Kind == event.Press || m.Kind == event.Drag {
			v.step = max(1, min(int(x+0.5), v.longest()))
		}
		return nil
	}
	row, _ := v.row(m.X)
	v.notice = ""
	switch m.Kind {
	case event.WheelUp:
		v.zoomAt(0.5, row)
	case event.WheelDown:
		v.zoomAt(2, row)
	case event.Press:
		if col, ok := v.place.chart.Column(float64(v.cursor + 1)); ok && col == m.X-v.place.x-v.place.chart.X && v.data.Feeds() {
			v.runHere()
			break
		}
		v.goTo(row)
	case event.Drag:
		v.goTo(row)
	}
	return v.ask()
}
