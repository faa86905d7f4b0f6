package translate

import "unroll/ui/screen/keys"

// table is every key of the view; dispatch, help and the bottom row are made from it. A network without attention has no map to walk on.
func (m *Map) table() keys.Table[*Map] {
	k, group := m.look.Words.Translate.Keys, m.look.Words.Views["attention"]
	if m.line != nil {
		return keys.Table[*Map]{{Name: "attention.done", Keys: []string{"esc", "enter"}, Short: "esc", Does: k.Done, Brief: k.DoneBrief, Group: group, Do: func(m *Map) { m.done() }}}
	}
	if m.model != nil && !m.attends() {
		return nil
	}
	return keys.Table[*Map]{
		{Name: "attention.down", Keys: []string{"down", "j"}, Show: "↓ j", Does: k.NextQuery, Group: group, Do: to(+1, 0)},
		{Name: "attention.up", Keys: []string{"up", "k"}, Show: "↑ k", Short: "←↑↓→", Does: k.QueryBefore, Brief: k.WalkBrief, Group: group, Do: to(-1, 0)},
		{Name: "attention.right", Keys: []string{"right", "l"}, Show: "→ l", Does: k.NextSource, Group: group, Do: to(0, +1)},
		{Name: "attention.left", Keys: []string{"left", "h"}, Show: "← h", Does: k.SourceBefore, Group: group, Do: to(0, -1)},
		{Name: "attention.most", Keys: []string{"m"}, Does: k.Most, Brief: k.MostBrief, Group: group, Do: (*Map).toMost},
		{Name: "attention.next", Keys: []string{"n"}, Short: "n/p", Does: k.Next, Brief: k.NextBrief, Group: group, Do: leaf(+1)},
		{Name: "attention.previous", Keys: []string{"p"}, Does: k.Before, Group: group, Do: leaf(-1)},
		{Name: "attention.whose", Keys: []string{"tab", "e"}, Show: "tab e", Short: "tab", Does: k.Whose, Brief: m.whoseBrief(), Group: group, Do: (*Map).swap},
		{Name: "attention.type", Keys: []string{"i"}, Does: k.Type, Brief: k.TypeBrief, Group: group, Do: func(m *Map) { m.write(typedSource) }},
		{Name: "attention.reference", Keys: []string{"r"}, Does: k.Reference, Group: group, Do: func(m *Map) { m.reference = true; m.write(typedReference) }},
		{Name: "attention.page-down", Keys: []string{"pgdown"}, Show: "pgdn", Does: k.PageQuery, Group: group, Do: func(m *Map) { m.walk(max(1, m.room-1), 0) }},
		{Name: "attention.page-up", Keys: []string{"pgup"}, Does: k.PageQueryUp, Group: group, Do: func(m *Map) { m.walk(-max(1, m.room-1), 0) }},
		{Name: "attention.first", Keys: []string{"home"}, Does: k.FirstQuery, Group: group, Do: func(m *Map) { m.walk(-len(m.heat().tokens), 0) }},
		{Name: "attention.last", Keys: []string{"end"}, Does: k.LastQuery, Group: group, Do: func(m *Map) { m.walk(len(m.heat().tokens), 0) }},
	}
}

func to(down, right int) func(*Map) { return func(m *Map) { m.walk(down, right) } }

// leaf goes to another pair, and to its first token.
func leaf(by int) func(*Map) {
	return func(m *Map) {
		m.step(by)
		m.query, m.key, m.stays = 0, 0, false
	}
}

// swap shows the map of the reference instead of the network's own translation, or back.
func (m *Map) swap() {
	m.reference = !m.reference
	m.clamp()
}

// whoseBrief names the other map.
func (m *Map) whoseBrief() string {
	w := m.look.Words.Translate
	if m.reference {
		return w.Own
	}
	return w.Reference
}

// toMost puts the cursor on the greatest weight of the chosen token.
func (m *Map) toMost() {
	m.stays = false
	m.clamp()
}
