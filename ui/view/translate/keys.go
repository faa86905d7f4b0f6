package translate

import "unroll/ui/screen/keys"

// table is every key of the view; dispatch, help and the bottom row are made from it.
func (v *View) table() keys.Table[*View] {
	k, group := v.look.Words.Translate.Keys, v.look.Words.Views["translate"]
	if v.line != nil {
		return keys.Table[*View]{{Name: "translate.done", Keys: []string{"esc", "enter"}, Short: "esc", Does: k.Done, Brief: k.DoneBrief, Group: group, Do: func(v *View) { v.done() }}}
	}
	return keys.Table[*View]{
		{Name: "translate.next", Keys: []string{"right", "n", "l"}, Show: "→ n l", Does: k.Next, Group: group, Do: turn(+1)},
		{Name: "translate.previous", Keys: []string{"left", "p", "h"}, Show: "← p h", Short: "←→", Does: k.Before, Brief: k.NextBrief, Group: group, Do: turn(-1)},
		{Name: "translate.type", Keys: []string{"i"}, Does: k.Type, Brief: k.TypeBrief, Group: group, Do: func(v *View) { v.write(typedSource) }},
		{Name: "translate.reference", Keys: []string{"r"}, Does: k.Reference, Brief: k.ReferenceBrief, Group: group, Do: func(v *View) { v.write(typedReference) }},
		{Name: "translate.wider", Keys: []string{"b"}, Show: "b", Short: "b/B", Does: k.Wider, Brief: k.WidthBrief, Group: group, Do: widen(+1)},
		{Name: "translate.narrower", Keys: []string{"B"}, Does: k.Narrower, Group: group, Do: widen(-1)},
		{Name: "translate.more-alpha", Keys: []string{"a"}, Short: "a/A", Does: k.MoreAlpha, Brief: k.AlphaBrief, Group: group, Do: punish(+1)},
		{Name: "translate.less-alpha", Keys: []string{"A"}, Does: k.LessAlpha, Group: group, Do: punish(-1)},
		{Name: "translate.down", Keys: []string{"down", "j"}, Show: "↓ j", Short: "↑↓", Does: k.Down, Brief: v.scrollBrief(), Group: group, Do: roll(+1)},
		{Name: "translate.up", Keys: []string{"up", "k"}, Show: "↑ k", Does: k.Up, Group: group, Do: roll(-1)},
		{Name: "translate.page-down", Keys: []string{"pgdown"}, Show: "pgdn", Does: k.PageDown, Group: group, Do: func(v *View) { v.scroll(max(1, v.drawn.room-1)) }},
		{Name: "translate.page-up", Keys: []string{"pgup"}, Does: k.PageUp, Group: group, Do: func(v *View) { v.scroll(-max(1, v.drawn.room-1)) }},
		{Name: "translate.top", Keys: []string{"home"}, Does: k.Top, Group: group, Do: func(v *View) { v.scroll(-v.drawn.rows) }},
		{Name: "translate.bottom", Keys: []string{"end"}, Does: k.Bottom, Group: group, Do: func(v *View) { v.scroll(v.drawn.rows) }},
	}
}

// scrollBrief is in the bottom row only if there is more than fits.
func (v *View) scrollBrief() string {
	if v.drawn.rows <= v.drawn.room {
		return ""
	}
	return v.look.Words.Translate.Keys.ScrollBrief
}

func turn(by int) func(*View) {
	return func(v *View) {
		v.step(by)
		v.top = 0
	}
}

func roll(by int) func(*View) { return func(v *View) { v.scroll(by) } }

func widen(by int) func(*View) {
	return func(v *View) { v.width = max(1, min(v.width+by, mostWidth)) }
}

// punish raises the length penalty by a step, or lowers it.
func punish(by float64) func(*View) {
	return func(v *View) { v.alpha = max(0, min(v.alpha+by*alphaStep, mostAlpha)) }
}
