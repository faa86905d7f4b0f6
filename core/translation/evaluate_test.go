package translation

import (
	"math"
	"slices"
	"testing"

	"unroll/core/history"
	"unroll/core/nn"
	"unroll/core/work"
)

// evaluated reads rows to the end, on so many threads.
func evaluated(m *Model, rows []Row, threads int) history.Valid {
	p := work.New(threads, false)
	defer p.Close()
	e := NewEvaluator(m.Net, rows, 4)
	for e.Next(p) {
	}
	return e.Result
}

// The law: a validation is the sum of what Read says of each pair alone, and so are the tokens it has right; the same bits on any number
// of threads and with somebody looking; in another order of the pairs the same but for rounding.
func TestAValidationIsTheSumOfItsPairs(t *testing.T) {
	c := corpus(t, letterPairs(31, 211, 14, 6), nil, Options{})
	rows, some := c.Rows(c.Train), 0
	for name, s := range shapes() {
		m := untrained(t, c, s, 2)
		nats, tokens, right := 0.0, 0, 0
		for i := range rows {
			r := readingsOf(t, m, rows[i:i+1])[0]
			nats, tokens = nats+r.Loss(), tokens+len(r.Targets)
			for k, id := range r.Best {
				if id == r.Targets[k] {
					right++
				}
			}
		}
		some += right
		v := evaluated(m, rows, 1)
		if v.Step != 4 || v.Tokens != tokens || v.Right != right || math.Abs(v.NLL-nats) > tight*float64(tokens) {
			t.Errorf("%s: %+v, want %g nats of %d tokens, %d right", name, v, nats, tokens, right)
		}
		for _, threads := range []int{2, 3, 8} {
			if x := evaluated(m, rows, threads); x != v {
				t.Errorf("%s, %d threads: %+v and %+v", name, threads, x, v)
			}
		}
		seen := 0
		e := NewEvaluator(m.Net, rows, 4)
		e.Seen = func(int, int, []float32, []float32) { seen++ }
		for e.Next(nn.Alone{}) {
		}
		if e.Result != v || seen != tokens {
			t.Errorf("%s: %+v with somebody looking, who sees %d", name, e.Result, seen)
		}
		back := slices.Clone(rows)
		slices.Reverse(back)
		if x := evaluated(m, back, 2); x.Tokens != v.Tokens || x.Right != v.Right || math.Abs(x.NLL-v.NLL) > tight*float64(tokens) {
			t.Errorf("%s: %+v backward, %+v", name, x, v)
		}
	}
	if some == 0 {
		t.Error("no net has a token right: the test does not test what it says")
	}
}

// The law: few pairs, one, and none are read; sentences of very different lengths too.
func TestValidationsOfFewPairs(t *testing.T) {
	c := corpus(t, append(letterPairs(32, 9, 3, 6), letterPairs(33, 1, 400, 6)...), nil, Options{})
	m := untrained(t, c, shapes()["lstm, sees \"additive\""], 2)
	rows := c.Rows(c.Train)
	for n := range len(rows) + 1 {
		want := 0.0
		for _, r := range readingsOf(t, m, rows[:n]) {
			want += r.Loss()
		}
		if v := evaluated(m, rows[:n], 2); math.Abs(v.NLL-want) > 1e-3 {
			t.Errorf("%d pairs: %+v, want %g", n, v, want)
		}
	}
}
