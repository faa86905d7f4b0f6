package surprisal

import (
	"unroll/ui/i18n"
	"unroll/ui/screen/event"
	"unroll/ui/screen/keys"
)

// table is every key of the view; dispatch, help and the bottom row are made from it.
func table(w *i18n.Catalogue) keys.Table[*View] {
	k, group := w.Surprisal.Keys, w.Views["text"]
	return keys.Table[*View]{
		{Name: "text.right", Keys: []string{"right", "l"}, Show: "→ l", Does: k.Right, Group: group, Do: step(+1)},
		{Name: "text.left", Keys: []string{"left", "h"}, Show: "← h", Does: k.Left, Group: group, Do: step(-1)},
		{Name: "text.down", Keys: []string{"down", "j"}, Show: "↓ j", Does: k.Down, Group: group, Do: func(v *View) { v.down(+1) }},
		{Name: "text.up", Keys: []string{"up", "k"}, Show: "↑ k", Does: k.Up, Group: group, Do: func(v *View) { v.down(-1) }},
		{Name: "text.page-down", Keys: []string{"pgdown"}, Show: "pgdn", Does: k.PageDown, Group: group, Do: func(v *View) { v.down(max(1, v.place.rows-1)) }},
		{Name: "text.page-up", Keys: []string{"pgup"}, Does: k.PageUp, Group: group, Do: func(v *View) { v.down(-max(1, v.place.rows-1)) }},
		{Name: "text.first", Keys: []string{"home"}, Does: k.First, Group: group, Do: func(v *View) { v.goTo(0) }},
		{Name: "text.last", Keys: []string{"end"}, Does: k.Last, Group: group, Do: func(v *View) { v.goTo(len(v.page.Labels) - 1) }},
		{Name: "text.next-worst", Keys: []string{"n"}, Does: k.Worst, Brief: k.WorstBrief, Group: group, Do: worse(+1)},
		{Name: "text.previous-worst", Keys: []string{"N"}, Does: k.WorstBefore, Group: group, Do: worse(-1)},
		{Name: "text.next-measure", Keys: []string{"m"}, Does: k.Measure, Brief: k.MeasureBrief, Group: group, Do: turn(+1)},
		{Name: "text.previous-measure", Keys: []string{"M"}, Does: k.MeasureBefore, Group: group, Do: turn(-1)},
		{Name: "text.digits", Keys: []string{"b"}, Does: k.Digits, Brief: k.DigitsBrief, Group: group, Do: (*View).toggleDigits},
		{Name: "text.freeze", Keys: []string{"s"}, Does: k.Freeze, Brief: k.FreezeBrief, Group: group, Do: func(v *View) { v.frozen = !v.frozen }},
		{Name: "text.open", Keys: []string{"o"}, Does: k.File, Brief: k.FileBrief, Group: group, Do: (*View).browse},
		{Name: "text.paste", Keys: []string{"p"}, Does: k.Paste, Brief: k.PasteBrief, Group: group, Do: (*View).paste},
		{Name: "text.next-page", Keys: []string{">"}, Does: k.NextPage, Group: group, Do: leaf(+1)},
		{Name: "text.previous-page", Keys: []string{"<"}, Does: k.PageBefore, Group: group, Do: leaf(-1)},
		{Name: "text.held-out", Keys: []string{"esc"}, Does: k.Back, Group: group, Do: func(v *View) { v.turnTo(0) }},
	}
}

// typing is the keys that are not text while a text is typed, for the bottom row; typed takes them.
func typing(w *i18n.Catalogue) keys.Table[*View] {
	k, group := w.Surprisal.Keys, w.Views["text"]
	return keys.Table[*View]{
		{Name: "text.take", Keys: []string{"enter"}, Does: k.Take, Brief: k.TakeBrief, Group: group},
		{Name: "text.leave", Keys: []string{"esc"}, Does: k.Leave, Brief: k.LeaveBrief, Group: group},
	}
}

// step moves the cursor by a token.
func step(dir int) func(*View) { return func(v *View) { v.goTo(v.cursor + dir) } }

// goTo puts the cursor on a token and scrolls as little as needed to show it.
func (v *View) goTo(i int) {
	v.cursor = max(0, min(i, len(v.page.Labels)-1))
	if f := v.page.folded; v.cursor < len(f.At) {
		v.goal = int(f.At[v.cursor].X)
	}
	v.reveal()
}

// down moves the cursor by rows, in its column.
func (v *View) down(rows int) {
	f := v.page.folded
	if v.cursor < len(f.At) {
		v.cursor = f.Near(int(f.At[v.cursor].Row)+rows, v.goal)
		v.reveal()
	}
}

// reveal scrolls until the cursor is visible.
func (v *View) reveal() {
	f := v.page.folded
	if v.cursor >= len(f.At) {
		return
	}
	row := int(f.At[v.cursor].Row)
	v.place.top = max(min(v.place.top, row), row-v.place.rows+1)
	v.place.top = max(0, min(v.place.top, len(f.Rows)-v.place.rows))
}

// scroll moves the text, and the cursor too if it would no longer be visible.
func (v *View) scroll(rows int) {
	f := v.page.folded
	if v.cursor >= len(f.At) {
		return
	}
	v.place.top = max(0, min(v.place.top+rows, len(f.Rows)-v.place.rows))
	row := int(f.At[v.cursor].Row)
	if in := max(v.place.top, min(row, v.place.top+v.place.rows-1)); in != row {
		v.cursor = f.Near(in, v.goal)
	}
}

// worse goes down (or up) the list of the worst, from the one under the cursor.
func worse(dir int) func(*View) {
	return func(v *View) {
		n := len(v.worst)
		if n == 0 {
			return
		}
		at := v.listed()
		switch {
		case at < 0 && dir < 0:
			at = n - 1
		case at < 0:
			at = 0
		default:
			at = (at + dir + n) % n
		}
		v.goTo(v.worst[at])
	}
}

// listed is the cursor's index in the list of the worst; -1: not in it.
func (v *View) listed() int {
	for k, i := range v.worst {
		if i == v.cursor {
			return k
		}
	}
	return -1
}

// turn selects the next measure.
func turn(dir int) func(*View) {
	return func(v *View) {
		n := len(v.measures())
		if n == 1 {
			v.notice = v.look.Words.Surprisal.NoRival
		}
		v.measure = (v.measure + dir + n) % n
		v.rank()
	}
}

// leaf moves through the pages of the run's own text.
func leaf(dir int) func(*View) {
	return func(v *View) {
		p := v.page
		from := p.First + dir*pageTokens
		switch {
		case !p.own, from >= p.Of, from < 0 && p.First == 0:
			v.notice = v.look.Words.Surprisal.NoPage
		default:
			v.turnTo(max(0, from))
		}
	}
}

func (v *View) toggleDigits() {
	if v.digitsShown() {
		v.digits = off
	} else {
		v.digits = on
	}
}

// Mouse handles the mouse: a click puts the cursor on a token, or on one of the worst; the wheel scrolls.
func (v *View) Mouse(m event.Mouse) []event.Job {
	if v.entry != nil && v.entry.files != nil {
		return v.chose(v.entry.files.Mouse(m))
	}
	switch m.Kind {
	case event.WheelDown:
		v.scroll(+3)
	case event.WheelUp:
		v.scroll(-3)
	default:
		v.click(m.X, m.Y)
	}
	return nil
}

func (v *View) click(x, y int) {
	t, l := v.place.text, v.place.list
	switch {
	case t.Contains(x, y) && v.place.per > 0:
		f := v.page.folded
		if row := v.place.top + (y-t.Y)/v.place.per; row < len(f.Rows) {
			v.cursor = f.Near(row, x-t.X)
			v.goal = x - t.X
		}
	case l.Contains(x, y):
		if k := v.place.first + y - l.Y; k < len(v.worst) {
			v.goTo(v.worst[k])
		}
	}
}
