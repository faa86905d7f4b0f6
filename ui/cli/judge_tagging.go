package cli

import (
	"context"

	"unroll/core/tagging"
	"unroll/core/tagging/ladder"
	"unroll/ui/draw/look"
	"unroll/ui/i18n"
)

// standOn is how a network stands among the simple taggers on some sentences, all or the first of many. Errors: there are none.
func standOn(m *tagging.Model, list []tagging.Sentence) (ladder.Stand, error) {
	of := *m.Corpus
	of.Valid = list
	l, err := ladder.New(context.Background(), &of)
	if err != nil {
		return ladder.Stand{}, err
	}
	return l.Stand(context.Background(), m)
}

// verdictOfTags is a sentence on how good a network's tags are, as in the lab, in the unit that is shown; "": nothing can be said.
func (c *call) verdictOfTags(v ladder.Verdict) string {
	return c.verdictIn(v, c.shownIn(), c.unit().Name)
}

// verdictIn is the sentence in a unit, with its name.
func (c *call) verdictIn(v ladder.Verdict, unit look.Unit, name string) string {
	amount := func(nats float64) string { return i18n.Amount(unit.Of(nats), name) }
	for _, said := range c.words.Taggers.Sentence(v, count(v.N), amount) {
		return said // the fullest
	}
	return ""
}

// taggerStandings are the names of ladder.Standing for programs.
var taggerStandings = map[ladder.Standing]string{
	ladder.NoBetter: "no_better_than_commonest_tag", ladder.Unsure: "unsure", ladder.BelowRungs: "below_rungs", ladder.AsGood: "as_good_as_rung",
	ladder.PastRungs: "past_rungs", ladder.PastThePast: "past_the_past", ladder.AtFloor: "at_floor", ladder.BelowFloor: "below_floor",
}
