package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// eighths returns random logits that are multiples of 1/1024 within ±8, so that adding ±10,000 to
// them is exact even in float32: below 2¹⁴ = 16,384 its numbers are 2⁻¹⁰ apart.
func eighths(rng *rand.Rand, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(rng.IntN(16385)-8192) / 1024
	}
	return x
}

// slack is the relative error that a function of F may have: a few units in the last place (6e-8
// for float32, 1.1e-16 for float64).
func slack[F Float]() float64 { return 8 * unit[F]() }

// softmaxOf is the definition, safe because |x| ≤ 8.
func softmaxOf(x []float32) (p []float64, logSum float64) {
	sum := 0.0
	for _, v := range x {
		sum += math.Exp(float64(v))
	}
	for _, v := range x {
		p = append(p, math.Exp(float64(v))/sum)
	}
	return p, math.Log(sum)
}

func testSoftmax[F Float](t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{1, 2, 3, 7, 8, 17, 65, 1000} {
		x := eighths(rng, n)
		want, wantLog := softmaxOf(x)
		for _, c := range []float64{0, 1, -3.5, 1e4, -1e4} {
			o, p := make([]F, n), make([]F, n)
			for i, v := range x {
				o[i] = F(float64(v) + c)
			}
			logSum := Softmax(p, o)
			if d := math.Abs(logSum - (wantLog + c)); !(d <= 1e-7+slack[F]()*math.Abs(c)) {
				t.Errorf("n=%d c=%g: log Σ e^o is %v instead of %v", n, c, logSum, wantLog+c)
			}
			sum := 0.0
			for i, v := range p {
				sum += float64(v)
				if !(math.Abs(float64(v)-want[i]) <= 4*slack[F]()*want[i]) {
					t.Errorf("n=%d c=%g: p[%d] is %v instead of %v", n, c, i, v, want[i])
				}
			}
			if !(math.Abs(sum-1) <= 4*slack[F]()) {
				t.Errorf("n=%d c=%g: Σ p is %v", n, c, sum)
			}
			Softmax(o, o)
			if !sameBits(o, p) {
				t.Errorf("n=%d c=%g: in place it differs", n, c)
			}
		}
	}
}

// Softmax sums to 1, does not change when the same number is added to every logit, and its log Σ e^o
// is right even if e^o itself overflows (e^10000 is ∞) or vanishes.
func TestSoftmaxIsInvariantToAShift(t *testing.T) {
	if !math.IsInf(math.Exp(1e4), 1) || math.Exp(-1e4) != 0 {
		t.Fatal("±10,000 should be beyond the naive formula")
	}
	eachKernel(t, func(t *testing.T) {
		t.Run("float32", testSoftmax[float32])
		t.Run("float64", testSoftmax[float64])
	})
}

func TestSoftmaxWithOneLogitFarAbove(t *testing.T) {
	p := make([]float64, 3)
	logSum := Softmax(p, []float64{1e4, -1e4, 0})
	if logSum != 1e4 || p[0] != 1 || p[1] != 0 || p[2] != 0 {
		t.Errorf("log Σ e^o is %v with p = %v", logSum, p)
	}
}

func TestSoftmaxOfAForbiddenTokenIsZero(t *testing.T) {
	p := make([]float32, 3)
	logSum := Softmax(p, []float32{0, float32(math.Inf(-1)), 0})
	if p[0] != 0.5 || p[1] != 0 || p[2] != 0.5 || math.Abs(logSum-math.Ln2) > 1e-7 {
		t.Errorf("p = %v, log Σ e^o = %v", p, logSum)
	}
}

// A NaN must not be lost on its way: a NaN loss must be visible.
func TestSoftmaxOfNaNIsNaN(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, o := range [][]float64{{nan}, {nan, 0, 1}, {0, nan, 1}, {0, 1, nan}, {nan, inf, -inf}, {inf, 0}, {-inf, -inf}} {
		p := make([]float64, len(o))
		logSum := Softmax(p, o)
		if !math.IsNaN(logSum) && !math.IsInf(o[0], -1) {
			t.Errorf("%v: log Σ e^o is %v", o, logSum)
		}
		for _, v := range p {
			if v == v {
				t.Errorf("%v: p = %v", o, p)
				break
			}
		}
	}
}

func TestMaxIsTheLargestOrNaN(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		x    []float64
		want float64
	}{{nil, -inf}, {[]float64{-3}, -3}, {[]float64{1, 5, 2}, 5}, {[]float64{-inf, -inf}, -inf}, {[]float64{1, nan, 9}, nan}, {[]float64{inf, nan}, nan}} {
		if got := Max(c.x); got != c.want && !(math.IsNaN(got) && math.IsNaN(c.want)) {
			t.Errorf("Max(%v) = %v", c.x, got)
		}
	}
}

// far is a set of arguments: dense near 0, where tanh and sigmoid bend, and out to the extremes.
func far() []float64 {
	x := []float64{0, math.Copysign(0, -1), 1e-30, -1e-30, 1e-8, 88, -88, 104, -104, 1e4, -1e4, 3e38, -3e38, math.Inf(1), math.Inf(-1)}
	for v := 1e-6; v < 100; v *= 1.03 {
		x = append(x, v, -v)
	}
	return x
}

func testCurve[F Float](t *testing.T, f func(y, x []F), want func(float64) float64) {
	var x []F
	for _, v := range far() {
		x = append(x, F(v))
	}
	y := make([]F, len(x))
	f(y, x)
	for i, v := range x {
		w := want(float64(v))
		// 1e-37: below it float32 loses digits, as for e^−88.
		if !(math.Abs(float64(y[i])-w) <= slack[F]()*math.Abs(w)+1e-37) {
			t.Errorf("at %v it is %v instead of %v", v, y[i], w)
		}
		if math.Abs(float64(y[i])) > 1 {
			t.Errorf("at %v it is %v, beyond its limit", v, y[i])
		}
	}
	f(x, x)
	if !sameBits(x, y) {
		t.Error("in place it differs")
	}
	for n := range 20 { // whatever the length, the last numbers are done and none after them
		x, y := make([]F, n+1), make([]F, n+1)
		for i := range x {
			x[i], y[i] = 0.5, canary
		}
		f(y[:n], x[:n])
		for _, v := range y[:n] {
			if math.Abs(float64(v)-want(0.5)) > slack[F]() {
				t.Errorf("one of %d is %v", n, v)
			}
		}
		if y[n] != canary {
			t.Errorf("with %d numbers it writes one more", n)
		}
	}
	nan := []F{1, F(math.NaN()), 1}
	f(nan, nan)
	if nan[1] == nan[1] || nan[0] != nan[0] || nan[2] != nan[2] {
		t.Errorf("NaN between numbers gives %v", nan)
	}
}

func TestTanh(t *testing.T) {
	eachKernel(t, func(t *testing.T) {
		testCurve(t, Tanh[float32], math.Tanh)
		testCurve(t, Tanh[float64], math.Tanh)
	})
}

// e^−x overflows to ∞ for large −x, and 1/∞ is then 0: right, though not in every digit.
func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

func TestSigmoid(t *testing.T) {
	eachKernel(t, func(t *testing.T) {
		testCurve(t, Sigmoid[float32], sigmoid)
		testCurve(t, Sigmoid[float64], sigmoid)
	})
}

// Number by number: the result for a number does not depend on other numbers, nor on its place, be
// it in a vector or in the remainder after the last. A batch divided among threads depends on this.
func TestFunctionsGoNumberByNumber(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 9))
	x := make([]float32, 77)
	for i := range x {
		x[i] = float32(3 * rng.NormFloat64())
	}
	eachKernel(t, func(t *testing.T) {
		for name, f := range map[string]func(y, x []float32){"tanh": Tanh[float32], "sigmoid": Sigmoid[float32], "exp": Exp[float32]} {
			whole := make([]float32, len(x))
			f(whole, x)
			for off := range 20 {
				for n := range 20 {
					part := make([]float32, n)
					f(part, x[off:off+n])
					if !sameBits(part, whole[off:off+n]) {
						t.Errorf("%s of %d numbers starting at %d differs", name, n, off)
					}
				}
			}
		}
	})
}

func TestAxpyAddScale(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 70).Draw(t, "n")
		alpha := rapid.Float64Range(-2, 2).Draw(t, "alpha")
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		x, y := make([]float64, n), make([]float64, n+1)
		for i := range x {
			x[i], y[i] = rng.NormFloat64(), rng.NormFloat64()
		}
		y[n] = canary
		for name, f := range map[string]struct {
			run  func(y []float64)
			want func(x, y float64) float64
		}{
			"Axpy":  {func(y []float64) { Axpy(alpha, x, y) }, func(x, y float64) float64 { return y + alpha*x }},
			"Add":   {func(y []float64) { Add(y[:n], x) }, func(x, y float64) float64 { return y + x }},
			"Scale": {func(y []float64) { Scale(alpha, y[:n]) }, func(_, y float64) float64 { return alpha * y }},
		} {
			got := append([]float64(nil), y...)
			f.run(got)
			for i := range x {
				if w := f.want(x[i], y[i]); math.Abs(got[i]-w) > 1e-15*(1+math.Abs(y[i])+math.Abs(alpha*x[i])) {
					t.Fatalf("%s: number %d is %v instead of %v", name, i, got[i], w)
				}
			}
			if got[n] != canary {
				t.Fatalf("%s writes after the last number", name)
			}
		}
	})
}

// ‖g‖ decides whether to clip, so its bytes must depend on the numbers alone.
func TestSumSquaresHasAFixedOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for _, n := range []int{0, 1, 3, 8, 4095, 4096, 4097, 10000} {
		x := make([]float32, n)
		want := 0.0
		for i := range x {
			x[i] = float32(rng.NormFloat64())
			want += float64(x[i]) * float64(x[i])
		}
		first := SumSquares(x)
		if math.Abs(first-want) > float64(n)*0x1p-52*want {
			t.Errorf("n=%d: %v instead of %v", n, first, want)
		}
		for off := range 9 {
			moved := make([]float32, off+n+off)
			copy(moved[off:], x)
			if got := SumSquares(moved[off : off+n]); got != first {
				t.Errorf("n=%d: %v at one place in memory, %v at another", n, first, got)
			}
		}
	}
}

// 1e30² is beyond float32, but Σ must still be finite: 3·1e60.
func TestSumSquaresDoesNotOverflow(t *testing.T) {
	got := SumSquares([]float32{1e30, -1e30, 1e30})
	if math.Abs(got-3e60) > 1e54 { // float32's 1e30 is accurate to 6e-8
		t.Errorf("Σ x² is %v", got)
	}
	for _, bad := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		if v := SumSquares([]float32{1, float32(bad), 1}); !math.IsNaN(v) && !math.IsInf(v, 1) {
			t.Errorf("Σ x² with %v is %v: it must be visible", bad, v)
		}
	}
}

func ExampleMul() {
	c := NewMatrix[float64](1, 2)
	Mul(c, Of(1, 2, []float64{1, 10}), Of(2, 2, []float64{1, 2, 3, 4}), false)
	fmt.Println(c.Data)
	// Output: [31 42]
}
