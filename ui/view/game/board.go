package game

import (
	"fmt"
	"math"

	"unroll/core/lm"
	"unroll/core/task"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/i18n"
	"unroll/ui/panel"
)

// columns are where the three numbers of a row end, in columns from its right end.
var columns = [3]int{22, 11, 0}

// standings draws the players' scores, and the result of the last token.
func (v *View) standings(g grid.View, all bool) {
	if g.Empty() {
		return
	}
	w := v.look.Words.Game
	y := 0
	heads := [3]string{w.LastCost, v.look.Units().PerToken, w.Ppl}
	if v.way == guesses {
		heads = [3]string{w.LastRank, w.First, w.Between}
	}
	if all || g.H() >= 4 {
		v.line(g, 0, "", heads, v.look.Dim)
		y = 1
	}
	rows := v.rows()
	for i, r := range rows {
		st := v.look.Text
		if i == 0 {
			st = v.look.Accent.With(grid.Bold)
		}
		if y < g.H() {
			v.line(g, y, r.name, r.is, st)
			v.meanBar(g.Sub(names, y, g.W()-names-numbers, 1), r.mean, rows, st)
		}
		y++
	}
	if all && y+1 < g.H() {
		v.outcome(g.Sub(0, y+1, g.W(), g.H()-y-1))
	}
}

// A row of the standings: a player, the cost of the last token, the mean and the perplexity.
type row struct {
	name string
	is   [3]string
	mean float64 // nats/token; NaN: not known, or not applicable
}

// The columns of a row outside its bar: the name followed by a blank, and the numbers preceded by one.
const (
	names   = 10
	numbers = 34
	barWide = 10 // fewest columns worth a bar
)

// meanBar draws a player's nats/token as a bar relative to the greatest, if there is room and there are values to
// compare.
func (v *View) meanBar(g grid.View, mean float64, rows []row, st grid.Style) {
	most := 0.0
	for _, r := range rows {
		if r.mean > most && !math.IsInf(r.mean, 1) {
			most = r.mean
		}
	}
	if g.W() >= barWide && mean >= 0 {
		chart.DrawBars(g, []chart.Bar{{Value: math.Min(mean, most), Max: most, Style: st}}, v.look.Glyphs)
	}
}

// rows are the players, the person first, the uniform guess last.
func (v *View) rows() []row {
	w, b := v.look.Words.Game, v.board[v.way]
	list := []row{{w.You, v.numbers(b.you, v.myLast()), v.mean(b.you)}}
	names := []string{w.Network}
	for _, r := range v.opponents() {
		names = append(names, r.Name)
	}
	for i, name := range names {
		var t lm.Tally
		if i < len(b.machines) {
			t = b.machines[i]
		}
		last := ""
		if v.last != nil && i < len(v.last.round.seats) {
			s := v.last.round.seats[i]
			if last = v.cost(s.Nats); v.way == guesses {
				last = chart.Thousands(int64(s.Rank))
			}
		}
		list = append(list, row{name, v.numbers(t, last), v.mean(t)})
	}
	if v.way == stakes {
		size := float64(v.corpus.Vocab.Len())
		list = append(list, row{w.Uniform, [3]string{v.cost(math.Log(size)), v.cost(math.Log(size)), panel.Number(size)}, math.Log(size)})
	}
	return list
}

// mean is a player's nats/token; NaN before the first token, and for guesses, which give only bounds.
func (v *View) mean(t lm.Tally) float64 {
	if t.Tokens == 0 || v.way == guesses {
		return math.NaN()
	}
	return t.Loss()
}

func (v *View) myLast() string {
	switch {
	case v.last == nil:
		return ""
	case v.way == guesses:
		return chart.Thousands(int64(v.last.you.Rank))
	}
	return v.cost(v.last.you.Nats)
}

// numbers are a player's numbers: the cost of the last token, the mean, the perplexity; for guesses the last
// rank, the share right at once, and the bounds. Perplexity and bounds come with panel.Played tokens.
func (v *View) numbers(t lm.Tally, last string) [3]string {
	if t.Tokens == 0 {
		return [3]string{last, none, none}
	}
	if v.way == stakes {
		perplexity := none
		if t.Tokens >= panel.Played {
			perplexity = panel.Number(task.Language.Score.Of(t.Loss()))
		}
		return [3]string{last, v.cost(t.Loss()), perplexity}
	}
	first, bounds := 0, none
	if t.Tokens >= panel.Played {
		lower, upper := t.Bounds()
		bounds = panel.Number(task.Language.Score.Of(lower)) + "–" + panel.Number(task.Language.Score.Of(upper))
	}
	if len(t.Ranks) > 0 {
		first = t.Ranks[0]
	}
	return [3]string{last, fmt.Sprintf("%.0f %%", 100*float64(first)/float64(t.Tokens)), bounds}
}

// none stands for a number that does not exist yet.
const none = "–"

// cost is nats in the unit that is shown.
func (v *View) cost(nats float64) string { return panel.Surprisal(nats, 2, *v.look) }

func (v *View) line(g grid.View, y int, name string, is [3]string, st grid.Style) {
	g.Text(0, y, grid.Truncate(grid.Safe(name), 9, v.look.Pick("…", "~")), st)
	for i, s := range is {
		if at := g.W() - columns[i]; at >= 12 {
			g.TextRight(at, y, s, st)
		}
	}
}

// outcome says how the last token turned out, and what the numbers mean.
func (v *View) outcome(g grid.View) {
	w := v.look.Words.Game
	y := 0
	if v.board[v.way].you.Tokens == 0 {
		y += panel.Paragraph(g, y, [ways]string{fmt.Sprintf(w.AboutStakes, v.look.Units().Cost), w.AboutGuesses}[v.way], v.look.Dim)
	}
	if r := v.last; r != nil && len(r.round.seats) > 0 {
		text := fmt.Sprintf(w.CameGuess, grid.SafeToken(r.token), chart.Thousands(int64(r.you.Rank)), chart.Thousands(int64(r.round.seats[0].Rank)))
		if v.way == stakes {
			text = fmt.Sprintf(w.Came, grid.SafeToken(r.token), percent(r.you.P), percent(r.round.seats[0].P))
		}
		y += panel.Paragraph(g, y, text, v.look.Text)
	}
	if v.way == stakes && math.IsInf(v.board[stakes].you.NLL, 1) {
		y += panel.Paragraph(g, y, w.Infinite, v.look.Bad)
	}
	if says := v.caution(); says != "" && y+len(grid.Fold(says, g.W())) <= g.H() { // whole or not at all
		y += panel.Paragraph(g, y, says, v.look.Dim)
	}
	y++
	if rest := g.H() - y; rest >= leastBoth && v.way == stakes && len(v.board[v.way].hits) > 1 {
		rows := min(rest/2, mostPlot)
		v.plot(g.Sub(0, g.H()-rows, g.W(), rows))
		g = g.Sub(0, 0, g.W(), g.H()-rows-1)
	}
	v.history(g, y)
}

// caution says what to make of the perplexities; "" if they need no remark.
func (v *View) caution() string {
	w, n := v.look.Words.Game, v.board[v.way].you.Tokens
	switch {
	case n < panel.Played:
		return i18n.Format(w.TooFew, panel.Played)
	case v.way == guesses:
		return w.Bounds
	}
	return ""
}

// history lists the tokens played for, from row y on, the last first.
func (v *View) history(g grid.View, y int) {
	w, hits := v.look.Words.Game, v.board[v.way].hits
	if len(hits) == 0 || g.H()-y < 3 {
		return
	}
	v.line(g, y, w.Last, [3]string{"", w.You, w.Network}, v.look.Dim)
	for k := range min(len(hits), g.H()-y-1) {
		h := hits[len(hits)-1-k]
		is := [3]string{"", v.cost(h.you.Nats), v.cost(h.net.Nats)}
		if v.way == guesses {
			is = [3]string{"", chart.Thousands(int64(h.you.Rank)), chart.Thousands(int64(h.net.Rank))}
		}
		v.line(g, y+1+k, grid.SafeToken(v.text.Tokens[h.at]), is, v.look.Text)
	}
}
