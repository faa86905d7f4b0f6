package picker

import (
	"fmt"
	"slices"

	"unroll/ui/draw/grid"
	"unroll/ui/screen/bar"
	"unroll/ui/screen/help"
	"unroll/ui/screen/keys"
	"unroll/ui/screen/notice"
)

// Draw draws the list and, if there is room, the highlighted entry beside it.
func (p *Picker) Draw(v grid.View) {
	if p.files.page != nil {
		p.files.page.Draw(v)
		return
	}
	l, w := p.Look, p.Look.Words
	x := v.Text(0, 0, " unroll ", l.Accent.With(grid.Reverse|grid.Bold)) + 1
	v.Text(x, 0, w.Picker, l.Text.With(grid.Bold))
	p.listW = v.W()
	if v.W() >= 64 {
		p.listW = min(max(v.W()*2/5, 26), 84)
	}
	below := v.Sub(0, 1, v.W(), v.H()-1)
	body := below.Sub(0, 0, v.W(), below.H()-p.drawFooter(below)) // so that no message covers the highlighted entry
	if p.preview.asks != nil {
		p.preview.asks.drawn = answersDrawn{}
	}
	if it, _ := p.current(); p.preview.asking && p.listW == v.W() { // there is no room beside the list
		p.drawQuestion(body, it)
	} else {
		p.drawList(body.Sub(0, 0, p.listW, body.H()))
	}
	if p.listW < v.W() {
		p.drawPreview(body.Sub(p.listW, 0, v.W()-p.listW, body.H()))
	}
	if p.manage.name != nil {
		p.drawName(v.Sub(0, 1, v.W(), v.H()-1))
	}
	if p.help {
		p.page.Draw(v, p.explanation(p.listW < v.W()), *l)
	}
}

// drawFooter draws at the bottom of all what is being typed, what was done or went wrong, or the keys, and returns the rows that it took.
func (p *Picker) drawFooter(all grid.View) (rows int) {
	l, w := p.Look, p.Look.Words
	v := all.Sub(0, all.H()-1, all.W(), 1)
	switch {
	case p.typing:
		x := v.Text(0, 0, " / ", l.Accent)
		hint := "  " + w.Picking.FilterHint + " "
		if x+grid.Width(grid.Safe(p.filter.Value()))+1+grid.Width(hint) <= v.W() {
			v = v.Sub(0, 0, v.TextRight(v.W(), 0, hint, l.Dim), 1)
		}
		p.filter.Draw(v, x, 0, l.Text, true)
	case p.busy != "" || p.part > 0:
		x := v.Text(0, 0, " "+p.loading(p.part)+" ", l.Dim)
		if p.part > 0 {
			bar.Draw(v, x, 0, min(30, v.W()-x-1), p.part, *l)
		}
	case p.manage.note != "":
		return p.drawNote(all)
	case p.preview.err != nil && p.listW == v.W(): // there is no room beside the list for it
		few := max(1, all.H()/3)
		return notice.Draw(all.Sub(0, all.H()-few, all.W(), few), w.CannotOpen+": "+w.Error(p.preview.err), l.Bad, *l)
	case p.preview.asking:
		p.askingHints(v)
	default:
		help.Hints(v, p.hints(), *l)
	}
	return 1
}

// hints are the keys of the bottom row; while a filter hides entries, what shows them again comes first.
func (p *Picker) hints() []keys.Entry {
	list := table(p.Look.Words).Entries()
	m := p.Look.Words.Picking.Manage
	if it, ok := p.current(); ok && it.past != nil && it.folded == 0 && p.source.Keep.Discard != nil {
		for i := range list {
			switch list[i].Name {
			case "list.delete":
				list[i].Brief = m.DeleteBrief
			case "list.rename":
				list[i].Brief = m.RenameBrief
			}
		}
	}
	if undo, can := p.undoing(); can {
		list = slices.Insert(list, 0, undo)
	}
	if p.filter.Value() != "" {
		list = slices.Insert(list, 0, keys.Entry{Short: "esc", Brief: p.Look.Words.Picking.ShowAll})
	}
	return list
}

// loading says that something is being read and, if that takes time, how much has been read.
func (p *Picker) loading(part float64) string {
	if part > 0 {
		return fmt.Sprintf(p.Look.Words.Reading, 100*part)
	}
	return p.Look.Words.Loading
}

func (p *Picker) drawList(v grid.View) {
	l := p.Look
	right := ""
	if f := p.filter.Value(); f != "" {
		right = "/" + grid.Safe(f)
	}
	shown := p.visible()
	rows, h := p.rows(shown), max(0, v.H()-2)
	p.scroll(rows, h)
	end := min(len(rows), p.firstRow+h)
	p.drawn = p.headed(rows, end)
	above, below := rows[:p.firstRow], rows[end:]
	if len(p.drawn) > 0 && p.firstRow > 0 && p.drawn[0].index < 0 { // a heading is in its place
		above = rows[:p.firstRow+1]
	}
	in := v.Frame(grid.Frame{Title: p.more(above, "↑ ", "^ "), Right: right, Foot: p.more(below, "↓ ", "v "), Border: l.BorderFocus, TitleStyle: l.Dim, RightStyle: l.Accent, FootStyle: l.Dim})
	if len(rows) == 0 {
		in.TextCenter(in.H()/2, l.Words.NothingFound, l.Dim)
		return
	}
	_, y0 := in.Origin()
	p.rowsAt = y0
	table := sessionTable(shown, in.W()-4, l)
	for y, r := range p.drawn {
		row := in.Sub(0, y, in.W(), 1)
		switch {
		case r.index >= 0:
			p.drawItem(row, shown[r.index], table, r.index == p.at)
		case r.heads:
			x := row.Text(1, 0, r.text, l.Dim)
			if r.of == pasts {
				table.heads(row.Sub(3, 0, row.W()-4, 1), x-2, l)
			}
		}
	}
}

func (p *Picker) drawItem(v grid.View, it item, t columns, chosen bool) {
	l := p.Look
	st, dim, mark := l.Text, l.Dim, "  "
	if it.folded > 0 {
		mark = "+ "
	}
	if chosen {
		v.Fill(' ', l.Selection)
		st, dim, mark = l.Selection, l.Selection, l.Pick("▸ ", "> ")
	}
	if it.past != nil {
		v.Text(1, 0, mark, st)
		t.row(v.Sub(3, 0, v.W()-4, 1), it, st, dim, l)
		return
	}
	if it.folded > 0 && it.group.head() > 0 {
		st = dim
	}
	name := grid.Truncate(grid.Safe(it.name), v.W()-3, l.Pick("…", "~"))
	x := v.Verbatim(1, 0, mark+name, st) + 1
	room := v.W() - x - 3
	if it.folded > 0 { // a number is short
		room = v.W() - x - 1
	}
	if room >= 6 || it.folded > 0 && room >= grid.Width(it.detail) {
		v.TextRight(v.W()-1, 0, grid.Truncate(grid.Safe(it.detail), room, l.Pick("…", "~")), dim)
	}
}
