package picker

import (
	"fmt"
	"slices"
	"strings"

	"unroll/ui/i18n"
)

// A group is a part of the list. The order is that of the list. What comes with the program is folded, so that sessions, what there is to
// learn, and the files of the folder are on one screen.
type group int

const (
	pasts group = iota
	builtIns
	answering // texts of lines with an answer
	sources   // series that come with the program
	tagged    // tagged sentences that come with the program
	doubles   // pairs of sentences that come with the program
	published // presets of series that come with the program
	files
	sentences // files and folders of tagged sentences
	pairFiles // files and folders of pairs of sentences
	tables
	opened // from anywhere on disk
)

// heading is the title of a group.
func (g group) heading(w *i18n.Catalogue) string {
	return [...]string{w.Sessions, w.Datasets, w.Picking.Groups.Answers, w.Picking.Sources, w.Picking.Tagged.Sources, w.Picking.Pairs.Sources, w.Picking.Published, w.Files, w.Picking.Tagged.Files, w.Picking.Pairs.Files, w.Picking.Tables, w.Browse.Opened}[g]
}

// about says what a group has, while it is folded: built-in texts never are.
func (g group) about(w *i18n.Catalogue) string {
	a := w.Picking.Groups
	return [...]string{a.AboutSessions, "", a.AboutAnswers, a.AboutSeries, w.Picking.Tagged.AboutSources, w.Picking.Pairs.AboutSources, a.AboutPublished, a.AboutFiles, w.Picking.Tagged.AboutFiles, w.Picking.Pairs.AboutFiles, a.AboutTables, a.AboutOpened}[g]
}

// head is how many entries are shown of a group while it is folded.
func (g group) head() int {
	switch g {
	case answering, sources, tagged, doubles, published:
		return 0
	case builtIns:
		return 1 << 30
	}
	return 3
}

// foldable says whether a group of n entries is folded until it is unfolded. A single entry would not be worth it.
func (g group) foldable(n int) bool { return n > g.head()+min(1, g.head()) }

// size is how many entries a group has.
func (p *Picker) size(g group) (n int) {
	for _, it := range p.items {
		if it.group == g {
			n++
		}
	}
	return n
}

// folds says whether entries of a group are folded now: never in what a filter has found.
func (p *Picker) folds(g group) bool {
	return !p.unfolded[g] && p.pattern() == "" && g.foldable(p.size(g))
}

// pattern is what the list is searched for; "": nothing.
func (p *Picker) pattern() string { return strings.ToLower(strings.TrimSpace(p.filter.Value())) }

// visible are the entries that match the filter, or all those that are not folded.
func (p *Picker) visible() []item {
	if f := p.pattern(); f != "" {
		var list []item
		for _, it := range p.items {
			if strings.Contains(strings.ToLower(it.name+" "+it.detail+" "+it.group.heading(p.Look.Words)), f) {
				list = append(list, it)
			}
		}
		return list
	}
	var list []item
	for at := 0; at < len(p.items); {
		g, end := p.items[at].group, at
		for end < len(p.items) && p.items[end].group == g {
			end++
		}
		if n := end - at - g.head(); p.folds(g) && n > 0 {
			list = append(append(list, p.items[at:end-n]...), p.fold(g, n))
		} else {
			list = append(list, p.items[at:end]...)
		}
		at = end
	}
	return list
}

// best is what a person who has typed this far most likely means: the entry of that name, or one whose name begins so, or the first.
func (p *Picker) best() int {
	f, shown := p.pattern(), p.visible()
	if f == "" {
		return p.first()
	}
	for _, is := range []func(name, f string) bool{strings.EqualFold, func(name, f string) bool { return strings.HasPrefix(strings.ToLower(name), f) }} {
		if at := slices.IndexFunc(shown, func(it item) bool { return is(it.name, f) }); at >= 0 {
			return at
		}
	}
	return 0
}

// fold is the entry that stands for n others of a group.
func (p *Picker) fold(g group, n int) item {
	it := item{group: g, folded: n, name: g.heading(p.Look.Words), detail: thousands(n)}
	if g.head() > 0 {
		it.name, it.detail = fmt.Sprintf(p.Look.Words.Picking.More, n), ""
	}
	return it
}

// hidden are the entries that are folded into one.
func (p *Picker) hidden(fold item) []item {
	var list []item
	for _, it := range p.items {
		if it.group == fold.group {
			list = append(list, it)
		}
	}
	return list[max(0, len(list)-fold.folded):]
}

// unfold shows all entries of a group, as many of them as there is room for, and highlights the first of those that were folded.
func (p *Picker) unfold(g group) {
	p.unfolded[g] = true
	shown := p.visible()
	at := slices.IndexFunc(shown, func(it item) bool { return it.group == g })
	p.highlight(at + min(g.head(), p.size(g)-1))
	var of []int // its rows
	for y, r := range p.rows(shown) {
		if r.of == g && (r.heads || r.index >= 0) {
			of = append(of, y)
		}
	}
	p.firstRow = min(of[0], max(p.firstRow, of[len(of)-1]-p.listH+1))
}

// foldUp folds a group; false: it cannot be.
func (p *Picker) foldUp(g group) bool {
	if p.pattern() != "" || !p.unfolded[g] || !g.foldable(p.size(g)) {
		return false
	}
	delete(p.unfolded, g)
	p.highlight(slices.IndexFunc(p.visible(), func(it item) bool { return it.group == g && it.folded > 0 }))
	return true
}

// foldCurrent folds the group of the highlighted entry.
func (p *Picker) foldCurrent() {
	if it, ok := p.current(); ok && it.folded == 0 {
		p.foldUp(it.group)
	}
}

// place is where an entry is in the list, whose group is unfolded if need be; −1: there is none.
func (p *Picker) place(is func(item) bool) int {
	entry := func(it item) bool { return it.folded == 0 && is(it) }
	at := slices.IndexFunc(p.visible(), entry)
	if i := slices.IndexFunc(p.items, entry); at < 0 && i >= 0 && p.pattern() == "" {
		p.unfolded[p.items[i].group] = true
		at = slices.IndexFunc(p.visible(), entry)
	}
	return at
}

// same says whether an entry is another, made again.
func (it item) same(as item) bool {
	return it.group == as.group && (it.folded > 0) == (as.folded > 0) && (it.folded > 0 || it.name == as.name)
}

// nextGroup highlights the first entry of the next group, or of the one before.
func nextGroup(by int) func(*Picker) {
	return func(p *Picker) {
		shown := p.visible()
		var starts []int
		now := 0
		for i, it := range shown {
			if i == 0 || it.group != shown[i-1].group {
				starts = append(starts, i)
			}
			if i == p.at {
				now = len(starts) - 1
			}
		}
		if n := len(starts); n > 0 {
			p.highlight(starts[(now+by+n)%n])
		}
	}
}
