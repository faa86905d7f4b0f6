// Package sessions keeps runs on disk: it saves, opens, resumes, lists, renames and removes them.
//
// A session is a folder of open formats:
//
//	session.json            what the run is: data, recipe, program version, machine
//	events.jsonl            {"step":120,"lr":0.001}: an object for each change of a setting
//	metrics.csv             a row for each step, numbers that read back bit for bit; valid_right only for a task that counts right rows
//	vocab.json              the tokens in order of their ids; absent if the data have no vocabulary
//	weights.safetensors     tensors with PyTorch's names
//	best.safetensors        the weights with the lowest validation loss so far, and their step; no tensors: none
//	optimizer.safetensors   the optimizer's averages, the carried state, and the place in the run
//	history.bin             a summary of the older rows of metrics.csv, so that a long session need not read them
//	states/                 states of the run to go back to (states.go); they are not part of a save, and may be deleted
//	lock                    held by the writer
//
// How a save is atomic, although several files change and the power may fail at any instant:
//
//	append to metrics.csv, events.jsonl     rows beyond the saved step are not read
//	write next/*, sync each and next/       next/ is not read
//	rename next → commit, sync the folder   the instant at which the save is made
//	rename commit/* → *, remove commit/     may stop anywhere: readers look into commit/ first
//
// What is appended is not part of a save until the commit, because optimizer.safetensors says how many events
// count and what the last step's row is: only that row can change after it has been written, when the step is
// validated later. So a torn or stale end of either file is harmless, and is overwritten by the next save.
//
// best.safetensors is written when the best weights have changed. It takes as much space as the weights, in memory
// too, so a net of more than 64 M weights has none. A session opens without it, or with a damaged one, because the
// newest weights are what matters. The best are then lost until a validation is lower than all before.
//
// session.json changes when the run's end or a setting does: it contains the run as one line. Fields that this
// program does not know are kept. Format lists the formats; a session of an earlier format is opened as it is, and
// saved in the newest.
//
// A session's run may have branches, each in a folder branches/NAME with files of the same names, except
// session.json, vocab.json and lock, which belong to the session. The files at the top are the main branch; this
// program writes no other.
//
// history.bin (buckets.go) is optional: if it is missing, damaged or of other rows than metrics.csv, the latter is
// read from its beginning. It never includes the last saved row, so appending does not change its rows; a save writes
// it, in next/, when 32,768 more updates have gone into buckets than it has. A save that rewrites metrics.csv,
// because the run took another course or the file was truncated, also does so in next/, and history.bin with it: one
// commit makes both.
//
// A run that is not recorded stores what leaves memory in a spool (spool.go), so that it can be recorded later.
//
// A new session is built in a folder whose name begins with a dot and renamed when complete.
package sessions
