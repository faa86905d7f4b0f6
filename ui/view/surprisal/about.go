package surprisal

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"unroll/core/task"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/panel"
)

// fact is a row about the token under the cursor.
type fact struct {
	name, is string
	st       grid.Style
	bar      float64 // drawn on the right if greater than 0
}

// least is the least width in columns of the names of facts with the blank after them, most the greatest of a name.
const least, most = 10, 16

// about draws what is known of the token under the cursor.
func (v *View) about(g grid.View) {
	w, i := v.look.Words.Surprisal, v.cursor
	in := g.Frame(grid.Frame{Title: fmt.Sprintf(w.About, w.Network), Border: v.look.Border, TitleStyle: v.look.Title}).Inset(1, 0, 1, 0)
	place := fmt.Sprintf(w.Place, chart.Thousands(int64(v.page.First+i+1)), chart.Thousands(int64(v.page.Of)))
	facts := v.facts(in.W(), in.H())
	names := least
	for _, f := range facts {
		names = max(names, grid.Width(f.name)+1)
	}
	if grid.Width(facts[0].is)+grid.Width(place)+2 <= in.W() {
		in.TextRight(in.W(), 0, place, v.look.Dim)
	}
	for y, f := range facts {
		x := 0
		if f.name != "" || f.bar > 0 {
			in.Text(0, y, f.name, v.look.Dim)
			x = names
		}
		x += in.Text(x, y, f.is, f.st) + 1
		if f.bar > 0 {
			rest := in.Sub(in.W()/2+2, y, in.W()/2-2, 1)
			chart.DrawBars(rest, []chart.Bar{{Value: f.bar, Max: 1, Style: v.look.Bar}}, v.look.Glyphs)
		}
	}
}

// label is the name of token i; a space is visible.
func (v *View) label(i int) string {
	return grid.SafeToken(v.page.Tokens[i+v.page.Lead])
}

// facts are the rows for w columns, in at most h of them. All numbers are the network's, except in rows with the
// name of a rival.
func (v *View) facts(width, h int) []fact {
	w, i, text := v.look.Words.Surprisal, v.cursor, v.look.Text
	token := fact{is: v.label(i), st: text.With(grid.Bold)}
	means := slices.DeleteFunc([]fact{v.soFar(w.SoFar, i), v.soFar(w.All, len(v.page.Labels)-1)}, func(f fact) bool { return f.is == "" })
	if why := v.unknown(i); why != "" {
		return append([]fact{token, {is: why, st: v.look.Warn}}, means...)
	}
	m := v.sheet(-1).marks[i]
	if v.page.foreign(v.corpus, i) {
		token.is += "  " + w.ReadAs
	}
	rank := fmt.Sprintf(w.Rank, chart.Thousands(int64(m.Rank)), chart.Thousands(int64(v.corpus.Vocab.Len())))
	list := []fact{token, {name: "p", is: probability(m.P) + "  " + rank, st: text}, {name: v.look.Units().Cost, is: v.cost(m.Nats), st: text}}
	list = append(list, v.rathers(m, h-len(list)-len(means)-len(v.rivals))...)
	for k, r := range v.rivals {
		if x := v.sheet(k).nats(i); !math.IsNaN(x) && len(list)+len(means) < h {
			name := grid.Truncate(grid.Safe(r.Name), most, v.look.Pick("…", "~"))
			list = append(list, fact{name: name, is: v.beside(name, x, m.Nats, width-max(least, grid.Width(name)+1)), st: text})
		}
	}
	return append(list, means...)
}

// beside is a rival's surprisal in nats, converted, and which of it and the network predicts better and by how
// much, in at most width columns if it can be.
func (v *View) beside(name string, rival, network float64, width int) string {
	w, cost, more := v.look.Words.Surprisal, v.cost(rival), v.look.Loss(rival-network)
	who, short := w.Network, w.Poorer
	if more < 0 {
		who, short = name, w.Better
	}
	amount := strings.TrimPrefix(signed(math.Abs(more), 2), "+")
	switch said := fmt.Sprintf(w.BetterBy, who, amount); {
	case math.Abs(more) < 0.005 || math.IsNaN(more):
		return cost + "  " + w.Same
	case grid.Width(cost+"  "+said) <= width:
		return cost + "  " + said
	}
	return cost + "  " + fmt.Sprintf(short, amount)
}

// rathers is what the network preferred: a row each if there is room, else one.
func (v *View) rathers(m mark, room int) []fact {
	name := v.look.Words.Surprisal.Rather
	if room < len(m.rather) {
		return []fact{{name: name, is: v.rather(m), st: v.look.Text}}
	}
	var list []fact
	for _, c := range m.rather {
		if c.id >= 0 {
			list = append(list, fact{name: name, is: v.choice(c), st: v.look.Text, bar: c.p})
			name = ""
		}
	}
	return list
}

func (v *View) choice(c choice) string {
	return grid.Truncate(grid.SafeToken(v.corpus.Vocab.Token(c.id)), 10, v.look.Pick("…", "~")) + " " + short(c.p)
}

// unknown says why token i has no numbers; "" if it has them.
func (v *View) unknown(i int) string {
	w, s := v.look.Words.Surprisal, v.sheet(-1)
	switch {
	case v.page.IDs[i+v.page.Lead] < 0:
		return w.Foreign
	case i+v.page.Lead == 0:
		return w.NotScored
	case s == nil || i >= len(s.marks):
		return w.Unread
	}
	return ""
}

// cost is a surprisal in the unit that is shown, with the unit.
func (v *View) cost(nats float64) string {
	return panel.Surprisal(nats, 2, *v.look) + " " + v.look.UnitName()
}

func (v *View) soFar(name string, i int) fact {
	mean := v.sheet(-1).mean(i)
	if math.IsNaN(mean) {
		return fact{name: name, st: v.look.Dim}
	}
	return fact{name: name, is: fmt.Sprintf("%s %s  %s %s", panel.Loss(mean, *v.look), v.look.UnitName(), panel.ShortOf(task.Language.Score, v.look.Words), panel.Number(task.Language.Score.Of(mean))), st: v.look.Text}
}

// rather is what the network preferred, with the probabilities.
func (v *View) rather(m mark) string {
	var parts []string
	for _, c := range m.rather {
		if c.id >= 0 {
			parts = append(parts, v.choice(c))
		}
	}
	return strings.Join(parts, "  ")
}

// probability has four decimals, or two digits if it is smaller.
func probability(p float64) string {
	if p >= 1e-4 || p == 0 {
		return fmt.Sprintf("%.4f", p)
	}
	return strings.Replace(fmt.Sprintf("%.1e", p), "e-0", "e-", 1)
}

// short is a probability with two digits: .41.
func short(p float64) string {
	s := fmt.Sprintf("%.2f", p)
	return strings.TrimPrefix(s, "0")
}

// brief is one of the rows that replace about if that does not fit.
func (v *View) brief(g grid.View, row int) {
	i, s := v.cursor, v.sheet(-1)
	x := 1 + g.Verbatim(1, 0, v.label(i)+" ", v.look.Text.With(grid.Bold))
	if row == 0 {
		why := v.unknown(i)
		if why == "" {
			m := s.marks[i]
			why = fmt.Sprintf("%s · %s · %s/%s", probability(m.P), v.cost(m.Nats), chart.Thousands(int64(m.Rank)), chart.Thousands(int64(v.corpus.Vocab.Len())))
			if named := v.look.Words.Surprisal.Network + " " + why; x+grid.Width(named) <= g.W() {
				why = named
			}
		}
		g.Text(x, 0, why, v.look.Text)
		return
	}
	g.Fill(' ', v.look.Text)
	text := ""
	if v.unknown(i) == "" {
		text = v.rather(s.marks[i]) + " · "
	}
	if mean := s.mean(i); !math.IsNaN(mean) {
		text += fmt.Sprintf("%s %s", panel.Loss(mean, *v.look), v.look.UnitName())
	}
	g.Text(1, 0, text, v.look.Dim)
}

// list draws the worst tokens, each in its context.
func (v *View) list(whole, g grid.View, m measure) {
	title := v.look.Words.Surprisal.Worst
	if m.difference {
		title = v.look.Words.Surprisal.Apart
	}
	rows := max(0, g.H()-2)
	at := v.listed()
	first := max(0, min(at-rows/2, len(v.worst)-rows))
	shown := min(rows, len(v.worst)-first)
	title = fmt.Sprintf(title, min(first+1, len(v.worst)), first+shown, len(v.worst))
	in := g.Frame(grid.Frame{Title: title, Right: v.look.UnitName(), Border: v.look.Border, TitleStyle: v.look.Title, RightStyle: v.look.Dim})
	v.place.list, v.place.first = within(whole, in), first
	for y := range min(in.H(), shown) {
		v.item(in.Sub(1, y, in.W()-2, 1), first+y, first+y == at, m)
	}
}

func (v *View) item(g grid.View, k int, here bool, m measure) {
	i, st := v.worst[k], v.look.Text
	amount := panel.Surprisal(v.nats(m, i), 1, *v.look)
	if m.difference {
		amount = signed(v.look.Loss(v.nats(m, i)), 1)
	}
	number := fmt.Sprintf("%2d ", k+1)
	if here {
		number, st = fmt.Sprintf("%2d%s", k+1, v.look.Pick("▸", ">")), v.look.Focus
	}
	g.Text(0, 0, number, v.look.Dim)
	right := g.TextRight(g.W(), 0, amount, st)
	v.around(g.Sub(3, 0, right-4, 1), i, m)
}

// around draws token i between its neighbours.
func (v *View) around(g grid.View, i int, m measure) {
	gap := 0
	if v.page.Words {
		gap = 1
	}
	own := grid.Truncate(v.label(i), max(1, g.W()*2/3), v.look.Pick("…", "~"))
	first, before := i, 0
	for first > 0 && before+int(v.page.Widths[first-1])+gap <= (g.W()-grid.Width(own))/2 {
		first--
		before += int(v.page.Widths[first]) + gap
	}
	x := (g.W() - grid.Width(own)) / 2
	x -= before
	for j := first; j < len(v.page.Labels) && x < g.W(); j++ {
		label, st := v.page.Labels[j], v.look.Dim
		if j == i {
			label, st = own, v.style(m, i).With(grid.Bold)
		}
		x += g.Text(x, 0, label, st) + gap
	}
}
