// Package ruin is the rule by which a run is known to be ruined: from the losses of its updates alone, never from anything that learns.
package ruin

import (
	"math"

	"unroll/core/history"
	"unroll/core/optim"
	"unroll/core/task"
)

// Window is how many updates the rule of a ruined run looks at.
const Window = 20

// A Rule applies the rule of a ruined run to its losses, update by update. A run is ruined if
//
//   - the mean loss of its last 20 updates is more than twice as bad as that of an untrained model, though 20 successive
//     updates were once better than an untrained model;
//   - or the mean is more than four times as bad as that of an untrained model and as that of the run's first update, whose
//     weights had not learned yet: the run was never good, and has been made much worse;
//   - or the run has reached its end and the mean of what it did last is so, or is beyond what a perplexity can show, in
//     however few updates;
//   - or at its end a validation after the last update is as bad as the first two say, and that update's loss was not sound, or the
//     validation is beyond what a perplexity can show.
//
// For a mean, the last update's own loss must be so too: a run that has already come back from a peak is not ruined.
//
// A mean is Σ loss / Σ scored rows. Twice as bad is twice the loss of classes (2 ln V), twice the root of a squared error,
// and for a density what it costs if the errors double: 1.5 nats more. The rule reads the losses in the history and nothing
// else, and never affects what is learned.
type Rule struct {
	untrained float64 // loss of an untrained model; NaN: not known
	worse     func(loss, times float64) float64
	nats      bool   // the loss is in nats: a perplexity may be shown
	seen      Memory // of the whole run
	nll       [Window]float64
	rows      [Window]float64 // scored
	n         int             // updates of this run seen; the last Window are in the rings
	last      float64         // loss of the last update; NaN: it scored nothing
	valid     float64         // loss of a validation after that; NaN: none
}

// A Memory is what the rule of a ruined run remembers of updates that are no longer among the last: it follows from the history.
type Memory struct {
	First optim.Limit `json:"first"` // loss of the first update; Off: none yet
	Least optim.Limit `json:"least"` // lowest mean of 20 successive updates; Off: none yet
}

// highestShown is the largest loss in nats whose perplexity is a number.
const highestShown = 709

// For is the rule for a run over d that has made no update.
func For(d task.Data) Rule {
	r := Rule{untrained: math.NaN(), last: math.NaN(), valid: math.NaN(), seen: Memory{First: optim.Off, Least: optim.Off}, nats: d.Task().Loss.InNats()}
	levels := d.Levels()
	if len(levels) > 0 {
		r.untrained = levels[0].Loss
	}
	switch {
	case !r.nats:
		r.worse = func(loss, times float64) float64 { return loss * times * times } // a squared error
	case len(levels) > 0 && levels[0].N > 0:
		r.worse = func(loss, times float64) float64 { return loss * times } // classes
	default:
		r.worse = func(loss, times float64) float64 { return loss + (times*times-1)/2 } // a density, whose loss may be negative
	}
	return r
}

// Add takes an update into account.
func (r *Rule) Add(loss float64, rows int) {
	i := r.n % Window
	r.nll[i], r.rows[i] = loss*float64(rows), float64(rows)
	r.n++
	if r.last, r.valid = math.NaN(), math.NaN(); rows > 0 {
		r.last = loss
	}
	if r.seen.First == optim.Off && rows > 0 {
		r.seen.First = optim.Limit(loss)
	}
	if mean, full := r.level(); full && mean < float64(r.seen.Least) {
		r.seen.Least = optim.Limit(mean)
	}
}

// level is the mean loss of the last updates, at most 20, summed from the oldest on; NaN if they scored nothing. full: there are 20.
func (r *Rule) level() (mean float64, full bool) {
	nll, rows := 0.0, 0.0
	for i := max(0, r.n-Window); i < r.n; i++ {
		nll, rows = nll+r.nll[i%Window], rows+r.rows[i%Window]
	}
	return nll / rows, r.n >= Window
}

// Judge takes a validation of the weights after the last update into account.
func (r *Rule) Judge(loss float64) { r.valid = loss }

// Doubtful reports whether the last update's loss says that the weights were not worth going back to, though the run need not be ruined.
func (r *Rule) Doubtful() bool { return r.n > 0 && !math.IsNaN(r.last) && !r.Sound(r.last) }

// condemned reports whether the last validation says that the run is ruined.
func (r *Rule) condemned() bool {
	switch {
	case r.n == 0 || math.IsNaN(r.valid) || r.untrained == 0:
		return false
	case r.nats && r.valid > highestShown:
		return true
	}
	return r.Doubtful() && r.bad(r.valid, true)
}

// Ruined reports whether the run is; over: it has reached its end, or is being ended.
func (r *Rule) Ruined(over bool) bool {
	if over && r.condemned() {
		return true
	}
	i := (r.n + Window - 1) % Window
	mean, _ := r.level()
	return r.far(mean, over) && (r.rows[i] == 0 || r.far(r.nll[i]/r.rows[i], over))
}

// far reports whether a mean loss is so bad as the rule says.
func (r *Rule) far(mean float64, over bool) bool {
	full := r.n >= Window
	if !full && !over {
		return false
	}
	if over && r.nats && mean > highestShown {
		return true
	}
	return r.bad(mean, full)
}

// bad reports whether a loss is worse than twice an untrained model's, if the run was once better (full: as 20 updates together must
// be), or than four times that and the first update's.
func (r *Rule) bad(mean float64, full bool) bool {
	if !(r.untrained > 0) && !r.nats || r.untrained == 0 { // what cannot be wrong, as a vocabulary of one token
		return false
	}
	worst := r.worse(math.Max(r.untrained, float64(r.seen.First)), 4)
	return r.seen.First != optim.Off && mean > worst ||
		full && mean > r.worse(r.untrained, 2) && float64(r.seen.Least) < r.untrained
}

// Sound reports whether weights whose next update has this loss are worth going back to: nearer to the best 20 updates than to
// an untrained model, and not much worse than untrained ones while nothing was better.
func (r *Rule) Sound(loss float64) bool {
	top := math.Max(r.untrained, r.worse(r.untrained, 1.2))
	if r.seen.First != optim.Off {
		top = math.Max(top, float64(r.seen.First))
	}
	if least := float64(r.seen.Least); least < r.untrained {
		top = (least + r.untrained) / 2
	}
	return !math.IsNaN(loss) && !math.IsInf(loss, 0) && !(loss > top)
}

// Restore makes r go on from a history, with what it remembered there; nil: as in a checkpoint from before the rule existed,
// when what is no longer whole in the history is taken from its buckets. The sums are made in the order of the first time, so
// that what the rule remembers is the same to the last bit.
func (r *Rule) Restore(seen *Memory, h history.View) {
	r.n = 0
	if seen != nil {
		r.seen = *seen
		for p := range h.From(max(h.WholeFrom(), h.Step()-Window+1)) {
			r.Add(p.Loss, p.Tokens)
		}
		r.seen = *seen
		r.judgedIn(h)
		return
	}
	r.seen = Memory{First: optim.Off, Least: optim.Off}
	for b := range h.Buckets() {
		if r.seen.First == optim.Off && b.Tokens > 0 {
			r.seen.First = optim.Limit(b.PerToken())
		}
		if b.Count >= Window && b.PerToken() < float64(r.seen.Least) {
			r.seen.Least = optim.Limit(b.PerToken())
		}
	}
	for p := range h.From(0) {
		r.Add(p.Loss, p.Tokens)
	}
	r.judgedIn(h)
}

// judgedIn takes the last validation of a history into account, if it came after its last update.
func (r *Rule) judgedIn(h history.View) {
	if v, ok := h.LastValid(); ok && v.Step == h.Step() {
		r.Judge(v.Loss())
	}
}

// Seen is what a checkpoint keeps of r.
func (r *Rule) Seen() Memory { return r.seen }
