package bench

import (
	"math"
	"testing"
	"time"

	"unroll/core/nn"
	"unroll/core/task"
	"unroll/core/train"
)

// The law: what is measured on sentences is training itself: V ids and K tags, only words are counted, and windows are almost
// full of them.
func TestUpdatesOnSentencesAreMeasured(t *testing.T) {
	r := Tagger("gru", 1, 8, 16, 64)
	d, err := data(r)
	if err != nil {
		t.Fatal(err)
	}
	if fit := d.Fit(nn.Spec{}); fit.Vocab != taggerVocab || fit.Outputs != taggerTags {
		t.Errorf("%d ids, %d tags", fit.Vocab, fit.Outputs)
	}
	words, adds := read(r, d)
	if full := words / (16 * 64); full < 0.93 || full > 1 {
		t.Errorf("windows are %.1f %% full", 100*full)
	}
	sentences := words * float64(len(d.(*task.Tagged).Train)) / float64(d.(*task.Tagged).TrainRows.Rows())
	if want := multiplyAdds(r.Model, words, sentences); adds != want || adds >= MultiplyAdds(r) {
		t.Errorf("%g multiply-adds instead of %g; with padding %g", adds, want, MultiplyAdds(r))
	}
	b, err := train.NewBench(r, d, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if err := b.Update(); err != nil || math.Abs(float64(b.Tokens())/words-1) > 0.05 {
		t.Errorf("%d words scored, %g in the middle: %v", b.Tokens(), words, err)
	}
	u, err := measure(r, 1, 20*time.Millisecond, 1e11)
	if err != nil || u.Words != words || u.MultiplyAdds != adds || u.Tokens() != words {
		t.Errorf("%+v, %v", u, err)
	}
}

// The law: random sentences have the lengths asked for, and every word and tag there can be.
func TestSentencesAreAsAskedFor(t *testing.T) {
	d, err := Sentences([]int{3, 9, 1, 30}, 20, 5)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Features) != 20 || len(d.Tags) != 5 || len(d.Train) != 4 || len(d.Train[3].Words) != 30 || len(d.Train[2].Tags) != 1 {
		t.Errorf("%d features, %d tags, %d sentences", len(d.Features), len(d.Tags), len(d.Train))
	}
	sum, list := 0, lengths(10_000, 64)
	for _, n := range list {
		if n < 1 || n > 64 {
			t.Fatalf("a sentence of %d words", n)
		}
		sum += n
	}
	if mean := float64(sum) / 10_000; math.Abs(mean-meanLength) > 0.3 {
		t.Errorf("%.2f words on average", mean)
	}
}
