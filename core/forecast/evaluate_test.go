package forecast

import (
	"fmt"
	"math"
	"testing"

	"unroll/core/heldout"
	"unroll/core/history"
	"unroll/core/nn"
	"unroll/core/work"
)

// plain reads all rows, one at a time, from the first on, and adds up the losses of the held-out ones, by the head's
// definition.
func plain(net nn.Graph[float32], d *Data) history.Valid {
	tape, o := net.NewTape(1, 1), make([]float32, net.Spec().OutputWidth())
	var v history.Valid
	for e := range d.TrainExamples() + d.ValidExamples() {
		tape.Forward(&nn.Batch[float32]{T: 1, B: 1, Reals: d.addInput(nil, e)}, nil)
		if e < d.TrainExamples() {
			continue
		}
		tape.Output(0, o)
		v.Tokens++
		miss := float64(d.answer(e)) - float64(o[0])
		if net.Spec().Head == "gaussian" {
			_, sd := nn.GaussianOf(o, 0)
			v.NLL += 0.5*math.Log(2*math.Pi*sd*sd) + miss*miss/(2*sd*sd)
		} else {
			v.NLL += miss * miss / 2
		}
	}
	return v
}

// evaluated validates net on so many threads.
func evaluated(net nn.Graph[float32], d *Data, threads int) *heldout.Evaluator {
	p := work.New(threads, false)
	defer p.Close()
	e := NewEvaluator(net, d, 7)
	for e.Next(p) {
	}
	return e
}

// The law: a validation scores each held-out row exactly once, and is what reading row by row gives, up to rounding, at all
// sizes around those at which the part is cut; any number of threads makes the same bits.
func TestAValidationIsThePlainReading(t *testing.T) {
	sizes := []int{1, 2, 30, 31, 32, 255, 256, 257, 511, 512, 513, 767, 768, 1023, 1025, 31 * 32, 8191, 8192, 8193, 8225}
	for _, cell := range cells() {
		for _, head := range []string{"squared", "gaussian"} {
			for _, lags := range []int{1, 4} {
				for _, n := range sizes {
					for _, train := range []int{8, 300} { // shorter and longer than the lead
						if n > 2000 && (train == 8 || lags == 4) {
							continue
						}
						d := prepared(t, numbers(train+n, 1), split(train), lags)
						validates(t, d, graphOf(t, d, cell, head), fmt.Sprintf("%s, %s, %d lags, %d + %d rows", cell, head, lags, train, n))
					}
				}
			}
		}
	}
}

func validates(t *testing.T, d *Data, net nn.Graph[float32], name string) {
	t.Helper()
	want, is := plain(net, d), evaluated(net, d, 1)
	if is.Result.Tokens != d.ValidExamples() || want.Tokens != d.ValidExamples() || is.Result.Step != 7 {
		t.Errorf("%s: %d rows scored of %d", name, is.Result.Tokens, d.ValidExamples())
	}
	if math.Abs(is.Result.NLL-want.NLL) > 1e-5*math.Abs(want.NLL)+1e-6 {
		t.Errorf("%s: %v, and row by row %v", name, is.Result.NLL, want.NLL)
	}
	for _, threads := range []int{2, 3, 8} {
		if more := evaluated(net, d, threads); more.Result != is.Result || more.Windows != is.Windows {
			t.Errorf("%s: %v on %d threads, %v on one", name, more.Result, threads, is.Result)
		}
	}
}

// Where nothing is held out, nothing is scored, whatever the network; weights that are no numbers make a loss that is none.
func TestValidationsOfNothing(t *testing.T) {
	for _, cell := range cells() {
		d := prepared(t, numbers(40, 1), split(40), 4)
		net := graphOf(t, d, cell, "squared")
		if v := evaluated(net, d, 1).Result; v.Tokens != 0 || v.NLL != 0 {
			t.Errorf("%s: %v", cell, v)
		}
		d = prepared(t, numbers(40, 1), split(30), 4)
		for i := range net.Weights() {
			net.Weights()[i] = float32(math.NaN())
		}
		net.Prepare()
		if v := evaluated(net, d, 1).Result; v.Tokens != 10 || !math.IsNaN(v.NLL) {
			t.Errorf("%s with weights that are no numbers: %v", cell, v)
		}
	}
}
