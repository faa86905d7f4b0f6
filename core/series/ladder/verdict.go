package ladder

import "math"

// A Standing says in one word how good a forecast is.
type Standing int

// The standings. Those from NoBetterThanLast on are from bad to good, but for BelowNoise, which is too good.
const (
	NotJudged        Standing = iota // no error, or no rungs to hold it against
	NoBetterThanLast                 // than repeating the last value; Verdict.Walk says whether anybody could be
	BelowLines                       // better than the last value, but no line through the past is as bad
	AsGoodAsLine                     // as the line Verdict.Line
	BetterThanLines                  // than every rung, by the share Verdict.Better
	AtNoise                          // what is left is chance
	BelowNoise                       // less is left than chance leaves: it has seen what it is judged by
)

// Evidence is what a forecast is judged by. What is not known stays zero.
type Evidence struct {
	Score             // of what is judged, on the rows that the rungs are judged by
	Rungs     []Rung  // of the same horizon
	Floor     float64 // the law's mean squared error, where Rungs have no Exact; 0 or NaN: not known
	OverLast  Pair    // against persistence, on the same rows
	OverExact Pair    // against the exact law, on the same rows
}

// A Verdict is how a forecast stands, in data.
type Verdict struct {
	Standing   Standing
	Skill      float64 // 1 − MSE / MSE of persistence
	Line       Rung    // the line that it is as good as: Mean, LineOfPast or LineOfInputs; Order is −1 where it is as good as none
	Best       Rung    // the best rung but the exact law
	Better     float64 // share of Best's mean squared error that it saves; negative: it is worse
	AboveNoise float64 // MSE above the exact law's, as a share of that (0.08: 8 % above it); NaN: the law is not known, or leaves nothing to chance
	Walk       bool    // the law is known and repeating the last value is the best that anybody can do
}

const (
	nearLine  = 0.01 // of a rung's mean squared error: as good as it
	nearNoise = 0.02 // of the law's
	bigZ      = 4.   // standard errors: what chance does not do
	smallZ    = 2.   // what it does now and then
)

// alike is the share of a line's squared error by which what is called as good as it may be better.
const alike = 0.03

// Between says whether it is clearly better than Line, and not as good as the next line that is better.
func (v Verdict) Between() bool { return (1-v.Better)*v.Best.MSE < (1-alike)*v.Line.MSE }

// Judge says how a forecast stands.
func Judge(e Evidence) Verdict {
	v := Verdict{Skill: math.NaN(), Line: Rung{Order: -1}, Better: math.NaN(), AboveNoise: math.NaN()}
	last, exact := e.find(Last), e.find(Exact)
	if e.N == 0 || math.IsNaN(e.MSE) || last == nil {
		return v
	}
	v.Skill = 1 - e.MSE/last.MSE
	best := math.Inf(1)
	for _, r := range e.Rungs {
		if r.Kind != Exact && r.MSE < best {
			v.Best, best = r, r.MSE
		}
	}
	v.Better = 1 - e.MSE/best
	v.Line = e.worth()
	noise := e.noise(exact)
	if noise.Base > 0 {
		v.AboveNoise = noise.Diff / noise.Base
		v.Walk = exact != nil && last.MSE <= exact.MSE*(1+nearLine)
	}
	v.Standing = e.stand(v, noise, *last)
	return v
}

// noise is the comparison with the exact law: paired where it can be, else with its error or its floor, whose own chance is
// that of a mean of squares of normal errors. Base is NaN where the law is not known or leaves nothing to chance.
func (e Evidence) noise(exact *Rung) Pair {
	base := e.Floor
	if exact != nil {
		base = exact.Floor
	}
	switch {
	case !(base > 0):
		return Pair{Base: math.NaN()}
	case e.OverExact.N > 0:
		return e.OverExact
	case exact != nil && exact.N == e.N:
		base = exact.MSE
	}
	return Pair{N: e.N, Diff: e.MSE - base, SE: base * math.Sqrt(2/float64(e.N)), Base: base}
}

func (e Evidence) stand(v Verdict, noise Pair, last Rung) Standing {
	known := noise.Base > 0
	switch {
	case known && noise.Diff < -bigZ*noise.SE:
		return BelowNoise
	case e.noBetter(v, last):
		return NoBetterThanLast
	case known && noise.Diff < max(nearNoise*noise.Base, smallZ*noise.SE):
		return AtNoise
	case v.Better > nearLine:
		return BetterThanLines
	case v.Line.Order >= 0:
		return AsGoodAsLine
	}
	return BelowLines
}

// noBetter says whether it is no better than persistence, or better by no more than chance.
func (e Evidence) noBetter(v Verdict, last Rung) bool {
	if v.Walk || e.MSE >= last.MSE*(1-nearLine) {
		return true
	}
	return e.OverLast.N > 0 && e.OverLast.Diff > -smallZ*e.OverLast.SE
}

// worth is the line that it is as good as: of those that it is not worse than, the best, or one of a lower order that is
// nearly as good; its order is −1 where it is worse than all.
func (e Evidence) worth() Rung {
	reached, lowest := Rung{Order: -1}, math.Inf(1)
	for _, r := range e.lines() {
		if r.MSE < lowest {
			lowest = r.MSE
			if e.MSE <= r.MSE*(1+nearLine) {
				reached = r
			}
		}
	}
	for _, r := range e.lines() {
		if r.MSE <= reached.MSE*(1+nearLine) {
			return r
		}
	}
	return reached
}

// lines are the rungs that are lines: the mean, those through the past, those through several inputs.
func (e Evidence) lines() (list []Rung) {
	for _, r := range e.Rungs {
		if r.Kind == Mean || r.Kind == LineOfPast || r.Kind == LineOfInputs {
			list = append(list, r)
		}
	}
	return list
}

func (e Evidence) find(k Kind) *Rung {
	for i := range e.Rungs {
		if e.Rungs[i].Kind == k {
			return &e.Rungs[i]
		}
	}
	return nil
}
