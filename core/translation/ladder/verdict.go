package ladder

import (
	"math"

	"unroll/core/translation"
)

// A Standing says in one word how good a network that translates is.
type Standing int

// The standings, from bad to good, but for BelowLaw, which is too good.
const (
	NotJudged  Standing = iota // no loss
	NoBetter                   // than how common each token is; Verdict.Worse says how much worse
	Unsure                     // better than that, but the pairs are too few to be sure
	BelowGrams                 // better than that, not as good as the k-gram of the target
	AsGood                     // as the k-gram of the target, which does not see the source
	PastGrams                  // better than it, so it uses the source; not as good as IBM model 1
	PastRungs                  // better than every simple model
	AtLaw                      // what is left is what the source leaves open
	BelowLaw                   // less is left than that: it has seen what it is judged by
)

// A Pair compares two models on the same pairs of sentences: much of what chance does to one it does to the other.
type Pair struct {
	Diff float64 // loss of the first less that of the second, nats/token: positive where the second is better
	SE   float64 // standard error of Diff; +∞ for fewer than two pairs
	Base float64 // loss of the second, nats/token
}

// below says whether the first is better than the second by more than chance does and by more than a share of its loss.
func (p Pair) below(share float64) bool { return p.Diff < -max(share*p.Base, smallZ*p.SE) }

// near says whether the first is not clearly worse than the second: by no more than a share of its loss, or than chance does.
func (p Pair) near(share float64) bool { return p.Diff <= max(share*p.Base, smallZ*p.SE) }

// A Held is a rung with which a network is compared.
type Held struct {
	ID string
	Pair
}

// Evidence is what a network is judged by.
type Evidence struct {
	NLL    float64 // Σ −log p of Tokens tokens, nats
	Tokens int
	Score  translation.Score // of its translations
	Rungs  []Held            // those that have probabilities
}

// A Verdict is how a network stands, in data. Amounts are in nats/token; NaN: not known.
type Verdict struct {
	Standing Standing
	Pairs    int     // that it is judged by
	Exact    float64 // share of its greedy translations that are exactly the reference
	BLEU     float64 // of them
	Best     string  // the best of the simple models
	Above    float64 // of its loss, above the best of the simple models; negative: below
	AboveLaw float64 // above the law
	Grams    float64 // above the k-gram of the target; negative: below
	Worse    float64 // with NoBetter: above the unigram, where it is clearly above; else 0
}

const (
	nearRung = 0.02 // of a rung's loss: as good as it
	nearLaw  = 0.02 // of the law's loss: at it
	bigZ     = 4.   // standard errors: what chance does not do
	smallZ   = 2.   // what it does now and then
)

// Judge says how a network stands.
func Judge(e Evidence) Verdict {
	v := Verdict{Exact: e.Score.ExactMatch(), BLEU: e.Score.CorpusBLEU(), Pairs: e.Score.Sentences, Above: math.NaN(), AboveLaw: math.NaN(), Grams: math.NaN()}
	common, grams := e.find(translation.TargetUnigram), e.find(translation.TargetGrams)
	if e.Tokens == 0 || math.IsNaN(e.NLL) || common == nil || grams == nil {
		return v
	}
	best := e.best()
	v.Best, v.Above, v.Grams = best.ID, best.Diff, grams.Diff
	if law := e.find(Law); law != nil {
		v.AboveLaw = law.Diff
	}
	v.Standing = e.stand(*common, *grams, best)
	if v.Standing == NoBetter && common.Diff > max(nearRung*common.Base, smallZ*common.SE) {
		v.Worse = common.Diff
	}
	return v
}

func (e Evidence) stand(common, grams, best Held) Standing {
	law := e.find(Law)
	switch {
	case law != nil && law.Diff < -bigZ*law.SE:
		return BelowLaw
	case common.Diff >= -nearRung*common.Base:
		return NoBetter
	case common.Diff >= -smallZ*common.SE:
		return Unsure
	case law != nil && law.near(nearLaw):
		return AtLaw
	case best.below(nearRung):
		return PastRungs
	case grams.below(nearRung):
		return PastGrams
	case grams.near(nearRung):
		return AsGood
	}
	return BelowGrams
}

// best is the best of the simple models.
func (e Evidence) best() Held {
	best := Held{Pair: Pair{Base: math.Inf(1)}}
	for _, r := range e.Rungs {
		if r.ID != Law && r.Base < best.Base {
			best = r
		}
	}
	return best
}

func (e Evidence) find(id string) *Held {
	for i := range e.Rungs {
		if e.Rungs[i].ID == id {
			return &e.Rungs[i]
		}
	}
	return nil
}
