package forecast

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// What cannot be forecast is refused; what is empty is empty.
func TestQuestionsAtTheEdges(t *testing.T) {
	ctx := t.Context()
	for _, cell := range cells() {
		for _, lags := range []int{1, 4} {
			d := prepared(t, numbers(60, 1), split(50), lags)
			m := NewModel(graphOf(t, d, cell, "gaussian"), d, 3)
			first, end := d.Bounds()
			for _, row := range []int{first, end - 1, end} {
				if list, err := m.OneStep(ctx, row, row); err != nil || len(list) != 0 {
					t.Errorf("no rows at %d: %v, %v", row, list, err)
				}
				if list, err := m.Ahead(ctx, row, row, 3); err != nil || len(list) != 0 {
					t.Errorf("no origins at %d: %v, %v", row, list, err)
				}
			}
			if list, err := m.OneStep(ctx, first, end); err != nil || len(list) != end-first {
				t.Errorf("all rows: %d, %v", len(list), err)
			}
			if list, err := m.Ahead(ctx, first-1, end, 3); err != nil || len(list) != end-first+1 || len(list[0]) != 3 {
				t.Errorf("all origins: %d, %v", len(list), err)
			}
			for _, r := range [][2]int{{first - 1, end}, {first, end + 1}, {end, first}, {-5, 5}} {
				if _, err := m.OneStep(ctx, r[0], r[1]); kindOf(err) != errRows {
					t.Errorf("rows %v: %v", r, err)
				}
			}
			for _, r := range [][2]int{{first - 2, end}, {first, end + 1}, {end, first}} {
				if _, err := m.Ahead(ctx, r[0], r[1], 1); kindOf(err) != errRows {
					t.Errorf("origins %v: %v", r, err)
				}
			}
			for _, k := range []int{-1, 0, MostAhead + 1} {
				_, err1 := m.Ahead(ctx, first, end, k)
				_, err2 := m.Run(ctx, make([]float64, lags), k)
				_, err3 := m.Sample(ctx, make([]float64, lags), k, rand.New(rand.NewPCG(1, 1)))
				for _, err := range []error{err1, err2, err3} {
					if kindOf(err) != errHorizon {
						t.Errorf("%d steps: %v", k, err)
					}
				}
			}
			if _, err := m.Run(ctx, make([]float64, lags-1), 2); kindOf(err) != errPast {
				t.Errorf("too short a past: %v", err)
			}
		}
	}
}

// A value of the past that the network cannot read is named by its place.
func TestAPastThatCannotBeRead(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		log, difference bool
		value           float64
		refused         bool
	}{
		{false, false, nan, true}, {false, false, inf, true}, {false, true, nan, true}, {false, true, inf, true}, {false, false, 1e300, true},
		{true, false, 0, true}, {true, true, 0, true}, {true, true, -1, true}, {true, false, nan, true}, {false, false, -1, false}, {true, true, 1e-30, false},
	} {
		o := split(50)
		o.Log, o.Difference = c.log, c.difference
		d := prepared(t, numbers(60, 1), o, 2)
		m := NewModel(graphOf(t, d, "gru", "squared"), d, 3)
		for _, n := range []int{4, 5000} {
			for _, at := range []int{n - 4, n - 2, n - 1} {
				past := slices.Repeat([]float64{40}, n)
				past[at] = c.value
				_, err := m.Run(t.Context(), past, 2)
				if (err != nil) != c.refused {
					t.Errorf("%+v, value %d of %d: %v", c, at+1, n, err)
				}
				if want := errValue.Of(at+1, c.value); c.refused && (err == nil || err.Error() != want.Error()) {
					t.Errorf("%+v: %v instead of %v", c, err, want)
				}
			}
		}
	}
}

// A question that is given up ends with the context's error.
func TestQuestionsCanBeGivenUp(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	d := prepared(t, numbers(60, 1), split(50), 2)
	m := NewModel(graphOf(t, d, "gru", "gaussian"), d, 3)
	from, to := d.Held()
	_, err1 := m.OneStep(ctx, from, to)
	_, err2 := m.Ahead(ctx, from, to, 3)
	_, err3 := m.Run(ctx, make([]float64, 5), 3)
	_, err4 := m.Horizons(ctx, from, to, 3)
	for _, err := range []error{err1, err2, err3, err4} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
	}
}

// Weights that are no numbers make forecasts that are none, and no panic.
func TestForecastsOfWeightsThatAreNoNumbers(t *testing.T) {
	eachModel(t, func(t *testing.T, m *Model) {
		for i := range m.Net.Weights() {
			m.Net.Weights()[i] = float32(math.NaN())
		}
		m.Net.Prepare()
		from, to := m.Data.Held()
		one, err := m.OneStep(t.Context(), from, to)
		if err != nil || !math.IsNaN(one[0].Value) || !math.IsNaN(m.Data.Covered(one, from)) {
			t.Errorf("%v, %v, covered %v", one[0], err, m.Data.Covered(one, from))
		}
		if !m.Data.Feeds() {
			return
		}
		run, err := m.Run(t.Context(), m.Data.Series.Column(0), 5)
		if err != nil || len(run) != 5 || !math.IsNaN(run[4].Value) {
			t.Errorf("%v, %v", run, err)
		}
	})
}
