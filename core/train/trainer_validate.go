package train

import (
	"context"
	"time"

	"unroll/core/recipe"
)

// dueValidation reports whether to validate now: every ValidEvery updates, more often at first, when most
// happens; at an epoch's end if the schedule needs it; and at the end of the run. Each step is validated once.
func (t *Trainer) dueValidation() bool {
	if t.data.HeldOut() == 0 {
		return false
	}
	if last, ok := t.hist.LastValid(); ok && last.Step == t.step {
		return false
	}
	if t.phase == Finished || t.unjudged() {
		return true
	}
	if t.step < t.set.ValidEvery {
		return t.validatesEarly()
	}
	return t.step%t.set.ValidEvery == 0
}

// validatesEarly is for updates 0, 10, 20 and 50, unless the held-out part is so long that the curve
// would be slow to start.
func (t *Trainer) validatesEarly() bool {
	const windows = 64
	if float64(t.data.HeldOut()) > windows*recipe.UpdateRows(t.data, t.recipe.Settings) {
		return false
	}
	return t.step == 0 || t.step == 10 || t.step == 20 || t.step == 50
}

func (t *Trainer) beginValidation() {
	t.eval = t.data.Validate(t.net, t.step)
}

// validate reads a chunk of the held-out part.
func (t *Trainer) validate() {
	if t.eval.Next(t.pool) {
		t.show(false)
		return
	}
	v, windows := t.eval.Outcome()
	t.hist.AddValid(v)
	t.watch.Judge(v.Loss())
	if t.done() || t.stops > 0 {
		t.alarm.Update(&t.watch, t.step, true)
	}
	if t.keepBest(v, t.net) && !t.alarm.On {
		t.keepThis()
	}
	t.judgedBy = windows
	if t.unjudged() {
		t.judge(v)
	}
	t.eval = nil
	t.show(false)
}

// lookLast validates the weights of a run that is stopped, if that takes no longer than Options.LastLook and nobody is in
// more of a hurry: a second Stop, even if it comes meanwhile, or a cancelled context ends it. It reports whether there is a new validation.
func (t *Trainer) lookLast(ctx context.Context) bool {
	if last, ok := t.hist.LastValid(); t.opts.LastLook <= 0 || t.phase == Diverged || t.data.HeldOut() == 0 || ok && last.Step == t.step {
		return false
	}
	if t.eval == nil {
		t.beginValidation()
	}
	for until := time.Now().Add(t.opts.LastLook); t.eval != nil; t.validate() {
		if t.take(); t.stops > 1 || ctx.Err() != nil || !time.Now().Before(until) {
			t.eval = nil
			return false
		}
	}
	return true
}
