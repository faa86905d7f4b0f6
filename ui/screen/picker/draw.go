package picker

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"unroll/core/task"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/panel"
	"unroll/ui/screen/bar"
	"unroll/ui/screen/help"
)

// listRow is a row of the list: a heading (index −1) or an entry.
type listRow struct {
	index int
	text  string
	of    group // a heading's group
}

func (p *Picker) rows() []listRow {
	var rows []listRow
	last := group(-1)
	for i, it := range p.visible() {
		if it.group != last {
			if i > 0 {
				rows = append(rows, listRow{index: -1, of: -1})
			}
			last = it.group
			rows = append(rows, listRow{-1, last.heading(p.Look.Words), last})
		}
		rows = append(rows, listRow{i, it.name, it.group})
	}
	return rows
}

// Draw draws the list and, if there is room, the highlighted entry beside it.
func (p *Picker) Draw(v grid.View) {
	if p.files.page != nil {
		p.files.page.Draw(v)
		return
	}
	l, w := p.Look, p.Look.Words
	x := v.Text(0, 0, " unroll ", l.Accent.With(grid.Reverse|grid.Bold)) + 1
	v.Text(x, 0, w.Picker, l.Text.With(grid.Bold))
	body := v.Sub(0, 1, v.W(), v.H()-2)
	p.listW = v.W()
	if v.W() >= 64 {
		p.listW = min(max(v.W()*2/5, 26), 84)
	}
	if it, _ := p.current(); p.preview.asking && p.listW == v.W() { // there is no room beside the list
		p.drawQuestion(body, it)
	} else {
		p.drawList(body.Sub(0, 0, p.listW, body.H()))
	}
	if p.listW < v.W() {
		p.drawPreview(body.Sub(p.listW, 0, v.W()-p.listW, body.H()))
	}
	p.drawFooter(v.Sub(0, v.H()-1, v.W(), 1))
	if p.help {
		p.page.Draw(v, p.explanation(p.listW < v.W()), *l)
	}
}

func (p *Picker) drawFooter(v grid.View) {
	l, w := p.Look, p.Look.Words
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
	case p.preview.err != nil && p.listW == v.W(): // there is no room beside the list for it
		v.Text(1, 0, grid.Truncate(grid.Safe(w.CannotOpen+": "+w.Error(p.preview.err)), v.W()-1, l.Pick("…", "~")), l.Bad)
	case p.preview.asking:
		p.askingHints(v)
	default:
		help.Hints(v, table(w).Entries(), *l)
	}
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
	rows, h := p.rows(), max(0, v.H()-2)
	chosen := max(0, slices.IndexFunc(rows, func(r listRow) bool { return r.index == p.at }))
	p.firstRow = max(0, min(chosen-h/2, len(rows)-h))
	in := v.Frame(grid.Frame{Title: "", Right: right, Foot: p.below(rows[min(len(rows), p.firstRow+h):]), Border: l.BorderFocus, TitleStyle: l.Title, RightStyle: l.Accent, FootStyle: l.Dim})
	if len(rows) == 0 {
		in.TextCenter(in.H()/2, l.Words.NothingFound, l.Dim)
		return
	}
	_, y0 := in.Origin()
	p.rowsAt = y0
	shown := p.visible()
	table := sessionTable(shown, in.W()-4, l)
	for y := range min(in.H(), len(rows)-p.firstRow) {
		r := rows[p.firstRow+y]
		if r.index < 0 {
			x := in.Text(1, y, r.text, l.Dim)
			if r.of == pasts {
				table.heads(in.Sub(3, y, in.W()-4, 1), x-2, l)
			}
			continue
		}
		p.drawItem(in.Sub(0, y, in.W(), 1), shown[r.index], table, r.index == p.at)
	}
}

func (p *Picker) drawItem(v grid.View, it item, t columns, chosen bool) {
	l := p.Look
	st, dim := l.Text, l.Dim
	mark := "  "
	if chosen {
		v.Fill(' ', l.Selection)
		st, dim, mark = l.Selection, l.Selection, l.Pick("▸ ", "> ")
	}
	if it.past != nil {
		v.Text(1, 0, mark, st)
		t.row(v.Sub(3, 0, v.W()-4, 1), it, st, dim, l)
		return
	}
	name := grid.Truncate(grid.Safe(it.name), v.W()-3, l.Pick("…", "~"))
	x := v.Text(1, 0, mark+name, st) + 1
	detail := grid.Safe(it.detail)
	if room := v.W() - x - 3; room >= 6 {
		detail = grid.Truncate(detail, room, l.Pick("…", "~"))
		v.TextRight(v.W()-1, 0, detail, dim)
	}
}

// drawPreview shows the highlighted entry: what it is, its numbers, a page of it, and a model learning it.
func (p *Picker) drawPreview(v grid.View) {
	it, ok := p.current()
	if !ok {
		v.Frame(grid.Frame{Border: p.Look.Border})
		return
	}
	if p.preview.past != nil && p.preview.err == nil {
		p.drawPast(v, *p.preview.past)
		return
	}
	if p.preview.asks != nil {
		p.drawQuestion(v, it)
		return
	}
	if p.preview.err != nil {
		p.drawAbout(v, it)
		return
	}
	chartH := max(6, v.H()*2/5)
	sampleH := 4
	if v.H() < 20 {
		sampleH = 3
	}
	if p.ofSeries(it) { // it has a picture above, and writes nothing
		sampleH = 0
	}
	if missing := p.aboutRows(v.W(), it) - (v.H() - chartH - sampleH); missing > 0 {
		chartH = max(6, chartH-missing)
	}
	top := v.H() - chartH - sampleH
	if top < 5 && sampleH > 0 {
		top, sampleH = v.H()-chartH, 0
	}
	p.drawAbout(v.Sub(0, 0, v.W(), top), it)
	p.drawLive(v.Sub(0, top, v.W(), chartH), v.Sub(0, top+chartH, v.W(), sampleH))
}

// aboutRows is how many rows drawAbout needs for everything except the page.
func (p *Picker) aboutRows(w int, it item) int {
	said := []string{it.about, p.shows(it)}
	if p.preview.live != nil {
		said = append(said, p.numbers(p.preview.live.Data()))
	}
	n := 2
	if x := p.preview.numbers; x != nil {
		said = append(said, p.columnsOf(x))
		n += leastPicture
	}
	for _, s := range said {
		if s != "" {
			n += len(grid.Fold(grid.Safe(s), w-4))
		}
	}
	return n
}

func (p *Picker) drawAbout(v grid.View, it item) {
	l, w := p.Look, p.Look.Words
	title := it.name
	if (it.group == builtIns || it.group == sources || it.group == published) && it.detail != "" {
		title = it.detail
	}
	in := v.Frame(grid.Frame{Title: grid.Safe(title), Border: l.Border, TitleStyle: l.Title}).Inset(1, 0, 1, 0)
	y := 0
	if p.preview.err != nil {
		panel.Paragraph(in, 0, w.CannotOpen+": "+w.Error(p.preview.err), l.Bad)
		return
	}
	if it.about != "" {
		y += panel.Paragraph(in, y, it.about, l.Text)
	}
	if said := p.shows(it); said != "" {
		y += panel.Paragraph(in, y, said, l.Accent)
	}
	if p.preview.live != nil {
		y += panel.Paragraph(in, y, p.numbers(p.preview.live.Data()), l.Good)
	}
	if x := p.preview.numbers; x != nil {
		if said := p.columnsOf(x); said != "" {
			y += panel.Paragraph(in, y, said, l.Text)
		}
		p.preview.glimpse.draw(in.Sub(0, y, in.W(), in.H()-y), *l)
		return
	}
	if p.preview.page == "" {
		return
	}
	if y > 0 && in.H()-y > 3 {
		y++
	}
	panel.Page(in.Sub(0, y, in.W(), in.H()-y), p.preview.page, l.Dim)
}

// numbers is what can be counted in a text.
func (p *Picker) numbers(d *panel.Data) string {
	if n := p.preview.numbers; n != nil {
		return p.describe(n, d)
	}
	w, f := p.Look.Words, d.Facts
	s := fmt.Sprintf("%s %s · %s %s · %s %s · %s %.3f %s", thousands(f.Chars), w.Characters, thousands(f.Train+f.Valid), w.Tokens,
		w.Vocabulary, thousands(f.Vocab), w.FloorNone, p.Look.Loss(f.Unigram), p.Look.UnitName())
	if f.Lines {
		s += " · " + w.Lines
	}
	if f.Score != "" {
		s += " · " + fmt.Sprintf(w.Answers.Scored, grid.Safe(f.Score))
	}
	if !math.IsNaN(d.Floor) {
		s += fmt.Sprintf(" · %s %.3f %s", w.EntropyFloor, p.Look.Loss(d.Floor), p.Look.UnitName())
	}
	return s
}

// title names the loss of the highlighted entry.
func (p *Picker) title() string {
	d := &panel.Data{}
	if it, _ := p.current(); p.ofSeries(it) {
		d.Snap.Task = task.Series
	}
	if p.preview.live != nil {
		d = p.preview.live.Data()
	}
	return d.LossTitle(*p.Look)
}

func (p *Picker) drawLive(curve, sample grid.View) {
	l, w := p.Look, p.Look.Words
	title, right := p.title(), ""
	if p.preview.live == nil {
		in := curve.Frame(grid.Frame{Title: title, Border: l.Border, TitleStyle: l.Title})
		in.TextCenter(in.H()/2, p.loading(p.preview.part), l.Dim)
		if !sample.Empty() {
			sample.Frame(grid.Frame{Title: w.Sample, Border: l.Border, TitleStyle: l.Title})
		}
		return
	}
	d := p.preview.live.Data()
	if s := d.Snap; s.Task != nil {
		right = fmt.Sprintf("%s · %s %s", s.Recipe.Model, w.Step, chart.Thousands(int64(s.Step)))
	}
	in := curve.Frame(grid.Frame{Title: title, Right: right, Border: l.Border, TitleStyle: l.Title, RightStyle: l.Dim})
	panel.Curve(in, d, *l)
	if sample.Empty() {
		return
	}
	in = sample.Frame(grid.Frame{Title: w.Sample, Border: l.Border, TitleStyle: l.Title})
	panel.Running(in.Inset(1, 0, 1, 0), d.Sample, *l)
}

func thousands(n int) string { return chart.Thousands(int64(n)) }

func trim(v float64) string {
	if v >= 100 || v == math.Trunc(v) {
		return strconv.FormatFloat(v, 'f', 0, 64)
	}
	return strconv.FormatFloat(v, 'f', 1, 64)
}
