package picker

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"unroll/core/task"
	"unroll/core/translation"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/i18n"
	"unroll/ui/panel"
	"unroll/ui/screen/help"
)

// A pairsPage is pairs of sentences: what can be counted in them, and the first.
type pairsPage struct {
	first          []translation.Line // as the network reads them
	n, held        int                // pairs
	source, target int                // vocabularies
	left           translation.Left
	limit          int // most tokens of a sentence
	floor          translation.Floor
}

// firstPairs is how many pairs are kept to be shown.
const firstPairs = 60

// pairsPageOf counts the pairs that a run learns from.
func pairsPageOf(d *task.Pairs) pairsPage {
	x := pairsPage{n: len(d.Train) + len(d.Valid), held: len(d.Valid), source: d.Source.Vocab(), target: d.Target.Vocab(), left: d.Left, limit: d.Limit(), floor: d.TrainFloor()}
	for _, p := range d.Train {
		if len(x.first) == firstPairs {
			break
		}
		line := translation.Line{Source: d.Source.Join(d.Source.Spell(p.Source)), Target: d.Target.Join(d.Target.Spell(p.Target))}
		if !slices.Contains(x.first, line) { // some sources repeat sentences
			x.first = append(x.first, line)
		}
	}
	return x
}

func (pairsPage) task() *task.Task { return task.Translation }

func (x pairsPage) counts(_ *panel.Data, l *look.Look) string {
	return i18n.Format(l.Words.Picking.Pairs.Counts, thousands(x.n), thousands(x.held), thousands(x.source), thousands(x.target))
}

// says is what was left out, and what nobody can know.
func (x pairsPage) says(l *look.Look) string {
	w := l.Words.Picking.Pairs
	var said []string
	if x.left.Empty+x.left.Long > 0 {
		said = append(said, fmt.Sprintf(w.Left, thousands(x.left.Empty), thousands(x.left.Long)))
	}
	if x.left.Cut > 0 {
		said = append(said, i18n.Format(w.Cut, thousands(x.left.Cut), thousands(x.limit)))
	}
	if x.floor.Ambiguous > 0 {
		said = append(said, fmt.Sprintf(w.Floor, thousands(x.floor.Ambiguous), thousands(x.floor.Sources), fmt.Sprintf("%.3f", l.Loss(x.floor.Nats)), l.UnitName()))
	}
	return strings.Join(said, " · ")
}

// least is a pair, with a blank row above.
func (pairsPage) least() int { return 2 }

// draw draws pairs, each in a row: sources in one column, targets in another. A pair that is too wide for that has two rows.
func (x pairsPage) draw(v grid.View, l *look.Look) {
	arrow := l.Pick(" → ", " > ")
	most, y := 0, 0
	if v.H() > 2 {
		y = 1
	}
	for _, p := range x.first[:min(len(x.first), max(0, v.H()-y))] {
		if w := grid.Width(grid.Safe(p.Source)); w <= v.W()/2-len(" > ") {
			most = max(most, w)
		}
	}
	for _, p := range x.first {
		source, target := grid.Safe(p.Source), grid.Safe(p.Target)
		one := max(grid.Width(source), most)+len(" > ")+grid.Width(target) <= v.W()
		if y+1 > v.H() || !one && y+2 > v.H() {
			return
		}
		v.Text(0, y, grid.Truncate(source, v.W(), "~"), l.Text)
		at := max(grid.Width(source), most)
		if !one {
			at, y = 0, y+1
		}
		at += v.Text(at, y, arrow, l.Dim)
		v.Text(at, y, grid.Truncate(target, max(0, v.W()-at), "~"), l.Accent)
		y++
	}
}

func (x pairsPage) explains(name string, _ *panel.Data, l *look.Look) help.Text {
	w := l.Words.Picking.Pairs
	said := help.Say(w.Explains, strings.TrimSuffix(name, string(filepath.Separator)), thousands(x.n), thousands(x.held)) + " " + help.Say(w.Lines)
	if x.floor.Ambiguous > 0 {
		said += " " + help.Say(w.Exact)
	}
	return said
}
