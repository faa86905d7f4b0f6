package baseline_test

import (
	"context"
	"math"
	"testing"

	"unroll/core/baseline"
	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/text"
	"unroll/datasets"
)

// known is a source whose law is known, with its last tenth held out.
func known(t *testing.T, name string) (*text.Corpus, datasets.Law) {
	t.Helper()
	s, ok := datasets.Find(name)
	if !ok {
		t.Fatalf("no dataset %s", name)
	}
	x, err := s.Load()
	if err != nil {
		t.Fatal(err)
	}
	c, err := datasets.Corpus(x, s.Options)
	if err != nil {
		t.Fatal(err)
	}
	return c, x.Law
}

func ladder(t *testing.T, m *text.Corpus, smoothing string, most int) []baseline.Rung {
	t.Helper()
	var list []baseline.Rung
	if err := baseline.Ladder(context.Background(), m, smoothing, most, 2, nil, func(r baseline.Rung) { list = append(list, r) }); err != nil {
		t.Fatal(err)
	}
	return list
}

// The law: for a source of order k the rungs fall until the (k+1)-gram and stop there, at the floor.
func TestRungsOfASourceOfOrderTwoStopAtTheTrigram(t *testing.T) {
	m, law := known(t, "markov")
	for _, smoothing := range []string{"kn", "jm"} {
		list := ladder(t, m, smoothing, 7)
		for n := 1; n < len(list); n++ {
			gain := list[n-1].ValidNats - list[n].ValidNats
			// Every context of two letters occurs 2,800 times on average, so higher orders do not lose much either.
			if stops := n > 3; !stops && gain < 0.005 || stops && gain > 0.0005 {
				t.Errorf("%s: order %d is %v nats below the one before", smoothing, n, gain)
			}
		}
		if above := list[3].ValidNats - law.Rate(); math.Abs(above) > 4/math.Sqrt(float64(list[3].ValidTokens)) {
			t.Errorf("%s: the trigram is %v nats above the floor", smoothing, above)
		}
	}
}

// The law: only a model that has seen the held-out text gets further below the floor than chance
// allows: the check finds a planted leak.
func TestALeakGoesBelowTheFloor(t *testing.T) {
	for _, name := range []string{"markov", "brackets"} {
		m, law := known(t, name)
		leak := *m
		leak.Train = m.Valid
		for _, c := range []struct {
			m    *text.Corpus
			leak bool
		}{{m, false}, {&leak, true}} {
			below := false
			for _, r := range ladder(t, c.m, "kn", 9) {
				v := baseline.Judge(baseline.Evidence{Floor: law.Rate(),
					Valids: historytest.Of(nil, history.Valid{Step: 1, NLL: r.ValidNats * float64(r.ValidTokens), Tokens: r.ValidTokens})})
				below = below || v.Standing == baseline.BelowTheFloor
			}
			if below != c.leak {
				t.Errorf("%s, leak %v: below the floor %v", name, c.leak, below)
			}
		}
	}
}
