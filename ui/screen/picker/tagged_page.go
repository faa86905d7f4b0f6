package picker

import (
	"fmt"
	"path/filepath"
	"strings"

	"unroll/core/tagging"
	"unroll/core/task"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/i18n"
	"unroll/ui/panel"
	"unroll/ui/screen/help"
)

// A taggedPage is tagged sentences: what can be counted in them, and the first.
type taggedPage struct {
	first          []tagging.Sentence
	n, words, tags int
	held, unseen   int // held-out words, and those that the training part does not have
	known          bool
	past, whole    tagging.Floor // if known, on the held-out sentences
}

// firstSentences is how many sentences are kept to be shown.
const firstSentences = 40

// taggedPageOf counts the sentences that a run learns from.
func taggedPageOf(d *task.Tagged) taggedPage {
	x := taggedPage{first: d.Train[:min(len(d.Train), firstSentences)], n: len(d.Train) + len(d.Valid), tags: len(d.Tags)}
	x.held = tagging.Counted(d.Valid)
	x.words = tagging.Counted(d.Train) + x.held
	for _, s := range d.Valid {
		for _, w := range s.Words {
			if _, seen := d.Counts.Words[w]; !seen {
				x.unseen++
			}
		}
	}
	if d.Law != nil && len(d.Valid) > 0 {
		x.known = true
		x.past, x.whole = d.Law.Floors(d.Valid)
	}
	return x
}

func (taggedPage) task() *task.Task { return task.Tagging }

func (x taggedPage) counts(_ *panel.Data, l *look.Look) string {
	w := l.Words.Picking.Tagged
	said := i18n.Format(w.Counts, thousands(x.n), thousands(x.words), thousands(x.tags))
	if x.held > 0 {
		said += " · " + fmt.Sprintf(w.Unseen, fmt.Sprintf("%.1f", 100*float64(x.unseen)/float64(x.held)))
	}
	return said
}

// says is what the exact law can do.
func (x taggedPage) says(l *look.Look) string {
	if !x.known {
		return ""
	}
	of := func(f tagging.Floor) (loss, right string) {
		return fmt.Sprintf("%.3f", l.Loss(f.Loss)), fmt.Sprintf("%.1f", 100*f.Accuracy)
	}
	past, rightPast := of(x.past)
	whole, rightWhole := of(x.whole)
	return fmt.Sprintf(l.Words.Picking.Tagged.Floors, past, l.UnitName(), rightPast, whole, l.UnitName(), rightWhole)
}

// least is a sentence and its tags, with a blank row above.
func (taggedPage) least() int { return 3 }

// draw draws sentences, each word above its tag, as many rows as there is room for.
func (x taggedPage) draw(v grid.View, l *look.Look) {
	y := 0
	if v.H() > 2 {
		y = 1
	}
	for _, s := range x.first {
		pairs := paired(s, v.W())
		for len(pairs) > 0 {
			if y+2 > v.H() {
				return
			}
			pairs = drawPairs(v.Sub(0, y, v.W(), 2), pairs, l)
			y += 2
		}
		if v.H() >= 12 { // there is room to set them apart
			y++
		}
	}
}

// A pair is a word and its tag as they are drawn, one above the other.
type pair struct {
	word, tag string
	width     int
}

// paired are the pairs of a sentence, none wider than most columns.
func paired(s tagging.Sentence, most int) []pair {
	list := make([]pair, len(s.Words))
	for t, w := range s.Words {
		p := pair{word: grid.Truncate(grid.Safe(w), most, "~"), tag: grid.Truncate(grid.Safe(s.Tags[t]), most, "~")}
		p.width = max(grid.Width(p.word), grid.Width(p.tag))
		list[t] = p
	}
	return list
}

// drawPairs draws as many pairs as fit side by side in two rows, and returns the others.
func drawPairs(v grid.View, list []pair, l *look.Look) []pair {
	x := 0
	for i, p := range list {
		if i > 0 && x+p.width > v.W() {
			return list[i:]
		}
		v.Text(x, 0, p.word, l.Text)
		v.Text(x, 1, p.tag, l.Dim)
		x += p.width + 1
	}
	return nil
}

func (x taggedPage) explains(name string, _ *panel.Data, l *look.Look) help.Text {
	w := l.Words.Explain.Picker
	said := help.Say(w.Tagged, strings.TrimSuffix(name, string(filepath.Separator)), thousands(x.n), thousands(x.words), thousands(x.tags))
	said += " " + help.Say(w.TaggedLines)
	if x.known {
		said += " " + help.Say(w.TaggedLaw)
	}
	return said
}
