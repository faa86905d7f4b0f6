package browse

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"unroll/datasets"
	"unroll/ui/draw/grid"
	"unroll/ui/panel"
	"unroll/ui/screen/help"
	"unroll/ui/screen/keys"
)

// Draw draws the page over all of v.
func (b *Browser) Draw(v grid.View) {
	l, w := b.Look, b.Look.Words.Browse
	v.Fill(' ', l.Text)
	in := v.Sub(0, 0, v.W(), v.H()-1).Frame(grid.Frame{
		Title: b.title(v.W()), Foot: b.foot(), Border: l.BorderFocus, TitleStyle: l.Title, FootStyle: l.Dim,
	})
	x := 1 + in.Text(1, 0, l.Pick("› ", "> "), l.Accent)
	if b.line.Value() == "" {
		in.Text(x+1, 0, w.Hint, l.Dim)
	}
	b.line.Draw(in.Sub(0, 0, in.W(), 1), x, 0, l.Text, true)
	b.list(in.Sub(0, 1, in.W(), in.H()-1))
	left, top := v.Origin()
	b.place.x, b.place.y = b.place.x-left, b.place.y-top
	help.Hints(v.Sub(0, v.H()-1, v.W(), 1), b.Entries(), *l)
}

// foot says what the list leaves out: hidden entries, and those of a very large folder that were not read.
func (b *Browser) foot() string {
	w := b.Look.Words.Browse
	var parts []string
	if n := b.leftOut(); n > 0 {
		parts = append(parts, fmt.Sprintf(w.Hidden, n))
	}
	if len(b.entries) >= datasets.MostEntries {
		parts = append(parts, fmt.Sprintf(w.First, datasets.MostEntries))
	}
	return strings.Join(parts, " · ")
}

// title is the purpose of the page, and the folder, whose end matters most.
func (b *Browser) title(cols int) string {
	name := grid.Safe(b.folder)
	title := b.Look.Words.Browse.Title + " · " + name
	if grid.Width(title) <= grid.FrameRoom(cols) {
		return title
	}
	return tail(name, grid.FrameRoom(cols), b.Look.Pick("…", "~"))
}

// tail is as much of the end of a text as fits, with a sign that something is missing.
func tail(s string, cols int, sign string) string {
	width := grid.Width(s)
	if width <= cols {
		return s
	}
	width += grid.Width(sign)
	for c, n := range grid.Clusters(s) {
		if width <= cols {
			break
		}
		width -= n
		s = s[len(c):]
	}
	return sign + s
}

// list draws the entries, or why there are none.
func (b *Browser) list(v grid.View) {
	l, w := b.Look, b.Look.Words
	x, y := v.Origin()
	b.place = place{x: x, y: y, w: v.W(), rows: v.H()}
	list := b.shown()
	say, style := "", l.Dim
	switch {
	case b.reading:
		say = w.Browse.Reading
	case b.err != nil:
		say, style = grid.Safe(w.Error(b.err)), l.Bad
	case len(b.entries) == 0:
		say = w.Browse.Empty
	case len(list) == 0:
		say = w.Browse.NoMatch
	}
	rows := v.H()
	if say != "" {
		used := panel.Paragraph(v.Sub(1, 0, v.W()-2, v.H()), 0, say, style)
		v = v.Sub(0, used, v.W(), v.H()-used)
		rows, b.place.y, b.place.rows = v.H(), b.place.y+used, v.H()
	}
	first := max(0, min(b.at-rows/2, len(list)-rows))
	b.place.first = first
	for y := range min(rows, len(list)-first) {
		b.row(v.Sub(0, y, v.W(), 1), list[first+y], first+y == b.at)
	}
}

// row draws an entry: its name, and its size or kind.
func (b *Browser) row(v grid.View, e datasets.Entry, chosen bool) {
	l := b.Look
	name, detail := grid.Safe(e.Name), size(e.Bytes)
	st, dim, mark := l.Text, l.Dim, "  "
	switch {
	case e.Name == "..":
		detail = l.Words.Browse.Parent
	case e.Name == ".":
		detail = l.Words.Browse.Whole
	case e.Dir:
		name, detail, st = name+string(filepath.Separator), "", l.Accent
	case e.Odd:
		detail, st = "", l.Dim
	}
	if e.Link {
		detail = strings.TrimSpace(l.Words.Browse.Link + " " + detail)
	}
	if e.Hidden && !e.Dir {
		st = l.Dim
	}
	if chosen {
		v.Fill(' ', l.Selection)
		st, dim, mark = l.Selection, l.Selection, l.Pick("▸ ", "> ")
	}
	cut := l.Pick("…", "~")
	room := v.W() - 4
	if full := grid.Width(name) + grid.Width(detail) + 2; full > room && room > 24 && detail != "" {
		room -= grid.Width(detail) + 2
	}
	x := v.Verbatim(1, 0, mark+grid.Truncate(name, room, cut), st) + 1
	if x+grid.Width(detail)+2 <= v.W() {
		v.TextRight(v.W()-1, 0, detail, dim)
	}
}

// Entries are the page's keys, for the bottom row and for help.
func (b *Browser) Entries() []keys.Entry {
	w := b.Look.Words.Browse
	entry := func(show, does string) keys.Entry {
		return keys.Entry{Keys: show, Short: show, Does: does, Brief: does, Group: w.Title}
	}
	arrows, left := b.Look.Pick("↑↓", "up/down"), b.Look.Pick("←", "left")
	return []keys.Entry{entry(arrows, w.Keys.Move), entry(left, w.Keys.Up), entry("alt+.", w.Keys.Hidden),
		entry("enter", w.Keys.Open), entry("esc", w.Keys.Back)}
}

// size is a number of bytes, rounded.
func size(bytes int64) string {
	v, unit := float64(bytes), "B"
	for _, u := range []string{"kB", "MB", "GB", "TB"} {
		if v < 1000 {
			break
		}
		v, unit = v/1000, u
	}
	if v < 10 && unit != "B" {
		return strconv.FormatFloat(v, 'f', 1, 64) + " " + unit
	}
	return strconv.FormatFloat(v, 'f', 0, 64) + " " + unit
}
