package ladder

import (
	"math"
	"testing"

	"unroll/core/series"
)

// Published and re-run figures, each with how near it has to be.

func made(t testing.TB, name string, seed uint64, n int) *series.Series {
	t.Helper()
	s, err := series.Make(name, seed, n)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func fitted(t testing.TB, x []float64, most int) []Line {
	t.Helper()
	lines, err := FitAR(t.Context(), x, most)
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

func near(t *testing.T, what string, got, want, share float64) {
	t.Helper()
	if !(math.Abs(got/want-1) <= share) {
		t.Errorf("%s: %.4f, want %.4f ± %g %%", what, got, want, 100*share)
	}
}

// Section 9.1 of Dive into Deep Learning: lines fitted to the first 600 windows of 1,000 points of a noisy sine, judged by the
// others, averaged over 40 seeds; and the errors of an AR(4) k steps ahead.
func TestNoisySine(t *testing.T) {
	const seeds, windows = 40, 600
	taus := []int{1, 2, 4, 8, 16, 32}
	want := []float64{0.0757, 0.0585, 0.0499, 0.0462, 0.0460, 0.0460}
	ahead, far := []int{1, 4, 16, 64}, []float64{0.223, 0.233, 0.263, 0.503}
	mean, rmse := make([]float64, len(taus)), make([]float64, len(ahead))
	for seed := range uint64(seeds) {
		x := made(t, "sine-noise", seed+1, 1000).Column(0)
		for i, tau := range taus {
			l := fitted(t, x[:windows+tau], tau)[tau]
			if l.Windows != windows {
				t.Fatalf("%d windows", l.Windows)
			}
			mean[i] += mse(Errors(l, x, windows+tau, 1)) / seeds
			if tau == 4 {
				for j, k := range ahead {
					rmse[j] += math.Sqrt(mse(Errors(l, x, windows+tau, k))) / seeds
				}
			}
		}
	}
	t.Logf("MSE %.4f, RMSE of the AR(4) %.3f", mean, rmse)
	for i := range taus {
		near(t, "MSE", mean[i], want[i], 0.05)
	}
	for j := range ahead {
		near(t, "RMSE", rmse[j], far[j], 0.10)
	}
}

// The theory: of a sine of unknown phase with noise, whose autocovariance is ½ cos 0.01h + 0.04 [h = 0], the best line through
// τ values leaves what the Levinson–Durbin recursion says; a line fitted to very many windows comes to that.
func TestNoisySineInTheory(t *testing.T) {
	want := map[int]float64{1: 0.0771, 2: 0.0593, 4: 0.0501, 8: 0.0459, 16: 0.0450, 32: 0.0443}
	left := levinson(func(h int) float64 {
		if h == 0 {
			return 0.54
		}
		return math.Cos(0.01*float64(h)) / 2
	}, 32)
	lines := fitted(t, made(t, "sine-noise", 1, 100_000).Column(0), 32)
	for tau, w := range want {
		if math.Abs(left[tau]-w) > 6e-5 {
			t.Errorf("τ = %d: %.5f, want %v", tau, left[tau], w)
		}
		near(t, "fitted", lines[tau].TrainMSE, left[tau], 0.03) // √(2 / 100,000) is 0.0045
	}
}

// levinson is the mean squared error of the best linear prediction from 0 … most values, of an autocovariance.
func levinson(cov func(int) float64, most int) []float64 {
	left, phi := []float64{cov(0)}, []float64(nil)
	for n := 1; n <= most; n++ {
		k := cov(n)
		for i, p := range phi {
			k -= p * cov(n-1-i)
		}
		k /= left[n-1]
		next := make([]float64, n)
		next[n-1] = k
		for i, p := range phi {
			next[i] = p - k*phi[n-2-i]
		}
		phi = next
		left = append(left, left[n-1]*(1-k*k))
	}
	return left
}

// Without noise two values are enough: a free run of hundreds of steps is right to 1e-8, and x_t = 2 cos(0.01) x_{t−1} − x_{t−2}.
func TestTwoValuesAreEnoughForASine(t *testing.T) {
	x := make([]float64, 1000) // as float64: what float32 rounds off, a free run makes larger
	for i := range x {
		x[i] = math.Sin(0.01 * float64(i+1))
	}
	l := fitted(t, x[:602], 2)[2]
	near(t, "weight", l.Weights[0], 2*math.Cos(0.01), 1e-9)
	near(t, "weight", l.Weights[1], -1, 1e-9)
	sum := 0.0
	run := Run(l, x[:604], 396)
	for i, v := range run {
		sum += (v - x[604+i]) * (v - x[604+i]) / 396
	}
	if rmse := math.Sqrt(sum); !(rmse < 1e-8) {
		t.Errorf("the free run is off by %v", rmse)
	}
	if e := math.Sqrt(mse(Errors(l, x, 604, 1))); !(e < 1e-8) {
		t.Errorf("one step is off by %v", e)
	}
	// More values than are needed say the same twice: the fit must not break.
	for _, l := range fitted(t, x[:634], 32)[2:] {
		if e := math.Sqrt(mse(Errors(l, x, 634, 1))); !(e < 1e-8) {
			t.Errorf("AR(%d) is off by %v", l.Order(), e)
		}
	}
}

// Sunspots: lines fitted to 1700–1920 leave these shares of 1535 on 1921–55 and on 1956–79.
func TestSunspotFigures(t *testing.T) {
	x := made(t, "sunspots", 1, 0).Column(0)
	want := map[int][2]float64{1: {0.378, 0.912}, 2: {0.185, 0.439}, 9: {0.123, 0.342}}
	for _, part := range []struct{ i, from, to int }{{0, 221, 256}, {1, 256, 280}} {
		lines := fitted(t, x[:221], 9)
		for tau, w := range want {
			s := Judged(Errors(lines[tau], x[:part.to], part.from, 1), 1535, math.NaN())
			t.Logf("AR(%d), part %d: %.4f", tau, part.i, s.Left)
			if math.Abs(s.Left-w[part.i]) > 0.003 || s.N != part.to-part.from {
				t.Errorf("AR(%d) leaves %.4f, want %v ± 0.003", tau, s.Left, w[part.i])
			}
		}
	}
	// The same by the ladder.
	d, err := series.Prepare(made(t, "sunspots", 1, 0), series.Options{TrainRows: 221, ValidRows: 35})
	if err != nil {
		t.Fatal(err)
	}
	p := NewProblem(d)
	p.Variance = 1535
	for _, r := range climbed(t, p) {
		if w, ok := want[r.Order]; ok && r.Kind == LineOfPast && math.Abs(r.Left-w[0]) > 0.003 {
			t.Errorf("rung AR(%d) leaves %.4f", r.Order, r.Left)
		}
		if r.Kind == PeriodAgo && r.Order != 11 {
			t.Errorf("a period of %d years", r.Order)
		}
	}
}

// Mackey–Glass by a line through four values, 0, 6, 12 and 18 steps before the last: RMSE over the standard deviation.
func TestMackeyGlassFigures(t *testing.T) {
	x := made(t, "mackey-glass", 1, 100_000).Column(0)
	train, sd := 50_000, series.Describe(x[50_000:]).SD
	for _, c := range []struct {
		ahead      int
		line, last float64
	}{{1, 0.066, 0.146}, {6, 0.425, 0.818}, {84, 0.558, 1.63}} {
		l, err := FitLags(x[:train], []int{1, 7, 13, 19}, c.ahead)
		if err != nil {
			t.Fatal(err)
		}
		got := math.Sqrt(mse(Errors(l, x, train, c.ahead))) / sd
		t.Logf("%d ahead: %.4f", c.ahead, got)
		near(t, "four values", got, c.line, 0.05)
		near(t, "persistence", math.Sqrt(mse(Errors(Persistence{}, x, train, c.ahead)))/sd, c.last, 0.05)
	}
}
