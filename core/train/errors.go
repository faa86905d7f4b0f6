package train

import "unroll/core/fault"

// What can be wrong with a recipe.
var (
	errPlateau      = fault.New("train.plateau", "schedule %s needs a part held out for validation: use a --valid greater than 0")
	errStartMissing = fault.New("train.start_missing", "the run begins with weights of session %s, which are needed to repeat it")
	errStartOther   = fault.New("train.start_other", "the run begins with weights %s, and these are %s")
	errStartTask    = fault.New("train.start_task", "a run cannot begin with the weights of session %s: only a language model's can go on with another text")
	errStartShape   = fault.New("train.start_shape", "session %s has another network: its tensor %s has shape %v, and this run's %v")
)

// What can be wrong with a setting, or with anything else that a run is asked for.
var (
	errUnroll     = fault.New("train.unroll", "the training part is too short: unroll is %d")
	errVerb       = fault.New("train.verb", "no command %s for a run")
	errNoArgs     = fault.New("train.no_args", "%s takes no arguments")
	errArgs       = fault.New("train.args", "%s takes %s")
	errTurns      = fault.New("train.turns", "%q steps: give a whole number from 1 to %d")
	errEnded      = fault.New("train.ended", "the run has finished, and schedule %s ends with it: start a longer run")
	errNoChange   = fault.New("train.no_change", "no setting has been changed: there is nothing to undo")
	errNoBranch   = fault.New("train.no_branch", "nothing has been undone: there is nothing to redo")
	errNoStep     = fault.New("train.no_step", "%s is not a step that the run has made")
	errAgain      = fault.New("train.again", "the update after step %d came out differently when it was made again: the run stays where it is")
	errGoingBack  = fault.New("train.going_back", "the run is going back to step %d: wait, or call it off")
	errNoRecorder = fault.New("train.unrecorded", "this run is not being saved")
)

// What can be wrong with a checkpoint, or with a history of settings.
var (
	errAtStep     = fault.New("train.at_step", "at step %d: %v")
	errNoLanguage = fault.New("train.no_language_model", "this needs a language model, but the run is of task %s")
	errSlot       = fault.New("train.slot", "the optimizer's %s: %v")
	errOtherText  = fault.New("train.other_text", "this is another text: it has %d different tokens, and the run began with %d")
	errPlace      = fault.New("train.place", "the run's position (epoch %d, step %d in each of %d sequences) is not in these data")
	errState      = fault.New("train.state", "carried state %s has shape %v instead of %v")
	errRows       = fault.New("train.rows", "the rows of steps %d to %d are lost")
)

// What can be wrong with a recipe of masked fill.
var (
	errKnobTask = fault.New("train.knob_task", "only runs of task %[2]s have the setting %[1]s")
)
