package train

import (
	"math"
	"testing"

	"unroll/core/text"
)

// at is a run whose validations, of a million tokens each, had these losses.
func at(losses ...float64) []Valid {
	var list []Valid
	for i, v := range losses {
		list = append(list, Valid{Step: 100 * (i + 1), NLL: v * 1e6, Tokens: 1e6})
	}
	return list
}

func TestStandings(t *testing.T) {
	nan := math.NaN()
	ladder := rungs(4, 3, 2, 1.5, 1.25)
	for _, c := range []struct {
		e    Evidence
		want Standing
	}{
		{Evidence{Floor: nan}, NotJudged},
		{Evidence{Valids: at(2), Floor: nan}, NotJudged},
		{Evidence{Valids: at(nan), Rungs: ladder, Floor: nan}, NotJudged},
		{Evidence{Valids: at(5), Rungs: ladder, Floor: nan}, WorseThanUniform},
		{Evidence{Valids: at(math.Inf(1)), Rungs: ladder, Floor: 1}, WorseThanUniform},
		{Evidence{Valids: at(3.5), Rungs: ladder, Floor: nan}, NoBetterThanUnigram},
		{Evidence{Valids: at(2.96), Rungs: ladder, Floor: nan}, NoBetterThanUnigram},
		{Evidence{Valids: at(1.8), Rungs: ladder, Floor: 1.1}, WorthGrams},
		{Evidence{Valids: at(1.2), Rungs: ladder, Floor: 1.1}, BelowEveryRung},
		{Evidence{Valids: at(1.105), Rungs: ladder, Floor: 1.1}, AtTheFloor},
		{Evidence{Valids: at(1.0965), Rungs: ladder, Floor: 1.1}, AtTheFloor}, // 3½ standard errors of 1/√10⁶
		{Evidence{Valids: at(1.0955), Rungs: ladder, Floor: 1.1}, BelowTheFloor},
		{Evidence{Valids: at(1.0985), Rungs: ladder, Floor: 1.1}, AtTheFloor},
		{Evidence{Valids: at(0.001), Rungs: ladder, Floor: 0}, AtTheFloor},
		{Evidence{Valids: at(1.05), Rungs: rungs(1.3863, 1.3865, 0.7), Floor: nan}, WorthGrams},              // the unigram is no better than the uniform
		{Evidence{Valids: []Valid{{NLL: 9 * 4, Tokens: 9}}, Rungs: ladder, Floor: 3.4}, NoBetterThanUnigram}, // 9 tokens tell nothing of a floor
	} {
		v := Judge(c.e)
		if v.Standing != c.want {
			t.Errorf("%+v: %+v, want standing %d", c.e, v, c.want)
		}
	}
	v := Judge(Evidence{Valids: at(2, 1.8), Rungs: ladder, Floor: 1.1})
	if math.Abs(v.Grams-2.4) > 1e-12 || v.Best != 4 || math.Abs(v.AboveBest-0.55) > 1e-12 || math.Abs(v.AboveFloor-0.7) > 1e-12 || v.Nats != 1.8 {
		t.Errorf("%+v", v)
	}
}

// A loss that has come to rest where nothing but the present token counts points to a state that is
// not carried; one that passes by does not, nor one where counting comes no further either.
func TestForgettingShowsInALossAtRest(t *testing.T) {
	ladder := rungs(4, 3, 2, 1.5, 1.25)
	for _, c := range []struct {
		valids []Valid
		rungs  []Rung
		want   Forgets
	}{
		{at(2.5, 2.1, 2.03, 2.02, 2.01, 2.01, 2.01, 2.01), ladder, ForgetsAlways},
		{at(3.3, 3.1, 3.01, 3.01, 3, 3, 3, 3), ladder, ForgetsAlways},
		{at(3.9, 3.6, 3.2, 2.9, 2.6, 2.4, 2.2, 2.05), ladder, ForgetsNothing},   // on its way
		{at(2.5, 2.1, 2.01), ladder, ForgetsNothing},                            // too early to say
		{at(4, 3.999, 3.998, 3.997, 3.996, 3.995), ladder, ForgetsNothing},      // has learned nothing at all
		{at(5, 5, 5, 5, 5, 5), ladder, ForgetsNothing},                          // worse than that
		{at(3, 2.6, 2.4, 2.1, 2.2, 2.4), rungs(4, 3, 2.3, 1.5), ForgetsNothing}, // fits its text too well
		{at(2, 1.8, 1.7, 1.7, 1.7, 1.7, 1.7, 1.7), ladder, ForgetsNothing},      // at rest, but knows more
		{at(2.5, 2.1, 2.03, 2.02, 2.01, 2.01, 2.01, 2.01), rungs(4, 3, 2, 1.99, 1.98), ForgetsNothing},
	} {
		if v := Judge(Evidence{Valids: c.valids, Rungs: c.rungs, Floor: math.NaN()}); v.Forgets != c.want {
			t.Errorf("%v on %v: %+v", c.valids, c.rungs, v)
		}
	}
}

// rounds is a text that goes round five letters: one on or two, by the letter before the last. So the
// last letter leaves two to choose from, and the two last, but for a little noise, one.
func rounds(n int) string {
	rng := stream(1, "rounds", 0)
	s := []byte("ab")
	for range n {
		next := (s[len(s)-1] - 'a' + 1 + (s[len(s)-2]-'a')%2) % 5
		if rng.IntN(8) == 0 {
			next = byte(rng.IntN(5))
		}
		s = append(s, 'a'+next)
	}
	return string(s)
}

// The law: a model whose state is 0 at the start of every window of one token knows that token and
// nothing else. It is worth a 2-gram, and the verdict names it; the same net with its state carried goes below.
func TestAStateThatIsNotCarriedIsNamed(t *testing.T) {
	for _, forget := range []bool{true, false} {
		r := tiny(func(r *Recipe) {
			r.Text.Valid, r.Model.Hidden, r.Model.Cell = 0.2, 16, "gru"
			r.Settings.Batch, r.Settings.Unroll, r.Settings.LR = 16, 8, 0.02
			if forget {
				r.Settings.Unroll, r.Settings.Batch = 1, 128
			}
		})
		c := corpusOf(t, r, rounds(6000))
		v := Judge(Evidence{Valids: validsOf(t, r, c, forget), Rungs: rungsOf(t, MaterialOf(c), "kn", 4), Floor: math.NaN()})
		t.Logf("forget %v: %+v", forget, v)
		switch {
		case forget && (v.Forgets != ForgetsAlways || math.Abs(v.Grams-2) > 0.1):
			t.Errorf("a state that is always 0: %+v", v)
		case !forget && (v.Forgets != ForgetsNothing || v.Grams < 2.5):
			t.Errorf("a state that is carried: %+v", v)
		}
	}
}

// validsOf is the validations of a run of 800 updates; with forget its state is 0 before each window.
func validsOf(t *testing.T, r Recipe, c *text.Corpus, forget bool) []Valid {
	t.Helper()
	l, err := newLearner(r, c)
	if err != nil {
		t.Fatal(err)
	}
	var list []Valid
	for step := 1; step <= 800; step++ {
		if forget {
			l.tape.Reset() // the bug
		}
		if err := l.update(); err != nil {
			t.Fatal(err)
		}
		if step%100 == 0 {
			list = append(list, judgeBy(newModel(l.net.Frozen(), c.Vocab, false, step), c.Valid, forget))
		}
	}
	return list
}

// judgeBy is a validation, token by token, the state forgotten before each if forget.
func judgeBy(m *Model, stream []int32, forget bool) Valid {
	v, r, p := Valid{Step: m.Step}, m.Begin(), make([]float64, m.Len())
	for i, id := range stream[:len(stream)-1] {
		r.Read(id, forget)
		r.Next(p)
		v.NLL -= math.Log(p[stream[i+1]])
		v.Tokens++
	}
	return v
}
