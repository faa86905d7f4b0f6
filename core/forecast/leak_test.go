package forecast

import (
	"slices"
	"testing"
)

// leaks says whether a forecast of some row changes when values from that row on do: in the data that m is of, changed
// by change.
func leaks(t *testing.T, m *Model, change func(d *Data)) bool {
	t.Helper()
	d := m.Data
	from, to := d.Held()
	whole := func(row int) *Model {
		s := *d.Series
		s.Values = slices.Clone(s.Values)
		for i := row * len(s.Labels); row >= 0 && i < len(s.Values); i++ {
			s.Values[i] = 1000 - s.Values[i]
		}
		o := d.Options
		changed := prepared(t, &s, o, d.Lags)
		change(changed)
		return NewModel(m.Net, changed, 0)
	}
	before := whole(-1)
	one, err := before.OneStep(t.Context(), from, to)
	if err != nil {
		t.Fatal(err)
	}
	for row := from; row < to; row += 23 {
		after := whole(row)
		again, err := after.OneStep(t.Context(), from, row+1)
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range again {
			if p.Value != one[i].Value {
				return true
			}
		}
		k := 1
		if d.Feeds() {
			k = 5
		}
		paths, err := before.Ahead(t.Context(), row-1, row, k)
		if err != nil {
			t.Fatal(err)
		}
		other, err := after.Ahead(t.Context(), row-1, row, k)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(paths[0], other[0]) {
			return true
		}
	}
	return false
}

// The law: no forecast changes when values do that come after it. Tests the test: inputs that are one row late are caught.
func TestNoForecastHasSeenWhatItForecasts(t *testing.T) {
	eachModel(t, func(t *testing.T, m *Model) {
		if leaks(t, m, func(*Data) {}) {
			t.Error("a forecast depends on what comes after it")
		}
		late := func(d *Data) { d.rows = append(slices.Clone(d.rows[d.D:]), make([]float32, d.D)...) }
		if !leaks(t, m, late) {
			t.Error("inputs that are one row late are not caught")
		}
	})
}
