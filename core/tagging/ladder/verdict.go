package ladder

import (
	"math"

	"unroll/core/tagging"
)

// A Standing says in one word how good a tagger is.
type Standing int

// The standings, from bad to good, but for BelowFloor, which is too good.
const (
	NotJudged   Standing = iota // no loss, or no rungs to hold it against
	NoBetter                    // than giving every word the commonest tags; Verdict.Worse says how much worse
	Unsure                      // better than that, but Verdict.N words are too few to be sure
	BelowRungs                  // better than that, but no rung above it is as bad
	AsGood                      // as the rung Verdict.Rung, or between it and the next
	PastRungs                   // better than every simple tagger that it can be held against
	PastThePast                 // it reads the whole sentence, and is better than any tagger that knows the past only
	AtFloor                     // what is left is what nobody can tell
	BelowFloor                  // less is left than that: it has seen what it is judged by
)

// A Held is a rung with which a tagger is compared.
type Held struct {
	Rung
	Pair
}

// Evidence is what a tagger is judged by.
type Evidence struct {
	tagging.Score        // of what is judged, on the words that the rungs are judged by
	Rungs         []Held // in the order of the ladder
	Whole         bool   // it reads the whole sentence, so it may know what the future tells
}

// A Verdict is how a tagger stands, in data. Amounts are in nats/word; NaN: not known.
type Verdict struct {
	Standing   Standing
	Accuracy   float64 // share of words that are right
	N          int     // held-out words that it is judged by
	Whole      bool    // its floor is that of the whole sentence, else that of the past
	Rung       string  // with AsGood: the rung that it is as good as, or better than (Between)
	Between    bool    // it is clearly better than Rung, and not as good as the next that is better
	Best       string  // the best of the simple taggers
	AboveBest  float64 // negative: below it
	AboveFloor float64 // above the exact law that knows as much as it reads
	Worse      float64 // with NoBetter: above the loss of the commonest tags, where it is clearly above; else 0
}

const (
	nearRung  = 0.02 // of a rung's loss: as good as it
	nearFloor = 0.02 // of the floor: at it
	bigZ      = 4.   // standard errors: what chance does not do
	smallZ    = 2.   // what it does now and then
)

// Judge says how a tagger stands.
func Judge(e Evidence) Verdict {
	v := Verdict{Whole: e.Whole, AboveBest: math.NaN(), AboveFloor: math.NaN(), Accuracy: math.NaN()}
	common := e.find(tagging.CommonestTag)
	if e.N == e.Missing || math.IsNaN(e.NLL) || common == nil {
		return v
	}
	v.N, v.Accuracy = e.N, e.Accuracy()
	best := e.best()
	v.Best, v.AboveBest = best.ID, best.Diff
	if f := e.floor(); f != nil {
		v.AboveFloor = f.Diff
	}
	v.Rung, v.Between = e.worth()
	v.Standing = e.stand(v, *common)
	if v.Standing == NoBetter && common.Diff > max(nearRung*common.Base, smallZ*common.SE) {
		v.Worse = common.Diff
	}
	return v
}

func (e Evidence) stand(v Verdict, common Held) Standing {
	floor, past := e.floor(), e.find(tagging.PastFloor)
	switch {
	case floor != nil && floor.Diff < -bigZ*floor.SE:
		return BelowFloor
	case common.Diff >= -nearRung*common.Base:
		return NoBetter
	case common.Diff >= -smallZ*common.SE:
		return Unsure
	case floor != nil && floor.near(nearFloor):
		return AtFloor
	case e.Whole && past != nil && past.below(0):
		return PastThePast
	case e.best().below(nearRung):
		return PastRungs
	case v.Rung != "":
		return AsGood
	}
	return BelowRungs
}

// floor is the exact law that knows as much as what is judged; nil: it is not known.
func (e Evidence) floor() *Held {
	if e.Whole {
		return e.find(tagging.WholeFloor)
	}
	return e.find(tagging.PastFloor)
}

// best is the best of the simple taggers.
func (e Evidence) best() Held {
	best := Held{Pair: Pair{Base: math.Inf(1)}}
	for _, r := range e.Rungs {
		if !r.Exact && r.Base < best.Base {
			best = r
		}
	}
	return best
}

// worth is the rung above the commonest tags that it is as good as: of those that it is not worse than, the best, or the lowest that is nearly as
// good; "" where it is worse than all. between says that it is clearly better.
func (e Evidence) worth() (id string, between bool) {
	reached := Held{Pair: Pair{Base: math.Inf(1)}}
	for _, r := range e.simple() {
		if r.near(nearRung) && r.Base < reached.Base {
			reached = r
		}
	}
	for _, r := range e.simple() {
		if r.Base <= reached.Base*(1+nearRung) && r.near(nearRung) {
			return r.ID, r.below(nearRung)
		}
	}
	return "", false
}

// simple are the rungs between the commonest tags and the floors.
func (e Evidence) simple() (list []Held) {
	for _, r := range e.Rungs {
		if !r.Exact && r.ID != tagging.CommonestTag {
			list = append(list, r)
		}
	}
	return list
}

func (e Evidence) find(id string) *Held {
	for i := range e.Rungs {
		if e.Rungs[i].ID == id {
			return &e.Rungs[i]
		}
	}
	return nil
}
