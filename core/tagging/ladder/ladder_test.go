package ladder

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"unroll/core/nn"
	"unroll/core/tagging"
)

// weather is sentences of the source tagging.Weather, held out after the first n.
func weather(t testing.TB, seed uint64, n, held int) *tagging.Corpus {
	t.Helper()
	list := tagging.Weather.Make(seed, n+held)
	c, err := tagging.NewCorpus(list[:n], list[n:], tagging.Options{})
	if err != nil {
		t.Fatal(err)
	}
	c.Law = &tagging.Weather
	return c
}

// as is what a tagger is judged by that costs what a rung does.
func (l *Ladder) as(id string, whole bool) Evidence {
	r := l.Find(id)
	e := Evidence{Score: r.Score, Whole: whole}
	for _, o := range l.Rungs {
		e.Rungs = append(e.Rungs, Held{o, compare(r.costs, o.costs)})
	}
	return e
}

// The law: a tagger that is a rung stands at that rung; one with the law of the source stands at its floor; and one that is
// said to know the past only, but has seen the future, is below its floor.
func TestARungStandsAtItself(t *testing.T) {
	l, err := New(context.Background(), weather(t, 1, 2000, 700))
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		id    string
		whole bool
		want  Standing
	}{
		{tagging.CommonestTag, true, NoBetter}, {tagging.TagsOfWord, true, AsGood}, {tagging.TagsOfWord, false, AsGood}, {tagging.PastFloor, false, AtFloor}, {tagging.WholeFloor, true, AtFloor},
		{tagging.BigramHMM, true, AtFloor}, {tagging.BigramHMM, false, BelowFloor}, {tagging.WholeFloor, false, BelowFloor},
	} {
		v := Judge(l.as(x.id, x.whole))
		if v.Standing != x.want || (x.want == AsGood && (v.Rung != x.id || v.Between)) || v.Whole != x.whole {
			t.Errorf("%s, whole %v: %+v, want %v", x.id, x.whole, v, x.want)
		}
	}
	past := Judge(l.as(tagging.PastFloor, true))
	if past.Standing == PastThePast || past.Standing == AtFloor || !(past.AboveFloor > 0.03) {
		t.Errorf("what the past can tell is past itself: %+v", past)
	}
	if l.Limited() || l.Judged != l.Held || len(l.Rungs) != 6 {
		t.Errorf("%d of %d words, %d rungs", l.Judged, l.Held, len(l.Rungs))
	}
}

// judged is evidence of a tagger with a loss, among rungs with these, each with the same standard error.
func judged(whole bool, loss, se float64, rungs map[string]float64) Evidence {
	e := Evidence{Score: tagging.Score{N: 1000, Right: 900, NLL: 1000 * loss}, Whole: whole}
	for _, id := range []string{tagging.CommonestTag, tagging.TagsOfWord, tagging.SuffixTable, tagging.BigramHMM, tagging.PastFloor, tagging.WholeFloor} {
		if base, ok := rungs[id]; ok {
			e.Rungs = append(e.Rungs, Held{Rung{ID: id, Exact: id == tagging.PastFloor || id == tagging.WholeFloor}, Pair{Sentences: 100, Diff: loss - base, SE: se, Base: base}})
		}
	}
	return e
}

// The law: every standing has losses that lead to it, and better losses do not lead to a worse one.
func TestStandingsFromBadToGood(t *testing.T) {
	text := map[string]float64{tagging.CommonestTag: 2, tagging.TagsOfWord: 0.6, tagging.SuffixTable: 0.4, tagging.BigramHMM: 0.3}
	known := map[string]float64{tagging.CommonestTag: 1.2, tagging.TagsOfWord: 0.9, tagging.SuffixTable: 0.9, tagging.BigramHMM: 0.51, tagging.PastFloor: 0.7, tagging.WholeFloor: 0.5}
	for _, x := range []struct {
		rungs    map[string]float64
		whole    bool
		loss, se float64
		want     Standing
		rung     string
		between  bool
	}{
		{text, true, math.NaN(), 0.01, NotJudged, "", false}, {text, true, 2.5, 0.01, NoBetter, "", false}, {text, true, 1.99, 0.01, NoBetter, "", false},
		{text, true, 1.9, 0.1, Unsure, "", false}, {text, true, 1.9, math.Inf(1), Unsure, "", false}, {text, true, 1, 0.01, BelowRungs, "", false},
		{text, true, 0.605, 0.002, AsGood, tagging.TagsOfWord, false}, {text, true, 0.5, 0.002, AsGood, tagging.TagsOfWord, true}, {text, true, 0.401, 0.002, AsGood, tagging.SuffixTable, false},
		{text, true, 0.35, 0.002, AsGood, tagging.SuffixTable, true}, {text, true, 0.304, 0.002, AsGood, tagging.BigramHMM, false}, {text, false, 0.296, 0.004, AsGood, tagging.BigramHMM, false},
		{text, true, 0.28, 0.002, PastRungs, tagging.BigramHMM, true},
		{known, false, 0.905, 0.002, AsGood, tagging.TagsOfWord, false}, {known, false, 0.75, 0.002, AsGood, tagging.TagsOfWord, true}, {known, false, 0.71, 0.002, AtFloor, "", false},
		{known, false, 0.68, 0.002, BelowFloor, "", false}, {known, true, 0.75, 0.002, AsGood, tagging.TagsOfWord, true}, {known, true, 0.65, 0.002, PastThePast, "", false},
		{known, true, 0.505, 0.002, AtFloor, "", false}, {known, true, 0.49, 0.002, BelowFloor, "", false}, {known, true, 0.495, 0.002, AtFloor, "", false},
	} {
		v := Judge(judged(x.whole, x.loss, x.se, x.rungs))
		if v.Standing != x.want || (x.rung != "" && (v.Rung != x.rung || v.Between != x.between)) {
			t.Errorf("%v: %+v", x, v)
		}
	}
	for _, whole := range []bool{false, true} {
		last := NotJudged
		for loss := 1.3; loss > 0.3; loss -= 0.001 {
			if v := Judge(judged(whole, loss, 0.002, known)); v.Standing < last {
				t.Fatalf("whole %v: %v at %g, behind %v", whole, v.Standing, loss, last)
			} else {
				last = v.Standing
			}
		}
	}
	if v := Judge(judged(true, 2.5, 0.01, text)); v.Worse != 0.5 || v.Best != tagging.BigramHMM || v.AboveBest != 2.2 || !math.IsNaN(v.AboveFloor) || v.Accuracy != 0.9 {
		t.Errorf("%+v", v)
	}
	if v := Judge(Evidence{}); v.Standing != NotJudged {
		t.Errorf("of nothing: %+v", v)
	}
}

// The law: the standard error is that of the difference of losses over other sentences of the same source, though words of a
// sentence depend on each other; words as if they were independent would give another.
func TestTheErrorOfAComparisonIsHonest(t *testing.T) {
	const times = 200
	var mean, square, se, naive float64
	states := numbered(tagging.Weather.States)
	for seed := range uint64(times) {
		l := &Ladder{c: weather(t, 100+seed, 60, 60)}
		l.list = l.c.Valid
		for _, id := range []string{tagging.PastFloor, tagging.WholeFloor} {
			if err := l.add(context.Background(), Rung{ID: id}, tagging.Exact{Law: tagging.Weather, PastOnly: id == tagging.PastFloor}, numbered(tagging.Weather.States)); err != nil {
				t.Fatal(err)
			}
		}
		c := l.Find(tagging.WholeFloor).costs
		p := compare(l.Find(tagging.PastFloor).costs, c)
		mean, square, se = mean+p.Diff/times, square+p.Diff*p.Diff/times, se+p.SE/times
		var words []cost
		for i, x := range l.list {
			a, b := tagging.Exact{Law: tagging.Weather, PastOnly: true}.Tag(x.Words), tagging.Exact{Law: tagging.Weather}.Tag(x.Words)
			for t, tag := range x.Tags {
				words = append(words, cost{math.Log(b[t][states[tag]]) - math.Log(a[t][states[tag]]), 1})
			}
			if math.Abs(sumOf(words[len(words)-len(x.Words):])-l.Find(tagging.PastFloor).costs[i].nll+c[i].nll) > 1e-9 {
				t.Fatal("the words of a sentence do not add up to its cost")
			}
		}
		naive += compare(words, make([]cost, len(words))).SE / times
	}
	sd := math.Sqrt(square - mean*mean)
	t.Logf("difference %.4f, its sd %.4f, standard error %.4f, as if words were independent %.4f", mean, sd, se, naive)
	if math.Abs(se/sd-1) > 0.15 || !(naive < 0.95*se) {
		t.Errorf("standard error %g, and it varies by %g", se, sd)
	}
}

func sumOf(list []cost) (n float64) {
	for _, c := range list {
		n += c.nll
	}
	return n
}

// The law: a network on the ladder has the losses and right words that its report has, and is held against the floor of what it
// reads; a run that has ended is not judged, and nothing is where nothing is held out.
func TestANetworkOnTheLadder(t *testing.T) {
	ended, end := context.WithCancel(context.Background())
	end()
	for _, both := range []bool{false, true} {
		c := weather(t, 3, 50, 40)
		m := modelOf(t, c, both)
		l, err := New(context.Background(), c)
		if err != nil {
			t.Fatal(err)
		}
		s, err := l.Stand(context.Background(), m)
		if err != nil {
			t.Fatal(err)
		}
		want, _ := m.Score(context.Background(), c.Valid)
		floor := l.Find(map[bool]string{true: tagging.WholeFloor, false: tagging.PastFloor}[both])
		if math.Abs(s.NLL-want.NLL) > 1e-9*want.NLL || s.Right != want.Right || s.N != want.N || s.Unseen != want.Unseen || s.RightOfUnseen != want.RightOfUnseen ||
			math.Abs(s.Floor.Base-floor.Loss()) > 1e-12 || math.Abs(s.Floor.Diff-(s.Loss()-floor.Loss())) > 1e-9 || s.At != 7 {
			t.Errorf("both %v: %+v, want %+v", both, s, want)
		}
		if _, err := l.Stand(ended, m); err == nil {
			t.Error("a run that has ended is judged")
		}
		if _, err := New(ended, c); err == nil {
			t.Error("a run that has ended has a ladder")
		}
	}
	if _, err := New(context.Background(), weather(t, 3, 50, 0)); err == nil {
		t.Error("nothing is held out, and there is a ladder")
	}
}

// A tag that training lacks is wrong for all, in no loss, and there is no floor where the source could not have made it.
func TestAForeignTagOnTheLadder(t *testing.T) {
	c := weather(t, 3, 50, 40)
	held := append([]tagging.Sentence{{Words: []string{"sun", "snow"}, Tags: []string{"calm", "frost"}}}, c.Valid...)
	c, err := tagging.NewCorpus(c.Train, held, tagging.Options{})
	if err != nil {
		t.Fatal(err)
	}
	c.Law = &tagging.Weather
	l, err := New(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	s, err := l.Stand(context.Background(), modelOf(t, c, true))
	if err != nil || l.Find(tagging.PastFloor) != nil || s.Missing != 1 || s.Floor.Sentences != 0 || l.Rungs[0].Missing != 1 || s.Unseen != 1 {
		t.Errorf("%+v, %v, %+v", s, err, l.Rungs[0].Score)
	}
}

// modelOf is a net with initial weights, after 7 updates.
func modelOf(t testing.TB, c *tagging.Corpus, both bool) *tagging.Model {
	t.Helper()
	g, err := nn.New[float32](nn.Spec{Cell: "gru", Vocab: len(c.Features), Outputs: len(c.Tags), Hidden: 7, Layers: 1, Init: "uniform:0.6", Bidirectional: both})
	if err != nil {
		t.Fatal(err)
	}
	g.Init(rand.New(rand.NewPCG(1, 2)))
	return tagging.NewModel(g, c, 7)
}
