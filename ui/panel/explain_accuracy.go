package panel

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"unroll/core/tagging"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/look"
	"unroll/ui/screen/help"
)

// explainAccuracy explains the panel of the share of right words.
func explainAccuracy(d *Data, l look.Look) []help.Paragraph {
	w := d.accuracyWords(l)
	list := []help.Paragraph{Prose(w.Panel)}
	if d.Tags.Of == nil && d.Pairs.Of == nil {
		return list
	}
	last, ok := d.Snap.History.LastValid()
	switch {
	case d.heldRight() == 0:
		return append(list, Prose(l.Words.Accuracy.Explain.Nothing))
	case ok && last.Right >= 0:
		list = append(list, Prose(w.Explain.Now, stepLabel(float64(last.Step)), Percent(d.Accuracy(last), l), number(last.Right), number(d.heldRight())))
	}
	if d.Tags.Of == nil {
		return append(list, Marked(l.Pick("○", "o"), l.Valid, w.Explain.Valid))
	}
	if n := d.Tags.Of.HeldOut() - d.Tags.Of.ValidRows.Scored(); n > 0 {
		list = append(list, Prose(w.Explain.Missing, number(n)))
	}
	list = append(list, Marked(l.Pick("○", "o"), l.Valid, w.Explain.Valid))
	return append(list, rightLines(d, l)...)
}

func number(n int) string { return chart.Thousands(int64(n)) }

// rightLines are the lines that the accuracy is compared with.
func rightLines(d *Data, l look.Look) (list []help.Paragraph) {
	w, of := l.Words.Accuracy.Explain, d.Task().Accuracy.Of
	var names []string
	past, whole := math.NaN(), math.NaN()
	for _, v := range d.rightLevels() {
		switch v.ID {
		case tagging.PastFloor:
			past = of(v.Right)
		case tagging.WholeFloor:
			whole = of(v.Right)
		default:
			names = append(names, fmt.Sprintf(l.Words.Level(v.ID, 1), Percent(of(v.Right), l)))
		}
	}
	dashes := l.Pick("╌╌", "- ")
	list = append(list, Marked(dashes, l.Reference, w.Taggers, strings.Join(names, ", ")))
	if math.IsNaN(past) || math.IsNaN(whole) {
		return list
	}
	return append(list,
		Marked(dashes, l.Floor, w.Past, Percent(past, l)), Marked(dashes, l.Floor, w.Whole, Percent(whole, l)),
		Prose(w.Worth, fmt.Sprintf("%.1f", whole-past)), Prose(w.Chance))
}

// taggedLines are the lines that the loss of tags is compared with.
func taggedLines(d *Data, l look.Look) []help.Paragraph {
	w, dashes := l.Words.Accuracy.Explain, l.Pick("╌╌", "- ")
	list := []help.Paragraph{Marked(dashes, l.Reference, l.Words.Explain.Picker.TaggedLines)}
	exact := false
	for _, v := range append(slices.Clone(d.Tags.Of.Levels()), d.Tags.Of.Best()) {
		says := map[string]string{tagging.PastFloor: w.LossPast, tagging.WholeFloor: w.LossWhole}[v.ID]
		if says == "" {
			continue
		}
		exact = true
		list = append(list, Marked(dashes, l.Floor, says, d.LossText(l, v.Loss)))
	}
	if exact {
		list = append(list, Prose(w.LossChance))
	}
	return list
}
