package translation

import (
	"math/rand/v2"
	"slices"
	"testing"

	"unroll/core/nn"
	"unroll/core/random"
	"unroll/core/text"
)

// batchesOf goes through pairs in batches; it must not fail.
func batchesOf(t testing.TB, c *Corpus, batch int) *Batches {
	t.Helper()
	b, err := NewBatches(c, batch, c.Longest(), func(epoch int) *rand.Rand { return random.Stream(1, "data", uint64(epoch)) })
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// A copied batch does not change.
func copied(b nn.Batch[float32]) nn.Batch[float32] {
	s := *b.Source
	s.Tokens, s.Reset = slices.Clone(s.Tokens), slices.Clone(s.Reset)
	b.Tokens, b.Targets, b.Source = slices.Clone(b.Tokens), slices.Clone(b.Targets), &s
	return b
}

func sameBatch(x, y nn.Batch[float32]) bool {
	return x.T == y.T && x.B == y.B && slices.Equal(x.Tokens, y.Tokens) && slices.Equal(x.Targets, y.Targets) && x.Source.T == y.Source.T &&
		slices.Equal(x.Source.Tokens, y.Source.Tokens) && slices.Equal(x.Source.Reset, y.Source.Reset)
}

// column is what column k of a batch has: the source behind its last reset, tokens and targets up to the last that is scored. None:
// the column is empty.
func column(t testing.TB, b nn.Batch[float32], k int) (r Row) {
	t.Helper()
	first := -1
	for i := range b.Source.T {
		if b.Source.Reset[i*b.B+k] {
			first = i
		}
		if id := b.Source.Tokens[i*b.B+k]; first >= 0 {
			r.Source = append(r.Source, id)
		} else if id >= 0 {
			t.Fatalf("column %d reads %d before its source begins", k, id)
		}
	}
	for i := range b.T {
		tok, want := b.Tokens[i*b.B+k], b.Targets[i*b.B+k]
		if (tok < 0) != (want < 0) {
			t.Fatalf("column %d, step %d: reads %d, is to predict %d", k, i, tok, want)
		}
		if want >= 0 {
			if len(r.Targets) != i {
				t.Fatalf("column %d has a gap before step %d", k, i)
			}
			r.Tokens, r.Targets = append(r.Tokens, tok), append(r.Targets, want)
		}
	}
	return r
}

func sameRow(x, y Row) bool {
	return slices.Equal(x.Source, y.Source) && slices.Equal(x.Tokens, y.Tokens) && slices.Equal(x.Targets, y.Targets)
}

// The law: every pair is read once in an epoch, whatever the size of a batch; a batch is as long as its longest sentences; sources end
// together; the decoder reads <bos> and then what it was to predict a step before; and as many rows are scored as are said to be.
func TestEveryPairIsReadOnceInAnEpoch(t *testing.T) {
	c := corpus(t, letterPairs(11, 103, 9, 6), nil, Options{})
	rows := c.Rows(c.Train)
	for _, size := range []int{1, 2, 3, 5, 16, 50, 102, 103, 500} {
		b := batchesOf(t, c, size)
		for epoch := range 3 {
			left := slices.Clone(rows)
			for len(left) > 0 {
				var x nn.Batch[float32]
				scored, fresh := b.Next(c.Longest(), &x)
				pairs, S, T := 0, 0, 0
				for k := range x.B {
					r := column(t, x, k)
					if len(r.Targets) == 0 {
						continue
					}
					if r.Tokens[0] != Bos || !slices.Equal(r.Tokens[1:], r.Targets[:len(r.Targets)-1]) {
						t.Fatalf("reads %v, is to predict %v", r.Tokens, r.Targets)
					}
					at := slices.IndexFunc(left, func(y Row) bool { return sameRow(r, y) })
					if at < 0 {
						t.Fatalf("size %d, epoch %d: a second time, or no pair: %+v", size, epoch, r)
					}
					left = slices.Delete(left, at, at+1)
					S, T, scored, pairs = max(S, len(r.Source)), max(T, len(r.Targets)), scored-len(r.Targets), pairs+1
				}
				if scored != 0 || !fresh || S != x.Source.T || T != x.T || x.B != min(size, len(rows)) || (pairs < x.B && len(left) > 0) {
					t.Fatalf("size %d, epoch %d: a batch of %d×%d, sources of %d, %d pairs, longest %d and %d, %d too many are scored, %d pairs left",
						size, epoch, x.T, x.B, x.Source.T, pairs, T, S, scored, len(left))
				}
			}
			if e := b.Epochs(); e != float64(epoch+1) || b.Passed(1) != e {
				t.Errorf("size %d: %g epochs after %d", size, e, epoch+1)
			}
		}
	}
}

// The law: a reader that seeks to a position reads what was read from there, at every place and at the ends of epochs, from whatever it
// did before; and a position says how large batches are.
func TestSeekGoesToAPosition(t *testing.T) {
	c := corpus(t, letterPairs(12, 67, 9, 6), nil, Options{})
	for _, size := range []int{1, 2, 7, 66, 67} {
		b := batchesOf(t, c, size)
		var at []text.Position
		var read []nn.Batch[float32]
		for range 2*((67+size-1)/size) + 3 {
			var x nn.Batch[float32]
			at = append(at, b.Position())
			b.Next(0, &x)
			read = append(read, copied(x))
		}
		other := batchesOf(t, c, 11)
		for _, i := range rand.New(rand.NewPCG(1, 2)).Perm(len(at)) {
			if !other.Holds(at[i]) {
				t.Fatalf("no position %+v", at[i])
			}
			other.Seek(at[i], 0)
			if p := other.Position(); p != at[i] || other.Rows() != size {
				t.Fatalf("%+v, sought %+v", p, at[i])
			}
			for j := i; j < min(i+3, len(at)); j++ {
				var x nn.Batch[float32]
				if other.Next(0, &x); !sameBatch(x, read[j]) {
					t.Fatalf("size %d: batch %d after seeking %d is another", size, j, i)
				}
			}
		}
	}
	for _, p := range []text.Position{{Epoch: -1, Rows: 1}, {Offset: -1, Rows: 1}, {Offset: 68, Rows: 1}, {Rows: 0}, {Rows: 68}} {
		if batchesOf(t, c, 3).Holds(p) {
			t.Errorf("it holds %+v", p)
		}
	}
}

// The law: another size of batches begins the epoch again, as if it had been that size from the start; the same size changes nothing;
// and sizes are 1 to the number of pairs.
func TestResizeBeginsTheEpochAgain(t *testing.T) {
	c := corpus(t, letterPairs(13, 40, 9, 6), nil, Options{})
	var x, y nn.Batch[float32]
	b, other := batchesOf(t, c, 6), batchesOf(t, c, 9)
	b.Next(0, &x)
	at := b.Position()
	if b.Resize(6, 0); b.Position() != at {
		t.Errorf("%+v, was %+v", b.Position(), at)
	}
	b.Resize(9, 0)
	for range 12 {
		b.Next(0, &x)
		if other.Next(0, &y); !sameBatch(x, y) {
			t.Fatal("another batch")
		}
	}
	for size, want := range map[int]int{0: 1, -3: 1, 41: 40, 1024: 40} {
		if b.Resize(size, 0); b.Rows() != want {
			t.Errorf("%d: %d pairs in a batch", size, b.Rows())
		}
	}
}

// The law: pairs that are as long come together where there are many batches, which leaves less padding than their own order does; and
// every epoch has another order.
func TestPairsAsLongComeTogether(t *testing.T) {
	c := corpus(t, letterPairs(14, 64*poolOf+9, 20, 6), nil, Options{})
	b := batchesOf(t, c, 32)
	var first []nn.Batch[float32]
	for epoch := range 2 {
		steps, scored, lengths := 0, 0, []int{}
		for i := range 33 {
			var x nn.Batch[float32]
			n, _ := b.Next(0, &x)
			steps, scored = steps+x.T*x.B, scored+n
			if i < poolOf {
				lengths = append(lengths, x.T)
			}
			if epoch == 0 {
				first = append(first, copied(x))
			} else if sameBatch(first[i], x) {
				t.Errorf("batch %d is that of the epoch before", i)
			}
		}
		if share := float64(scored) / float64(steps); share < 0.9 {
			t.Errorf("%.0f %% of the steps are scored", 100*share)
		}
		if slices.IsSorted(lengths) {
			t.Error("batches come in the order of their lengths")
		}
	}
}

// The law: without a mask a full batch scores Length·B rows, whatever the sentences: behind a target padding is to be predicted, from
// <eos> and then from padding; a cut sentence, which has no <eos>, needs none. The tape of Longest steps has room.
func TestPaddingIsPredictedWithoutAMask(t *testing.T) {
	for _, o := range []Options{{NoMask: true, Length: 14}, {NoMask: true, Length: 5, Cut: true}, {NoMask: true}} {
		c := corpus(t, letterPairs(15, 40, 9, 6), nil, o)
		b := batchesOf(t, c, 8)
		if _, err := NewBatches(c, 8, c.Longest()-1, func(int) *rand.Rand { return random.Stream(1, "data", 0) }); err == nil {
			t.Errorf("%+v: %d steps are enough", o, c.Longest()-1)
		}
		padding := 0
		for range 10 {
			var x nn.Batch[float32]
			scored, _ := b.Next(0, &x)
			if scored != x.T*x.B || x.T > c.Longest() || (o.Length > 0 && x.T != o.Length) {
				t.Errorf("%+v: %d scored of %d×%d", o, scored, x.T, x.B)
			}
			for i := range x.T * x.B {
				if want := x.Targets[i]; want == Pad {
					padding++
				}
				if before := Bos; i >= x.B {
					if before = x.Targets[i-x.B]; x.Tokens[i] != before {
						t.Fatalf("%+v: reads %d after %d", o, x.Tokens[i], before)
					}
				} else if x.Tokens[i] != Bos {
					t.Fatalf("begins with %d", x.Tokens[i])
				}
			}
		}
		if padding == 0 {
			t.Errorf("%+v: no padding: the test does not test what it says", o)
		}
	}
}

// The law: the next batch is laid out in memory that is there.
func TestABatchAllocatesNothing(t *testing.T) {
	c := corpus(t, letterPairs(16, 4000, 9, 6), nil, Options{})
	b := batchesOf(t, c, 8)
	var x nn.Batch[float32]
	for range 100 {
		b.Next(0, &x)
	}
	if n := testing.AllocsPerRun(200, func() { b.Next(0, &x) }); n != 0 {
		t.Errorf("%g allocations", n)
	}
}
