// Package sessions keeps runs on disk: saves, opens, resumes, lists, renames and removes them.
//
// A session is a folder of open formats:
//
//	session.json            what the run is: data, recipe, program version, machine
//	events.jsonl            {"step":120,"lr":0.001}: an object a change of a setting
//	metrics.csv             a row a step, numbers that read back to the same bits
//	vocab.json              the tokens in order of their ids
//	weights.safetensors     tensors by PyTorch's names
//	best.safetensors        those with the lowest validation loss so far, and of which step; no tensors: none
//	optimizer.safetensors   the optimizer's averages, the carried state, and the place in the run
//	history.bin             the older rows of metrics.csv, summed up: it spares a long session their reading
//	lock                    held by the one who writes
//
// How a save stays whole, though several files change and the power may go at any instant:
//
//	append to metrics.csv, events.jsonl     nobody reads rows beyond the saved step
//	write next/*, sync each and next/       nobody reads next/
//	rename next → commit, sync the folder   the one instant at which the save is made
//	rename commit/* → *, remove commit/     may stop anywhere: readers look into commit/ first
//
// What is appended is not part of a save until the commit, because optimizer.safetensors says how
// many events count and what the last step's row is: that row alone can change after it has been
// written, when the step is validated later. So a torn or stale end of either file is harmless,
// and is written over by the next save.
//
// best.safetensors is written when the best weights have changed. It takes as much room as the weights, in memory
// too, so a net of more than 64 M weights has none. A session opens without it, or with a damaged one: the newest
// weights are what counts. The best are then lost, until a validation is lower than all before.
//
// session.json changes when the run's end or a setting does: the run as one line stands in it. Its fields that this
// program does not know are kept. Format lists the formats; one of an earlier format is opened as what it is, and
// saved as the newest.
//
// A session's run may have branches: each in a folder branches/NAME with files of the same names, but for
// session.json, vocab.json and lock, which are the session's. What lies at the top is the main branch; this program
// writes no other.
//
// history.bin (buckets.go) can be done without: where it is missing, damaged or of other rows than metrics.csv, that is
// read from its beginning. It stands for rows of which none is the last saved one, so appending does not touch them; a
// save writes it, in next/, when 32,768 more updates have gone into buckets than it has. A save that writes
// metrics.csv anew, because the run went another way or the file was cut, does so in next/ too, and history.bin with it:
// one commit makes both.
//
// A run that is not recorded keeps what leaves memory in a spool (spool.go), so that it can be recorded later.
//
// A new session is built in a folder whose name begins with a dot and renamed when complete.
package sessions
