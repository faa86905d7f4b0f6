package forecast

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"unroll/core/nn"
	"unroll/core/series"
	"unroll/core/series/ladder"
)

// climbed is a built-in series as data, with lags read at each step.
func climbed(t testing.TB, name string, rows int, valid float64) *Data {
	t.Helper()
	s, err := series.Make(name, 1, rows)
	if err != nil {
		t.Fatal(err)
	}
	d, err := Options{Lags: 1}.Prepare(s, valid)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// repeating is a network that repeats the last value, but for scale.
func repeating(t testing.TB, d *Data, scale float32) *Model {
	t.Helper()
	g, err := nn.New[float32](nn.Spec{Cell: "linear", Inputs: 1, Outputs: 1, Head: "squared", Init: "pytorch"})
	if err != nil {
		t.Fatal(err)
	}
	g.Init(rand.New(rand.NewPCG(1, 1)))
	for i := range g.Weights() {
		g.Weights()[i] = 0
	}
	g.Weights()[0] = scale
	g.Prepare()
	return NewModel(g, d, 7)
}

// The law: a network that repeats the last value makes persistence's errors at every horizon, and stands where persistence
// does; on a random walk the verdict says that nobody can be better.
func TestANetworkThatRepeatsStandsWithTheLastValue(t *testing.T) {
	for _, name := range []string{"walk", "ar2"} {
		d := climbed(t, name, 3000, 0.4)
		for _, k := range []int{1, 4, 16} {
			c, err := d.Climb(context.Background(), k, 0)
			if err != nil {
				t.Fatal(err)
			}
			s, err := c.Stand(context.Background(), repeating(t, d, 1))
			if err != nil {
				t.Fatal(err)
			}
			if len(c.Rungs) < 34 || c.Rungs[1].Kind != ladder.Last || c.Judged != 1200-k+1 || c.Limited() {
				t.Fatalf("%s, k = %d: %d rungs, judged by %d", name, k, len(c.Rungs), c.Judged)
			}
			if want := c.Rungs[1].MSE; math.Abs(s.MSE-want) > 1e-4*want || math.Abs(s.Left-c.Rungs[1].Left) > 1e-4 || s.At != 7 {
				t.Errorf("%s, k = %d: %+v, want %g", name, k, s.Score, want)
			}
			if v := s.Verdict; v.Standing != ladder.NoBetterThanLast || v.Walk != (name == "walk") {
				t.Errorf("%s, k = %d: %+v", name, k, v)
			}
		}
	}
}

// The law: a long series is limited on both sides, which is said; the rungs are those of the rows that are left, the exact
// law's too, though it counts rows from the first of all.
func TestALongSeriesIsLimited(t *testing.T) {
	d := climbed(t, "sine-noise", 150_000, 0.2)
	c, err := d.Climb(context.Background(), 1, -1)
	if err != nil {
		t.Fatal(err)
	}
	if !c.Limited() || c.Fitted != ladderFit || c.Train != 120_000 || c.Judged != ladderJudge || c.Held != 30_000 {
		t.Fatalf("%+v", c)
	}
	exact := c.Rungs[len(c.Rungs)-1]
	if exact.Kind != ladder.Exact || math.Abs(exact.MSE-0.04) > 0.002 {
		t.Errorf("the law misses by %g", exact.MSE)
	}
	s, err := c.Stand(context.Background(), repeating(t, d, 1))
	if err != nil {
		t.Fatal(err)
	}
	if s.N != ladderJudge || math.Abs(s.MSE-0.08) > 0.004 || s.Verdict.Standing != ladder.NoBetterThanLast {
		t.Errorf("%+v", s)
	}
}

// The law: what cannot be climbed is an error: nothing held out, a horizon or a period longer than the series, a run that
// has ended.
func TestWhatCannotBeClimbed(t *testing.T) {
	d := climbed(t, "walk", 200, 0.1)
	ended, end := context.WithCancel(context.Background())
	end()
	for _, c := range []struct {
		ctx       context.Context
		d         *Data
		k, period int
	}{{context.Background(), climbed(t, "walk", 200, 0), 1, 0}, {context.Background(), d, 21, 0}, {context.Background(), d, 1, 181}, {ended, d, 1, 0}} {
		if _, err := c.d.Climb(c.ctx, c.k, c.period); err == nil {
			t.Errorf("k = %d, period %d: no error", c.k, c.period)
		}
	}
	c, err := d.Climb(context.Background(), 4, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Stand(ended, repeating(t, d, 1)); err == nil {
		t.Error("a run that has ended is judged")
	}
}
