package translation

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"unroll/core/nn"
)

// sampledBatch is a batch of c before and after Sample.
func sampledBatch(t testing.TB, m *Model, share float64, seed uint64) (before, after nn.Batch[float32]) {
	t.Helper()
	b := batchesOf(t, m.Corpus, 13)
	var x nn.Batch[float32]
	b.Next(0, &x)
	before = copied(x)
	b.Sample(m.Net.NewTape(m.Corpus.Longest(), 13), &x, share, rand.New(rand.NewPCG(seed, 1)))
	return before, x
}

// The law: with a share of 0 nothing is replaced; with one of 1 the decoder reads <bos> and then what greedy says, as long as the
// target is; with any, only what it reads changes, the same for the same stream, and about that share of it is replaced.
func TestSampleReplacesWhatTheDecoderReads(t *testing.T) {
	c := corpus(t, letterPairs(21, 40, 9, 6), nil, Options{})
	for name, s := range shapes() {
		m := untrained(t, c, s, 23)
		if before, after := sampledBatch(t, m, 0, 1); !sameBatch(before, after) {
			t.Errorf("%s: share 0 changes the batch", name)
		}
		before, after := sampledBatch(t, m, 1, 1)
		for k := range before.B {
			r := column(t, before, k)
			h := greedyOf(t, m, [][]int32{r.Source}, len(r.Targets))[0]
			for i, id := range h.IDs[:min(len(h.IDs), len(r.Targets)-1)] {
				if read := after.Tokens[(i+1)*before.B+k]; read != id {
					t.Fatalf("%s: reads %d after %d tokens, greedy says %v", name, read, i, h.IDs)
				}
			}
		}
		half, again := nn.Batch[float32]{}, nn.Batch[float32]{}
		before, half = sampledBatch(t, m, 0.5, 2)
		if _, again = sampledBatch(t, m, 0.5, 2); !sameBatch(half, again) {
			t.Errorf("%s: not the same a second time", name)
		}
		if _, again = sampledBatch(t, m, 0.5, 3); sameBatch(half, again) {
			t.Errorf("%s: the stream does not matter", name)
		}
		for i, id := range half.Tokens {
			if (id < 0) != (before.Tokens[i] < 0) || id == Pad || (id == Bos) != (i < half.B && id >= 0) {
				t.Fatalf("%s: place %d reads %d in place of %d", name, i, id, before.Tokens[i])
			}
		}
		if half.Tokens = before.Tokens; !sameBatch(before, half) {
			t.Errorf("%s: more than the tokens changed", name)
		}
	}
}

// The law: in a net that says the same word always, the share of the tokens that it says is the share that was asked for.
func TestTheShareIsTheShare(t *testing.T) {
	c := corpus(t, letterPairs(22, 4000, 9, 6), nil, Options{})
	m := untrained(t, c, shapes()["gru, sees \"\""], 1)
	clear(m.Net.Weights())
	m.Net.Prepare()
	b := batchesOf(t, c, 500)
	tape, rng := m.Net.NewTape(c.Longest(), 500), rand.New(rand.NewPCG(1, 1))
	for _, share := range []float64{0.1, 0.5, 0.9} {
		n, said := 0.0, 0.0
		for range 8 {
			var x nn.Batch[float32]
			b.Next(0, &x)
			b.Sample(tape, &x, share, rng)
			for _, id := range x.Tokens[x.B:] {
				if id == Unk {
					said++
				}
				if id >= 0 {
					n++
				}
			}
		}
		if z := (said - share*n) / math.Sqrt(share*(1-share)*n); math.Abs(z) > 4 {
			t.Errorf("share %g: %g of %g", share, said, n)
		}
	}
}

// The law: without a mask padding may be read again, as it may be predicted; and a net of no numbers replaces nothing.
func TestSampleOfStrangeNets(t *testing.T) {
	c := corpus(t, letterPairs(23, 40, 9, 6), nil, Options{NoMask: true, Length: 12})
	m := untrained(t, c, shapes()["gru, sees \"additive\""], 1)
	for i := range m.Net.Weights() {
		m.Net.Weights()[i] = float32(math.NaN())
	}
	m.Net.Prepare()
	if before, after := sampledBatch(t, m, 1, 1); !sameBatch(before, after) {
		t.Error("a net of no numbers replaces tokens")
	}
	clear(m.Net.Weights())
	bias := m.Net.Weights()[len(m.Net.Weights())-c.Target.Vocab():]
	bias[Pad] = 1
	m.Net.Prepare()
	_, after := sampledBatch(t, m, 1, 1)
	if slices.ContainsFunc(after.Tokens[after.B:], func(id int32) bool { return id != Pad }) {
		t.Errorf("%v", after.Tokens)
	}
}

// The law: sampling allocates nothing but what a step of the tape does the first time.
func TestSamplingAllocatesNothing(t *testing.T) {
	c := corpus(t, letterPairs(24, 400, 9, 6), nil, Options{})
	for name, s := range shapes() {
		m := untrained(t, c, s, 1)
		b := batchesOf(t, c, 8)
		tape, rng := m.Net.NewTape(c.Longest(), 8), rand.New(rand.NewPCG(1, 1))
		var x nn.Batch[float32]
		step := func() {
			b.Next(0, &x)
			b.Sample(tape, &x, 0.5, rng)
		}
		for range 60 {
			step()
		}
		if n := testing.AllocsPerRun(40, step); n != 0 {
			t.Errorf("%s: %g allocations", name, n)
		}
	}
}
