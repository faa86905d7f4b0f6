package forecast

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"

	"unroll/core/nn"
	"unroll/core/random"
)

// A Model is a network of a series that does not learn. Any goroutine may ask it; each call has tapes of its own.
type Model struct {
	Net  nn.Graph[float32]
	Data *Data
	step int
}

// NewModel makes net, as it was after step updates, available for questions about d; net must never be modified again.
func NewModel(net nn.Graph[float32], d *Data, step int) *Model {
	return &Model{Net: net, Data: d, step: step}
}

// At is the number of updates that it was trained for.
func (m *Model) At() int { return m.step }

// Gaussian says whether it predicts a distribution: then forecasts have a band.
func (m *Model) Gaussian() bool { return m.Net.Spec().Head == "gaussian" }

// Cover is the share of the values that a band should hold.
const Cover = 0.9

// bandZ is the half width of such a band of a normal distribution, in standard deviations.
const bandZ = 1.6448536269514722

// A Point is a forecast of one row, in data units. Low and High are the band that should hold the value with
// probability Cover; both NaN if the network predicts no distribution.
type Point struct{ Value, Low, High float64 }

// MostAhead is the longest horizon.
const MostAhead = 100_000

// OneStep forecasts each of the rows from … to−1 of Series from the true values before it. Errors: ctx's, rows that cannot
// be forecast (Data.Bounds).
func (m *Model) OneStep(ctx context.Context, from, to int) ([]Point, error) {
	if err := m.within(from, to, 1); err != nil {
		return nil, err
	}
	const steps = 64
	d := m.Data
	last := d.example(to)
	list := make([]Point, 0, to-from)
	tape, o := m.Net.NewTape(steps, 1), make([]float32, m.Net.Spec().OutputWidth())
	var b nn.Batch[float32]
	for e := m.lead(from); e < last; e += steps {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		T := min(steps, last-e)
		b = nn.Batch[float32]{T: T, B: 1, Reals: b.Reals[:0]}
		for t := range T {
			b.Reals = d.addInput(b.Reals, e+t)
		}
		tape.Forward(&b, nil)
		for t := range T {
			if row := e + t + d.First + d.Lags; row >= from {
				tape.Output(t, o)
				list = append(list, m.point(o, d.value(row-1)))
			}
		}
	}
	return list, nil
}

// lead is the first example to read for a forecast of row, so that the state is warm.
func (m *Model) lead(row int) int {
	e := m.Data.example(row)
	if len(m.Net.States(1)) == 0 {
		return e
	}
	return max(0, e-warmRows)
}

// within checks that the rows from … to−1 can be forecast k steps ahead.
func (m *Model) within(from, to, k int) error {
	first, end := m.Data.Bounds()
	if first += k - 1; from < first || to > end || from > to {
		return errRows.Of(from, to-1, first, end-1)
	}
	return nil
}

// point is what outputs o say, behind the value before.
func (m *Model) point(o []float32, before float64) Point {
	s := m.Data.Scale()
	if !m.Gaussian() {
		return Point{s.From(float64(o[0]), before), math.NaN(), math.NaN()}
	}
	mean, sd := nn.GaussianOf(o, 0)
	return Point{s.From(mean, before), s.From(mean-bandZ*sd, before), s.From(mean+bandZ*sd, before)}
}

// Ahead forecasts 1 … k steps ahead from each of the rows from … to−1, the last one known: of origin i, forecast j (from 0) is
// of row from+i+1+j, in data units, each one step from the forecasts before it. Errors: ctx's, a network that cannot be fed its
// forecasts (Data.Feeds), k out of range, origins before the first that is possible or behind the last row.
func (m *Model) Ahead(ctx context.Context, from, to, k int) ([][]float64, error) {
	d := m.Data
	if err := m.feedable(k); err != nil {
		return nil, err
	}
	first, end := d.Bounds()
	if from < first-1 || to > end || from > to {
		return nil, errRows.Of(from, to-1, first-1, end-1)
	}
	const side = 64 // origins side by side
	list := make([][]float64, 0, to-from)
	one := m.newWalk(1)
	e := m.lead(from + 1)
	for at := from; at < to; {
		n := min(side, to-at)
		w := m.newWalk(n)
		before := make([]float64, n)
		for i := range n {
			for ; e <= d.example(at+i+1); e++ { // read up to the origin
				one.load(0, d, e)
				one.read()
			}
			w.take(i, one)
			before[i] = d.value(at + i)
		}
		paths, err := w.goOn(ctx, before, k)
		if err != nil {
			return nil, err
		}
		list = append(list, paths...)
		at += n
	}
	return list, nil
}

func (m *Model) feedable(k int) error {
	if k < 1 || k > MostAhead {
		return errHorizon.Of(k, MostAhead)
	}
	if k > 1 && !m.Data.Feeds() {
		return errFeeds.Of()
	}
	return nil
}

// runs checks that n values can be forecast behind a past that is given.
func (m *Model) runs(n int) error {
	if n < 1 {
		return errHorizon.Of(n, MostAhead)
	}
	return m.feedable(max(n, 2)) // even one value: the past has no other columns
}

// Least is how many values a past must have to go on from.
func (m *Model) Least() int {
	if m.Data.Difference {
		return m.Data.Lags + 1
	}
	return m.Data.Lags
}

// warm reads a past, in data units, and is ready to say what comes next.
func (m *Model) warm(past []float64) (*walk, error) {
	d := m.Data
	if len(past) < m.Least() {
		return nil, errPast.Of(len(past), m.Least())
	}
	const most = 4096
	skipped := max(0, len(past)-most)
	past = past[skipped:]
	z := make([]float32, 0, len(past))
	for i, v := range past {
		before := past[max(0, i-1)]
		x := float32(d.Scale().To(v, before))
		if f := float64(x); math.IsNaN(f) || math.IsInf(f, 0) {
			return nil, errValue.Of(skipped+i+1, v)
		}
		if i > 0 || !d.Difference { // the first has no value before it
			z = append(z, x)
		}
	}
	one := m.newWalk(1)
	first := 0
	if len(m.Net.States(1)) == 0 {
		first = len(z) - d.Lags
	}
	for e := first; e+d.Lags <= len(z); e++ {
		copy(one.window, z[e:e+d.Lags])
		one.read()
	}
	return one, nil
}

// Run goes on behind past (data units, oldest first) for n steps, each forecast taken for a value by the next. A Gaussian
// network's band is exact for the first step; for the others it is that of runs that are sampled, always the same ones.
// Errors: ctx's, too short a past, a value that cannot be read, n out of range, a network that cannot be fed.
func (m *Model) Run(ctx context.Context, past []float64, n int) ([]Point, error) {
	if err := m.runs(n); err != nil {
		return nil, err
	}
	one, err := m.warm(past)
	if err != nil {
		return nil, err
	}
	list := make([]Point, n)
	list[0] = m.point(one.o, past[len(past)-1])
	var low, high []float64
	if m.Gaussian() && n > 1 {
		if low, high, err = m.bands(ctx, one, past[len(past)-1], n); err != nil {
			return nil, err
		}
	}
	w := m.newWalk(1)
	w.take(0, one)
	paths, err := w.goOn(ctx, past[len(past)-1:], n)
	if err != nil {
		return nil, err
	}
	for i, v := range paths[0] {
		if i == 0 {
			continue
		}
		list[i] = Point{v, math.NaN(), math.NaN()}
		if low != nil {
			list[i].Low, list[i].High = low[i], high[i]
		}
	}
	return list, nil
}

// Sample goes on behind past for n steps: each value is drawn from the distribution that a Gaussian network predicts; other
// networks predict none, and go on as in Run. Errors: those of Run.
func (m *Model) Sample(ctx context.Context, past []float64, n int, rng *rand.Rand) ([]float64, error) {
	if err := m.runs(n); err != nil {
		return nil, err
	}
	one, err := m.warm(past)
	if err != nil {
		return nil, err
	}
	if m.Gaussian() {
		one.rng = rng
	}
	paths, err := one.goOn(ctx, past[len(past)-1:], n)
	if err != nil {
		return nil, err
	}
	return paths[0], nil
}

// bands are the band of each step over runs that are sampled, from where one stands.
func (m *Model) bands(ctx context.Context, one *walk, before float64, n int) (low, high []float64, err error) {
	const runs = 200
	w := m.newWalk(runs)
	for i := range runs {
		w.take(i, one)
	}
	w.rng = random.Stream(0, "forecast band", 0)
	paths, err := w.goOn(ctx, slices.Repeat([]float64{before}, runs), n)
	if err != nil {
		return nil, nil, err
	}
	column := make([]float64, runs)
	for i := range n {
		for j, p := range paths {
			column[j] = p[i]
		}
		slices.Sort(column)
		const out = runs * (1 - Cover) / 2
		low, high = append(low, column[int(out)]), append(high, column[runs-1-int(out)])
	}
	return low, high, nil
}
