package task

import (
	"math"
	"math/rand/v2"
	"testing"

	"unroll/core/forecast"
	"unroll/core/nn"
	"unroll/core/random"
	"unroll/core/series"
)

// numbersOf is a source as data for a head.
func numbersOf(t *testing.T, name, head string, rows int, valid float64, o forecast.Options) *Numbers {
	t.Helper()
	s, err := series.Make(name, 1, rows)
	if err != nil {
		t.Fatal(err)
	}
	d, err := o.Prepare(s, valid)
	if err != nil {
		t.Fatal(err)
	}
	return NewNumbers(d, head)
}

// level is the level of an id; NaN: there is none.
func level(d Data, id string) Level {
	for _, l := range d.Levels() {
		if l.ID == id {
			return l
		}
	}
	return Level{Loss: math.NaN()}
}

// persists is the mean squared error of repeating the last value for rows from … to−1.
func persists(x []float64, from, to int) float64 {
	sum := 0.0
	for t := from; t < to; t++ {
		sum += (x[t] - x[t-1]) * (x[t] - x[t-1])
	}
	return sum / float64(to-from)
}

// The law: levels are what the simple forecasts cost on the rows that a validation reads, or on the training part where nothing
// is held out, as losses of the head; the score of a level is its error in the data's unit.
func TestLevelsAreWhatSimpleForecastsCost(t *testing.T) {
	for _, head := range []string{"squared", "gaussian"} {
		for _, valid := range []float64{0, 0.2} {
			for _, difference := range []bool{false, true} {
				d := numbersOf(t, "walk", head, 4000, valid, forecast.Options{Difference: difference})
				x := d.Series.Column(0)
				from, to := d.Held()
				if from == to {
					from = 1
				}
				mse, before := persists(x, from, to), persists(x, 1, d.Split())
				want := mse / (2 * d.Scale().SD * d.Scale().SD)
				if head == "gaussian" {
					want = 0.5*math.Log(2*math.Pi*before/(d.Scale().SD*d.Scale().SD)) + mse/(2*before)
				}
				l := level(d, "persistence")
				if math.Abs(l.Loss-want) > 1e-9 {
					t.Errorf("%s, %g held out, differences %v: persistence costs %v instead of %v", head, valid, difference, l.Loss, want)
				}
				if score := d.Task().Score.Of(l.Loss); math.Abs(score-math.Sqrt(mse)) > 0.01*score {
					t.Errorf("%s: its score is %v, its error is %v", head, score, math.Sqrt(mse))
				}
				if mean := level(d, "mean"); !(mean.Loss > l.Loss) || d.Levels()[0] != mean {
					t.Errorf("%s, %g held out: the mean costs %v, persistence %v", head, valid, mean.Loss, l.Loss)
				}
			}
		}
	}
}

// The law: the floor is the loss of the law that made the series; where nothing is left to chance, or logarithms are learned, there is none.
func TestFloorsOfNumbers(t *testing.T) {
	for _, c := range []struct {
		name string
		mse  float64
	}{{"ar2", 1}, {"walk", 1}, {"sine-noise", 0.04}, {"sine", 0}, {"sunspots", 0}, {"logistic", 0}} {
		for _, head := range []string{"squared", "gaussian"} {
			d := numbersOf(t, c.name, head, 0, 0.2, forecast.Options{})
			if c.mse == 0 {
				if !math.IsNaN(d.Floor()) {
					t.Errorf("%s: a floor of %v", c.name, d.Floor())
				}
				continue
			}
			if is := d.Task().Score.Of(d.Floor()); math.Abs(is-math.Sqrt(c.mse)) > 1e-9 {
				t.Errorf("%s, %s: the floor is %v, the law leaves %v", c.name, head, is, math.Sqrt(c.mse))
			}
		}
	}
	if d := numbersOf(t, "logistic", "squared", 0, 0.2, forecast.Options{Log: true}); !math.IsNaN(d.Floor()) {
		t.Error("a floor of logarithms")
	}
}

// A network for numbers has as many inputs as the lags make, one output, and a head for numbers; one without a state is read
// shuffled, the others in order.
func TestNumbersFitANetwork(t *testing.T) {
	d := numbersOf(t, "ar2", "", 200, 0.2, forecast.Options{Lags: 4})
	s := d.Fit(nn.Spec{Cell: "gru", Vocab: 7, Embed: 3, Hidden: 2, Layers: 1, Init: "pytorch"})
	if s.Vocab != 0 || s.Embed != 0 || s.Inputs != 4 || s.Outputs != 1 || s.Head != "squared" || s.Check() != nil {
		t.Errorf("%+v: %v", s, s.Check())
	}
	if s = d.Fit(nn.Spec{Head: "gaussian"}); s.Head != "gaussian" {
		t.Errorf("another head: %s", s.Head)
	}
	seed := func(epoch int) *rand.Rand { return random.Stream(1, "data", uint64(epoch)) }
	for cell, shuffled := range map[string]bool{"linear": true, "mlp": true, "rnn": false, "gru": false, "lstm": false} {
		b, err := d.Batches(nn.Spec{Cell: cell}, 4, 5, seed)
		if _, is := b.(*forecast.Shuffled); err != nil || is != shuffled {
			t.Errorf("%s: %T, %v", cell, b, err)
		}
	}
	if Series.For(nn.Spec{Head: "gaussian"}).Loss.Unit != "nats/step" || d.Task().Name != Series.Name || Series.For(nn.Spec{}).Loss.InNats() {
		t.Error("units")
	}
}
