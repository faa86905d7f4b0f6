package ladder

import (
	"context"
	"math"
	"testing"

	"unroll/core/translation"
	"unroll/core/translation/translationtest"
)

// chinese is the first pairs of the ambiguous source, of which held are held out.
func chinese(t testing.TB, n, held int) (*translation.Corpus, translation.Source) {
	t.Helper()
	s, _ := translation.Find("chinese")
	lines := s.Load()
	c, err := translation.NewCorpus(lines[:n], lines[len(lines)-held:], s.Options)
	if err != nil {
		t.Fatal(err)
	}
	return c, s
}

func of(t testing.TB, c *translation.Corpus, s translation.Source) *Ladder {
	t.Helper()
	l, err := New(context.Background(), c, s)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// as is what a model is judged by that costs what a rung does, times a factor.
func (l *Ladder) as(id string, factor float64) Evidence {
	r := l.Find(id)
	e := Evidence{NLL: factor * r.NLL, Tokens: r.Tokens}
	costs := make([]float64, len(r.Nats))
	for i, v := range r.Nats {
		costs[i] = factor * v
	}
	for _, o := range l.Rungs {
		if o.Nats != nil {
			e.Rungs = append(e.Rungs, Held{o.ID, l.compare(costs, o.Nats)})
		}
	}
	return e
}

// The law: a model that is a rung stands at that rung, and one that is better than the law has seen what it is judged by.
func TestARungStandsAtItself(t *testing.T) {
	c, s := chinese(t, 6000, 800)
	l := of(t, c, s)
	for _, x := range []struct {
		id     string
		factor float64
		want   Standing
	}{
		{translation.Untrained, 1, NoBetter}, {translation.TargetUnigram, 1, NoBetter}, {translation.TargetUnigram, 0.9, BelowGrams},
		{translation.TargetGrams, 1, AsGood}, {translation.TargetGrams, 0.9, PastRungs}, {Law, 3, PastRungs}, {Law, 1, AtLaw}, {Law, 0.5, BelowLaw},
	} {
		v := Judge(l.as(x.id, x.factor))
		if v.Standing != x.want || (v.Worse > 0) != (x.id == translation.Untrained) {
			t.Errorf("%g times %s: %+v, want %v", x.factor, x.id, v, x.want)
		}
	}
	nan := l.as(Law, 1)
	nan.NLL = math.NaN()
	if v := Judge(nan); v.Standing != NotJudged {
		t.Errorf("a loss that is no number: %+v", v)
	}
}

// The law: IBM model 1 does not hide that a network uses the source: better than the k-gram, not as good as IBM model 1.
func TestBetweenTheGramsAndIBM1(t *testing.T) {
	at := func(id string, loss float64) Held { return Held{id, Pair{Diff: 1.5 - loss, SE: 0.01, Base: loss}} }
	e := Evidence{NLL: 15, Tokens: 10, Rungs: []Held{at(translation.TargetUnigram, 4), at(translation.TargetGrams, 2), at(translation.IBMModel1, 1)}}
	if v := Judge(e); v.Standing != PastGrams || v.Best != translation.IBMModel1 || v.Above != 0.5 {
		t.Errorf("%+v", v)
	}
}

// The law: the network reads and translates the pairs that the rungs are judged by; of many pairs they are some, evenly.
func TestANetworkStandsOnTheLadder(t *testing.T) {
	c, s := chinese(t, 3000, 2500)
	l := of(t, c, s)
	if l.Judged != mostJudged || l.Of != 2500 || l.Train {
		t.Errorf("%d of %d pairs, of training %v", l.Judged, l.Of, l.Train)
	}
	for i, p := range l.pairs {
		if want := c.Valid[i*2500/mostJudged]; &p.Source[0] != &want.Source[0] {
			t.Fatalf("pair %d is another", i)
		}
	}
	m := translationtest.Model(c, 7)
	got, err := l.Stand(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	exact, nats := 0, 0.0
	for i, r := range c.Rows(l.pairs) {
		made, _ := m.Greedy(t.Context(), [][]int32{r.Source}, 50)
		x := translation.Compare(c.Target.Spell(l.pairs[i].Target), c.Words(made[0]))
		exact += x.Exact
		read, _ := m.Read(t.Context(), []translation.Row{r})
		nats += read[0].Loss()
	}
	if got.At != 7 || got.Score.Exact != exact || got.Score.Sentences != mostJudged || math.Abs(got.NLL-nats) > 1e-9*nats || exact == 0 || exact == mostJudged {
		t.Errorf("%+v, want %d exact, %v nats", got, exact, nats)
	}
	for _, r := range l.Rungs {
		if r.Tokens != got.Tokens || r.Nats != nil && len(r.Nats) != mostJudged || r.ID == translation.Copying && r.Score.Sentences != mostJudged {
			t.Errorf("%s: %d tokens, %d pairs, %d translated", r.ID, r.Tokens, len(r.Nats), r.Score.Sentences)
		}
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.Stand(gone, m); err == nil {
		t.Error("a context that has ended")
	}
}

// The law: on few pairs the rungs are those of translation.NewLadder; without a known source there is no law; if nothing is held
// out, training pairs judge.
func TestRungsOfAPersonsOwnPairs(t *testing.T) {
	c, s := chinese(t, 300, 100)
	all, err := translation.NewLadder(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	l := of(t, c, translation.Source{})
	for i, r := range all.Rungs {
		if got := l.Rungs[i]; got.ID != r.ID || got.Tokens != r.Tokens || got.Score != r.Score || math.Abs(got.NLL-r.NLL) > 1e-9 {
			t.Errorf("%+v, want %+v", got, r)
		}
	}
	if l.Find(Law) != nil || len(l.Rungs) != len(all.Rungs) || !math.IsNaN(l.Exact.Nats) {
		t.Errorf("a law of pairs that no source has made: %v", l.Exact)
	}
	lines := s.Load()[:50]
	if c, err = translation.NewCorpus(lines, nil, s.Options); err != nil {
		t.Fatal(err)
	}
	if l = of(t, c, s); !l.Train || l.Judged != 50 {
		t.Errorf("%d pairs, of training %v", l.Judged, l.Train)
	}
}
