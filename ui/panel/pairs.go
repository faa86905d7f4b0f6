package panel

import (
	"context"
	"fmt"
	"slices"

	"unroll/core/task"
	"unroll/core/translation"
	"unroll/core/translation/ladder"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/i18n"
)

// Pairs is what there is of a run about pairs of sentences.
type Pairs struct {
	Of     *task.Pairs // nil for other runs
	Is     Translated
	State  Count          // of the ladder
	Ladder *ladder.Ladder // nil until it is worked out
	Stand  ladder.Stand   // the network's last on it; Tokens is 0 before the first
}

// PairsOf is what there is before the first snapshot.
func PairsOf(d task.Data) Pairs {
	of, _ := d.(*task.Pairs)
	return Pairs{Of: of}
}

// Translated is what a network makes of some sentences, greedily.
type Translated struct {
	Step int // of the network
	At   int // index of the first among SentencesOf
	List []Translation
}

// A Translation is a sentence with its reference and with what a network makes of it.
type Translation struct {
	Source, Reference, Words []string
	Right                    []bool // of Words: part of what it has in common with the reference
	Ended                    bool   // <eos> came
	Score                    translation.Score
}

// SentencesOf are the pairs whose translations are looked at: those that are held out, or where none are, those that are learned
// from; own is false for the latter.
func SentencesOf(d *task.Pairs) (list []translation.Pair, own bool) {
	if len(d.Valid) == 0 {
		return d.Train, false
	}
	return d.Valid, true
}

// several is how many sentences are translated for the panel, which shows as many as it has room for.
const several = 14

// TranslatedBy has m translate the sentence at an index of SentencesOf, and some others, evenly far apart, as neighbours are often alike.
// ok is false if ctx ended first.
func TranslatedBy(ctx context.Context, m *translation.Model, d *task.Pairs, at int) (x Translated, ok bool) {
	list, _ := SentencesOf(d)
	var pairs []translation.Pair
	n := min(several, len(list))
	for i := range n {
		pairs = append(pairs, list[(at+i*len(list)/n)%len(list)])
	}
	most, sources := 0, make([][]int32, 0, several)
	for _, r := range d.Rows(pairs) {
		most, sources = max(most, len(r.Source), len(r.Targets)), append(sources, r.Source)
	}
	made, err := m.Greedy(ctx, sources, ladder.Most(d.Corpus, most))
	if err != nil {
		return x, false
	}
	x = Translated{Step: m.At(), At: at}
	for i, h := range made {
		t := Translation{Source: d.Source.Spell(pairs[i].Source), Reference: d.Target.Spell(pairs[i].Target), Words: d.Words(h), Ended: h.Ended()}
		t.Right, t.Score = common(t.Words, t.Reference), translation.Compare(t.Reference, t.Words)
		x.List = append(x.List, t)
	}
	return x, true
}

// common says of each of words whether it belongs to the longest sequence, with gaps, that words and reference have in common.
func common(words, reference []string) []bool {
	n, m := len(words), len(reference)
	longest := make([][]int, n+1) // of words from i on and reference from j on
	for i := range longest {
		longest[i] = make([]int, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			longest[i][j] = max(longest[i+1][j], longest[i][j+1])
			if words[i] == reference[j] {
				longest[i][j] = longest[i+1][j+1] + 1
			}
		}
	}
	right := make([]bool, n)
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case words[i] == reference[j]:
			right[i] = true
			i, j = i+1, j+1
		case longest[i+1][j] >= longest[i][j+1]:
			i++
		default:
			j++
		}
	}
	return right
}

// PairStanding is the sentence on how a network that translates stands on the ladder, in all its forms, the fullest first, and its
// style. order is that of the k-gram.
func PairStanding(v ladder.Verdict, order int, l look.Look) ([]string, grid.Style) {
	st := l.Text
	switch v.Standing {
	case ladder.NoBetter:
		if v.Worse > 0 {
			st = l.Warn
		}
	case ladder.PastRungs, ladder.AtLaw:
		st = l.Good
	case ladder.BelowLaw:
		st = l.Bad
	}
	amount := func(nats float64) string { return i18n.Amount(l.Loss(nats), l.UnitName()) }
	return l.Words.Pairs.Sentence(v, order, number(v.Pairs), amount), st.With(grid.Bold)
}

// pairStanding is the sentence on a run over pairs of sentences.
func pairStanding(d *Data, l look.Look) ([]string, grid.Style) {
	w, p := l.Words.Pairs, d.Pairs
	switch {
	case d.Snap.Model == nil:
		return nil, l.Dim
	case p.Stand.Tokens > 0 && p.Ladder != nil:
		forms, st := PairStanding(p.Stand.Verdict, p.Ladder.Grams, l)
		forms = dated(forms, d, l)
		if p.Ladder.Train {
			return slices.Concat(i18n.Forms([]string{w.OnTraining}, first(forms)), forms), st
		}
		return forms, st
	case p.State == Counting:
		return []string{w.Counting}, l.Dim
	}
	return nil, l.Dim
}

// dated are forms with the step of the network that they judge before each form without, where that is older than the last
// validation, whose figures stand beside them.
func dated(forms []string, d *Data, l look.Look) []string {
	at := d.Pairs.Stand.At
	if v, ok := d.Snap.History.LastValid(); !ok || at >= v.Step {
		return forms
	}
	var list []string
	for _, f := range forms {
		list = append(list, fmt.Sprintf(l.Words.Pairs.AtStep, f, number(at)), f)
	}
	return list
}

// first is the first of forms; "" of none.
func first(forms []string) string {
	if len(forms) == 0 {
		return ""
	}
	return forms[0]
}
