package fill

import (
	"unroll/ui/screen/keys"
)

// table is every key of the view.
func (v *View) table() keys.Table[*View] {
	k, group := v.look.Words.Fill.Keys, v.look.Words.Views["fill"]
	if v.typing {
		return keys.Table[*View]{
			{Name: "fill.done", Keys: []string{"esc", "enter"}, Does: k.Done, Brief: k.DoneBrief, Group: group, Do: func(v *View) { v.typing = false }},
		}
	}
	return keys.Table[*View]{
		{Name: "fill.right", Keys: []string{"right", "l"}, Show: "→ l", Short: "←→", Does: k.Right, Brief: k.MoveBrief, Group: group, Do: func(v *View) { v.move(+1) }},
		{Name: "fill.left", Keys: []string{"left", "h"}, Show: "← h", Does: k.Left, Group: group, Do: func(v *View) { v.move(-1) }},
		{Name: "fill.type", Keys: []string{"i"}, Does: k.Type, Brief: k.TypeBrief, Group: group, Do: func(v *View) { v.typed, v.typing, v.top = true, true, 0 }},
		{Name: "fill.walk", Keys: []string{"w", "esc"}, Show: "w esc", Short: "w", Does: k.Walk, Brief: v.walkBrief(), Group: group, Do: func(v *View) { v.typed, v.top = false, 0 }},
		{Name: "fill.next-wrong", Keys: []string{"n"}, Does: k.Wrong, Brief: v.wrongBrief(), Group: group, Do: func(v *View) { v.wrong(+1) }},
		{Name: "fill.previous-wrong", Keys: []string{"N"}, Does: k.WrongBefore, Group: group, Do: func(v *View) { v.wrong(-1) }},
		{Name: "fill.down", Keys: []string{"down", "j"}, Show: "↓ j", Does: k.Down, Group: group, Do: func(v *View) { v.scroll(+1) }},
		{Name: "fill.up", Keys: []string{"up", "k"}, Show: "↑ k", Does: k.Up, Group: group, Do: func(v *View) { v.scroll(-1) }},
		{Name: "fill.page-down", Keys: []string{"pgdown"}, Show: "pgdn", Does: k.PageDown, Group: group, Do: func(v *View) { v.scroll(max(1, v.place.list-1)) }},
		{Name: "fill.page-up", Keys: []string{"pgup"}, Does: k.PageUp, Group: group, Do: func(v *View) { v.scroll(-max(1, v.place.list-1)) }},
		{Name: "fill.first", Keys: []string{"home"}, Does: k.First, Group: group, Do: func(v *View) { v.goTo(0, +1) }},
		{Name: "fill.last", Keys: []string{"end"}, Does: k.Last, Group: group, Do: func(v *View) { v.goTo(v.passage.N-1, -1) }},
		{Name: "fill.next-page", Keys: []string{">"}, Does: k.NextPage, Group: group, Do: func(v *View) { v.leaf(+1) }},
		{Name: "fill.previous-page", Keys: []string{"<"}, Does: k.PageBefore, Group: group, Do: func(v *View) { v.leaf(-1) }},
	}
}

// typingTable is the keys that are not text while a text is typed.
func (v *View) typingTable() keys.Table[*View] {
	k, group := v.look.Words.Fill.Keys, v.look.Words.Views["fill"]
	return keys.Table[*View]{
		{Name: "fill.done", Keys: []string{"esc", "enter"}, Short: "esc", Does: k.Done, Brief: k.DoneBrief, Group: group, Do: func(v *View) { v.typing = false }},
	}
}

// walkBrief is in the bottom row only while a typed text is shown.
func (v *View) walkBrief() string {
	if !v.typed {
		return ""
	}
	return v.look.Words.Fill.Keys.WalkBrief
}

// wrongBrief is in the bottom row only while the held-out text is shown: of a typed text nobody knows what is wrong.
func (v *View) wrongBrief() string {
	if v.typed {
		return ""
	}
	return v.look.Words.Fill.Keys.WrongBrief
}

// move goes to the next token of the passage, or to the next blank of the text.
func (v *View) move(dir int) {
	if !v.typed {
		v.step(dir)
		return
	}
	if n := v.blanks(); n > 0 {
		v.blank, v.top = (v.blank+dir+n)%n, 0
	}
}

// blanks is how many blanks the typed text has.
func (v *View) blanks() int {
	if v.is == nil || v.is.text == nil {
		return 0
	}
	return len(v.is.text.Blanks)
}

// goTo goes to the first token from i on in a direction, or to the first or the last blank.
func (v *View) goTo(i, dir int) {
	if v.typed {
		v.blank, v.top = 0, 0
		if n := v.blanks(); dir < 0 && n > 0 {
			v.blank = n - 1
		}
		return
	}
	v.cursor = i - dir
	v.step(dir)
	v.cursor = max(0, min(v.cursor, v.passage.N-1))
}

// wrong goes to the next token of the passage that is not the likeliest.
func (v *View) wrong(dir int) {
	if v.typed || v.is == nil || v.is.text != nil || v.is.from != v.passage.From {
		return
	}
	for n, i := 0, v.cursor; n < v.passage.N; n++ {
		if i = (i + dir + v.passage.N) % v.passage.N; v.scored(i) && v.is.wrong(v.passage.First+i) {
			v.cursor, v.top = i, 0
			return
		}
	}
}

// scroll moves the list of candidates.
func (v *View) scroll(rows int) {
	if v.is != nil {
		v.top = max(0, min(v.top+rows, len(v.is.order)-v.place.list))
	}
}

// leaf shows the next part of the text, or the one before.
func (v *View) leaf(dir int) {
	from := v.passage.From + v.passage.N
	if dir < 0 {
		from = v.passage.From - pageTokens
	}
	if !v.typed && from < v.passage.Of && (dir > 0 || v.passage.From > 0) {
		v.turnTo(max(0, from))
	}
}
