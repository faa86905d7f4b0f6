package bench

import (
	"math"
	"testing"
	"time"

	"unroll/core/kernel"
	"unroll/core/nn"
)

// The law: the text for a recipe has its vocabulary, is all training text, and is long enough for many updates.
func TestCorpusHasTheVocabularyAskedFor(t *testing.T) {
	for _, V := range []int{2, 65, 10_000} {
		r := Characters("rnn", 1, 8, 4, 5)
		r.Model.Vocab = V
		c, err := Corpus(r)
		if err != nil {
			t.Fatal(err)
		}
		if c.Vocab.Len() != V || len(c.Valid) != 0 || len(c.Train) < windows*4*5 {
			t.Errorf("V=%d: a vocabulary of %d, %d tokens to train on, %d held out", V, c.Vocab.Len(), len(c.Train), len(c.Valid))
		}
	}
	r := Characters("rnn", 1, 8, 4, 5)
	r.Model.Vocab = 30_000
	if _, err := Corpus(r); err == nil {
		t.Error("there are not 30,000 characters that normalisation leaves unchanged, yet there is no error")
	}
}

// The law: measured updates are real training: each is Batch·Unroll tokens, counted on both sides, and what
// would take too long is left out.
func TestMeasureMakesUpdatesOnBothSides(t *testing.T) {
	r := Characters("gru", 1, 8, 4, 5)
	u, err := measure(r, 2, 20*time.Millisecond, 1e9)
	if err != nil {
		t.Fatal(err)
	}
	if !(u.One > 0 && u.Many > 0 && u.Flops() > 0 && u.Speedup() > 0) || u.Tokens() != 20 || u.MultiplyAdds != brute(r) {
		t.Errorf("%+v", u)
	}
	if math.Abs(u.Speed(u.One)*u.One-20) > 1e-9 {
		t.Errorf("%g tokens/s at %g s an update of 20", u.Speed(u.One), u.One)
	}
	if u, err = measure(r, 1, 20*time.Millisecond, 1e9); err != nil || u.One == 0 || u.Many != 0 || u.Speedup() != 0 {
		t.Errorf("on one thread: %+v, %v", u, err)
	}
	if u, err = measure(r, 2, time.Millisecond, 1); err != nil || u.One != 0 || u.Flops() != 0 || u.Speed(u.One) != 0 {
		t.Errorf("at one operation a second: %+v, %v", u, err)
	}
}

// The law: the measured products are correct: AᵀB, split as for gradients, is AᵀB.
func TestGradientIsTheProduct(t *testing.T) {
	const M, N, K = 9, 130, 300
	a, b, c := filled(K, M), filled(K, N), kernel.NewMatrix[float32](M, N)
	var panel kernel.Panel[float32]
	gradient(c, a, b, &panel)
	for i := range M {
		for j := range N {
			want := 0.0
			for k := range K {
				want += float64(a.Row(k)[i]) * float64(b.Row(k)[j])
			}
			if got := float64(c.Row(i)[j]); math.Abs(got-want) > 1e-4 {
				t.Fatalf("C[%d,%d] is %g instead of %g", i, j, got, want)
			}
		}
	}
}

// The law: a report has a line for each product, and for each cell at each size, even if there is no time to
// measure any; a kernel without a known peak has no fraction of it.
func TestRunRangesOverTheTables(t *testing.T) {
	defer kernel.Use("")
	for _, name := range kernel.Names() {
		if err := kernel.Use(name); err != nil {
			t.Fatal(err)
		}
		said := 0
		r, err := Run(Options{Time: time.Millisecond, Threads: 2}, func(string) { said++ })
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Products) != len(products) || len(r.Updates) != len(sizes)*len(nn.Cells())+len(taggers) || said != 3+len(r.Products)+len(r.Updates) {
			t.Errorf("%s: %d products, %d updates, announced %d times", name, len(r.Products), len(r.Updates), said)
		}
		if r.Kernel != name || (r.Peak > 0) != (name != "portable") || (r.OfPeak(r.Products[0].Flops) > 0) != (r.Peak > 0) {
			t.Errorf("%s: kernel %s, peak %g", name, r.Kernel, r.Peak)
		}
		for _, p := range r.Products {
			if !(p.Flops > 0) {
				t.Errorf("%s: %v is %g", name, p, p.Flops)
			}
		}
	}
}

// The law: the median is the middle value, or the mean of the two middle ones.
func TestMedian(t *testing.T) {
	if m := median([]float64{9, 1, 5}); m != 5 {
		t.Errorf("%g of three", m)
	}
	if m := median([]float64{9, 1, 5, 2}); m != 3.5 {
		t.Errorf("%g of four", m)
	}
}
