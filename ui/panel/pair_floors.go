package panel

import (
	"fmt"
	"math"

	"unroll/core/translation"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/look"
	"unroll/ui/screen/help"
)

// trainFloor is the least loss that is possible on the training pairs, since some sources have several translations: of the training
// curve alone. NaN: it is 0, or padding is learned too, or the run is about something else.
func (d *Data) trainFloor() float64 {
	if d.Pairs.Of == nil || d.Pairs.Of.NoMask || !(d.Pairs.Of.TrainFloor().Nats > 0) {
		return math.NaN()
	}
	return d.Pairs.Of.TrainFloor().Nats
}

// validFloor is the least validation loss that can be expected; NaN: it is 0 or not known.
func (d *Data) validFloor() float64 {
	if d.Pairs.Of == nil || !(d.Floor > 0) {
		return math.NaN()
	}
	return d.Floor
}

// pairFloors are the lines of the least losses of pairs of sentences, each in the colour of its curve.
func (d *Data) pairFloors(l look.Look) (refs []chart.Ref) {
	w := l.Words.Pairs
	add := func(v float64, label, brief string, ref chart.Ref) {
		if math.IsNaN(v) {
			return
		}
		v = d.Loss(l, v)
		ref.Value, ref.Dashed = v, true
		ref.Label, ref.Brief = fmt.Sprintf(label, d.level(v, 3)), fmt.Sprintf(brief, d.level(v, 3))
		refs = append(refs, ref)
	}
	add(d.trainFloor(), w.TrainFloor, w.TrainBrief, chart.Ref{Style: l.Train})
	add(d.validFloor(), w.ValidFloor, w.ValidBrief, chart.Ref{Style: l.Floor})
	return refs
}

// pairLines explain the lines that the loss of pairs of sentences is compared with.
func pairLines(d *Data, l look.Look) (list []help.Paragraph) {
	w, dashes := l.Words.Pairs.Explain, l.Pick("╌╌", "- ")
	for _, v := range d.Levels {
		switch v.ID {
		case translation.TargetUnigram:
			list = append(list, Marked(dashes, l.Reference, w.Unigram))
		case translation.TargetGrams:
			list = append(list, Marked(dashes, l.Reference, w.Grams, v.N))
		}
	}
	if v := d.trainFloor(); !math.IsNaN(v) {
		f := d.Pairs.Of.TrainFloor()
		list = append(list, Marked(dashes, l.Train, w.TrainFloor, d.LossText(l, v), number(f.Ambiguous), number(f.Sources)), Prose(w.FloorLifted))
	}
	if v := d.validFloor(); !math.IsNaN(v) {
		list = append(list, Marked(dashes, l.Floor, w.ValidFloor, d.LossText(l, v)))
	}
	if d.Pairs.Of.NoMask {
		return append(list, Prose(w.Unmasked))
	}
	return append(list, Prose(w.Padding))
}
