package forecast

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"unroll/core/nn"
	"unroll/core/random"
	"unroll/core/series"
)

// numbers is a series of n rows and D columns that are all different; the first column is the target.
func numbers(n, D int) *series.Series {
	rng := rand.New(rand.NewPCG(11, uint64(D)))
	s := &series.Series{Title: "numbers"}
	for c := range D {
		s.Labels, s.Inputs = append(s.Labels, series.Label{Number: c + 1}), append(s.Inputs, c)
	}
	x := make([]float64, D)
	for range n {
		for c := range x {
			x[c] = 0.8*x[c] + rng.NormFloat64()
			s.Values = append(s.Values, float32(40+3*x[c]))
		}
	}
	return s
}

// prepared cuts s into examples.
func prepared(t testing.TB, s *series.Series, o series.Options, lags int) *Data {
	t.Helper()
	p, err := series.Prepare(s, o)
	if err != nil {
		t.Fatal(err)
	}
	d, err := New(p, lags)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// split is so many rows to train on, the others held out.
func split(train int) series.Options { return series.Options{TrainRows: train} }

// specOf is a small network of a cell for d.
func specOf(d *Data, cell, head string) nn.Spec {
	s := nn.Spec{Cell: cell, Inputs: d.Width(), Outputs: 1, Head: head, Hidden: 5, Layers: 1, Init: "uniform:0.4"}
	if cell == "linear" {
		s.Hidden, s.Layers = 0, 0
	}
	return s
}

// graphOf is a network of a cell for d, with random weights.
func graphOf(t testing.TB, d *Data, cell, head string) nn.Graph[float32] {
	t.Helper()
	g, err := nn.New[float32](specOf(d, cell, head))
	if err != nil {
		t.Fatal(err)
	}
	g.Init(rand.New(rand.NewPCG(5, 6)))
	return g
}

// cells are the names of all models.
func cells() (list []string) {
	for _, c := range nn.FeedForward() {
		list = append(list, c.Name)
	}
	for _, c := range nn.Cells() {
		list = append(list, c.Name)
	}
	return list
}

// eachModel calls f for every model × head × lags × columns × transformation of a series of 700 rows, 300 of them held out.
func eachModel(t *testing.T, f func(t *testing.T, m *Model)) {
	for _, cell := range cells() {
		for _, head := range []string{"squared", "gaussian"} {
			for _, lags := range []int{1, 4, 7} {
				for _, D := range []int{1, 3} {
					for change := range 4 {
						o := split(400)
						o.Log, o.Difference = change&1 != 0, change&2 != 0
						t.Run(fmt.Sprintf("%s/%s/lags=%d/columns=%d/log=%v/difference=%v", cell, head, lags, D, o.Log, o.Difference), func(t *testing.T) {
							d := prepared(t, numbers(700, D), o, lags)
							f(t, NewModel(graphOf(t, d, cell, head), d, 7))
						})
					}
				}
			}
		}
	}
}

// streams are the random streams of a run's epochs.
func streams(epoch int) *rand.Rand { return random.Stream(3, "data", uint64(epoch)) }

// near says whether two forecasts differ by rounding only: what float32 leaves of numbers that are some times larger than
// their spread.
func near(a, b float64) bool { return math.Abs(a-b) <= 2e-5*math.Max(1, math.Abs(b)) }
