package sessions

import "unroll/core/fault"

// errMissing: a file of a session does not exist; errNoFile: it is not a regular file.
var (
	errMissing = fault.New("sessions.missing", "is missing").Of()
	errNoFile  = fault.New("sessions.no_file", "is not a file").Of()
)

// What can be wrong with a file of a session.
var (
	errNotOurs      = fault.New("sessions.not_ours", "is missing, so this may not be a session: remove the folder yourself if you are sure")
	errNoFolder     = fault.New("sessions.no_folder", "is not a folder")
	errDeadLink     = fault.New("sessions.dead_link", "is a link to a file that does not exist")
	errSize         = fault.New("sessions.size", "has %d bytes, and at most %d are allowed")
	errIn           = fault.New("sessions.in", "%s: %v")
	errJSON         = fault.New("sessions.json", "not JSON at byte %d: %v")
	errLine         = fault.New("sessions.line", "line %d: %v")
	errLineFrom     = fault.New("sessions.line_from", "line %d after byte %d: %v")
	errTooLong      = fault.New("sessions.too_long", "is too long")
	errStep         = fault.New("sessions.step", "step is %q")
	errTensor       = fault.New("sessions.tensor", "tensor %s is missing")
	errTensorShape  = fault.New("sessions.tensor_shape", "tensor %s has shape %v, but this model needs %v")
	errStateShape   = fault.New("sessions.state_shape", "tensor %s has shape %v, but this position in the run needs %v")
	errNoState      = fault.New("sessions.no_state", "the carried state is missing")
	errScalar       = fault.New("sessions.scalar", "%s is missing")
	errPlace        = fault.New("sessions.place", "it has an impossible position in the run")
	errBestMark     = fault.New("sessions.best_mark", "step is %q, loss is %q")
	errWeightsSize  = fault.New("sessions.weights_size", "has %d bytes, too few for %d numbers")
	errNotTheTokens = fault.New("sessions.not_the_tokens", "does not have the %d tokens that %s says")
	errOtherToken   = fault.New("sessions.other_token", "does not have the tokens of the text that the run learns from: token %d is %q, and in the text it is %q")
	errOtherStep    = fault.New("sessions.other_step", "is of step %q, but %s is of step %d")
)

// What can be wrong in session.json.
var (
	errFormat      = fault.New("sessions.format", "format is %d")
	errMetaVocab   = fault.New("sessions.meta_vocab", "vocab_size is %d, but the model's is %d")
	errMetaTask    = fault.New("sessions.meta_task", "task is %q, but the recipe's is %q")
	errMetaParent  = fault.New("sessions.meta_parent", "parent is step %d of session %q")
	errBranchName  = fault.New("sessions.branch_name", "branch: %v")
	errBranchTwice = fault.New("sessions.branch_twice", "there are two branches %s")
	errBranchSteps = fault.New("sessions.branch_steps", "branch %s goes from step %d of branch %q to step %d")
)

// What can be wrong in events.jsonl and metrics.csv.
var (
	errEventsEnd     = fault.New("sessions.events_end", "ends after %d changes of settings, but %d were saved")
	errEventStep     = fault.New("sessions.event_step", "step is %d: it must be between %d and %d")
	errEventSettings = fault.New("sessions.event_settings", "%d settings instead of one")
	errEventValue    = fault.New("sessions.event_value", "%s is %s")
	errRow           = fault.New("sessions.row", "row of step %d: %v")
	errRowsEnd       = fault.New("sessions.rows_end", "ends after step %d, but later steps were saved")
	errRowStep       = fault.New("sessions.row_step", "step is %d instead of %d")
	errLastStep      = fault.New("sessions.last_step", "its step is %d")
	errHeader        = fault.New("sessions.header", "does not have the names of the columns")
	errColumns       = fault.New("sessions.columns", "%d columns instead of %d")
	errField         = fault.New("sessions.field", "%s is %q")
)
