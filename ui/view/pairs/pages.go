package pairs

import (
	"unroll/ui/screen/keys"
)

// A pager is a view of pages of rows.
type pager struct {
	page  int
	first []int // the row on top, page by page
}

// turn goes to another page.
func (p *pager) turn(by int) { p.page = (p.page + len(p.first) + by) % len(p.first) }

// scroll moves the rows of the page, of which n are there and room are shown.
func (p *pager) scroll(by, n, room int) {
	p.first[p.page] = max(0, min(p.first[p.page]+by, n-room))
}

// top is the row on top, if n are there and room are shown.
func (p *pager) top(n, room int) int { return max(0, min(p.first[p.page], n-room)) }

// turning are the keys of a view V with pages, whose names begin with id.
func turning[V any](c *common, id string, turn func(V, int)) keys.Table[V] {
	k, group := c.look.Words.PairPages, c.look.Words.Views[id]
	return keys.Table[V]{
		{Name: id + ".next-page", Keys: []string{"tab"}, Does: k.NextPage, Brief: k.NextPageBrief, Group: group, Do: func(v V) { turn(v, +1) }},
		{Name: id + ".previous-page", Keys: []string{"shift+tab"}, Does: k.PageBefore, Group: group, Do: func(v V) { turn(v, -1) }},
	}
}

// scrolling are the keys that move over rows; all is farther than there are any.
func scrolling[V any](c *common, id string, scroll func(V, int)) keys.Table[V] {
	const all = 1 << 30
	k, group := c.look.Words.PairPages, c.look.Words.Views[id]
	return keys.Table[V]{
		{Name: id + ".down", Keys: []string{"down", "j"}, Show: "↓ j", Short: "↑↓", Does: k.Down, Brief: k.MoveBrief, Group: group, Do: func(v V) { scroll(v, +1) }},
		{Name: id + ".up", Keys: []string{"up", "k"}, Show: "↑ k", Does: k.Up, Group: group, Do: func(v V) { scroll(v, -1) }},
		{Name: id + ".page-down", Keys: []string{"pgdown"}, Show: "pgdn", Does: k.PageDown, Group: group, Do: func(v V) { scroll(v, max(1, c.room-1)) }},
		{Name: id + ".page-up", Keys: []string{"pgup"}, Does: k.PageUp, Group: group, Do: func(v V) { scroll(v, -max(1, c.room-1)) }},
		{Name: id + ".first", Keys: []string{"home"}, Does: k.First, Group: group, Do: func(v V) { scroll(v, -all) }},
		{Name: id + ".last", Keys: []string{"end"}, Does: k.Last, Group: group, Do: func(v V) { scroll(v, all) }},
	}
}
