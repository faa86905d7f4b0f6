package surprisal

import (
	"cmp"
	"fmt"
	"math"

	"unroll/core/task"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/panel"
	"unroll/ui/screen/layout"
	"unroll/ui/screen/notice"
	"unroll/ui/view/tokens"
)

func sub(g grid.View, r layout.Rect) grid.View { return g.Sub(r.X, r.Y, r.W, r.H) }

// draw draws the parts, and over the last row what is being typed or a message.
func (v *View) draw(g grid.View) {
	m, p := v.now(), arrange(g.W(), g.H())
	text := sub(g, p.text)
	if p.framed {
		text = v.frame(text, m)
	}
	v.text(text, m)
	v.place.text = within(g, text)
	v.place.list = layout.Rect{}
	if p.about.H > 0 {
		v.about(sub(g, p.about))
		v.list(g, sub(g, p.list), m)
	}
	for k := range p.brief {
		v.brief(g.Sub(0, g.H()-p.brief+k, g.W(), 1), k)
	}
	v.bottom(g)
}

// within is the place of a part in g.
func within(g, part grid.View) layout.Rect {
	gx, gy := g.Origin()
	x, y := part.Origin()
	return layout.Rect{X: x - gx, Y: y - gy, W: part.W(), H: part.H()}
}

// bottom is a line being typed, or a message, over the bottom of all.
func (v *View) bottom(all grid.View) {
	w := v.look.Words.Surprisal
	g := all.Sub(0, all.H()-1, all.W(), 1)
	switch {
	case v.entry != nil && v.notice == "":
		g.Fill(' ', v.look.Text)
		x := 1 + g.Text(1, 0, w.AskText, v.look.Accent)
		if v.entry.line.Value() == "" {
			g.Text(x+1, 0, w.TextHint, v.look.Dim)
		}
		v.entry.line.Draw(g, x, 0, v.look.Text, true)
	case v.opener.Busy() || v.notice != "":
		notice.Draw(all, cmp.Or(v.notice, w.Opening), v.look.Warn, *v.look)
	}
}

// frame draws the border of the text: the measure and the source of the text above, the scale and the mean below.
func (v *View) frame(g grid.View, m measure) grid.View {
	w, p := v.look.Words.Surprisal, v.page
	const long = 30
	name := grid.Truncate(grid.Safe(p.title), long, v.look.Pick("…", "~"))
	right := name
	if p.Of > p.Len() {
		right = fmt.Sprintf(v.look.Pick("%s %s–%s / %s", "%s %s-%s / %s"), name, chart.Thousands(int64(p.First+1)), chart.Thousands(int64(p.First+p.Len())), chart.Thousands(int64(p.Of)))
	}
	if p.Foreign > 0 {
		right = fmt.Sprintf(w.Foreigns, chart.Thousands(int64(p.Foreign))) + " · " + right
	}
	in := g.Frame(grid.Frame{Title: grid.Safe(m.title(v)), Right: right, Border: v.look.BorderFocus, TitleStyle: v.look.Title, RightStyle: v.look.Dim})
	x := 2 + v.legend(g, 2, g.H()-1, m)
	for _, full := range []bool{true, false} {
		if s := v.foot(m, full); x+grid.Width(s)+2 < g.W() {
			g.TextRight(g.W()-2, g.H()-1, s, v.look.Text)
			break
		}
	}
	return in
}

// foot is the mean of all that has been read, who read it, and how much has been read. If it is not full, the network
// is without its name and a k-gram without its perplexity.
func (v *View) foot(m measure, full bool) string {
	w, n := v.look.Words.Surprisal, len(v.page.Labels)
	s := v.sheet(m.rival)
	if s == nil || len(s.marks) == 0 {
		return " " + w.Reading + " "
	}
	text := " "
	switch mean := s.mean(n - 1); {
	case m.difference:
		text += v.saves(m, mean-v.sheet(-1).mean(len(s.marks)-1))
	case math.IsNaN(mean):
		text += w.Foreign
	default:
		if m.rival >= 0 {
			text += grid.Safe(v.rivals[m.rival].Name) + " "
		} else if full {
			text += w.Network + " "
		}
		text += panel.Loss(mean, *v.look) + " " + v.look.UnitName()
		if full || m.rival < 0 {
			text += fmt.Sprintf(" · %s %s", panel.ShortOf(task.Language.Score, v.look.Words), panel.Number(task.Language.Score.Of(mean)))
		}
	}
	if net := v.sheet(-1); net != nil && (m.rival < 0 || m.difference) {
		text += fmt.Sprintf(" · %s %s", v.look.Words.Step, chart.Thousands(int64(net.step)))
	}
	if !s.done {
		text += fmt.Sprintf(" · %d %%", 100*len(s.marks)/n)
	}
	if v.frozen {
		text += " · " + w.Frozen
	}
	return text + " "
}

// saves says who is better by how much a token; nothing where that is no number: both have a mean of ∞, or none.
func (v *View) saves(m measure, saved float64) string {
	w, who := v.look.Words.Surprisal, v.look.Words.Surprisal.Network
	switch {
	case math.IsNaN(saved):
		return ""
	case saved < 0:
		who = v.rivals[m.rival].Name
	}
	return fmt.Sprintf(w.Saves, grid.Safe(who), panel.Figure(v.look.Loss(math.Abs(saved))), v.look.Units().PerToken)
}

// signed is a number with its sign, using a true minus.
func signed(x float64, decimals int) string {
	s := fmt.Sprintf("%.*f", decimals, math.Abs(x))
	if math.IsInf(x, 0) {
		s = "∞"
	}
	if x < 0 {
		return "−" + s
	}
	return "+" + s
}

// text draws the visible rows. It remembers the size, for keys and the mouse.
func (v *View) text(g grid.View, m measure) {
	if g.Empty() {
		v.place.rows, v.place.per = 0, 0
		return
	}
	per := 1
	if v.digitsShown() && g.H() >= 2 {
		per = 2
	}
	rows, wide := max(1, g.H()/per), v.page.folded.W
	if v.page.Spell(g.ASCII()) {
		v.page.folded = &tokens.Fold{}
	}
	f := v.page.layOut(g.W())
	if rows != v.place.rows || wide != f.W || per != v.place.per {
		v.place.rows, v.place.per = rows, per
		v.reveal()
	}
	for y := range rows {
		if row := v.place.top + y; row < len(f.Rows) {
			v.row(g.Sub(0, y*per, g.W(), per), f, row, m)
		}
	}
}

func (v *View) row(g grid.View, f *tokens.Fold, row int, m measure) {
	from, to := f.Span(row)
	for i := from; i < to; i++ {
		st, x := v.style(m, i), int(f.At[i].X)
		if i == v.cursor {
			st = v.cursorStyle()
		}
		label := v.page.Labels[i]
		if x+grid.Width(label) > g.W() {
			label = grid.Truncate(label, g.W()-x, v.look.Pick("…", "~"))
		}
		g.Verbatim(x, 0, label, st)
		if g.H() > 1 {
			v.under(g, f, i, m)
		}
	}
}

// under writes the amount of token i under it, ? for a token that the vocabulary lacks.
func (v *View) under(g grid.View, f *tokens.Fold, i int, m measure) {
	s := digit(m, v.look.Loss(v.nats(m, i)), int(v.page.Widths[i]))
	if s == "" && v.page.foreign(v.corpus, i) {
		s = "?"
	}
	g.Text(int(f.At[i].X), 1, s, v.look.Dim)
}
