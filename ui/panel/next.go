package panel

import (
	"fmt"
	"math"

	"unroll/core/lm"
	"unroll/core/text"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
)

// drawNext draws the distribution over the token after the prefix, the likeliest first.
func drawNext(v grid.View, d *Data, l look.Look, focus bool) chart.Info {
	w, p := l.Words, d.Prefix
	right := ""
	broken := p.Known && math.IsNaN(p.Is.Entropy) // the run diverged or was ruined
	if p.Known && !broken {
		right = fmt.Sprintf("%s %.2f %s", w.Entropy, l.Loss(p.Is.Entropy), l.UnitName())
	}
	in := frame(v, l, focus || p.Typing, w.NextAfter, right)
	drawPrefix(in, d, l)
	if !p.Known || in.H() < 2 {
		return chart.Info{}
	}
	if broken {
		in.Text(1, 1, grid.Truncate(w.Lab.NotNumbers, in.W()-1, l.Pick("…", "~")), l.Bad)
		return chart.Info{}
	}
	chart.DrawBars(in.Sub(1, 1, in.W()-2, in.H()-1), bars(p.Is.Top, in.H()-1, in.W(), l), l.Glyphs)
	return chart.Info{}
}

// drawPrefix writes the prefix, with tokens that are not in the vocabulary highlighted.
func drawPrefix(v grid.View, d *Data, l look.Look) {
	x := 1 + v.Text(1, 0, l.Pick("› ", "> "), l.Accent)
	if d.Prefix.Typing && d.Prefix.Line != nil {
		unknown := 0
		for _, t := range d.Prefix.Is.Prefix {
			if !t.Known {
				unknown++
			}
		}
		room := v.W()
		if unknown > 0 {
			room = v.TextRight(v.W(), 0, fmt.Sprintf(" %d <unk> ", unknown), l.Bad.With(grid.Reverse)) - 1
		}
		d.Prefix.Line.Draw(v.Sub(0, 0, room, 1), x, 0, l.Text, true)
		return
	}
	PrefixTokens(v, x, d.Prefix.Is.Prefix, text.InWords(d.Facts.Tokens), l)
}

// PrefixTokens writes the end of a prefix from column x on, as much as fits, with tokens that are not in the
// vocabulary highlighted; words are separated. Adjacent tokens in the same style are drawn as one text, so that a
// mark is drawn on the letter that is the token before it.
func PrefixTokens(v grid.View, x int, tokens []lm.Token, words bool, l look.Look) {
	labels, styles := make([]string, 0, 64), make([]grid.Style, 0, 64)
	room := v.W() - x - 1
	for i := len(tokens) - 1; i >= 0; i-- { // from the end, which matters most
		t := tokens[i]
		s, st := t.Text, l.Text
		if words {
			s += " "
		}
		if !t.Known {
			st = l.Bad.With(grid.Underline)
		}
		if room -= grid.Width(grid.Safe(s)); room < 0 {
			break
		}
		labels, styles = append(labels, s), append(styles, st)
	}
	run := ""
	for i := len(labels) - 1; i >= 0; i-- {
		if run += labels[i]; i == 0 || styles[i-1] != styles[i] {
			x += v.Verbatim(x, 0, grid.Safe(run), styles[i])
			run = ""
		}
	}
	if len(labels) == 0 {
		v.Text(x, 0, l.Words.NoPrefix, l.Dim)
	} else {
		v.Text(x, 0, l.Pick("▁", "_"), l.Accent)
	}
}

func bars(top []lm.Candidate, n, width int, l look.Look) []chart.Bar {
	var rows []chart.Bar
	for i, c := range top[:min(n, len(top))] {
		st := l.BarDim
		if i == 0 {
			st = l.Bar
		}
		right := fmt.Sprintf("%.3f", c.P)
		if width > 44 {
			right = fmt.Sprintf("%.3f %6s %s", c.P, Surprisal(c.Nats(), 1, l), l.UnitName())
		}
		rows = append(rows, chart.Bar{Label: grid.Truncate(grid.SafeToken(c.Text), 14, l.Pick("…", "~")), Value: c.P, Max: 1, Right: right, Style: st, LabelStyle: l.Text, RightStyle: l.Dim})
	}
	return rows
}
