package sessions

import (
	"context"
	"math"
	"testing"

	"unroll/core/fill"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/core/work"
	"unroll/datasets"
)

// filled is a network that has learned to fill in blanks of a dataset, with its data.
func filled(t testing.TB, name string, set func(r *train.Recipe)) (*fill.Model, *task.Filling) {
	t.Helper()
	x, err := datasets.Opener{}.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	r := RecipeForFill(x)
	set(&r)
	s, err := OfText(x).Subject(r)
	if err != nil {
		t.Fatal(err)
	}
	c, err := train.Replay(s.Recipe, s.Data, nil, r.Steps, 2)
	if err != nil {
		t.Fatal(err)
	}
	g, err := train.GraphOf(c)
	if err != nil {
		t.Fatal(err)
	}
	return s.Data.Model(g, c.Step).(*fill.Model), s.Data.(*task.Filling)
}

// against compares a network with the exact law on the held-out text.
func against(t testing.TB, m *fill.Model, d *task.Filling) fill.Pair {
	t.Helper()
	list, err := m.Score(context.Background(), d.Valid)
	if err != nil {
		t.Fatal(err)
	}
	each := make([]float64, len(list))
	for i, s := range list {
		if each[i] = s.Nats; d.Valid.Targets[i] < 0 {
			each[i] = math.NaN()
		}
	}
	law, _ := fill.LawNats(d.Law, d.Valid)
	return fill.Compare(each, law)
}

func TestFillComesNearTheLaw(t *testing.T) {
	for _, H := range []int{32, 64, 128} {
		m, d := filled(t, "markov", func(r *train.Recipe) {
			r.Model.Cell, r.Model.Hidden, r.Steps, r.Schedule, r.Settings.LR = "gru", H, 4000, "cosine", 5e-3
		})
		p := against(t, m, d)
		t.Logf("H %d: %.4f nats, law %.4f, %.2f %% above, z %.1f, levels %v", H, p.Net, p.Law, 100*(p.Net/p.Law-1), p.Z(), d.Levels())
	}
	_ = work.New
}
