package series

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func of(values ...float32) *Series {
	return &Series{Labels: []Label{{1, "x"}}, Values: values, Inputs: []int{0}}
}

func prepared(t testing.TB, s *Series, o Options) *Data {
	t.Helper()
	d, err := Prepare(s, o)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The law: the training part has the mean 0 and the standard deviation 1 in every column; the held-out part begins where
// it ends and is on the same scale; the way back leads to the data.
func TestTheScaleIsTheTrainingPartsAndLeadsBack(t *testing.T) {
	a, b := made(t, "ar6", 1, 1000).Values, made(t, "walk", 1, 1000).Values
	two := &Series{Labels: []Label{{1, "a"}, {2, "b"}}, Inputs: []int{0, 1}, Target: 1}
	for i := range a {
		two.Values = append(two.Values, 50+a[i], float32(math.Exp(float64(b[i])/30)))
	}
	for _, o := range []Options{{Valid: 0.3}, {Valid: 0.3, Log: true}, {Valid: 0.3, Difference: true}, {Valid: 0.3, Log: true, Difference: true}, {Valid: 0}, {TrainRows: 600, ValidRows: 100}} {
		d := prepared(t, two, o)
		for c := range 2 {
			var train []float64
			for i := c; i < len(d.Train); i += 2 {
				train = append(train, float64(d.Train[i]))
			}
			if f := Describe(train); math.Abs(f.Mean) > 1e-6 || math.Abs(f.SD-1) > 1e-6 {
				t.Errorf("%+v, column %d: %+v", o, c, f)
			}
			x, all := two.Column(c), slices.Concat(d.Train, d.Valid)
			for i := c; i < len(all); i += 2 {
				row, before := d.First+i/2, 0.0
				if row > 0 {
					before = x[row-1]
				}
				if got := d.Scales[c].From(float64(all[i]), before); math.Abs(got-x[row]) > 1e-5*math.Max(1, math.Abs(x[row])) {
					t.Fatalf("%+v, column %d, row %d: %v, was %v", o, c, row, got, x[row])
				}
				if o.Difference && row == 0 {
					continue
				}
				if got := d.Scales[c].To(x[row], before); math.Abs(got-float64(all[i])) > 1e-5*math.Max(1, math.Abs(got)) {
					t.Fatalf("%+v, column %d, row %d: %v, the network reads %v", o, c, row, got, all[i])
				}
			}
		}
		want := 700
		if o.Valid == 0 {
			want = 1000
		}
		if o.TrainRows > 0 {
			want = 600
		}
		if d.Split() != want {
			t.Errorf("%+v: the held-out part begins with row %d", o, d.Split())
		}
	}
}

// The split is that of texts: 7 of 100 rows for 0.07, though 0.07·100 comes out a little above 7.
func TestSplit(t *testing.T) {
	s := made(t, "ar2", 1, 100)
	for _, c := range []struct {
		o            Options
		train, valid int
	}{
		{Options{Valid: 0.07}, 93, 7}, {Options{Valid: 0.101}, 89, 11}, {Options{}, 100, 0}, {Options{TrainRows: 60}, 60, 40}, {Options{TrainRows: 60, ValidRows: 10, Valid: 5}, 60, 10}, {Options{TrainRows: 100}, 100, 0},
	} {
		d := prepared(t, s, c.o)
		if len(d.Train) != c.train || len(d.Valid) != c.valid {
			t.Errorf("%+v: %d and %d", c.o, len(d.Train), len(d.Valid))
		}
		if d := prepared(t, s, Options{TrainRows: c.train, ValidRows: c.valid, Difference: true}); len(d.Train) != c.train-1 || len(d.Valid) != c.valid || d.First != 1 || d.Split() != c.train {
			t.Errorf("%+v with differences: %d and %d", c.o, len(d.Train), len(d.Valid))
		}
	}
}

// Nothing of the held-out part is in the scale.
func TestTheHeldOutPartIsNotLookedAt(t *testing.T) {
	s := made(t, "ar2", 1, 100)
	d := prepared(t, s, Options{Valid: 0.5})
	s.Values = slices.Clone(s.Values)
	for i := 50; i < 100; i++ {
		s.Values[i] = 1e6
	}
	if e := prepared(t, s, Options{Valid: 0.5}); !slices.Equal(d.Train, e.Train) || d.Scales[0] != e.Scales[0] {
		t.Error("what is held out changes what is trained on")
	}
}

// A column that is constant while training is 0 for the network and said; a target that is so is refused.
func TestConstantColumns(t *testing.T) {
	s := &Series{Labels: []Label{{2, "still"}, {3, "x"}}, Inputs: []int{0, 1}, Target: 1}
	for i := range 20 {
		still := float32(7)
		if i >= 10 {
			still = 9
		}
		s.Values = append(s.Values, still, float32(i*i))
	}
	d := prepared(t, s, Options{Valid: 0.5})
	if !d.Scales[0].Constant || d.Scales[1].Constant || d.Train[0] != 0 || d.Valid[0] != 2 || d.Scales[0].From(2, 0) != 9 {
		t.Errorf("%+v, %v, %v", d.Scales, d.Train, d.Valid)
	}
	s.Target = 0
	_, err := Prepare(s, Options{Valid: 0.5})
	if want := `column 2 "still" is 7 in every row of the training part: there is nothing to learn (choose another column, or another part)`; err == nil || err.Error() != want || !IsData(err) {
		t.Errorf("%v, want %s", err, want)
	}
}

// What cannot be prepared is refused, with the row where there is one.
func TestPrepareRefuses(t *testing.T) {
	ramp := of(1, 2, 3, 4, 5, 6, 0, 8, 9, 10, 11, 12)
	nan := of(1, 2, 3, 4, 5, 6, float32(math.NaN()), 8, 9, 10)
	for want, f := range map[string]func() error{
		"the part held out for validation is 1: ":                             func() error { _, err := Prepare(ramp, Options{Valid: 1}); return err },
		"the part held out for validation is NaN: ":                           func() error { _, err := Prepare(ramp, Options{Valid: math.NaN()}); return err },
		"13 to train on and 0 held out are more rows than the series has: 12": func() error { _, err := Prepare(ramp, Options{TrainRows: 13}); return err },
		"10 to train on and 3 held out are more rows than the series has: 12": func() error { _, err := Prepare(ramp, Options{TrainRows: 10, ValidRows: 3}); return err },
		"too few rows to train on: 6, and at least 8 ":                        func() error { _, err := Prepare(ramp, Options{Valid: 0.5}); return err },
		"too few rows to train on: 8, and at least 9 ":                        func() error { _, err := Prepare(ramp, Options{TrainRows: 8, Difference: true}); return err },
		"row 7, column 1 \"x\": 0 has no logarithm (":                         func() error { _, err := Prepare(ramp, Options{Log: true}); return err },
		"row 7, column 1 \"x\": NaN is not a finite number":                   func() error { _, err := Prepare(nan, Options{}); return err },
	} {
		if err := f(); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// Facts of numbers whose facts are known by hand.
func TestDescribe(t *testing.T) {
	f := Describe([]float64{1, 2, 3, 4})
	if f.N != 4 || f.Mean != 2.5 || math.Abs(f.SD-math.Sqrt(1.25)) > 1e-15 || f.Min != 1 || f.Max != 4 || math.Abs(f.Lag1-0.25) > 1e-15 {
		t.Errorf("%+v", f)
	}
	if f := Describe([]float64{3, 3, 3}); f.Mean != 3 || f.SD != 0 || !math.IsNaN(f.Lag1) {
		t.Errorf("%+v", f)
	}
	if f := Describe(nil); f.N != 0 || !math.IsNaN(f.Mean) || !math.IsNaN(f.Min) {
		t.Errorf("%+v", f)
	}
}
