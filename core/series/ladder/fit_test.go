package ladder

import (
	"context"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// The law: each line is the solution of the least-squares problem over all its own windows, as gonum's QR solves the
// whole of it at once.
func TestLinesAreLeastSquares(t *testing.T) {
	for _, n := range []int{120, 2000} {
		x := made(t, "ar6", 5, n).Column(0)
		for i := range x {
			x[i] = 100 + 3*x[i]
		}
		for tau, l := range fitted(t, x, 32) {
			a, y := mat.NewDense(n-tau, tau+1, nil), mat.NewVecDense(n-tau, x[tau:])
			for i := range n - tau {
				a.Set(i, 0, 1)
				for j := range tau {
					a.Set(i, j+1, x[tau+i-1-j])
				}
			}
			var b, miss mat.VecDense
			if err := b.SolveVec(a, y); err != nil {
				t.Fatal(err)
			}
			miss.MulVec(a, &b)
			miss.SubVec(&miss, y)
			want := math.Pow(mat.Norm(&miss, 2), 2) / float64(n-tau)
			if math.Abs(l.Intercept-b.AtVec(0)) > 1e-7*math.Abs(b.AtVec(0)) || math.Abs(l.TrainMSE/want-1) > 1e-9 || l.Windows != n-tau || l.Order() != tau {
				t.Fatalf("AR(%d): %+v, want %v and MSE %v", tau, l, b.RawVector().Data, want)
			}
			for j, w := range l.Weights {
				if math.Abs(w-b.AtVec(j+1)) > 1e-8 {
					t.Fatalf("AR(%d): weight %d is %v, want %v", tau, j, w, b.AtVec(j+1))
				}
			}
			if got := mse(Errors(l, x, tau, 1)); math.Abs(got/want-1) > 1e-9 {
				t.Errorf("AR(%d) misses its own windows by %v, not %v", tau, got, want)
			}
		}
	}
}

// A line straight to one step ahead with the lags 1 … τ is the AR(τ), and an AR's forecasts farther ahead are a free run.
func TestOneLineTwoWays(t *testing.T) {
	x := made(t, "ar2", 3, 1000).Column(0)
	l := fitted(t, x, 3)[3]
	m, err := FitLags(x, []int{3, 1, 2, 2}, 1)
	if err != nil || !slices.Equal(l.Lags, m.Lags) || math.Abs(l.Weights[1]-m.Weights[1]) > 1e-10 || math.Abs(l.TrainMSE-m.TrainMSE) > 1e-10 {
		t.Errorf("%+v and %+v, %v", l, m, err)
	}
	run := Run(l, x[:500], 40)
	for k := 1; k <= 40; k++ {
		if got := l.Best(x[:500], k); got != run[k-1] {
			t.Errorf("%d ahead: %v, the free run says %v", k, got, run[k-1])
		}
	}
}

// The coefficients of the AR(2) and AR(6) are found.
func TestCoefficientsAreFound(t *testing.T) {
	for name, phi := range map[string][]float64{"ar2": {1.5, -0.75}, "ar6": {1.46693, -1.15042, 0.94387, -0.76384, 0.75621, -0.52817}} {
		l := fitted(t, made(t, name, 1, 100_000).Column(0), len(phi))[len(phi)]
		for i, w := range l.Weights {
			if math.Abs(w-phi[i]) > 0.02 {
				t.Errorf("%s: φ%d is %v, found %v", name, i+1, phi[i], w)
			}
		}
		near(t, name, l.TrainMSE, 1, 0.03)
	}
}

// Units do not matter: what is far from zero, tiny or huge is fitted as well.
func TestUnitsDoNotMatter(t *testing.T) {
	x := made(t, "ar2", 4, 2000).Column(0)
	base := fitted(t, x, 2)[2]
	for _, c := range [][2]float64{{1e6, 1}, {-300, 1e-4}, {0, 1e20}, {0, 1e-20}} {
		y := slices.Clone(x)
		for i := range y {
			y[i] = c[0] + c[1]*y[i]
		}
		l := fitted(t, y, 2)[2]
		if math.Abs(l.Weights[0]-base.Weights[0]) > 1e-6 || math.Abs(l.TrainMSE/(c[1]*c[1])/base.TrainMSE-1) > 1e-6 {
			t.Errorf("%v: %+v, want weights %v", c, l, base.Weights)
		}
	}
}

// What never changes is forecast exactly by the mean, by every line, by the last value.
func TestConstantSeries(t *testing.T) {
	x := slices.Repeat([]float64{4.5}, 100)
	for _, l := range fitted(t, x, 5) {
		if e := mse(Errors(l, x, 50, 7)); !(e < 1e-20) {
			t.Errorf("AR(%d) misses by %v", l.Order(), e)
		}
	}
	if Period(x) != 0 || Autocorrelation(x, 5) != nil {
		t.Error("it has a period")
	}
}

// Few values make few lines, and too few make none; a context ends the work.
func TestTooFewValues(t *testing.T) {
	x := made(t, "ar2", 1, 20).Column(0)
	for n := range 21 {
		lines, err := FitAR(t.Context(), x[:n], 32)
		if (err != nil) != (n < 2) || (err == nil && len(lines) != (n-2)/3+1) {
			t.Errorf("%d values: %d lines, %v", n, len(lines), err)
		}
	}
	for _, c := range []struct {
		n, ahead int
		lags     []int
	}{{10, 1, []int{8}}, {20, 16, []int{3}}, {20, 0, []int{1}}, {20, 1, nil}, {20, 1, []int{0, 1}}} {
		if _, err := FitLags(x[:c.n], c.lags, c.ahead); err == nil {
			t.Errorf("%+v was fitted", c)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := FitAR(ctx, x, 3); err != context.Canceled {
		t.Errorf("%v", err)
	}
}

// Persistence and the period ago, by hand.
func TestRepeating(t *testing.T) {
	past := []float64{1, 2, 3, 4, 5}
	for _, c := range []struct {
		f    Forecaster
		k    int
		want float64
	}{
		{Persistence{}, 1, 5}, {Persistence{}, 9, 5}, {Seasonal{3}, 1, 3}, {Seasonal{3}, 2, 4}, {Seasonal{3}, 3, 5}, {Seasonal{3}, 4, 3}, {Seasonal{3}, 7, 3}, {Seasonal{5}, 1, 1},
	} {
		if got := c.f.Best(past, c.k); got != c.want {
			t.Errorf("%+v, %d ahead: %v, want %v", c.f, c.k, got, c.want)
		}
	}
	for _, f := range []Forecaster{Seasonal{6}, Line{Lags: []int{6}, Weights: []float64{1}, Ahead: 1}, Line{Lags: []int{1}, Weights: []float64{1}, Ahead: 3}} {
		if got := f.Best(past, 1); !math.IsNaN(got) {
			t.Errorf("%+v knows %v of a past that is too short, or so far ahead", f, got)
		}
	}
}

// Periods are found where there are any.
func TestPeriod(t *testing.T) {
	for _, c := range []struct {
		name      string
		rows      int
		low, high int
	}{{"sine-noise", 5000, 620, 637}, {"ar2", 5000, 11, 13}, {"walk", 0, 0, 1000}, {"logistic", 5000, 0, 0}, {"sunspots", 0, 10, 11}} {
		if got := Period(made(t, c.name, 1, c.rows).Column(0)); got < c.low || got > c.high {
			t.Errorf("%s: %d", c.name, got)
		}
	}
	for n := range 12 {
		_ = Period(make([]float64, n)) // must not panic
		_ = Period([]float64{1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1}[:n])
	}
}
