package cli

import (
	"context"

	"unroll/core/tagging"
	"unroll/ui/i18n"
)

// verdictOn is how a network stands among the simple taggers on sentences. Error: there are none.
func verdictOn(m *tagging.Model, list []tagging.Sentence) (tagging.Verdict, error) {
	over := *m.Corpus
	over.Valid = list
	climb, err := over.Climb(context.Background())
	if err != nil {
		return tagging.Verdict{}, err
	}
	s, err := climb.Stand(context.Background(), m)
	return s.Verdict, err
}

// verdictOfTags says it in a sentence, as in the lab; "": nothing can be said.
func (c *call) verdictOfTags(v tagging.Verdict) string {
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

// standingsOfTags are the names of tagging.Standing for programs.
var standingsOfTags = map[tagging.Standing]string{
	tagging.NotJudged: "not_judged", tagging.NoBetter: "no_better_than_commonest", tagging.Unsure: "unsure", tagging.BelowRungs: "below_taggers", tagging.AsGood: "as_good_as_tagger",
	tagging.PastRungs: "better_than_taggers", tagging.PastThePast: "better_than_past", tagging.AtFloor: "at_minimum", tagging.BelowFloor: "below_minimum",
}
