package baseline

import (
	"math"
	"testing"

	"unroll/core/history"
	"unroll/core/history/historytest"
)

// at is the history of a run whose validations, of a million tokens each, had these losses.
func at(losses ...float64) history.View {
	var list []history.Valid
	for i, v := range losses {
		list = append(list, history.Valid{Step: 100 * (i + 1), NLL: v * 1e6, Tokens: 1e6})
	}
	return historytest.Of(nil, list...)
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
		{Evidence{Valids: at(1.01 * ladder[0].ValidNats), Rungs: ladder, Floor: nan}, AboutUniform},
		{Evidence{Valids: at(0.99 * ladder[0].ValidNats), Rungs: ladder, Floor: nan}, AboutUniform},
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
		{Evidence{Valids: at(1.05), Rungs: rungs(1.3863, 1.3865, 0.7), Floor: nan}, WorthGrams},                                // the unigram is no better than the uniform
		{Evidence{Valids: historytest.Of(nil, history.Valid{NLL: 9 * 4, Tokens: 9}), Rungs: ladder, Floor: 3.4}, AboutUniform}, // 9 tokens say nothing about a floor
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

// A loss that has settled where only the current token matters suggests that the state is not
// carried; one that is still falling does not, nor does one that no n-gram improves on either.
func TestForgettingShowsInALossAtRest(t *testing.T) {
	ladder := rungs(4, 3, 2, 1.5, 1.25)
	for _, c := range []struct {
		valids history.View
		rungs  []Rung
		want   Forgets
	}{
		{at(2.5, 2.1, 2.03, 2.02, 2.01, 2.01, 2.01, 2.01), ladder, ForgetsAlways},
		{at(3.3, 3.1, 3.01, 3.01, 3, 3, 3, 3), ladder, ForgetsAlways},
		{at(3.9, 3.6, 3.2, 2.9, 2.6, 2.4, 2.2, 2.05), ladder, ForgetsNothing},   // on its way
		{at(2.5, 2.1, 2.01), ladder, ForgetsNothing},                            // too early to say
		{at(4, 3.999, 3.998, 3.997, 3.996, 3.995), ladder, ForgetsNothing},      // has learned nothing at all
		{at(5, 5, 5, 5, 5, 5), ladder, ForgetsNothing},                          // worse than that
		{at(3, 2.6, 2.4, 2.1, 2.2, 2.4), rungs(4, 3, 2.3, 1.5), ForgetsNothing}, // overfits
		{at(2, 1.8, 1.7, 1.7, 1.7, 1.7, 1.7, 1.7), ladder, ForgetsNothing},      // at rest, but knows more
		{at(2.5, 2.1, 2.03, 2.02, 2.01, 2.01, 2.01, 2.01), rungs(4, 3, 2, 1.99, 1.98), ForgetsNothing},
	} {
		if v := Judge(Evidence{Valids: c.valids, Rungs: c.rungs, Floor: math.NaN()}); v.Forgets != c.want {
			t.Errorf("%v on %v: %+v", historytest.Valids(c.valids), c.rungs, v)
		}
	}
}
