package lm

import (
	"math"
	"testing"

	"unroll/core/kernel"

	"pgregory.net/rapid"
)

// The law: e^x is ∞ just above the log of the largest number, 2¹²⁸ or 2¹⁰²⁴ (apart from the last bit), and 0 just
// below the log of half the smallest, 2⁻¹⁵⁰ or 2⁻¹⁰⁷⁵: 88.7228 and −103.972 in float32, 709.7827 and −745.133 in
// float64.
func TestWhereNaiveSoftmaxBreaks(t *testing.T) {
	breaks[float32](t, 128*math.Ln2, -150*math.Ln2)
	breaks[float64](t, 1024*math.Ln2, -1075*math.Ln2)
}

func breaks[F kernel.Float](t *testing.T, above, below float64) {
	t.Helper()
	const near = 1e-4
	ok := NaiveSoftmax([]F{F(above - near), 0})
	over := NaiveSoftmax([]F{F(above + near), 0})
	if math.IsInf(float64(ok.Sum), 1) || !math.IsInf(float64(over.Sum), 1) || over.P[0] == over.P[0] || over.P[1] != 0 || !math.IsInf(float64(over.LogSum), 1) {
		t.Errorf("%v: Σ = %v below it and %v above, where p = %v", above, ok.Sum, over.Sum, over.P)
	}
	ok = NaiveSoftmax([]F{F(below + near), F(below - 1)})
	under := NaiveSoftmax([]F{F(below - near), F(below - 1)})
	if ok.Sum == 0 || under.Sum != 0 || under.P[0] == under.P[0] || !math.IsInf(float64(under.LogSum), -1) {
		t.Errorf("%v: Σ = %v above it and %v below, where p = %v", below, ok.Sum, under.Sum, under.P)
	}
	far := NaiveSoftmax([]F{0, F(below - near)})
	if !math.IsInf(float64(far.Loss(1)), 1) {
		t.Errorf("−log of a p that became 0 is %v", far.Loss(1))
	}
	stable := StableSoftmax([]F{0, F(below - near)})
	if got := float64(stable.CombinedLoss([]F{0, F(below - near)}, 1)); math.Abs(got+below) > 2*near {
		t.Errorf("the combined loss is %v instead of %v", got, -below)
	}
}

// The law: adding a constant to all logits moves log-sum-exp by that constant and leaves p unchanged.
func TestLogSumExpStaysPut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := rapid.SliceOfN(rapid.Float64Range(-20, 20), 1, 60).Draw(t, "logits")
		c := rapid.Float64Range(-2000, 2000).Draw(t, "c")
		moved := make([]float64, len(o))
		for i, v := range o {
			moved[i] = v + c
		}
		a, b := StableSoftmax(o), StableSoftmax(moved)
		p := make([]float64, len(o))
		if lse := kernel.Softmax(p, moved); math.Abs(lse-b.LogSum) > 1e-9 || math.Abs(b.LogSum-c-a.LogSum) > 1e-9 {
			t.Fatalf("log Σ %v, moved by %v %v, by the kernel %v", a.LogSum, c, b.LogSum, lse)
		}
		for i := range p {
			if math.Abs(p[i]-b.P[i]) > 1e-12 || math.Abs(a.P[i]-b.P[i]) > 1e-9 {
				t.Fatalf("p(%d) = %v, moved %v, by the kernel %v", i, a.P[i], b.P[i], p[i])
			}
		}
		if n := NaiveSoftmax(o); math.Abs(n.LogSum-a.LogSum) > 1e-12*(1+math.Abs(a.LogSum)) {
			t.Fatalf("where nothing overflows, naive has log Σ %v instead of %v", n.LogSum, a.LogSum)
		}
	})
}

// The law: the bars of softmax(o) − y sum to 0.
func TestLossGradientSumsToZero(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := distributions.Draw(t, "p")
		y := rapid.IntRange(0, len(p)-1).Draw(t, "y")
		g := LossGradient(p, y)
		if s := kernel.Sum(g); math.Abs(s) > 1e-13 || math.Abs(g[y]-(p[y]-1)) > 0 {
			t.Fatalf("Σ = %v", s)
		}
	})
}
