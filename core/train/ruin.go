package train

import (
	"math"

	"unroll/core/task"
)

// ruinWindow is how many updates the rule of a ruined run looks at.
const ruinWindow = 20

// A watch applies the rule of a ruined run. A run is ruined if
//
//   - the mean loss of its last 20 updates is more than twice as bad as that of an untrained model, though 20 successive
//     updates were once better than an untrained model;
//   - or the mean is more than four times as bad as that of an untrained model and as that of the run's first update, whose
//     weights had not learned yet: the run was never good, and has been made much worse;
//   - or the run has reached its end and the mean of what it did last is so, or is beyond what a perplexity can show, in
//     however few updates.
//
// The last update's own loss must be so too: a run that has already come back from a peak is not ruined.
//
// A mean is Σ loss / Σ scored rows. Twice as bad is twice the loss of classes (2 ln V), twice the root of a squared error,
// and for a density what it costs if the errors double: 1.5 nats more. The rule reads the losses in the history and nothing
// else, and never affects what is learned.
type watch struct {
	untrained float64 // loss of an untrained model; NaN: not known
	worse     func(loss, times float64) float64
	nats      bool        // the loss is in nats: a perplexity may be shown
	seen      watchMemory // of the whole run
	nll       [ruinWindow]float64
	rows      [ruinWindow]float64 // scored
	n         int                 // updates of this run seen; the last ruinWindow are in the rings
}

// A watchMemory is what the rule of a ruined run remembers of updates that are no longer among the last: it follows from the history.
type watchMemory struct {
	First Limit `json:"first"` // loss of the first update; Off: none yet
	Least Limit `json:"least"` // lowest mean of 20 successive updates; Off: none yet
}

// highestShown is the largest loss in nats whose perplexity is a number.
const highestShown = 709

func watchFor(d task.Data) watch {
	w := watch{untrained: math.NaN(), seen: watchMemory{First: Off, Least: Off}, nats: d.Task().Loss.InNats()}
	levels := d.Levels()
	if len(levels) > 0 {
		w.untrained = levels[0].Loss
	}
	switch {
	case !w.nats:
		w.worse = func(loss, times float64) float64 { return loss * times * times } // a squared error
	case len(levels) > 0 && levels[0].N > 0:
		w.worse = func(loss, times float64) float64 { return loss * times } // classes
	default:
		w.worse = func(loss, times float64) float64 { return loss + (times*times-1)/2 } // a density, whose loss may be negative
	}
	return w
}

// add takes an update into account.
func (w *watch) add(loss float64, rows int) {
	i := w.n % ruinWindow
	w.nll[i], w.rows[i] = loss*float64(rows), float64(rows)
	w.n++
	if w.seen.First == Off && rows > 0 {
		w.seen.First = Limit(loss)
	}
	if mean, full := w.level(); full && mean < float64(w.seen.Least) {
		w.seen.Least = Limit(mean)
	}
}

// level is the mean loss of the last updates, at most 20; NaN if they scored nothing. full: there are 20.
func (w *watch) level() (mean float64, full bool) {
	nll, rows := 0.0, 0.0
	for i := range min(w.n, ruinWindow) {
		nll, rows = nll+w.nll[i], rows+w.rows[i]
	}
	return nll / rows, w.n >= ruinWindow
}

// ruined reports whether the run is; over: it has reached its end.
func (w *watch) ruined(over bool) bool {
	i := (w.n + ruinWindow - 1) % ruinWindow
	mean, _ := w.level()
	return w.far(mean, over) && (w.rows[i] == 0 || w.far(w.nll[i]/w.rows[i], over))
}

// far reports whether a mean loss is so bad as the rule says.
func (w *watch) far(mean float64, over bool) bool {
	full := w.n >= ruinWindow
	if !full && !over {
		return false
	}
	if over && w.nats && mean > highestShown {
		return true
	}
	if !(w.untrained > 0) && !w.nats || w.untrained == 0 { // what cannot be wrong, as a vocabulary of one token
		return false
	}
	worst := w.worse(math.Max(w.untrained, float64(w.seen.First)), 4)
	return w.seen.First != Off && mean > worst ||
		full && mean > w.worse(w.untrained, 2) && float64(w.seen.Least) < w.untrained
}

// sound reports whether weights whose next update has this loss are worth going back to: nearer to the best 20 updates than to
// an untrained model, and not much worse than untrained ones while nothing was better.
func (w *watch) sound(loss float64) bool {
	top := math.Max(w.untrained, w.worse(w.untrained, 1.2))
	if w.seen.First != Off {
		top = math.Max(top, float64(w.seen.First))
	}
	if least := float64(w.seen.Least); least < w.untrained {
		top = (least + w.untrained) / 2
	}
	return finite(loss) && !(loss > top)
}

// restored continues from a checkpoint. In one from before the rule existed, what is no longer whole in the history is taken
// from its buckets.
func (w *watch) restored(c *Checkpoint) {
	w.n = 0
	h := c.History
	from := max(h.WholeFrom(), h.Step()-ruinWindow+1)
	if c.Watched != nil {
		w.seen = *c.Watched
		for p := range h.From(from) {
			w.add(p.Loss, p.Tokens)
		}
		return
	}
	w.seen = watchMemory{First: Off, Least: Off}
	for b := range h.Buckets() {
		if w.seen.First == Off && b.Tokens > 0 {
			w.seen.First = Limit(b.PerToken())
		}
		if b.Count >= ruinWindow && b.PerToken() < float64(w.seen.Least) {
			w.seen.Least = Limit(b.PerToken())
		}
	}
	for p := range h.From(0) {
		w.add(p.Loss, p.Tokens)
	}
}

// An alarm stops a run once it is ruined. Whoever makes it go on is not stopped again until the loss has been better.
type alarm struct {
	ruined    bool
	told      bool // it was told to go on
	keepGoing bool
	quiet     int // no stop before this step: a run that begins ruined gets as many updates as the rule looks at
	left      int // see Snapshot
}

func (a *alarm) begin(l *learner, o Options) {
	a.keepGoing = o.KeepGoing
	if o.From == nil {
		return
	}
	a.left = o.From.Left
	if a.ruined = l.watch.ruined(l.done()); a.ruined {
		a.quiet = l.step + ruinWindow
	}
}

// update takes the last update into account; over: it was the last of all. It reports whether the run is to stop.
func (a *alarm) update(l *learner, over bool) (stop bool) {
	a.ruined = l.watch.ruined(over)
	if mean, _ := l.watch.level(); !l.watch.far(mean, over) {
		a.told = false
	}
	if !a.ruined {
		return false
	}
	return !a.keepGoing && !a.told && l.step >= a.quiet
}
