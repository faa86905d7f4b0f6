package forecast

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"unroll/core/forecast"
	"unroll/core/recipe"
	"unroll/core/series"
	"unroll/core/series/ladder"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/ui/draw/grid"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
)

// learned trains a small GRU on d for a few epochs, while see looks at every snapshot, and returns the last model.
func learned(t *testing.T, d *task.Numbers, see func(s train.Snapshot)) *forecast.Model {
	t.Helper()
	r := recipe.Series("gru")
	r.Model.Hidden, r.Model.Head, r.Epochs, r.Settings.ValidEvery = 8, "gaussian", 30, 20
	run, err := train.New(r, d, train.Options{Threads: 2})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	var last *forecast.Model
	done := make(chan struct{})
	go func() {
		defer close(done)
		for s := range run.Snapshots(context.Background()) {
			see(s)
			if m, ok := s.Model.(*forecast.Model); ok {
				last = m
			}
			if s.Phase == train.Finished && last != nil && last.At() == s.Step {
				cancel()
			}
		}
	}()
	if err := run.Run(ctx); err != nil {
		t.Fatal(err)
	}
	<-done
	return last
}

// The law: looking never changes learning. A run whose every snapshot is drawn, with jobs in goroutines of their own as the event loop has
// them, keys pressed and pages turned, ends with the weights of a run that nobody looks at; and the race detector finds nothing.
func TestLookingNeverChangesLearning(t *testing.T) {
	d := made(t, "sine-noise", 400, "gaussian", 0.25, forecast.Options{})
	alone := learned(t, d, func(train.Snapshot) {})
	v, g := New(d, plain()), grid.New(100, 30)
	answers, out := make(chan any, 64), 0
	start := func(jobs []event.Job) {
		for _, j := range jobs {
			out++
			go func() { answers <- j() }()
		}
	}
	take := func(a any) {
		out--
		start(v.Message(a))
	}
	names := []string{"m", "up", "enter", "w", "e", "e", "left", "W", "r", "r", "end", "home", "b", "down", "0", "M"}
	watched := learned(t, d, func(s train.Snapshot) {
		start(v.See(&panel.Data{Snap: s}, true))
		for _, key := range names {
			select {
			case a := <-answers:
				take(a)
			default:
			}
			jobs, _ := v.Key(event.Key{Name: key})
			start(jobs)
			v.Draw(g.View())
		}
	})
	for out > 0 {
		take(<-answers)
	}
	if alone.At() != watched.At() || !slices.Equal(alone.Net.Weights(), watched.Net.Weights()) {
		t.Errorf("after %d and %d updates the weights differ", alone.At(), watched.At())
	}
	if v.got.ahead == nil || v.got.run == nil || v.got.ahead.key.step != watched.At() {
		t.Errorf("answers %+v: the test looks at nothing", v.got)
	}
}

// The law: a million rows cost what is on the screen: the network reads the rows of the window and a little before them, and none if they are too
// many to be told apart; the view says so.
func TestAMillionRows(t *testing.T) {
	const n = 1_000_000
	s := &series.Series{Labels: []series.Label{{Number: 1}}, Inputs: []int{0}, Values: make([]float32, n)}
	for i := range s.Values {
		s.Values[i] = float32(i%50) / 50
	}
	v := New(prepared(t, s, "squared", 0.1, forecast.Options{}), plain())
	line := teach(t, v, "squared", 10, 0.5)
	picture(v, 120, 34)
	for _, keys := range [][]string{{"home"}, {"end"}, {"pgup"}, {"b"}} {
		line.Rows.Store(0)
		press(v, keys...)
		if read := line.Rows.Load(); read > int64(4*v.at.rows+memory) {
			t.Errorf("%v: %d rows were read for %d on the screen", keys, read, v.at.rows)
		}
	}
	for v.at.rows <= mostRows {
		press(v, "w")
	}
	line.Rows.Store(0)
	for range 20 {
		press(v, "w")
	}
	pic := picture(v, 120, 34)
	if read := line.Rows.Load(); v.at.rows < n || read > 21*(memory+mostRows) {
		t.Errorf("%d rows were read for %d on the screen", read, v.at.rows)
	}
	if !strings.Contains(pic, "4,096 rows") {
		t.Errorf("it is not said that there are too many rows:\n%s", pic)
	}
	lo, hi := v.rows.series(v.data, v.end).Range(1, n)
	if wlo, whi := panel.Rows(v.data, v.end).Range(1, n); lo != wlo || hi != whi {
		t.Errorf("the range of the buckets is %v … %v, of the rows %v … %v", lo, hi, wlo, whi)
	}
	press(v, "e")
	if f := v.got.figures; f == nil || f.err != nil || len(f.of) > mostOf || f.hto-f.hfrom > mostOf {
		t.Errorf("figures %+v", f)
	}
}

// The law: the figures are those of the model: the residuals its Errors, the curve its Horizons, the coverage that of its band; the curves beside
// it repeat the last value and have the law's floor.
func TestTheFiguresAreTheModels(t *testing.T) {
	v, _ := ar2(t, "gaussian")
	press(v, "e")
	f, m, d, ctx := v.got.figures, v.model, v.data, context.Background()
	from, to := d.Held()
	errs, err := m.Errors(ctx, from, to)
	if err != nil || !slices.Equal(f.of, errs) {
		t.Errorf("%d residuals, the model has %d (%v)", len(f.of), len(errs), err)
	}
	curve, err := m.Horizons(ctx, from, to, longest)
	if err != nil || !slices.Equal(f.horizons, curve) {
		t.Errorf("the curve is %v, the model has %v (%v)", f.horizons, curve, err)
	}
	points, _ := m.OneStep(ctx, from, to)
	if want := d.Covered(points, from); f.covered != want {
		t.Errorf("covers %v, want %v", f.covered, want)
	}
	squares, last := 0.0, 0.0
	for i, e := range errs {
		squares += e * e
		last += math.Pow(d.Value(from+i)-d.Value(from+i-1), 2)
	}
	n := float64(len(errs))
	if math.Abs(f.rmse-math.Sqrt(squares/n)) > 1e-12 || math.Abs(f.last-math.Sqrt(last/n)) > 1e-12 || math.Abs(f.skill()-(1-squares/last)) > 1e-12 {
		t.Errorf("RMSE %v, of the last value %v, skill %v", f.rmse, f.last, f.skill())
	}
	if f.horizons[0] != f.rmse || f.lasts[0] != f.last {
		t.Errorf("one step: %v and %v in the curves, %v and %v in words", f.horizons[0], f.lasts[0], f.rmse, f.last)
	}
	for _, k := range []int{1, 4, 16, 64} {
		squares, rows := 0.0, ladder.Errors(d.Series.Law, d.Series.Column(d.Series.Target)[:f.hto], f.hfrom, k)
		for _, e := range rows {
			squares += e * e
		}
		if want := math.Sqrt(squares / float64(len(rows))); len(rows) != f.hto-f.hfrom-k+1 || math.Abs(f.law[k-1]-want) > 1e-12 {
			t.Errorf("%d steps: the law's error on %d rows is %v, want %v", k, len(rows), f.law[k-1], want)
		}
		p, read := v.horizonPlot(f, k)
		for i, want := range []float64{f.horizons[k-1], f.lasts[k-1], f.law[k-1]} {
			if x, y := p.Series[i].At(k - 1); x != float64(k) || y != want || read[i].text != p.Series[i].Label+" "+panel.ValueText(want) {
				t.Errorf("curve %d, %d steps: drawn at %v, %v and read as %q, want %v", i, k, x, y, read[i].text, want)
			}
		}
	}
	if counts := bars(f.of, -4, 4, 9); sum(counts) != n {
		t.Errorf("%v residuals in bars, want %v", sum(counts), n)
	}
}

func sum(x []float64) (s float64) {
	for _, v := range x {
		s += v
	}
	return s
}
