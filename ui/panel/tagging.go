package panel

import (
	"context"
	"fmt"

	"unroll/core/tagging"
	"unroll/core/task"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/screen/help"
)

// Tags is what there is of a run about tagged sentences.
type Tags struct {
	Of   *task.Tagged // nil for other runs
	Read ReadSentence // zero: none yet
}

// A ReadSentence is a sentence with the tags that a network gives its words.
type ReadSentence struct {
	At   int // its index among LookedAt
	Step int // of the network
	Said []Said
}

// Said is what a network says of a word.
type Said struct {
	Tag int     // the likeliest, in the order of Corpus.Tags
	P   float64 // its probability
}

// LookedAt are the sentences that are looked at: those that are held out, or where none are, those that are learned from; own
// is false for the latter.
func LookedAt(d *task.Tagged) (list []tagging.Sentence, own bool) {
	if len(d.Valid) == 0 {
		return d.Train, false
	}
	return d.Valid, true
}

// ReadBy has m tag the sentence at an index of LookedAt. ok is false if ctx ended first.
func (t Tags) ReadBy(ctx context.Context, m *tagging.Model, at int) (r ReadSentence, ok bool) {
	list, _ := LookedAt(t.Of)
	p, err := m.Tag(ctx, list[at:at+1])
	if err != nil {
		return r, false
	}
	r = ReadSentence{At: at, Step: m.At()}
	for _, of := range p[0] {
		k := tagging.Best(of)
		r.Said = append(r.Said, Said{k, of[k]})
	}
	return r, true
}

// A pair is a word and what the network says of it.
type pair struct {
	above, below string
	style        grid.Style
}

// WrongTag is a tag that is not the right one, with that behind it.
func WrongTag(said, gold string, l look.Look) string {
	return l.Pick("×", "x ") + said + l.Pick("→", "->") + gold
}

// pairs are the words of the sentence.
func (t Tags) pairs(l look.Look) (list []pair, right int) {
	sentences, _ := LookedAt(t.Of)
	x := sentences[t.Read.At]
	for i, s := range t.Read.Said {
		p := pair{grid.Safe(x.Words[i]), grid.Safe(t.Of.Tags[s.Tag]), l.Dim}
		if gold := x.Tags[i]; gold != t.Of.Tags[s.Tag] {
			p.below, p.style = WrongTag(p.below, grid.Safe(gold), l), l.Bad.With(grid.Bold)
		} else {
			right++
		}
		list = append(list, p)
	}
	return list, right
}

// drawTagging draws a held-out sentence with its tags: each under its word, or behind it where there is only one row.
func drawTagging(v grid.View, d *Data, l look.Look, focus bool) chart.Info {
	w := l.Words.Tagging
	if d.Tags.Of == nil {
		frame(v, l, focus, w.Title, "")
		return chart.Info{}
	}
	sentences, own := LookedAt(d.Tags.Of)
	title := w.Title
	if !own {
		title = w.TitleTrained
	}
	if len(d.Tags.Read.Said) == 0 {
		in := frame(v, l, focus, title, "").Inset(1, 0, 1, 0)
		in.Text(0, 0, grid.Truncate(w.Waiting, in.W(), l.Pick("…", "~")), l.Dim)
		return chart.Info{}
	}
	pairs, right := d.Tags.pairs(l)
	facts := fmt.Sprintf(w.Right, right, len(pairs))
	if full := fmt.Sprintf(w.Sentence, chart.Thousands(int64(d.Tags.Read.At+1)), chart.Thousands(int64(len(sentences)))) + " · " + facts; grid.Width(title)+grid.Width(full)+6 <= v.W() {
		facts = full
	}
	in := frame(v, l, focus, title, facts).Inset(1, 0, 1, 0)
	if in.H() > 1 {
		drawPairs(in, pairs, l)
	} else {
		drawInline(in, pairs, l)
	}
	return chart.Info{}
}

// drawInline writes words with their tags behind them in one row, as many as fit.
func drawInline(v grid.View, pairs []pair, l look.Look) {
	x, more := 0, l.Pick("…", "~")
	for i, p := range pairs {
		text := p.above + "/" + p.below
		room := v.W() - x
		if i < len(pairs)-1 {
			room -= 1 + grid.Width(more)
		}
		if grid.Width(text) > room && i > 0 {
			v.Text(x, 0, more, l.Dim)
			return
		}
		x += v.Text(x, 0, grid.Truncate(p.above, v.W(), more), l.Text)
		x += v.Text(x, 0, "/", l.Dim)
		x += v.Text(x, 0, p.below, p.style) + 1
	}
}

// drawPairs writes words with their tags under them, as many as fit; between the lines of words is a row if there is room.
func drawPairs(v grid.View, pairs []pair, l look.Look) {
	more := l.Pick("…", "~")
	lines := wrapPairs(pairs, v.W())
	high := 2
	if 3*len(lines)-1 <= v.H() {
		high = 3
	}
	for i, line := range lines {
		y := i * high
		if y+2 > v.H() {
			return
		}
		cut := i < len(lines)-1 && y+high+2 > v.H() // of more lines the last that there is room for
		x := 0
		for j, p := range line {
			n := p.width(v.W())
			if last := j == len(line)-1; cut && last && x+n+1+grid.Width(more) > v.W() {
				v.Text(x, y, more, l.Dim)
				break
			}
			v.Text(x, y, grid.Truncate(p.above, n, more), l.Text)
			v.Text(x, y+1, grid.Truncate(p.below, n, more), p.style)
			if x += n + 1; cut && j == len(line)-1 {
				v.Text(x, y, more, l.Dim)
			}
		}
	}
}

// width is that of a pair in so many columns.
func (p pair) width(room int) int {
	return max(1, min(room, max(grid.Width(p.above), grid.Width(p.below))))
}

// wrapPairs divides pairs into lines of w columns.
func wrapPairs(pairs []pair, w int) (lines [][]pair) {
	x := 0
	for i, p := range pairs {
		n := p.width(w)
		if i == 0 || x+n > w {
			lines, x = append(lines, nil), 0
		}
		last := len(lines) - 1
		lines[last] = append(lines[last], p)
		x += n + 1
	}
	return lines
}

func explainTagging(d *Data, l look.Look) []help.Paragraph {
	w := l.Words.Tagging
	list := []help.Paragraph{Prose(w.Panel)}
	if d.Tags.Of == nil {
		return list
	}
	if r := d.Tags.Read; len(r.Said) > 0 {
		_, right := d.Tags.pairs(l)
		list = append(list, Prose(w.PanelNow, chart.Thousands(int64(r.Step)), right, len(r.Said)))
	}
	return append(list, Marked(WrongTag("NOUN", "VERB", l), l.Bad.With(grid.Bold), w.PanelWrong))
}
