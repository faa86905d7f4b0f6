package i18n

// Ails holds sentences on what is wrong with a run, each from its fullest form to its shortest. A form that omits
// something refers to its arguments by number.
type Ails struct {
	Diverged      []string // step
	DivergedAfter []string // how many steps after, what was changed
	Rose          []string // how many steps after, what was changed, the loss before and now with the unit
	RoseRuined    []string // what was changed, the step of the change, the loss now with the unit, a uniform guess's
	Ruined        []string // the loss now with the unit, a uniform guess's
	// Up and High are what is left of Rose and RoseRuined where there is no room to say that the setting has been
	// changed again: the loss now with the unit, the one before or a uniform guess's.
	Up, High    []string
	Again       string   // after Rose and RoseRuined: a setting that has been changed again, and its value
	Back        string   // the same, if it has its old value
	Kept        string   // after RoseRuined and Ruined: the step of the best weights, which are kept
	Overfits    []string // the step of the best validation, its loss with the unit, the loss now
	Step, Steps string   // a number of steps: one, several
	// What was changed: a setting and a factor above or below 1, or its new value.
	Times, Divided, Became string
}

// Clips holds sentences on what clipping does, in forms like those of Ails.
type Clips struct {
	Frozen    []string // θ is 0
	Never     []string // updates
	Rarely    []string // clipped, out of
	Often     []string // the same
	Limits    []string // the same
	Cancelled []string // the same, the optimizer
	Entirely  []string // the same, if all were clipped
}

var englishAils = Ails{
	Diverged:      []string{"diverged after step %s: the next update was not finite", "diverged after step %s", "diverged"},
	DivergedAfter: []string{"diverged %s after %s", "diverged after %[2]s", "diverged"},
	Rose:          []string{"training loss rose %s after %s: its mean was %s, now %s", "training loss rose %[1]s after %[2]s", "loss rose %[1]s after %[2]s", "loss rose after %[2]s", "loss rose"},
	RoseRuined: []string{"ruined after %s at step %s: mean training loss %s, a uniform guess %s", "ruined after %[1]s: mean training loss %[3]s, a uniform guess %[4]s",
		"ruined after %[1]s: mean training loss %[3]s", "ruined after %[1]s: mean loss %[3]s", "ruined after %[1]s", "ruined"},
	Ruined: []string{"mean training loss %s, worse than a uniform guess (%s)", "mean training loss %[1]s: worse than uniform", "worse than a uniform guess", "worse than uniform"},
	Up:     []string{"mean training loss %s, it was %s", "mean training loss %[1]s", "loss rose"},
	High:   []string{"mean training loss %s, a uniform guess %s", "mean training loss %[1]s", "worse than uniform"},
	Again:  "; %s is now %s", Back: "; %s is back at %s", Kept: "; the best weights are kept (step %s)",
	Overfits: []string{"overfitting since step %s: best validation %s there, now %s", "overfitting since step %s: was %s, now %s", "overfitting since step %[1]s", "overfitting"},
	Step:     "1 step", Steps: "%s steps",
	Times: "%s ×%s", Divided: "%s ÷%s", Became: "%s = %s",
}

var englishClips = Clips{
	Frozen:    []string{"θ = 0: every gradient becomes zero, nothing new is learned", "θ = 0: nothing new is learned"},
	Never:     []string{"none of the last %s updates was clipped", "0 of the last %s clipped", "0 of %s clipped"},
	Rarely:    []string{"a safety net: %s of the last %s updates clipped", "a safety net: clipped %s of %s", "clipped %s of %s"},
	Often:     []string{"clips often: %s of the last %s updates", "clips often: %s of %s", "clipped %s of %s"},
	Limits:    []string{"θ sets the step size: %s of the last %s clipped", "θ sets the step size: %s of %s", "clipped %s of %s"},
	Cancelled: []string{"%s of the last %s clipped; %s normalises the step anyway, so θ hardly matters", "%[1]s of %[2]s clipped; θ hardly matters", "clipped %[1]s of %[2]s"},
	Entirely:  []string{"all of the last %[2]s clipped; %[3]s normalises the step anyway, so θ hardly matters", "all clipped; θ hardly matters", "all clipped"},
}
