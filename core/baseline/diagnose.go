package baseline

import (
	"math"

	"unroll/core/history"
)

// A Trouble is what has gone wrong with a run.
type Trouble int

// The troubles, the gravest last.
const (
	NoTrouble Trouble = iota
	// Overfits: validation has risen above its best while the training loss still falls.
	Overfits
	// Ruined: the training loss is above an untrained model's, though the run has been better.
	Ruined
	// RoseAfter: the training loss rose sharply soon after a setting was changed, and is still up.
	RoseAfter
	// Diverged: an update was not finite.
	Diverged
)

// A Diagnosis is a trouble and what there is to say of it. What it does not need is zero.
type Diagnosis struct {
	Trouble Trouble
	Change  Change  // RoseAfter, and Diverged where one came soon before: what was changed
	After   int     // RoseAfter, Diverged: updates from the change to the rise; 0: no change to blame
	Ruined  bool    // RoseAfter: the loss is above an untrained model's too
	Step    int     // Overfits, Ruined: of the best validation; Diverged: the last update
	Best    float64 // Overfits, Ruined: the best validation's loss; RoseAfter: the training loss before; nats/token
	Now     float64 // Overfits: the last validation's loss; RoseAfter, Ruined: the training loss of late; nats/token
}

// A Change of one setting: one event, or several in a row that went the same way.
type Change struct {
	Knob        string
	From, To    float64
	First, Last int // steps of the first and the last event
}

// The rules. A rise is a change's doing where, within soon updates after it, the median of window updates exceeds the
// level before (the median of before updates) by sharp nats and by noisy times the noise there (the median absolute
// deviation, scaled to a standard deviation); it is said while the median of the last late updates stays up.
const (
	before   = 64   // updates
	fewest   = 16   // updates or buckets that are a level
	window   = 8    // updates or buckets
	late     = 32   // updates or buckets
	soon     = 300  // updates
	sharp    = 0.1  // nats
	noisy    = 3    // standard deviations
	together = 100  // updates between two events that are one change at most
	changes  = 8    // of the last are looked at
	rising   = 3    // validations in a row that are above the best
	aboveTop = 0.02 // nats above the best at least, for them to count
	aboveSD  = 4    // standard deviations of a validation above the best at least
	ruin     = 0.1  // nats above an untrained model
	wasGood  = 0.3  // nats below it, once
)

// diagnose says what is wrong with the run of e, if anything is.
func (e Evidence) diagnose() Diagnosis {
	h, c := e.Valids, curve{e.Valids.Losses()}
	list := merged(e.Changes)
	switch {
	case e.Diverged:
		d := Diagnosis{Trouble: Diverged, Step: h.Step()}
		if n := len(list); n > 0 && h.Step()-list[n-1].Last <= soon {
			d.Change, d.After = list[n-1], h.Step()+1-list[n-1].Last
		}
		return d
	case c.s.N < fewest:
		return Diagnosis{}
	}
	now := level(c.last(late))
	ruined := e.Untrained > 0 && now > e.Untrained+ruin
	for i := len(list) - 1; i >= max(0, len(list)-changes); i-- {
		if d := c.rose(list[i], now); d.Trouble != NoTrouble {
			d.Ruined = ruined
			return d
		}
	}
	if best, ok := h.BestValid(); ok && ruined && best.Loss() < e.Untrained-wasGood {
		return Diagnosis{Trouble: Ruined, Step: best.Step, Best: best.Loss(), Now: now}
	}
	return c.overfits(h)
}

// merged joins events of one setting that go the same way and come soon after each other.
func merged(events []history.Event) []Change {
	var list []Change
	for _, e := range events {
		if n := len(list) - 1; n >= 0 {
			if c := &list[n]; c.Knob == e.Knob && e.Step-c.Last <= together && (c.To > c.From) == (e.To > e.From) {
				c.To, c.Last = e.To, e.Step
				continue
			}
		}
		if e.From != e.To {
			list = append(list, Change{Knob: e.Knob, From: e.From, To: e.To, First: e.Step, Last: e.Step})
		}
	}
	return list
}

// rose says whether the loss rose soon after a change and is still up; now is the level of late.
func (c curve) rose(by Change, now float64) Diagnosis {
	was := c.before(by.First)
	if len(was) < fewest {
		return Diagnosis{}
	}
	base, noise := level(was), spread(was)
	if !(now > base+math.Max(sharp, math.Max(noise*noisy/2, spread(c.last(2*late))))) {
		return Diagnosis{}
	}
	limit := base + math.Max(sharp, noisy*noise)
	for i := c.from(by.First + 1); i+window <= c.s.N; i++ {
		at, loss := c.s.At(i)
		if at > float64(by.Last+soon) {
			break
		}
		if !(loss <= limit) && level(c.losses(i, i+window)) > limit {
			since := min(int(at), by.Last)
			if since == int(at) { // during the presses: after the one just before
				since = by.First
			}
			return Diagnosis{Trouble: RoseAfter, Change: by, After: max(1, int(at)-since), Best: base, Now: now}
		}
	}
	return Diagnosis{}
}

// overfits says whether the last validations are all above the best by more than chance, while the training loss is
// lower than it was then.
func (c curve) overfits(h history.View) Diagnosis {
	best, ok := h.BestValid()
	valids := curve{h.Valids()}
	recent := valids.last(4 * rising)
	if !ok || len(recent) < rising+1 {
		return Diagnosis{}
	}
	limit := best.Loss() + math.Max(aboveTop, aboveSD*jitter(recent))
	for i := valids.s.N - rising; i < valids.s.N; i++ {
		if at, loss := valids.s.At(i); !(loss > limit) || at <= float64(best.Step) {
			return Diagnosis{}
		}
	}
	then := c.before(best.Step + 1)
	if len(then) < fewest || !(mean(c.last(before)) < mean(then)) {
		return Diagnosis{}
	}
	last, _ := h.LastValid()
	return Diagnosis{Trouble: Overfits, Step: best.Step, Best: best.Loss(), Now: last.Loss()}
}
