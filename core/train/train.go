// Package train implements the trainer: the one goroutine that owns a model, takes commands and publishes its state.
//
//	          Send(Command)                        <-Snapshots()
//	reader ──────────────────▶ ┌─────────────┐ ──────────────────▶ reader
//	          64 deep, in order │ Trainer.Run │   1 deep, latest wins
//	                            └──────┬──────┘
//	                                   │ Save(Checkpoint), between updates
//	                                   ▼
//	                                Recorder
//
// Run is the only writer of weights, optimizer state, batch position and history. A Snapshot is state,
// not an event: a reader that missed ten has missed nothing, because the history in it is complete.
// What a Snapshot points to is never modified (a history's View does not change, models are copies).
//
// Memory use is flat: old updates are merged into buckets. None is merged before it has been stored, by the
// Recorder or by the Spool of a run that has none, and seen by a reader that has asked to Hold.
//
// A run is determined by its Recipe, the Corpus and the changes of settings with their steps: the
// same three give the same weights, bit for bit, for any number of threads. Each purpose has its
// own random stream, so that looking (snapshots, predictions, validation) never changes learning.
//
// Run returns when its context is cancelled or a Stop command arrives; by then it has saved,
// published a last Snapshot, closed the channel of Snapshots and stopped its threads.
package train
