package ladder

import (
	"math"
	"testing"

	"unroll/core/series"
)

// driven is c_t = 10 + 0.5 a_{t−1} − 2 b_{t−2} + 0.1 ε with a and b of other sizes.
func driven(t *testing.T, n int) (inputs [][]float64, target []float64) {
	n += 2 // the first two rows have no past
	a, b := made(t, "ar2", 1, n).Column(0), made(t, "logistic", 2, n).Column(0)
	noise := made(t, "sine-noise", 3, n).Column(0)
	target = make([]float64, n)
	for i := range n {
		a[i] = 100 + 20*a[i]
		target[i] = 10 + (noise[i]-math.Sin(0.01*float64(i+1)))/2
		if i >= 2 {
			target[i] += 0.5*a[i-1] - 2*b[i-2]
		}
	}
	return [][]float64{a[2:], b[2:]}, target[2:]
}

// A law between columns is found: its weights, its noise, and that one row is not enough.
func TestLinesOfSeveralInputs(t *testing.T) {
	inputs, target := driven(t, 5000)
	lines, err := FitJoint(t.Context(), inputs, target, 4000, 3, 1)
	if err != nil || len(lines) != 3 {
		t.Fatalf("%d lines, %v", len(lines), err)
	}
	l := lines[1]
	for _, c := range []struct{ got, want float64 }{{l.Weights[0][0], 0.5}, {l.Weights[0][1], 0}, {l.Weights[1][0], 0}, {l.Weights[1][1], -2}, {l.Intercept, 10}} {
		if math.Abs(c.got-c.want) > 0.03 {
			t.Errorf("%v, want %v", c.got, c.want)
		}
	}
	near(t, "noise", l.TrainMSE, 0.01, 0.1)
	near(t, "what one row leaves", lines[0].TrainMSE, 0.01+4*0.125, 0.05)
	for _, l := range lines {
		if got := mse(Errors(l, target[:4000], l.Order, 1)); math.Abs(got/l.TrainMSE-1) > 1e-9 || l.Windows != 4000-l.Order {
			t.Errorf("order %d misses its own windows by %v, not %v", l.Order, got, l.TrainMSE)
		}
	}
	if !math.IsNaN(l.Best(target[:1], 1)) || !math.IsNaN(l.Best(target[:9], 2)) {
		t.Error("it knows what it cannot")
	}
}

// With one input, the target, it is the AR; straight for k steps it is FitLags.
func TestLinesOfOneInputAreARs(t *testing.T) {
	x := made(t, "ar6", 1, 500).Column(0)
	ar := fitted(t, x, 4)
	for _, k := range []int{1, 5} {
		lines, err := FitJoint(t.Context(), [][]float64{x}, x, len(x), 4, k)
		if err != nil {
			t.Fatal(err)
		}
		straight, err := FitLags(x, []int{1, 2, 3, 4}, k)
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(lines[3].TrainMSE/straight.TrainMSE-1) > 1e-9 || math.Abs(lines[3].Intercept-straight.Intercept) > 1e-9 {
			t.Errorf("%d ahead: %+v and %+v", k, lines[3], straight)
		}
		if k == 1 && math.Abs(lines[2].TrainMSE/ar[3].TrainMSE-1) > 1e-9 {
			t.Errorf("%+v and %+v", lines[2], ar[3])
		}
	}
}

// The ladder of a table with several inputs has their lines, and the verdict names them.
func TestLadderOfSeveralInputs(t *testing.T) {
	inputs, target := driven(t, 3000)
	s := &series.Series{Labels: []series.Label{{Number: 1}, {Number: 2}, {Number: 3}}, Inputs: []int{0, 1}, Target: 2}
	for i := range target {
		s.Values = append(s.Values, float32(inputs[0][i]), float32(inputs[1][i]), float32(target[i]))
	}
	d, err := series.Prepare(s, series.Options{Valid: 0.3})
	if err != nil {
		t.Fatal(err)
	}
	p := NewProblem(d)
	p.Most = 8
	rungs := climbed(t, p)
	for _, r := range rungs {
		if r.Kind == LineOfInputs && r.Order == 2 {
			near(t, "two rows", r.MSE, 0.01, 0.15)
			if v := judged(p, rungs, r.Forecaster); v.Standing != AsGoodAsLine || v.Line.Kind != LineOfInputs || v.Line.Order != 2 {
				t.Errorf("%+v", v)
			}
		}
	}
	if n := len(rungs); rungs[n-1].Kind != LineOfInputs || rungs[n-1].Order != 8 {
		t.Errorf("the last rung is %+v", rungs[n-1])
	}
	for _, rows := range []int{3, 6} {
		if _, err := FitJoint(t.Context(), inputs, target, rows, 4, 1); err == nil {
			t.Errorf("%d rows were enough", rows)
		}
	}
}
