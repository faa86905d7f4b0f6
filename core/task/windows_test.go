package task_test

import (
	"math/rand/v2"
	"testing"

	"unroll/core/nn"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/text/texttest"
)

// The law: dealt windows are pieces of the text, each token with the one after it, from a state of 0; rows without a window are not
// scored, and every batch says that no state is carried into it.
func TestDealtWindowsArePiecesOfTheText(t *testing.T) {
	c, err := text.NewCorpus(texttest.Prose(9), nil, text.Options{Tokens: "char"})
	if err != nil {
		t.Fatal(err)
	}
	seed := func(epoch int) *rand.Rand { return rand.New(rand.NewPCG(1, uint64(epoch))) }
	for _, kind := range text.WindowKinds[1:] {
		d, ok := task.WithWindows(task.Text{Corpus: c}, text.Windows{Kind: kind, T: 9})
		r, err := d.Batches(nn.Spec{}, 50, 9, seed)
		if err != nil || !ok {
			t.Fatal(err, ok)
		}
		pieces := map[string]bool{}
		for at := range len(c.Train) - 9 {
			pieces[c.Vocab.Decode(c.Train[at:at+10])] = true
		}
		var b nn.Batch[float32]
		for r.Epochs() < 2 {
			scored, fresh := r.Next(9, &b)
			n := 0
			for row := range b.B {
				ids := []int32{b.Tokens[row]}
				for s := range b.T {
					i := s*b.B + row
					if b.Reset[i] != (s == 0) {
						t.Fatalf("%s: the state is reset at step %d: %v", kind, s, b.Reset[i])
					}
					if s > 0 && b.Tokens[i] != b.Targets[i-b.B] {
						t.Fatalf("%s: a target is not the next input", kind)
					}
					ids = append(ids, b.Targets[i])
					if b.Targets[i] >= 0 {
						n++
					}
				}
				if ids[0] >= 0 && !pieces[c.Vocab.Decode(ids)] {
					t.Fatalf("%s: %q is not in the text", kind, c.Vocab.Decode(ids))
				}
			}
			if n != scored || !fresh || n == 0 {
				t.Errorf("%s: %d scored of %d, fresh %v", kind, scored, n, fresh)
			}
		}
	}
	if _, ok := task.WithWindows(&task.Filling{}, text.Windows{Kind: text.Random, T: 9}); ok {
		t.Error("blanks are read in windows of their own")
	}
}
