package game

import (
	"fmt"
	"math"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/theme"
	"unroll/ui/panel"
	"unroll/ui/screen/layout"
	"unroll/ui/view/tokens"
)

// plan is the places of the parts; a part without cells is not drawn.
type plan struct {
	text, bet, board layout.Rect
	framed           bool
}

// arrange lays the table out on w×h cells.
func arrange(w, h int) plan {
	const wide, half = 100, 64
	column, low := clamp(w*3/8, 46, 72), clamp(h/4, 12, 18)
	switch {
	case w >= wide && h >= 18:
		t := h - low
		return plan{framed: true, text: layout.Rect{W: w - column, H: t}, bet: layout.Rect{Y: t, W: w - column, H: low},
			board: layout.Rect{X: w - column, W: column, H: h}}
	case w >= half && h >= 18:
		t := h - low
		return plan{framed: true, text: layout.Rect{W: w, H: t}, bet: layout.Rect{Y: t, W: w / 2, H: low},
			board: layout.Rect{X: w / 2, Y: t, W: w - w/2, H: low}}
	case h >= 7:
		board := 3
		if h >= 10 { // with the headings
			board = 4
		}
		return plan{text: layout.Rect{W: w, H: h - 3 - board}, bet: layout.Rect{Y: h - 3 - board, W: w, H: 3}, board: layout.Rect{Y: h - board, W: w, H: board}}
	}
	return plan{text: layout.Rect{W: w, H: h - h/2}, bet: layout.Rect{Y: h - h/2, W: w, H: h / 2}}
}

func clamp(v, lo, hi int) int { return min(max(v, lo), hi) }

// Draw draws the table.
func (v *View) Draw(g grid.View) {
	w, p := v.look.Words.Game, arrange(g.W(), g.H())
	text, bet, board := sub(g, p.text), sub(g, p.bet), sub(g, p.board)
	if p.framed {
		title := w.Stakes
		if v.way == guesses {
			title = w.Guesses
		}
		text = v.frame(text, w.Text, "", false)
		bet = v.frame(bet, title, "", v.playing).Inset(1, 0, 1, 0)
		board = v.frame(board, w.Board, fmt.Sprintf(w.Played, chart.Thousands(int64(v.board[v.way].you.Tokens))), false).Inset(1, 0, 1, 0)
	}
	v.sofar(text)
	v.hand(bet)
	v.standings(board, p.framed)
}

func sub(g grid.View, r layout.Rect) grid.View { return g.Sub(r.X, r.Y, r.W, r.H) }

func (v *View) frame(g grid.View, title, right string, focus bool) grid.View {
	border := v.look.Border
	if focus {
		border = v.look.BorderFocus
	}
	return g.Frame(grid.Frame{Title: title, Right: right, Border: border, TitleStyle: v.look.Title, RightStyle: v.look.Dim})
}

// sofar draws the end of the text so far: nothing of what comes, not even the width of the next word.
func (v *View) sofar(g grid.View) {
	if g.Empty() || v.at < v.text.Lead {
		return
	}
	from := max(0, v.at-g.W()*g.H()) // more than fits
	t := tokens.New(v.text.Tokens[from:v.at], v.corpus.Vocab.Tokenizer().EndOfLine)
	if !v.over() {
		t.Add(v.look.Pick("▁", "_"), false)
	}
	t.Spell(g.ASCII())
	f := t.LayOut(g.W())
	top := max(0, len(f.Rows)-g.H())
	played := v.played(from, len(t.Labels))
	for y := range min(g.H(), len(f.Rows)) {
		a, b := f.Span(top + y)
		for i := a; i < b; i++ {
			st := played[i]
			if from+i == v.at {
				st = v.look.Accent.With(grid.Bold)
			}
			label := grid.Truncate(t.Labels[i], g.W()-int(f.At[i].X), v.look.Pick("…", "~"))
			g.Verbatim(int(f.At[i].X), y, label, st)
		}
	}
}

// played are the styles of n tokens: those that were played for are coloured by their cost.
func (v *View) played(from, n int) []grid.Style {
	list := make([]grid.Style, n)
	for i := range list {
		list[i] = v.look.Text
	}
	top := math.Log(float64(v.corpus.Vocab.Len()))
	for _, h := range v.board[v.way].hits {
		i := h.at - from
		if i < 0 || i >= n {
			continue
		}
		list[i] = v.look.Text.With(grid.Bold)
		if bg := v.look.Heat(h.you.Nats / top); bg != 0 && v.way == stakes {
			list[i] = grid.Style{FG: theme.Ink(bg), BG: bg, Attr: grid.Bold}
		}
	}
	return list
}

// hand draws the current bet, or the guesses, and below it what can be done.
func (v *View) hand(g grid.View) {
	if g.Empty() {
		return
	}
	low := 1
	if g.H() >= 6 {
		low = 2
	}
	v.hint(g.Sub(0, g.H()-low, g.W(), low))
	rows := g.Sub(0, 0, g.W(), g.H()-low)
	if v.word != nil && v.playing && rows.H() > 1 {
		v.word.Draw(rows.Sub(0, rows.H()-1, rows.W(), 1), 0, 0, v.look.Text, true)
		rows = rows.Sub(0, 0, rows.W(), rows.H()-1)
	}
	if v.way == guesses {
		v.guessed(rows)
		return
	}
	v.staked(rows)
}

// staked draws a bar for each stake, the chosen one marked, and one for the rest.
func (v *View) staked(g grid.View) {
	w, n := v.look.Words.Game, len(v.bet)
	first := max(0, min(v.chosen-g.H()/2, n+1-g.H()))
	var bars []chart.Bar
	for i := first; i < n; i++ {
		s := v.bet[i]
		mark, st := "  ", v.look.Text
		if i == v.chosen && v.playing {
			mark, st = v.look.Pick("▸ ", "> "), v.look.Focus
		}
		bars = append(bars, chart.Bar{Label: mark + grid.Truncate(v.label(s.ID), 14, v.look.Pick("…", "~")), Value: float64(s.Thousandth), Max: 1000,
			Right: percent(float64(s.Thousandth) / 1000), Style: v.look.Bar, LabelStyle: st, RightStyle: v.look.Text})
	}
	chart.DrawBars(g, bars, v.look.Glyphs)
	if y := n - first; y < g.H() {
		others := v.corpus.Vocab.Len() - n
		said := w.Others
		if n == 0 {
			said = w.NoBet
		}
		text, st := fmt.Sprintf(said, chart.Thousands(int64(others)), percent(float64(v.bet.Rest())/1000/float64(max(others, 1)))), v.look.Dim
		if v.bet.Rest() == 0 {
			text, st = w.NoneLeft, v.look.Bad
		}
		g.Text(2, y, text, st)
	}
}

// percent writes a probability in percent, with enough decimals to show something.
func percent(p float64) string {
	if p >= 0.01 || p == 0 {
		return fmt.Sprintf("%.1f %%", 100*p)
	}
	return fmt.Sprintf("%.2g %%", 100*p)
}

// guessed lists the wrong guesses, then the number of the next guess: the last rows of them if not all fit.
func (v *View) guessed(g grid.View) {
	list := make([]string, 0, len(v.tried)+1)
	for _, id := range v.tried {
		list = append(list, v.label(id))
	}
	list = append(list, fmt.Sprintf("%d: %s", len(v.tried)+1, v.look.Pick("▁", "_")))
	at, x, y := make([][2]int, len(list)), 0, 0
	for i, s := range list {
		if x > 0 && x+grid.Width(s) > g.W() {
			x, y = 0, y+1
		}
		at[i] = [2]int{x, y}
		x += grid.Width(s) + 2
	}
	top := max(0, y+1-g.H())
	for i, s := range list {
		st := v.look.Dim
		if i == len(v.tried) {
			st = v.look.Accent
		}
		if at[i][1] >= top {
			g.Text(at[i][0], at[i][1]-top, s, st)
		}
	}
}

// hint is the current message, or what can be done now.
func (v *View) hint(g grid.View) {
	w := v.look.Words.Game
	text, st := w.Invite, v.look.Dim
	brief := g.H() < 2 && g.W() < grid.Width(w.HowStakes)
	switch {
	case v.notice != "":
		text, st = v.notice, v.look.Warn
	case v.text.Len() < 2:
		text = w.NoText
	case v.over():
		text = w.Over
	case v.due:
		text = w.Thinking
	case v.playing && brief && v.way == guesses:
		text = w.HowGuessesBrief
	case v.playing && brief:
		text = w.HowStakesBrief
	case v.playing && v.way == guesses:
		text = w.HowGuesses
	case v.playing:
		text = w.HowStakes
	case v.way == guesses:
		text = w.InviteGuess
	}
	if v.playing && v.word != nil && v.notice == "" && !v.due {
		text = w.HowWords + "; " + text
	}
	if g.H() > 1 {
		panel.Paragraph(g, 0, text, st)
		return
	}
	g.Text(0, 0, grid.Truncate(grid.Safe(text), g.W(), v.look.Pick("…", "~")), st)
}
