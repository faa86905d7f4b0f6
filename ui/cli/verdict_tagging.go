package cli

import (
	"context"

	"unroll/core/tagging"
	"unroll/core/tagging/ladder"
	"unroll/ui/i18n"
)

// verdictOn is how a network stands among the simple taggers on sentences. Error: there are none.
func verdictOn(m *tagging.Model, list []tagging.Sentence) (ladder.Verdict, error) {
	over := *m.Corpus
	over.Valid = list
	l, err := ladder.New(context.Background(), &over)
	if err != nil {
		return ladder.Verdict{}, err
	}
	s, err := l.Stand(context.Background(), m)
	return s.Verdict, err
}

// verdictOfTags says it in a sentence, as in the lab; "": nothing can be said.
func (c *call) verdictOfTags(v ladder.Verdict) string {
	amount := func(nats float64) string { return i18n.Amount(c.inUnit(nats), c.unit().Name) }
	for _, said := range c.words.Taggers.Sentence(v, count(v.N), amount) {
		return said // the fullest
	}
	return ""
}

// inNats is the same with amounts in nats, whatever --bits says: data have one unit.
func (c *call) inNats() *call {
	plain := *c
	plain.bits = false
	return &plain
}

// standingsOfTags are the names of ladder.Standing for programs.
var standingsOfTags = map[ladder.Standing]string{
	ladder.NotJudged: "not_judged", ladder.NoBetter: "no_better_than_commonest", ladder.Unsure: "unsure", ladder.BelowRungs: "below_taggers", ladder.AsGood: "as_good_as_tagger",
	ladder.PastRungs: "better_than_taggers", ladder.PastThePast: "better_than_past", ladder.AtFloor: "at_minimum", ladder.BelowFloor: "below_minimum",
}
