package cli

import (
	"context"
	"math"

	"unroll/core/translation"
	"unroll/core/translation/ladder"
	"unroll/sessions"
	"unroll/ui/i18n"
)

// quickToFit is the target tokens up to which simple models are learned for a summary or an evaluation: it takes seconds.
const quickToFit = 1 << 19

// rungsFor is the ladder of simple models on what a corpus holds out; nil: nothing is, or it takes long.
func rungsFor(x sessions.PairsOrigin, c *translation.Corpus) *ladder.Ladder {
	if len(c.Valid) == 0 || c.TrainTokens() > quickToFit {
		return nil
	}
	s, _ := translation.Find(x.Source) // the zero value: a person's own
	l, err := ladder.New(context.Background(), c, s)
	if err != nil {
		return nil
	}
	return l
}

// verdictOfPairs says how a network stands on a ladder in a sentence, as in the lab, without the figures of its translations, which
// are said elsewhere; "": nothing can be said.
func (c *call) verdictOfPairs(v ladder.Verdict, l *ladder.Ladder) string {
	v.Exact = math.NaN()
	amount := func(nats float64) string { return i18n.Amount(c.inUnit(nats), c.unit().Name) }
	for _, said := range c.words.Pairs.Sentence(v, l.Grams, count(v.Pairs), amount) {
		return said // the fullest
	}
	return ""
}

// standingsOfPairs are the names of ladder.Standing for programs.
var standingsOfPairs = map[ladder.Standing]string{
	ladder.NotJudged: "not_judged", ladder.NoBetter: "no_better_than_unigram", ladder.Unsure: "unsure", ladder.BelowGrams: "below_kgram", ladder.AsGood: "as_good_as_kgram",
	ladder.PastGrams: "better_than_kgram", ladder.PastRungs: "better_than_simple_models", ladder.AtLaw: "at_minimum", ladder.BelowLaw: "below_minimum",
}
