package help

import (
	"strings"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/screen/keys"
)

// A Page is what ? shows: what is on the screen in a few sentences with its marks, the terms in them that need
// explaining, and the keys.
type Page struct {
	Title string
	Topic string // the id of what to try next, where it is not that of the whole view; "": that
	About []Paragraph
	Keys  []keys.Entry
	Foot  string // shown in the lower edge if there is room; "": nothing
}

// A Paragraph is a part of an explanation: prose, or with a Mark or a Name an item of a list.
type Paragraph struct {
	Mark  string     // as it is on the screen
	Style grid.Style // of Mark
	Name  string     // before the text: of a setting, a column, a term
	Term  string     // the id of the term that this explains, so that it is not explained again; "": none
	Text  Text
}

// Of is the paragraph that explains a term; if there is no such term, only its id.
func Of(id string, l look.Look) Paragraph {
	t := l.Words.Explain.Terms[id]
	if t.Name == "" {
		t.Name = id
	}
	return Paragraph{Name: t.Name, Term: id, Text: Say(t.Says)}
}

// listed reports whether a paragraph is an item of a list: no empty line separates it from its neighbours.
func (p Paragraph) listed() bool { return p.Mark != "" || p.Name != "" }

// A run is a stretch of a row in one style.
type run struct {
	x    int
	text string
	st   grid.Style
}

// A row of a page, as drawn.
type row []run

// A setter typesets a page in rows of w columns.
type setter struct {
	look look.Look
	w    int
	rows []row
}

// set is a page in rows of w columns, and the row where its keys begin; without keys the first.
func set(p Page, w int, l look.Look) (rows []row, keysAt int) {
	s := &setter{look: l, w: max(w, 1)}
	for i, a := range p.About {
		if i > 0 && !(a.listed() && p.About[i-1].listed()) {
			s.blank()
		}
		s.paragraph(a)
	}
	if words := glossary(p.About); len(words) > 0 {
		s.section(l.Words.Explain.Words)
		for _, id := range words {
			s.paragraph(Of(id, l))
		}
	}
	if len(p.Keys) > 0 {
		keysAt = s.section(l.Words.Explain.Keys)
		s.keys(p.Keys)
	}
	return s.rows, keysAt
}

// glossary is the terms used in about that it does not explain itself, each once, in order of use.
func glossary(about []Paragraph) []string {
	said := map[string]bool{}
	for _, p := range about {
		said[p.Term] = true
	}
	var ids []string
	for _, p := range about {
		for _, id := range p.Text.Terms() {
			if !said[id] {
				said[id] = true
				ids = append(ids, id)
			}
		}
	}
	return ids
}

func (s *setter) blank() { s.rows = append(s.rows, nil) }

// section begins a part of the page with a rule, and returns its row.
func (s *setter) section(title string) (at int) {
	if len(s.rows) > 0 {
		s.blank()
	}
	line := s.look.Rune('─', '-')
	r := row{{0, string([]rune{line, line, ' '}), s.look.Border}, {3, title, s.look.Title}}
	for x := 4 + grid.Width(title); x < s.w; x++ {
		r = append(r, run{x, string(line), s.look.Border})
	}
	s.rows = append(s.rows, r)
	return len(s.rows) - 1
}

// marks is how many columns a mark has, including the gap before the text.
const marks = 3

// paragraph folds a paragraph; the further rows of an item are indented.
func (s *setter) paragraph(p Paragraph) {
	l, at, in := s.look, 0, 0
	if p.Mark != "" {
		at = max(marks, grid.Width(p.Mark)+1)
		in = at
	} else if p.Name != "" {
		in = 2
	}
	if l.Glyphs == chart.ASCII {
		p.Text = p.Text.inASCII()
	}
	text, words := p.Text.plain()
	lead := ""
	if p.Name != "" {
		lead = grid.Safe(p.Name) + "  "
	}
	style := func(i int) grid.Style {
		for _, w := range words {
			if i >= w.from+len(lead) && i < w.to+len(lead) {
				return l.Accent
			}
		}
		if i < len(lead) && p.Term != "" {
			return l.Accent.With(grid.Bold)
		}
		if i < len(lead) {
			return l.Title
		}
		return l.Text
	}
	from, all := 0, lead+text
	for n, line := range grid.Fold(all, max(1, s.w-in)) {
		var r row
		x, next := in, from+len(line)
		if n == 0 {
			x = at
			if p.Mark != "" {
				r = append(r, run{0, p.Mark, p.Style})
			}
		} else {
			line = strings.TrimLeft(line, " ") // it did not fit in the previous row
			from = next - len(line)
		}
		s.rows = append(s.rows, append(r, runs(line, x, func(i int) grid.Style { return style(from + i) })...))
		from = next
	}
}

// runs splits a line where its style changes.
func runs(line string, x int, style func(byte int) grid.Style) (list []run) {
	at := 0
	for part, cols := range grid.Clusters(line) {
		st := style(at)
		size := len(part)
		if part == tie {
			part = " "
		}
		if n := len(list); n > 0 && list[n-1].st == st {
			list[n-1].text += part
		} else {
			list = append(list, run{x, part, st})
		}
		at += size
		x += cols
	}
	return list
}

// keys lists them under the headings of their groups, in the order of the table.
func (s *setter) keys(entries []keys.Entry) {
	width, group := 0, ""
	for _, e := range entries {
		width = max(width, grid.Width(e.Keys))
	}
	for i, e := range entries {
		if e.Group != group {
			if group = e.Group; i > 0 {
				s.blank()
			}
			s.rows = append(s.rows, row{{0, group, s.look.Title}})
		}
		at := width + 2
		for n, line := range grid.Fold(e.Does, max(1, s.w-at)) {
			var r row
			if n == 0 {
				r = row{{0, e.Keys, s.look.Key}}
			}
			s.rows = append(s.rows, append(r, run{at, line, s.look.Text}))
		}
	}
}
