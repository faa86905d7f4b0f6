package i18n

// Ails holds sentences on what is wrong with a run, each from its fullest form to its shortest. A form that omits
// something refers to its arguments by number.
type Ails struct {
	Diverged      []string // step
	DivergedAfter []string // how many steps after, what was changed
	Rose          []string // how many steps after, what was changed, the loss before and now, as text
	RoseRuined    []string // the same
	Ruined        []string // the loss now, the best validation, its step
	Overfits      []string // the step of the best validation, its loss with the unit, the loss now
	Step, Steps   string   // a number of steps: one, several
	// What was changed: a setting and a factor above or below 1, or its new value.
	Times, Divided, Became string
}

// Clips holds sentences on what clipping does, in forms like those of Ails.
type Clips struct {
	Never     []string // updates
	Rarely    []string // clipped, out of
	Often     []string // the same
	Limits    []string // the same
	Cancelled []string // the same, the optimizer
}

var englishAils = Ails{
	Diverged:      []string{"diverged after step %s: the next update was not finite", "diverged after step %s", "diverged"},
	DivergedAfter: []string{"diverged %s after %s", "diverged after %[2]s", "diverged"},
	Rose:          []string{"loss rose %s after %s: it was %s, now %s", "loss rose %[1]s after %[2]s", "loss rose after %[2]s", "loss rose"},
	RoseRuined: []string{"loss rose %s after %s: %[4]s is worse than a uniform guess", "loss rose %[1]s after %[2]s, above a uniform guess", "loss rose %[1]s after %[2]s",
		"loss rose after %[2]s", "loss rose"},
	Ruined: []string{"the loss, %s, is worse than a uniform guess; the best validation was %s at step %s", "worse than a uniform guess; it was %[2]s at step %[3]s",
		"worse than a uniform guess", "worse than uniform"},
	Overfits: []string{"overfitting since step %s: best validation %s there, now %s", "overfitting since step %s: was %s, now %s", "overfitting since step %[1]s", "overfitting"},
	Step:     "1 step", Steps: "%s steps",
	Times: "%s ×%s", Divided: "%s ÷%s", Became: "%s = %s",
}

var englishClips = Clips{
	Never:     []string{"none of the last %s updates was clipped", "0 of the last %s clipped", "0 of %s clipped"},
	Rarely:    []string{"a safety net: %s of the last %s updates clipped", "a safety net: clipped %s of %s", "clipped %s of %s"},
	Often:     []string{"clips often: %s of the last %s updates", "clips often: %s of %s", "clipped %s of %s"},
	Limits:    []string{"a step limiter: %s of the last %s clipped, θ sets the step size", "a step limiter: %s of the last %s clipped", "a step limiter: %s of %s", "clipped %s of %s"},
	Cancelled: []string{"%s of the last %s clipped; %s rescales gradients, so θ hardly matters", "%[1]s of %[2]s clipped; %[3]s rescales", "clipped %[1]s of %[2]s"},
}
