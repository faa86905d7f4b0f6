package train

import "math"

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
	Valids     []Valid // validations so far; the last is judged
	Rungs      []Rung
	Floor      float64   // the source's entropy rate in nats/token; NaN: not known
	FloorError float64   // standard error of its mean surprisal over so many tokens; 0: taken as 1 nat/√tokens
	Windows    []Windows // losses by place in the window: of training, of validation
}

// A Verdict is how a run stands, in data.
type Verdict struct {
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
	nearUnigram = 1.05 // grams: a twentieth of the way to the bigram
	nearBigram  = 2.1  // grams: a tenth of the way to the trigram
	nearFloor   = 0.01 // nats
	muchLower   = 0.1  // nats
)

// Judge says how a run stands.
func Judge(e Evidence) Verdict {
	v := Verdict{Nats: math.NaN(), Grams: math.NaN(), Best: -1, AboveBest: math.NaN(), AboveFloor: math.NaN()}
	if len(e.Valids) == 0 || math.IsNaN(e.Valids[len(e.Valids)-1].Loss()) {
		v.forgetting(e)
		return v
	}
	last := e.Valids[len(e.Valids)-1]
	v.Nats = last.Loss()
	v.Grams = Worth(v.Nats, e.Rungs)
	v.AboveFloor = v.Nats - e.Floor
	if best, ok := BestRung(e.Rungs); ok {
		v.Best, v.AboveBest = best.Order, v.Nats-best.ValidNats
	}
	v.Standing = v.stand(e.floorError(last))
	v.forgetting(e)
	return v
}

// floorError is the standard error of a loss on the tokens of last.
func (e Evidence) floorError(last Valid) float64 {
	if e.FloorError > 0 {
		return e.FloorError
	}
	return 1 / math.Sqrt(float64(last.Tokens))
}

func (v Verdict) stand(se float64) Standing {
	switch {
	case v.AboveFloor < -4*se:
		return BelowTheFloor
	case v.AboveFloor < max(nearFloor, 2*se):
		return AtTheFloor
	case math.IsNaN(v.Grams):
		return NotJudged
	case math.IsInf(v.Grams, -1):
		return WorseThanUniform
	case math.IsInf(v.Grams, 1):
		return BelowEveryRung
	case v.Grams <= nearUnigram:
		return NoBetterThanUnigram
	}
	return WorthGrams
}

func (v *Verdict) forgetting(e Evidence) {
	if v.Standing >= AtTheFloor {
		return
	}
	for _, w := range e.Windows {
		if cost, se := w.Cost(); cost > 4*se && cost > max(muchLower, v.Cost) {
			v.Forgets, v.Cost = ForgetsWindows, cost
		}
	}
	switch {
	case v.Forgets != ForgetsNothing:
	case v.Grams <= nearBigram && v.AboveBest > muchLower && resting(e.Valids, v.AboveBest):
		v.Forgets = ForgetsAlways
	}
}

// resting says whether a loss has come to rest above where it could be: in the second half of at
// least six validations it has come less than a tenth of that way.
func resting(valids []Valid, above float64) bool {
	n := len(valids)
	if n < 6 {
		return false
	}
	return math.Abs(valids[n/2-1].Loss()-valids[n-1].Loss()) < above/10
}
