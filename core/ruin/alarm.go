package ruin

// An Alarm stops a run once it is ruined. Whoever makes it go on is not stopped again until the loss has been better.
type Alarm struct {
	On        bool // the run is ruined
	keepGoing bool
	told      bool // it was told to go on
	quiet     int  // no stop before this step: a run that begins ruined gets as many updates as the rule looks at
}

// NewAlarm is the alarm of a run that begins at a step, of which r knows what came before; over: it has reached its end there.
// keepGoing: it never stops the run.
func NewAlarm(r *Rule, step int, over, keepGoing bool) Alarm {
	a := Alarm{keepGoing: keepGoing}
	if a.On = r.n > 0 && r.Ruined(over); a.On {
		a.quiet = step + Window
	}
	return a
}

// Update takes the update that made a step into account, which r has seen; over: it was the last of all. It reports whether the run
// is to stop.
func (a *Alarm) Update(r *Rule, step int, over bool) (stop bool) {
	a.On = r.Ruined(over)
	if mean, _ := r.level(); !r.far(mean, over) {
		a.told = false
	}
	return a.On && !a.keepGoing && !a.told && step >= a.quiet
}

// GoOn notes that the run was told to go on.
func (a *Alarm) GoOn() { a.told = a.On }
