package panel

import (
	"fmt"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/screen/help"
)

// A part of a translation as it is drawn: a sentence with its label.
type part struct {
	label string
	words []styled
	gap   int // columns between words
}

// A styled is a word with its style.
type styled struct {
	text  string
	style grid.Style
}

// drawTranslating draws held-out sentences with their references and what the newest network makes of them, as many as there is
// room for.
func drawTranslating(v grid.View, d *Data, l look.Look, focus bool) chart.Info {
	w := l.Words.Pairs
	if d.Pairs.Of == nil {
		frame(v, l, focus, w.Title, "")
		return chart.Info{}
	}
	all, own := SentencesOf(d.Pairs.Of)
	title := w.Title
	if !own {
		title = w.TitleTrained
	}
	is := d.Pairs.Is
	if len(is.List) == 0 {
		in := frame(v, l, focus, title, "").Inset(1, 0, 1, 0)
		in.Text(0, 0, grid.Truncate(w.Waiting, in.W(), l.Pick("…", "~")), l.Dim)
		return chart.Info{}
	}
	which := fmt.Sprintf(w.At, number(is.At+1), number(len(all)))
	facts := is.List[0].facts(l)
	room := grid.FrameRoom(v.W()) - between
	right := widest([]string{which + " · " + facts[0], facts[0], facts[1], ""}, room-grid.Width(title))
	if right == "" {
		title, right = w.Brief, widest([]string{facts[0], facts[1], ""}, room-grid.Width(w.Brief))
	}
	in := frame(v, l, focus, title, right).Inset(1, 0, 1, 0)
	if in.H() == 1 {
		d.Pairs.inARow(in, is.List[0], l)
		return chart.Info{}
	}
	y := 0
	for i, t := range is.List {
		parts := d.Pairs.parts(t, in.W(), l)
		if need := high(parts, in.W()); i > 0 && y+1+need > in.H() {
			break
		} else if i > 0 {
			y++
		}
		y += drawParts(in.Sub(0, y, in.W(), in.H()-y), parts, l)
	}
	return chart.Info{}
}

// facts are how good a translation is, in a long form and in a short one.
func (t Translation) facts(l look.Look) [2]string {
	w, s := l.Words.Pairs, t.Score
	if s.Exact == 1 {
		return [2]string{w.Exact, w.Exact}
	}
	short := fmt.Sprintf(w.BLEU, BLEUText(s.CorpusBLEU()))
	if n := s.BLEU.Without(); n > 0 {
		return [2]string{fmt.Sprintf(w.Without, n), short}
	}
	return [2]string{short, short}
}

// BLEUText is a BLEU, from 0 to 1, as it is shown.
func BLEUText(v float64) string { return fmt.Sprintf("%.3f", v) }

// The fewest columns with labels in full, and with short ones.
const (
	labelled = 56
	marked   = 24
)

// parts are the lines of a translation: source, reference, and what the network makes of it, where wrong words are underlined.
func (p Pairs) parts(t Translation, width int, l look.Look) []part {
	w := l.Words.Pairs
	labels := w.Labels
	switch {
	case width < marked:
		labels = []string{"", "", ""}
	case width < labelled:
		labels = w.LabelsBrief
	}
	return []part{
		{labels[0], plain(t.Source, l.Text), gapOf(p.Of.Source.Chars)},
		{labels[1], plain(t.Reference, l.Dim), gapOf(p.Of.Target.Chars)},
		{labels[2], t.marks(l), gapOf(p.Of.Target.Chars)},
	}
}

func gapOf(chars bool) int {
	if chars {
		return 0
	}
	return 1
}

// plain are words in one style.
func plain(words []string, st grid.Style) (list []styled) {
	for _, w := range words {
		list = append(list, styled{grid.Safe(w), st})
	}
	return list
}

// marks are the words of the translation, with a mark behind them if they are the reference, or if they have not ended.
func (t Translation) marks(l look.Look) (list []styled) {
	for i, w := range t.Words {
		st := l.Text.With(grid.Bold)
		if !t.Right[i] {
			st = l.Bad.With(grid.Underline)
		}
		list = append(list, styled{grid.Safe(w), st})
	}
	switch {
	case t.Score.Exact == 1:
		list = append(list, styled{l.Pick(" ✓", " ="), l.Good})
	case !t.Ended:
		list = append(list, styled{l.Pick("…", "~"), l.Dim})
	case len(t.Words) == 0:
		list = append(list, styled{"<eos>", l.Bad.With(grid.Underline)})
	}
	return list
}

// room is the columns left beside the labels.
func (p part) room(parts []part, width int) (at, room int) {
	for _, q := range parts {
		if q.label != "" {
			at = max(at, grid.Width(q.label)+2)
		}
	}
	return at, max(1, width-at)
}

// lines are the words in rows of so many columns: the first word of each row, and the end.
func (p part) lines(room int) (begin []int) {
	x := 0
	for i, m := range p.words {
		n := min(room, grid.Width(m.text))
		if i == 0 || x+n > room {
			begin, x = append(begin, i), 0
		}
		x += n + p.gap
	}
	return append(begin, len(p.words))
}

// high is how many rows the parts need.
func high(parts []part, width int) (n int) {
	for _, p := range parts {
		_, room := p.room(parts, width)
		n += max(1, len(p.lines(room))-1)
	}
	return n
}

// drawParts draws the parts in as many rows as they need, cut where there are fewer; of two rows the reference has none.
func drawParts(v grid.View, parts []part, l look.Look) (rows int) {
	if v.H() == 2 {
		parts = []part{parts[0], parts[2]}
	}
	give, left := make([]int, len(parts)), v.H()-len(parts)
	for i := len(parts) - 1; i >= 0; i-- { // the translation matters most
		_, room := parts[i].room(parts, v.W())
		more := max(0, min(left, len(parts[i].lines(room))-2))
		give[i], left = 1+more, left-more
	}
	y := 0
	for i, p := range parts {
		at, room := p.room(parts, v.W())
		v.Text(0, y, p.label, l.Dim)
		p.draw(v.Sub(at, y, room, give[i]), l)
		y += give[i]
	}
	return y
}

// draw draws the words, cut where there are too many.
func (p part) draw(v grid.View, l look.Look) {
	begin, more := p.lines(v.W()), l.Pick("…", "~")
	for y := range min(v.H(), len(begin)-1) {
		x, cut := 0, y == v.H()-1 && y+1 < len(begin)-1
		for i, m := range p.words[begin[y]:begin[y+1]] {
			room := v.W() - x
			last := begin[y]+i == begin[y+1]-1
			if cut && (last || grid.Width(m.text)+p.gap+grid.Width(p.words[begin[y]+i+1].text) > room) && grid.Width(m.text)+grid.Width(more) > room {
				v.Text(x, y, more, l.Dim)
				break
			}
			x += v.Text(x, y, grid.Truncate(m.text, room, more), m.style) + p.gap
			if cut && last {
				v.Text(min(x, v.W()-grid.Width(more)), y, more, l.Dim)
			}
		}
	}
}

// inARow writes source and translation in one row, each cut where there is too little room.
func (p Pairs) inARow(v grid.View, t Translation, l look.Look) {
	parts := p.parts(t, 0, l)
	arrow := l.Pick(" → ", " -> ")
	room := v.W() - grid.Width(arrow)
	a, b := parts[0].width(), parts[2].width()
	if a+b > room {
		a = min(a, max(room/2, room-b))
		b = room - a
	}
	if a < 1 || b < 1 {
		return
	}
	parts[0].draw(v.Sub(0, 0, a, 1), l)
	v.Text(a, 0, arrow, l.Dim)
	parts[2].draw(v.Sub(a+grid.Width(arrow), 0, b, 1), l)
}

// width is that of all words in one row.
func (p part) width() (n int) {
	for i, m := range p.words {
		if i > 0 {
			n += p.gap
		}
		n += grid.Width(m.text)
	}
	return n
}

func explainTranslating(d *Data, l look.Look) []help.Paragraph {
	w := l.Words.Pairs.Explain
	list := []help.Paragraph{Prose(w.Panel)}
	if d.Pairs.Of == nil {
		return list
	}
	if x := d.Pairs.Is; len(x.List) > 0 {
		s := x.List[0].Score
		now := Prose(w.Now, stepLabel(float64(x.Step)), s.BLEU.Length, s.BLEU.Matched[0], BLEUText(s.CorpusBLEU()), BLEUText(s.BookBLEU()))
		if s.Exact == 1 {
			now = Prose(w.NowExact, stepLabel(float64(x.Step)))
		}
		list = append(list, now)
	}
	list = append(list,
		Marked(l.Words.Pairs.Labels[2], l.Bad.With(grid.Underline), w.Wrong),
		Marked(l.Pick("✓", "="), l.Good, w.Right), Marked(l.Pick("…", "~"), l.Dim, w.Endless))
	if n := d.Snap.Recipe.Model; n.Attention != "" {
		list = append(list, Prose(w.Attention))
	} else {
		list = append(list, Prose(w.NoAttention))
	}
	return append(list, Prose(w.Model), Prose(w.Marks), Prose(w.Scores))
}
