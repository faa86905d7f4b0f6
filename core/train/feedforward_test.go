package train

import (
	"math"
	"testing"

	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/task/tasktest"
)

// The law: a model without a state goes through the trainer like any net: it comes near the best that it can reach, any
// number of threads makes the same bytes, and a run resumes bit for bit. The second of the regression's outputs is the
// input of the step before, which no model without a state can know: 1/24 of the loss stays.
func TestAModelWithoutAStateIsTrained(t *testing.T) {
	d := tasktest.New(5, 20000, 4000)
	for _, model := range nn.FeedForward() {
		r := tiny(func(r *recipe.Recipe) {
			r.Task, r.Model.Cell, r.Steps = tasktest.Regression.Name, model.Name, 400
			r.Model.Hidden, r.Model.Layers, r.Model.Dropout = 0, 0, 0
			if len(model.Gates) > 0 {
				r.Model.Hidden, r.Model.Layers = 16, 1
			}
			r.Settings.Batch, r.Settings.Unroll, r.Settings.LR = 20, 10, 0.005
		})
		whole, err := Replay(r, d, nil, 400, 1)
		if err != nil {
			t.Fatal(err)
		}
		l := resumed(t, r, d, 150, 400)
		if diff := differs(whole, l.checkpoint()); diff != "" {
			t.Errorf("%s, resumed: %s", model.Name, diff)
		}
		v := d.Validate(l.net, l.step)
		v.Next(nil)
		is, _ := v.Outcome()
		// 4,000 held-out rows leave a standard error of 1.2 %
		if best := tasktest.Noise*tasktest.Noise + 1.0/24; math.Abs(is.Loss()/best-1) > 0.06 {
			t.Errorf("%s: the loss is %.5f: the best without a state is %.5f", model.Name, is.Loss(), best)
		} else {
			t.Logf("%s: the loss is %.5f: the best without a state is %.5f", model.Name, is.Loss(), best)
		}
	}
}
