package ladder

import (
	"math"
	"testing"
)

// judged is the verdict on a forecaster.
func judged(p Problem, rungs []Rung, f Forecaster) Verdict {
	e := Errors(f, p.X, p.Train, 1)
	return Judge(Evidence{Score: Judged(e, 1, 1), Rungs: rungs, OverLast: Compare(e, Errors(Persistence{}, p.X, p.Train, 1), 1), OverExact: exactly(p, e)})
}

func exactly(p Problem, e []float64) Pair {
	if p.Law == nil {
		return Pair{}
	}
	return Compare(e, Errors(p.Law, p.X, p.Train, 1), 1)
}

// On a random walk the verdict is the same for everybody, for 20 seeds: no better than the last value, and nobody could be.
func TestOnARandomWalkNothingIsBetterThanTheLastValue(t *testing.T) {
	for seed := range uint64(20) {
		p := problem(t, "walk", seed)
		p.Most = 12
		rungs := climbed(t, p)
		for _, r := range rungs {
			v := judged(p, rungs, r.Forecaster)
			if v.Standing != NoBetterThanLast || !v.Walk {
				t.Errorf("seed %d, %v %d: %+v", seed, r.Kind, r.Order, v)
			}
			if r.MSE < rungs[1].MSE*(1-nearLine) {
				t.Errorf("seed %d: %v %d is better than persistence: %v", seed, r.Kind, r.Order, r.Skill)
			}
			if u := Judge(Evidence{Score: r.Score, Rungs: rungs}); u.Standing != NoBetterThanLast {
				t.Errorf("seed %d, %v %d without pairs: %+v", seed, r.Kind, r.Order, u)
			}
		}
	}
}

// shrunk has seen the answers and tells a part of them.
type shrunk struct {
	x    []float64
	part float64
	of   Forecaster
}

func (s shrunk) Best(past []float64, k int) float64 {
	best, answer := s.of.Best(past, k), s.x[len(past)+k-1]
	return best + s.part*(answer-best)
}

// Each standing, by a forecaster that deserves it.
func TestStandings(t *testing.T) {
	p := problem(t, "ar6", 1)
	rungs := climbed(t, p)
	chaos := problem(t, "logistic", 1)
	low := climbed(t, chaos)
	line := func(tau int) Forecaster {
		for _, r := range rungs {
			if r.Kind == LineOfPast && r.Order == tau {
				return r.Forecaster
			}
		}
		return nil
	}
	for name, c := range map[string]struct {
		p     Problem
		rungs []Rung
		f     Forecaster
		want  Standing
		order int
	}{
		"the last value":           {p, rungs, Persistence{}, NoBetterThanLast, -2},
		"an AR(2)":                 {p, rungs, line(2), AsGoodAsLine, -2},
		"an AR(4)":                 {p, rungs, line(4), AsGoodAsLine, 4},
		"the line of the law":      {p, rungs, line(6), AtNoise, 6},
		"the law":                  {p, rungs, p.Law, AtNoise, 6},
		"a leak of a twentieth":    {p, rungs, shrunk{p.X, 0.05, p.Law}, BelowNoise, -2},
		"all answers":              {p, rungs, shrunk{p.X, 1, p.Law}, BelowNoise, -2},
		"the mean":                 {chaos, low, low[0].Forecaster, AsGoodAsLine, 0},
		"a parabola":               {chaos, low, chaos.Law, BetterThanLines, 0},
		"somewhat worse than mean": {chaos, low, shrunk{chaos.X, 0.2, Persistence{}}, BelowLines, -1},
	} {
		v := judged(c.p, c.rungs, c.f)
		if v.Standing != c.want || (c.order > -2 && v.Line.Order != c.order) {
			t.Errorf("%s: %+v", name, v)
		}
		if v.Walk {
			t.Errorf("%s: a walk", name)
		}
	}
	if v := judged(chaos, low, chaos.Law); v.Better < 0.99 || !math.IsNaN(v.AboveNoise) {
		t.Errorf("%+v", v)
	}
	if v := judged(p, rungs, p.Law); math.Abs(v.AboveNoise) > 1e-9 || v.Skill < 0.5 {
		t.Errorf("%+v", v)
	}
}

// The order of a line that a loss is worth: of those that are not better than it, the best; of those as good, the lowest.
func TestWorth(t *testing.T) {
	mse := []float64{1, 0.0757, 0.0585, 0.0530, 0.0499, 0.0480, 0.0470, 0.0465, 0.0462, 0.0463, 0.0461}
	var rungs []Rung
	for tau, m := range mse {
		r := Rung{Kind: LineOfPast, Order: tau, Score: Score{N: 1000, MSE: m}}
		if tau == 0 {
			r.Kind = Mean
		}
		rungs = append(rungs, r)
	}
	for loss, want := range map[float64]int{2: -1, 1: 0, 0.5: 0, 0.08: 0, 0.0757: 1, 0.06: 1, 0.0585: 2, 0.0590: 2, 0.0515: 3, 0.0503: 4, 0.0461: 7, 0.04: 7} {
		if got := (Evidence{Score: Score{MSE: loss}, Rungs: rungs}).worth().Order; got != want {
			t.Errorf("%v is worth AR(%d), want %d", loss, got, want)
		}
	}
}

// How much worse than the last value something is is said where that is clear, on a random walk too; chance and little are not.
func TestWorseThanTheLastValue(t *testing.T) {
	last := Rung{Kind: Last, Score: Score{N: 100, MSE: 1}}
	law := Rung{Kind: Exact, Floor: 1, Score: Score{N: 100, MSE: 1}}
	for name, c := range map[string]struct {
		mse  float64
		over Pair
		want float64
	}{
		"clear":          {1.4, Pair{N: 100, Diff: 0.4, SE: 0.1, Base: 1}, 0.4},
		"without pairs":  {1.4, Pair{}, 0.4},
		"chance":         {1.4, Pair{N: 100, Diff: 0.4, SE: 0.3, Base: 1}, 0},
		"little":         {1.04, Pair{N: 100, Diff: 0.04, SE: 0.01, Base: 1}, 0},
		"the last value": {1, Pair{N: 100, Base: 1}, 0},
		"∞":              {math.Inf(1), Pair{N: 100, Diff: math.Inf(1), SE: math.NaN(), Base: 1}, math.Inf(1)},
	} {
		for _, walk := range []bool{false, true} {
			e := Evidence{Score: Score{N: 100, MSE: c.mse}, Rungs: []Rung{last}, OverLast: c.over}
			if walk {
				e.Rungs = append(e.Rungs, law)
			}
			v := Judge(e)
			if v.Standing != NoBetterThanLast || v.Walk != walk || !(v.Worse == c.want || math.Abs(v.Worse-c.want) < 1e-9) || v.N != 100 {
				t.Errorf("%s: %+v, want %g", name, v, c.want)
			}
		}
	}
}

// Where nothing is known nothing is said; a floor alone says something, less surely.
func TestJudgeOfLittle(t *testing.T) {
	last := Rung{Kind: Last, Score: Score{N: 100, MSE: 1}}
	line := Rung{Kind: LineOfPast, Order: 1, Score: Score{N: 100, MSE: 0.5}}
	for name, c := range map[string]struct {
		e    Evidence
		want Standing
	}{
		"nothing":        {Evidence{}, NotJudged},
		"no rungs":       {Evidence{Score: Score{N: 100, MSE: 1}}, NotJudged},
		"NaN":            {Evidence{Score: Score{N: 100, MSE: math.NaN()}, Rungs: []Rung{last}}, NotJudged},
		"∞":              {Evidence{Score: Score{N: 100, MSE: math.Inf(1)}, Rungs: []Rung{last, line}}, NoBetterThanLast},
		"near a floor":   {Evidence{Score: Score{N: 100, MSE: 0.31}, Rungs: []Rung{last, line}, Floor: 0.3}, AtNoise},
		"below a floor":  {Evidence{Score: Score{N: 100, MSE: 0.1}, Rungs: []Rung{last, line}, Floor: 0.3}, BelowNoise},
		"above a floor":  {Evidence{Score: Score{N: 100, MSE: 0.45}, Rungs: []Rung{last, line}, Floor: 0.3}, BetterThanLines},
		"no floor":       {Evidence{Score: Score{N: 100, MSE: 0.31}, Rungs: []Rung{last, line}, Floor: math.NaN()}, BetterThanLines},
		"luck, by pairs": {Evidence{Score: Score{N: 100, MSE: 0.9}, Rungs: []Rung{last, line}, OverLast: Pair{N: 100, Diff: -0.1, SE: 0.1, Base: 1}}, Unsure},
	} {
		if v := Judge(c.e); v.Standing != c.want {
			t.Errorf("%s: %+v", name, v)
		}
	}
}

// The law: how far a forecast is from the best rung is known whatever the best rung misses: where it misses nothing, a forecast
// that is clearly better than a line is not called as good as that line, and no figure is NaN.
func TestARungThatMissesNothing(t *testing.T) {
	rung := func(k Kind, order int, mse float64) Rung {
		return Rung{Kind: k, Order: order, Score: Score{N: 100, MSE: mse}}
	}
	rungs := []Rung{rung(Mean, 0, 9), rung(Last, 0, 30), rung(PeriodAgo, 2, 0), rung(LineOfPast, 1, 0.01)}
	v := Judge(Evidence{Score: Score{N: 100, MSE: 0.5}, Rungs: rungs})
	if v.Standing != AsGoodAsLine || !v.Between || v.Line.Kind != Mean || v.Best.Kind != PeriodAgo || !math.IsInf(v.Better, -1) {
		t.Errorf("%+v", v)
	}
	v = Judge(Evidence{Score: Score{N: 100, MSE: 9.05}, Rungs: rungs})
	if v.Standing != AsGoodAsLine || v.Between || v.Line.Kind != Mean {
		t.Errorf("%+v", v)
	}
}
