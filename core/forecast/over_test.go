package forecast

import (
	"context"
	"math/rand/v2"
	"testing"

	"unroll/core/nn"
	"unroll/core/series"
)

// The law: a network forecasts the rows of another series as it forecasts the same rows of its own: on the scale of what it
// was trained on, whatever the scale of the other.
func TestAnotherSeriesIsReadOnTheSameScale(t *testing.T) {
	ctx := context.Background()
	for _, o := range []Options{{Lags: 4}, {Lags: 3, Difference: true}} {
		own, err := series.Make("sine-noise", 3, 400)
		if err != nil {
			t.Fatal(err)
		}
		d, err := o.Prepare(own, 0.5)
		if err != nil {
			t.Fatal(err)
		}
		spec := nn.Spec{Cell: "mlp", Hidden: 3, Layers: 1, Init: "pytorch", Head: "gaussian", Inputs: d.Width(), Outputs: 1}
		net, err := nn.New[float32](spec)
		if err != nil {
			t.Fatal(err)
		}
		net.Init(rand.New(rand.NewPCG(1, 2)))
		late := *own
		late.Values = own.Values[300:]
		x, err := d.Over(&late)
		if err != nil {
			t.Fatal(err)
		}
		from, to := x.Held()
		if first, end := x.Bounds(); from != first || to != end || end != 100 || x.ValidExamples() != end-first || x.TrainExamples() != 0 {
			t.Errorf("rows %d to %d are held out of %d to %d", from, to, first, end)
		}
		got, err := NewModel(net, x, 0).OneStep(ctx, from, to)
		if err != nil {
			t.Fatal(err)
		}
		want, err := NewModel(net, d, 0).OneStep(ctx, 300+from, 400)
		if err != nil {
			t.Fatal(err)
		}
		for i := range want {
			if got[i] != want[i] {
				t.Fatalf("%+v: row %d: %v, want %v", o, i, got[i], want[i])
			}
		}
		late.Values = own.Values[:x.Lags+x.First]
		if _, err := d.Over(&late); !series.IsData(err) {
			t.Errorf("%d rows: %v", late.Rows(), err)
		}
		two := *own
		two.Labels = []series.Label{{Number: 1}, {Number: 2}}
		if _, err := d.Over(&two); !series.IsData(err) {
			t.Errorf("two columns: %v", err)
		}
	}
}
