package sessions

import "unroll/core/fault"

// The texts of the types in errors.go.
var (
	errLocked   = fault.New("sessions.locked", "session %s is open in another unroll")
	errNewer    = fault.New("sessions.newer", "session %s has format %d, but this unroll reads only formats up to %d: use a newer unroll")
	errNewTask  = fault.New("sessions.newer_task", "session %s is of task %q, which this unroll does not know: use a newer unroll")
	errDamaged  = fault.New("sessions.damaged", "session %s is damaged: %s: %v")
	errNotFound = fault.New("sessions.not_found", "no session %q")
	errNear     = fault.New("sessions.near", "no session %q: did you mean %s?")
	errExists   = fault.New("sessions.exists", "session %s already exists: choose another name or remove it first")
	errBadName  = fault.New("sessions.bad_name", "%q cannot be a session's name: %v")
	errNoBest   = fault.New("sessions.no_best", "session %s keeps no best weights")
)

// Why something cannot be a session's name.
var (
	errNameEmpty  = fault.New("sessions.name_empty", "it is empty")
	errNameLong   = fault.New("sessions.name_long", "it has %d bytes, and at most %d are allowed")
	errNameUTF8   = fault.New("sessions.name_encoding", "it is not UTF-8")
	errNameBegins = fault.New("sessions.name_begins", "it begins with %q")
	errNameDot    = fault.New("sessions.name_dot", "it ends with a dot")
	errNameDevice = fault.New("sessions.name_device", "Windows reserves it for a device")
	errNameRune   = fault.New("sessions.name_rune", "it contains %q: only letters, digits, - _ and . are allowed")
)

// What can be wrong with a session as a whole, and what to do.
var (
	errSession     = fault.New("sessions.session", "session %s: %v")
	errStore       = fault.New("sessions.store", "the folder of sessions, %s, cannot be read: %v")
	errStoreFile   = fault.New("sessions.store_file", "%s is a file, but sessions need a folder")
	errLock        = fault.New("sessions.lock", "session %s cannot be locked for writing: %v")
	errGone        = fault.New("sessions.gone", "session %s has just been renamed or removed: %v")
	errRename      = fault.New("sessions.rename", "session %s could not be renamed: %v")
	errRemove      = fault.New("sessions.remove", "session %s could not be removed: %v")
	errWrite       = fault.New("sessions.write", "session %s cannot be written: %v")
	errSave        = fault.New("sessions.save", "session %s could not be saved: %v")
	errSaveAgain   = fault.New("sessions.save_again", "session %s could not be saved (step %d is safe): %v")
	errUnsure      = fault.New("sessions.unsure", "session %s is saved, but a power failure now could lose it: %v")
	errBusy        = fault.New("sessions.busy", "session %s is being saved too often to be read: pause its run")
	errClosed      = fault.New("sessions.closed", "it is closed")
	errOtherRecipe = fault.New("sessions.other_recipe", "it was begun with another recipe: save this run under another name")
	errOtherText   = fault.New("sessions.other_text", "not the text that session %s learned: its sha256 is %.12s…, and it was %.12s…")
	errOldText     = fault.New("sessions.old_text", "put the old text back, or begin a new run on this one")
	errOtherData   = fault.New("sessions.other_data", "not the data that session %s learned from: their sha256 is %.12s…, and it was %.12s…")
	errOtherKind   = fault.New("sessions.other_kind", "not the data that session %s learned from: they are of kind %q, and were of kind %q")
	errOtherSplit  = fault.New("sessions.other_split", "not split as session %s split them: %d steps to train on and %d to validate on, and there were %d and %d")
	errOldData     = fault.New("sessions.old_data", "put the old data back, or begin a new run on these")
	errDataPipe    = fault.New("sessions.data_pipe", "session %s learned from data that came through a pipe, which cannot be read again")
	errDataAgain   = fault.New("sessions.data_again", "pipe the same data in again: unroll train --resume %s -")
	errNoFinder    = fault.New("sessions.no_finder", "session %s is of task %s, and this unroll cannot read the data of that task again")
	errNoLanguage  = fault.New("sessions.no_language_model", "session %s is of task %s: this needs a language model")
	errNoExport    = fault.New("sessions.no_export", "a run of task %s cannot be exported to PyTorch")
	errNotFinite   = fault.New("sessions.not_finite", "the network's forecasts are no finite numbers (%g): there is nothing to compare with in PyTorch")
	errOfSentences = fault.New("sessions.of_sentences", "%s: %v")
	errNoNumbers   = fault.New("sessions.no_series", "session %s is of task %s: this needs a series of numbers")
	errNeeded      = fault.New("sessions.needed", "%v, and session %s needs it to resume")
	errBringBack   = fault.New("sessions.bring_back", "put it back, or say where it is now: unroll train --resume %s FILE")
	errWasPipe     = fault.New("sessions.was_pipe", "session %s learned from a pipe, which cannot be read again")
	errPipeAgain   = fault.New("sessions.pipe_again", "pipe the same data in again: unroll train --resume %s -")
)

// What can be wrong with a run to be saved.
var (
	errVocabSize    = fault.New("sessions.vocab_size", "the recipe has %d tokens, but the vocabulary has %d")
	errHistorySteps = fault.New("sessions.history_steps", "the history has %d updates, but the run made %d")
	errHistoryValid = fault.New("sessions.history_valid", "the history has a validation of a step that was not made")
	errHistoryEvent = fault.New("sessions.history_event", "the history has a change of a setting at a step that was not made")
	errMetaSize     = fault.New("sessions.meta_size", "%s would take %d bytes, and at most %d are allowed")
	errRowLost      = fault.New("sessions.row_lost", "the row of step %d is lost")
	errSpoolStep    = fault.New("sessions.spool_step", "a row of step %d after step %d")
	errCut          = fault.New("sessions.cut", "%s has %d bytes, but at least %d were written")
)
