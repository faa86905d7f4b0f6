package ladder

import (
	"context"
	"math"
	"strings"
	"testing"

	"unroll/core/series"
)

func climbed(t testing.TB, p Problem) (rungs []Rung) {
	t.Helper()
	if err := Ladder(t.Context(), p, func(r Rung) { rungs = append(rungs, r) }); err != nil {
		t.Fatal(err)
	}
	return rungs
}

// problem is the last 10,000 rows of a source to be judged by.
func problem(t testing.TB, name string, seed uint64) Problem {
	t.Helper()
	s := made(t, name, seed, 14_000)
	return Problem{X: s.Column(0), Train: 4000, Law: s.Law}
}

// The law: on 10,000 rows that it has not been fitted to, no line is better than the exact law by more than 4 standard
// errors of the paired difference, for no seed of 50; and a forecaster that has seen a twentieth of the answers' chance
// is found out every time.
func TestNobodyIsBetterThanTheLaw(t *testing.T) {
	lowest := 0.0
	for _, name := range []string{"sine-noise", "ar2", "ar6", "walk", "regimes"} {
		for seed := range uint64(50) {
			p := problem(t, name, seed)
			exact := Errors(p.Law, p.X, p.Train, 1)
			lines := fitted(t, p.X[:p.Train], 16)
			for _, tau := range []int{1, 2, 6, 16} {
				pair := Compare(Errors(lines[tau], p.X, p.Train, 1), exact, 1)
				lowest = min(lowest, pair.Z())
				if pair.N != 10_000 || pair.Z() < -4 {
					t.Errorf("%s, seed %d: AR(%d) is better than the law by %v standard errors", name, seed, tau, -pair.Z())
				}
			}
			leak := make([]float64, len(exact))
			for i, e := range exact {
				leak[i] = 0.95 * e
			}
			if z := Compare(leak, exact, 1).Z(); z > -4 {
				t.Errorf("%s, seed %d: a leak is at %v standard errors", name, seed, z)
			}
		}
	}
	t.Logf("the lowest difference is %.2f standard errors", lowest)
}

// The same far ahead, where errors overlap.
func TestNobodyIsBetterFarAhead(t *testing.T) {
	for _, name := range []string{"sine-noise", "ar2", "ar6", "walk", "regimes"} {
		for seed := range uint64(10) {
			p := problem(t, name, seed)
			exact := Errors(p.Law, p.X, p.Train, 8)
			lines := fitted(t, p.X[:p.Train], 8)
			for _, tau := range []int{2, 8} {
				if z := Compare(Errors(lines[tau], p.X, p.Train, 8), exact, 8).Z(); z < -4 {
					t.Errorf("%s, seed %d: AR(%d) is better than the law by %v standard errors", name, seed, tau, -z)
				}
			}
		}
	}
}

// Standard errors of forecasts that overlap: the difference from the floor is as large as they say.
func TestStandardErrorsOfErrorsThatOverlap(t *testing.T) {
	const seeds, k = 60, 8
	sum, squares, se := 0.0, 0.0, 0.0
	for seed := range uint64(seeds) {
		s := made(t, "walk", 100+seed, 4000)
		x := s.Column(0)
		pair := Compare(Errors(s.Law, x, 1, k), make([]float64, len(x)-k), k)
		d := pair.Diff - s.Law.Floor(k)
		sum, squares, se = sum+d/seeds, squares+d*d/seeds, se+pair.SE/seeds
	}
	if ratio := se / math.Sqrt(squares-sum*sum); ratio < 0.7 || ratio > 1.3 {
		t.Errorf("standard errors are %v of what they should be", ratio)
	}
}

// The ladder of a noisy sine: the order of rungs, and each is what its forecaster does on the rows behind the training part.
func TestRungsAreWhatTheirForecastersDo(t *testing.T) {
	d, err := series.Prepare(made(t, "ar2", 1, 3000), series.Options{Valid: 0.2})
	if err != nil {
		t.Fatal(err)
	}
	p := NewProblem(d)
	p.Ahead = 3
	rungs := climbed(t, p)
	var persistence float64
	for _, r := range rungs {
		if r.Kind == Last {
			persistence = r.MSE
		}
	}
	x := d.Series.Column(0)
	for i, r := range rungs {
		if i > 0 && (r.Kind < rungs[i-1].Kind || (r.Kind == LineOfPast && rungs[i-1].Kind == LineOfPast && r.Order != rungs[i-1].Order+1)) {
			t.Errorf("rung %d: %v %d behind %v %d", i, r.Kind, r.Order, rungs[i-1].Kind, rungs[i-1].Order)
		}
		sum, abs, n := 0.0, 0.0, 0
		for row := 2400; row+2 < 3000; row++ {
			e := x[row+2] - r.Forecaster.Best(x[:row], 3)
			sum, abs, n = sum+e*e, abs+math.Abs(e), n+1
		}
		sum, abs = sum/float64(n), abs/float64(n)
		sd := series.Describe(x[2400:]).SD
		if r.N != n || math.Abs(r.MSE-sum) > 1e-9 || math.Abs(r.MAE-abs) > 1e-9 || math.Abs(r.Left-sum/sd/sd) > 1e-9 || math.Abs(r.Skill-(1-sum/persistence)) > 1e-9 || r.RMSE() != math.Sqrt(r.MSE) {
			t.Errorf("%+v", r)
		}
		if (r.Kind == Exact) != !math.IsNaN(r.Floor) || (r.Kind == Exact) != math.IsNaN(r.TrainMSE) {
			t.Errorf("%+v", r)
		}
	}
	if len(rungs) != 3+MostOrder+1 {
		t.Errorf("%d rungs", len(rungs))
	}
}

// Horizons and periods longer than the data, and too few rows, are refused.
func TestLadderRefuses(t *testing.T) {
	x := made(t, "ar2", 1, 100).Column(0)
	for want, p := range map[string]Problem{
		"the horizon is 21: it must be at least 1, and at most the number of held-out rows, 20": {X: x, Train: 80, Ahead: 21},
		"the horizon is -1: ": {X: x, Train: 80, Ahead: -1},
		"the period is 81: it must be at least 2, and at most the number of rows to train on, 80": {X: x, Train: 80, Period: 81},
		"the period is 1: ":                              {X: x, Train: 80, Period: 1},
		"too few rows to train on, 100 of 100: ":         {X: x, Train: 100},
		"too few rows to train on, 7 of 100: at least 8": {X: x, Train: 7},
	} {
		if err := Ladder(t.Context(), p, func(Rung) {}); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Ladder(ctx, Problem{X: x, Train: 80}, func(Rung) { t.Error("a rung") }); err != context.Canceled {
		t.Errorf("%v", err)
	}
}
