package baseline

import (
	"math"

	"unroll/core/history"
)

// A Standing says in one word how good a loss is.
type Standing int

// The standings, from knowing nothing on.
const (
	NotJudged           Standing = iota // no loss, or no rung to hold it against
	WorseThanUniform                    // above every rung: worse than calling every token as likely
	NoBetterThanUnigram                 // whatever came before makes no difference to it
	WorthGrams                          // between rungs: Verdict.Grams
	BelowEveryRung                      // counting does not come so far
	AtTheFloor                          // within what chance can do of the exact entropy rate
	BelowTheFloor                       // further below it than chance can do: it has seen what it is judged by
)

// A Forgets is what a loss gives away about the carrying of state.
type Forgets int

// The ways of forgetting.
const (
	ForgetsNothing Forgets = iota // nothing points to it
	// ForgetsWindows: tokens that stand first in a window cost more than later ones, so the state does not
	// come over from the window before.
	ForgetsWindows
	// ForgetsAlways: the loss has come to rest at the unigram or the bigram, though counting goes much
	// lower: the model knows the present token at most. Is the state carried?
	ForgetsAlways
)

// Evidence is what a run is judged by. What is not known stays zero, but for Floor.
type Evidence struct {
	Valids  history.View // what happened so far; its last validation is judged
	Rungs   []Rung
	Floor   float64           // the source's entropy rate in nats/token; NaN: not known
	Windows []history.Windows // losses by place in the window: of training, of validation
	// Changes are those of settings that may have made it worse, by ascending step.
	Changes   []history.Event
	Untrained float64 // the loss of a model that has learned nothing, nats/token; 0 or NaN: not known
	Diverged  bool    // an update was not finite, and not made
}

// A Verdict is how a run stands, in data.
type Verdict struct {
	Ails       Diagnosis // what is to be said before all else
	Standing   Standing
	Nats       float64 // the loss that is judged, nats/token
	Grams      float64 // Worth of it
	Best       int     // order of the best rung; −1: none
	AboveBest  float64 // nats above the best rung, negative below it; NaN: no rung
	AboveFloor float64 // nats above the exact floor, negative below it; NaN: no floor
	Forgets    Forgets
	Cost       float64 // with ForgetsWindows: nats that a first token costs more than a later one
}

const (
	nearUnigram = 0.05 // of the way to the bigram
	nearBigram  = 0.1  // of the way to the trigram
	leastGrams  = 0.9  // of a model that has learned anything at all
	nearFloor   = 0.01 // nats
	muchLower   = 0.1  // nats
)

// Judge says how a run stands.
func Judge(e Evidence) Verdict {
	v := Verdict{Ails: e.diagnose(), Nats: math.NaN(), Grams: math.NaN(), Best: -1, AboveBest: math.NaN(), AboveFloor: math.NaN()}
	last, ok := e.Valids.LastValid()
	if !ok || math.IsNaN(last.Loss()) {
		v.forgetting(e)
		return v
	}
	v.Nats = last.Loss()
	v.Grams = Worth(v.Nats, e.Rungs)
	v.AboveFloor = v.Nats - e.Floor
	if best, ok := BestRung(e.Rungs); ok {
		v.Best, v.AboveBest = best.Order, v.Nats-best.ValidNats
	}
	v.Standing = v.stand(e, last)
	v.forgetting(e)
	return v
}

// floorError is the standard error of the floor's own loss on the tokens of last: at most about a nat a token
// by 1/√tokens for the sources there are, and none where nothing is left to chance.
func (e Evidence) floorError(last history.Valid) float64 {
	if e.Floor == 0 {
		return 0
	}
	return 1 / math.Sqrt(float64(last.Tokens))
}

func (v Verdict) stand(e Evidence, last history.Valid) Standing {
	se, ignorant := e.floorError(last), e.rung(0)
	switch {
	case 4*se > ignorant-e.Floor: // so few tokens tell nobody from somebody who knows nothing
	case v.AboveFloor < -4*se:
		return BelowTheFloor
	case v.AboveFloor < max(nearFloor, 2*se):
		return AtTheFloor
	}
	switch {
	case math.IsNaN(v.Grams):
		return NotJudged
	case math.IsInf(v.Grams, -1):
		return WorseThanUniform
	case math.IsInf(v.Grams, 1):
		return BelowEveryRung
	case v.Nats >= e.above(1, nearUnigram):
		return NoBetterThanUnigram
	}
	return WorthGrams
}

// rung is the loss of an order; NaN where it is not known.
func (e Evidence) rung(order int) float64 {
	for _, r := range e.Rungs {
		if r.Order == order {
			return r.ValidNats
		}
	}
	return math.NaN()
}

// above is the loss that is a part of the way down from the best of the orders up to n to the order behind
// it: what is above it knows no more than those. NaN where they are not known.
func (e Evidence) above(n int, part float64) float64 {
	best := math.Inf(1)
	for order := range n + 1 {
		best = math.Min(best, e.rung(order))
	}
	return best - part*math.Max(0, best-e.rung(n+1))
}

func (v *Verdict) forgetting(e Evidence) {
	if v.Standing >= AtTheFloor {
		return
	}
	for _, w := range e.Windows {
		cost, se := w.Cost()
		lead, leadErr := w.Lead()
		if cost > 4*se && lead > 2.5*leadErr && cost > max(muchLower, v.Cost) && e.knowsOneToken(w.First.Mean()) {
			v.Forgets, v.Cost = ForgetsWindows, cost
		}
	}
	switch {
	case v.Forgets != ForgetsNothing:
	case v.Grams >= leastGrams && v.Nats >= e.above(2, nearBigram) && v.AboveBest > muchLower && resting(e.Valids, v.AboveBest):
		v.Forgets = ForgetsAlways
	}
}

// knowsOneToken says whether a loss may be of one who knows nothing but the token before: then it is not much below
// the bigram's, of training or held-out text. A state that is carried but a little stale, as it is where weights
// have moved since, costs something too, and knows much more.
func (e Evidence) knowsOneToken(nats float64) bool {
	for _, r := range e.Rungs {
		if r.Order == 2 && nats < 0.85*r.TrainNats && !(nats >= 0.85*r.ValidNats) {
			return false
		}
	}
	return true
}

// resting says whether a loss has come to rest above where it could be: in the second half of at
// least six validations it has neither come nor gone a tenth of that way.
func resting(valids history.View, above float64) bool {
	n := valids.ValidLen()
	if n < 6 {
		return false
	}
	late := valids.LatestValids(n - n/2 + 1)
	return !late.NaN && !late.Up && late.Max-late.Min < above/10
}
