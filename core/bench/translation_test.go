package bench

import (
	"testing"

	"unroll/core/nn"
	"unroll/core/train"
)

// The law: what is measured on pairs is training itself, on sources and targets that are as long as asked for, with both vocabularies full.
func TestUpdatesOnPairsAreMeasured(t *testing.T) {
	for _, sees := range append([]string{"context"}, nn.Attentions...) {
		r := Translator(sees)
		r.Model.Hidden, r.Model.Embed = 8, 8
		d, err := data(r)
		if err != nil {
			t.Fatal(err)
		}
		if fit := d.Fit(nn.Spec{}); fit.Vocab != translatorVocab || fit.Source != translatorVocab {
			t.Errorf("%d ids of sources, %d of targets", fit.Source, fit.Vocab)
		}
		b, err := train.NewBench(r, d, 1)
		if err != nil {
			t.Fatal(err)
		}
		if err := b.Update(); err != nil || b.Tokens() != 128*translatorTokens {
			t.Errorf("%s: %d tokens scored: %v", sees, b.Tokens(), err)
		}
		b.Close()
	}
}
