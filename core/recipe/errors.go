package recipe

import "unroll/core/fault"

// What can be wrong with a recipe, or with a setting.
var (
	errHorizon      = fault.New("recipe.horizon", "schedule %s must know where the run ends: give --steps or --epochs")
	errNoSeries     = fault.New("recipe.no_series", "the recipe has options of a series, but is of task %s")
	errNoTagging    = fault.New("recipe.no_tagging", "the recipe has options of tagged sentences, but is of task %s")
	errTask         = fault.New("recipe.task", "the recipe is of task %s, but the data are of task %s")
	errWindows      = fault.New("recipe.windows", "no windows %q: choose from %s")
	errNoWindows    = fault.New("recipe.no_windows", "task %s reads whole sequences: --windows is for a text or a series")
	errWindowsCell  = fault.New("recipe.windows_cell", "cell %s carries no state: leave out --windows")
	errWindowsLines = fault.New("recipe.windows_lines", "with --lines and --score the state is reset at every line: leave out --windows")
	errSteps        = fault.New("recipe.steps", "steps is %d: it must not be negative")
	errEpochs       = fault.New("recipe.epochs", "epochs is %g: it must not be negative")
	errMemory       = fault.New("recipe.memory", "a window of batch %d × unroll %d through %s would take %.0f GB of memory: make one of them smaller")
	errKnob         = fault.New("recipe.knob", "no setting %q: choose from %s")
	errKnobLow      = fault.New("recipe.knob_low", "%s is %g: it must be at least %g, or off")
	errKnobRange    = fault.New("recipe.knob_range", "%s is %g: it must be between %g and %g")
	errKnobLeast    = fault.New("recipe.knob_least", "%s is %g: it must be at least %g")
	errKnobMost     = fault.New("recipe.knob_most", "%s is %g: it must be at most %.0f")
	errKnobWhole    = fault.New("recipe.knob_whole", "%s is %g: it must be a whole number")
	errNumber       = fault.New("recipe.number", "%q is not a number: write a setting and its value, as in lr 0.001")
	errNoPairs      = fault.New("recipe.no_pairs", "the recipe has options of translation, but is of task %s")
	errNoFill       = fault.New("recipe.no_fill", "the network fills in blanks from both sides, but the recipe is of task %s")
	errFillScore    = fault.New("recipe.fill_score", "blanks can be anywhere, so every token counts: leave out --score")
)
