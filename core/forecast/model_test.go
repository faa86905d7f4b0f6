package forecast

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"unroll/core/fault"
	"unroll/core/series"
)

// The law: the same past has the same forecasts, whoever is asked: OneStep, the first of Ahead, the first of Run; and Ahead goes
// on as Run does from each origin. OneStep is the network's output on the scale of the data. A network that reads other
// columns than the one it predicts has only one step.
func TestTheSamePastHasTheSameForecasts(t *testing.T) {
	ctx := t.Context()
	eachModel(t, func(t *testing.T, m *Model) {
		d := m.Data
		x := d.Series.Column(0)
		from, to := 520, 590
		one, err := m.OneStep(ctx, from, to)
		if err != nil || len(one) != to-from {
			t.Fatalf("%d forecasts: %v", len(one), err)
		}
		k := 6
		if !d.Feeds() {
			k = 1
		}
		paths, err := m.Ahead(ctx, from-1, to-1, k)
		if err != nil || len(paths) != to-from {
			t.Fatalf("%d paths: %v", len(paths), err)
		}
		for i, p := range one {
			if !near(paths[i][0], p.Value) {
				t.Fatalf("row %d: one step %v, ahead %v", from+i, p.Value, paths[i][0])
			}
			if m.Gaussian() != (p.Low < p.Value && p.Value < p.High) || math.IsNaN(p.Low) != math.IsNaN(p.High) {
				t.Fatalf("row %d: %v", from+i, p)
			}
		}
		if !d.Feeds() {
			if _, err := m.Run(ctx, x[:from], k); kindOf(err) != errFeeds {
				t.Errorf("a free run: %v", err)
			}
			if _, err := m.Ahead(ctx, from-1, to-1, 2); kindOf(err) != errFeeds {
				t.Errorf("two steps: %v", err)
			}
			return
		}
		for _, i := range []int{0, 1, 40, 63, 64, 69} { // 64 origins go on side by side
			run, err := m.Run(ctx, x[:from+i], k)
			if err != nil {
				t.Fatal(err)
			}
			for j, p := range run {
				if !near(paths[i][j], p.Value) {
					t.Fatalf("origin %d, %d steps: ahead %v, a free run %v", from+i-1, j+1, paths[i][j], p.Value)
				}
				if m.Gaussian() && !(p.Low < p.High) || !m.Gaussian() && !math.IsNaN(p.Low) {
					t.Fatalf("%d steps: %v", j+1, p)
				}
			}
			if m.Gaussian() && !(near(run[0].Low, one[i].Low) && near(run[0].High, one[i].High)) {
				t.Fatalf("the first band of a run is %v, that of one step %v", run[0], one[i])
			}
		}
	})
}

// kindOf is what kind of error err is; nil: it is no fault.
func kindOf(err error) *fault.Kind {
	var e *fault.Error
	if !errors.As(err, &e) {
		return nil
	}
	return e.Kind
}

// The law: each step of a run is a step from the values of the steps before: to type them gives the same. Squared loss, as
// the band is sampled.
func TestARunTakesItsForecastsForValues(t *testing.T) {
	eachModel(t, func(t *testing.T, m *Model) {
		if !m.Data.Feeds() || m.Gaussian() {
			return
		}
		past := m.Data.Series.Column(0)[:450]
		run, err := m.Run(t.Context(), past, 12)
		if err != nil {
			t.Fatal(err)
		}
		for j, p := range run {
			again, err := m.Run(t.Context(), past, 1)
			if err != nil || !near(again[0].Value, p.Value) {
				t.Fatalf("step %d: %v, typed %v (%v)", j+1, p.Value, again, err)
			}
			past = append(past, p.Value)
		}
		drawn, err := m.Sample(t.Context(), past[:450], 12, rand.New(rand.NewPCG(1, 1)))
		if err != nil || drawn[11] != run[11].Value {
			t.Errorf("a sample where nothing is drawn: %v", err)
		}
	})
}

// lawful is a linear network of d whose weights are those of the law of an AR.
func lawful(t *testing.T, d *Data, l series.AR) *Model {
	t.Helper()
	g := graphOf(t, d, "linear", "squared")
	w, s, sum := g.Weights(), d.Scale(), 0.0
	for i, phi := range l.Phi {
		w[d.Lags-1-i] = float32(phi) // the oldest row is the first input
		sum += phi
	}
	for i := range d.Lags - len(l.Phi) {
		w[i] = 0
	}
	w[d.Lags] = float32(s.Mean * (sum - 1) / s.SD)
	g.Prepare()
	return NewModel(g, d, 0)
}

// made is a source as data, and its law.
func made(t testing.TB, name string, rows, train, lags int) (*Data, series.AR) {
	t.Helper()
	s, err := series.Make(name, 4, rows)
	if err != nil {
		t.Fatal(err)
	}
	l, _ := s.Law.(series.AR)
	return prepared(t, s, split(train), lags), l
}

// The law: a network whose weights are the law's coefficients forecasts what the law does, at every horizon and from every
// origin, with more lags than it needs too, and is as good as the law.
func TestANetworkThatIsTheLaw(t *testing.T) {
	const k = 64
	for _, c := range []struct {
		name string
		lags int
	}{{"ar2", 2}, {"ar2", 5}, {"ar6", 6}, {"walk", 1}, {"walk", 3}} {
		d, law := made(t, c.name, 1000, 800, c.lags)
		m := lawful(t, d, law)
		x := d.Series.Column(0)
		size := series.Describe(x).SD
		from, to := d.Held()
		one, err := m.OneStep(t.Context(), from, to)
		if err != nil {
			t.Fatal(err)
		}
		paths, err := m.Ahead(t.Context(), from-1, to, k)
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range paths {
			past := x[:from+i]
			for j, v := range p {
				if want := law.Best(past, j+1); !(math.Abs(v-want) < 1e-5*size) {
					t.Fatalf("%s, %d lags: %d steps from row %d: %v, the law says %v", c.name, c.lags, j+1, from+i-1, v, want)
				}
			}
			if i < len(one) && !(math.Abs(one[i].Value-law.Best(past, 1)) < 1e-5*size) {
				t.Fatalf("%s: row %d: %v", c.name, from+i, one[i].Value)
			}
		}
		list, err := m.Errors(t.Context(), from, to)
		if err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for i, e := range list {
			want := x[from+i] - law.Best(x[:from+i], 1)
			sum += want * want
			if !(math.Abs(e-want) < 1e-5*size) {
				t.Fatalf("%s: row %d: missed by %v instead of %v", c.name, from+i, e, want)
			}
		}
		mse := sum / float64(len(list))
		if v := evaluated(m.Net, d, 2).Result; math.Abs(d.MSE(v.Loss())/mse-1) > 1e-4 || math.Abs(d.Loss(mse)/v.Loss()-1) > 1e-4 {
			t.Errorf("%s: validation %v, the law's errors %v", c.name, d.MSE(v.Loss()), mse)
		}
	}
}

// The law: Horizons is the mean of the squared errors of all forecasts of these rows that are so many steps ahead; of a row
// that is too near the first there is none.
func TestHorizonsAreTheErrorsOfAhead(t *testing.T) {
	d, law := made(t, "ar2", 300, 250, 2)
	m, x := lawful(t, d, law), d.Series.Column(0)
	for _, c := range []struct{ from, to, k int }{{250, 300, 20}, {2, 30, 40}, {2, 3, 3}, {299, 300, 298}, {300, 300, 2}} {
		h, err := m.Horizons(t.Context(), c.from, c.to, c.k)
		if err != nil || len(h) != c.k {
			t.Fatalf("%+v: %d: %v", c, len(h), err)
		}
		for j, is := range h {
			sum, n := 0.0, 0.0
			for row := c.from; row < c.to; row++ {
				if row-j >= 2 {
					miss := x[row] - law.Best(x[:row-j], j+1)
					sum, n = sum+miss*miss, n+1
				}
			}
			if want := math.Sqrt(sum / n); math.IsNaN(is) != math.IsNaN(want) || math.Abs(is-want) > 1e-4*want {
				t.Errorf("%+v, %d steps: %v instead of %v", c, j+1, is, want)
			}
		}
	}
}

// The law: Covered counts the values in the bands, their ends included; a band of one step covers as its distribution says.
func TestCovered(t *testing.T) {
	d, law := made(t, "ar2", 20_000, 10_000, 2)
	from, to := d.Held()
	x := d.Series.Column(0)
	var points []Point
	for row := from; row < to; row++ {
		v := law.Best(x[:row], 1)
		points = append(points, Point{v, v - bandZ*law.Sigma, v + bandZ*law.Sigma})
	}
	if c := d.Covered(points, from); math.Abs(c-Cover) > 4*math.Sqrt(Cover*(1-Cover)/10_000) {
		t.Errorf("the law's own bands cover %v", c)
	}
	v, nan := x[from], math.NaN()
	for _, c := range []struct {
		points []Point
		want   float64
	}{
		{[]Point{{v, v, v}}, 1}, {[]Point{{v, v + 1, v + 2}}, 0}, {[]Point{{v, v - 2, v}, {v, nan, nan}}, 1}, {[]Point{{v, nan, nan}}, nan}, {nil, nan},
	} {
		if is := d.Covered(c.points, from); is != c.want && !(math.IsNaN(is) && math.IsNaN(c.want)) {
			t.Errorf("%v: %v", c, is)
		}
	}
}
