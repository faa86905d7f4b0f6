package optim

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"unroll/core/kernel"

	"pgregory.net/rapid"
)

// Three updates of one weight, from w = 1 with η = 0.1 and the gradients 0.3, −0.1 and 0.2, worked
// out by hand from the equations in PyTorch's documentation of torch.optim (to 12 digits).
var (
	gradients = []float64{0.3, -0.1, 0.2}
	updates   = []struct {
		name string
		want []float64 // w after each update
	}{
		// w ← w − 0.1 g:   1 − 0.03 = 0.97,   0.97 + 0.01 = 0.98,   0.98 − 0.02 = 0.96
		{"sgd", []float64{0.97, 0.98, 0.96}},

		// v ← 0.9 v + g:   0.3,   0.27 − 0.1 = 0.17,   0.153 + 0.2 = 0.353   (the first is g itself)
		// w ← w − 0.1 v:   1 − 0.03 = 0.97,   0.97 − 0.017 = 0.953,   0.953 − 0.0353 = 0.9177
		{"momentum", []float64{0.97, 0.953, 0.9177}},

		// s ← 0.99 s + 0.01 g²:   0.01·0.09 = 0.0009
		//                         0.000891 + 0.0001 = 0.000991
		//                         0.00098109 + 0.0004 = 0.00138109
		// √s:   0.03,   0.0314801524774,   0.0371630192530
		// w ← w − 0.1 g/(√s + 1e-8):   1 − 0.03/0.03000001 = 3.33333222222e-7
		//                              3.33333222e-7 + 0.01/0.0314801624774 = 0.317660701420
		//                              0.317660701420 − 0.02/0.0371630292530 = −0.220508559859
		{"rmsprop", []float64{3.33333222222e-7, 0.317660701420, -0.220508559859}},

		// m ← 0.9 m + 0.1 g:        0.03,   0.027 − 0.01 = 0.017,   0.0153 + 0.02 = 0.0353
		// v ← 0.999 v + 0.001 g²:   0.00009,   0.00008991 + 0.00001 = 0.00009991,
		//                           0.00009981009 + 0.00004 = 0.00013981009
		// m̂ = m/(1 − 0.9ᵗ):         0.03/0.1 = 0.3,   0.017/0.19 = 0.0894736842105,
		//                           0.0353/0.271 = 0.130258302583
		// v̂ = v/(1 − 0.999ᵗ):       0.00009/0.001 = 0.09,   0.00009991/0.001999 = 0.0499799899950,
		//                           0.00013981009/0.002997001 = 0.0466499977811
		// √v̂:                       0.3,   0.223562049542,   0.215986105528
		// w ← w − 0.1 m̂/(√v̂ + 1e-8):   1 − 0.03/0.30000001 = 0.900000003333
		//                              0.900000003333 − 0.00894736842105/0.223562059542 = 0.859978147928
		//                              0.859978147928 − 0.0130258302583/0.215986115528 = 0.799669501576
		{"adam", []float64{0.900000003333, 0.859978147928, 0.799669501576}},
	}
)

// testUpdates makes the three updates on a few weights at once and compares every one.
func testUpdates[F kernel.Float](t *testing.T, tolerance float64) {
	for _, u := range updates {
		k, err := Find[F](u.name)
		if err != nil {
			t.Fatal(err)
		}
		const n = 5
		w, g := make([]F, n), make([]F, n)
		for i := range w {
			w[i] = 1
		}
		slots := slotsFor(k, n)
		for i, gi := range gradients {
			for j := range g {
				g[j] = F(gi)
			}
			k.Update(w, g, slots, Hyper{Factor: 1, LR: 0.1, Momentum: 0.9, Step: i + 1})
			for j, v := range w {
				if !(math.Abs(float64(v)-u.want[i]) <= tolerance) {
					t.Errorf("%s: weight %d after update %d is %.12g instead of %.12g", u.name, j, i+1, v, u.want[i])
				}
			}
		}
	}
}

func slotsFor[F kernel.Float](k Kind[F], n int) [][]F {
	var slots [][]F
	for range k.Slots {
		slots = append(slots, make([]F, n))
	}
	return slots
}

func TestThreeUpdatesByHand(t *testing.T) {
	t.Run("float64", func(t *testing.T) { testUpdates[float64](t, 1e-12) }) // the precision of the numbers above
	// rmsprop's first step is 1 − 0.99999967, so float32 keeps the rounding error of 1: 6e-8 per step
	t.Run("float32", func(t *testing.T) { testUpdates[float32](t, 2e-7) })
}

// An optimizer added to the table must also be worked out by hand here.
func TestEveryOptimizerIsWorkedByHand(t *testing.T) {
	for _, k := range Kinds() {
		if !slices.ContainsFunc(updates, func(u struct {
			name string
			want []float64
		}) bool {
			return u.name == k.Name
		}) {
			t.Errorf("%s is in the table, but this test has no update of it", k.Name)
		}
	}
}

// With μ = 0, momentum is plain gradient descent.
func TestMomentumZeroIsSGD(t *testing.T) {
	m, _ := Find[float64]("momentum")
	s, _ := Find[float64]("sgd")
	a, b, slots := []float64{1}, []float64{1}, slotsFor(m, 1)
	for i, g := range gradients {
		m.Update(a, []float64{g}, slots, Hyper{Factor: 1, LR: 0.1, Step: i + 1})
		s.Update(b, []float64{g}, nil, Hyper{Factor: 1, LR: 0.1, Step: i + 1})
	}
	if math.Abs(a[0]-b[0]) > 1e-15 {
		t.Errorf("%v with μ = 0, %v with sgd", a[0], b[0])
	}
}

// Adam's first step is η in the direction of −g, whatever the gradient's size.
func TestAdamsFirstStepIsEta(t *testing.T) {
	k, _ := Find[float64]("adam")
	for _, g := range []float64{1e-3, -1, 1e6} {
		w := []float64{0}
		k.Update(w, []float64{g}, slotsFor(k, 1), Hyper{Factor: 1, LR: 0.01, Step: 1})
		want := math.Copysign(0.01, -g)
		if math.Abs(w[0]-want) > 0.01*1e-8/math.Abs(g)+1e-15 { // ε = 1e-8 is added to |g|
			t.Errorf("g = %g moves w by %g instead of %g", g, w[0], want)
		}
	}
}

func TestLearningRateZeroMovesNothing(t *testing.T) {
	for _, k := range kinds[float32]() {
		w := []float32{1, -2, 3}
		k.Update(w, []float32{5, 0, -1e10}, slotsFor(k, 3), Hyper{Factor: 1, Momentum: 0.9, Step: 1})
		if w[0] != 1 || w[1] != -2 || w[2] != 3 {
			t.Errorf("%s: w = %v", k.Name, w)
		}
	}
}

// A gradient of 0 from the beginning causes no division by 0.
func TestNoGradientMovesNothing(t *testing.T) {
	for _, k := range kinds[float32]() {
		w, slots := []float32{1, -2}, slotsFor(k, 2)
		for step := range 3 {
			k.Update(w, []float32{0, 0}, slots, Hyper{Factor: 1, LR: 1, Momentum: 0.9, Step: step + 1})
		}
		if w[0] != 1 || w[1] != -2 {
			t.Errorf("%s: w = %v", k.Name, w)
		}
	}
}

// Threads take ranges of the weights: however these are split, the bytes are the same.
func TestRangesCanBeUpdatedApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 60).Draw(t, "weights")
		cuts := rapid.SliceOfN(rapid.IntRange(0, n), 0, 4).Draw(t, "cuts")
		cuts = append(cuts, 0, n)
		slices.Sort(cuts)
		name := rapid.SampledFrom(Kinds()).Draw(t, "optimizer").Name
		seed := rapid.Uint64().Draw(t, "seed")
		k, _ := Find[float32](name)
		whole, parts := threeUpdates(k, n, seed, 1, []int{0, n}), threeUpdates(k, n, seed, 1, cuts)
		for i := range whole {
			if math.Float32bits(whole[i]) != math.Float32bits(parts[i]) {
				t.Fatalf("%s: number %d is %v in one piece, %v when split at %v", name, i, whole[i], parts[i], cuts)
			}
		}
	})
}

// threeUpdates returns weights and averages after updates whose ranges end at cuts.
func threeUpdates(k Kind[float32], n int, seed uint64, factor float64, cuts []int) []float32 {
	rng := rand.New(rand.NewPCG(seed, 3))
	w, g, slots := make([]float32, n), make([]float32, n), slotsFor(k, n)
	for i := range w {
		w[i] = float32(rng.NormFloat64())
	}
	for step := range 3 {
		for i := range g {
			g[i] = float32(rng.NormFloat64())
		}
		for c := 1; c < len(cuts); c++ {
			lo, hi := cuts[c-1], cuts[c]
			var part [][]float32
			for _, s := range slots {
				part = append(part, s[lo:hi])
			}
			k.Update(w[lo:hi], g[lo:hi], part, Hyper{Factor: factor, LR: 0.1, Momentum: 0.9, Step: step + 1})
		}
	}
	return append(w, slices.Concat(slots...)...)
}

func TestClipByHand(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct {
		norm, theta, factor float64
		clipped             bool
	}{
		{5, 1, 0.2, true},      // 1/5
		{5, 2.5, 0.5, true},    // 2.5/5
		{0.5, 1, 1, false},     // short enough
		{1, 1, 1, false},       // equal to θ is not above it
		{0, 1, 1, false},       // no gradient
		{5, 0, 0, true},        // θ = 0 makes everything 0
		{0, 0, 1, false},       // but 0 is not above 0
		{1e300, inf, 1, false}, // ∞ is off
		{inf, inf, 1, false},
		{inf, 1, 0, true},
	} {
		factor, clipped := Clip(c.norm, c.theta)
		if factor != c.factor || clipped != c.clipped {
			t.Errorf("‖g‖ = %g, θ = %g: factor %g, clipped %v instead of %g, %v", c.norm, c.theta, factor, clipped, c.factor, c.clipped)
		}
	}
}

// The law: factor = min(1, θ/‖g‖); the gradient is clipped, and the factor below 1, exactly if ‖g‖
// > θ; the clipped gradient's norm is θ.
func TestClippedNormIsTheta(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := rapid.SliceOfN(rapid.Float64Range(-1e3, 1e3), 1, 20).Draw(t, "g")
		norm := math.Sqrt(kernel.SumSquares(g))
		theta := rapid.OneOf(rapid.Float64Range(0, 2e3), rapid.Just(norm), rapid.Just(math.Nextafter(norm, 0)), rapid.Just(math.Nextafter(norm, 1e9))).Draw(t, "theta")
		factor, clipped := Clip(norm, theta)
		if clipped != (norm > theta) || clipped != (factor < 1) {
			t.Fatalf("‖g‖ = %v, θ = %v: factor %v, clipped %v", norm, theta, factor, clipped)
		}
		kernel.Scale(factor, g)
		got, want := math.Sqrt(kernel.SumSquares(g)), math.Min(norm, theta)
		if math.Abs(got-want) > 1e-12*want+1e-150 { // squares of smaller numbers lose digits
			t.Fatalf("‖factor·g‖ = %v instead of %v", got, want)
		}
	})
}

func TestFindNamesWhatThereIs(t *testing.T) {
	_, err := Find[float32]("adamw")
	if err == nil {
		t.Fatal("adamw is not in the table")
	}
	for _, k := range Kinds() {
		if !strings.Contains(err.Error(), k.Name) {
			t.Errorf("%q does not name %s", err, k.Name)
		}
		if found, err := Find[float64](k.Name); err != nil || found.Name != k.Name || found.About == "" {
			t.Errorf("%s: found %q, %v", k.Name, found.Name, err)
		}
	}
}

// The law: an update is the same for every weight, bit for bit, with every kernel: the part of a range
// that a kernel does, whole registers at a time, is what the equations here say. It includes clipping.
func TestWeightsAreUpdatedAlone(t *testing.T) {
	defer kernel.Use(kernel.Name())
	const n = 77
	each := make([]int, n+1)
	for i := range each {
		each[i] = i
	}
	for _, name := range []string{"avx512", "avx2", "neon", "portable"} {
		if kernel.Use(name) != nil {
			continue // not on this processor
		}
		for _, k := range kinds[float32]() {
			for _, factor := range []float64{1, 0.37, 0} {
				whole, apart := threeUpdates(k, n, 5, factor, []int{0, n}), threeUpdates(k, n, 5, factor, each)
				for i := range whole {
					if math.Float32bits(whole[i]) != math.Float32bits(apart[i]) {
						t.Fatalf("%s %s: number %d is %v among others, but %v alone", name, k.Name, i, whole[i], apart[i])
					}
				}
			}
		}
	}
}

// The law: an optimizer that rescales moves the weights as far for gradients of any constant length, and the others do not.
func TestWhoRescales(t *testing.T) {
	for _, k := range kinds[float64]() {
		moved := func(scale float64) float64 {
			w, slots := []float64{0}, make([][]float64, len(k.Slots))
			for i := range slots {
				slots[i] = []float64{0}
			}
			for step := 1; step <= 50; step++ {
				k.Update(w, []float64{1}, slots, Hyper{Factor: scale, LR: 0.01, Momentum: 0.9, Step: step})
			}
			return w[0]
		}
		whole, half := moved(1), moved(0.5)
		if same := math.Abs(whole-half) < 1e-3*math.Abs(whole); same != k.Rescales() {
			t.Errorf("%s: %v and %v, rescales %v", k.Name, whole, half, k.Rescales())
		}
	}
}
