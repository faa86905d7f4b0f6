// Package train has the trainer: the one goroutine that owns a model and lets others ask and look.
//
//	          Send(Command)                        <-Snapshots()
//	reader ──────────────────▶ ┌─────────────┐ ──────────────────▶ reader
//	          64 deep, in order │ Trainer.Run │   1 deep, latest wins
//	                            └──────┬──────┘
//	                                   │ Save(Checkpoint), between updates
//	                                   ▼
//	                                Recorder
//
// Run is the only writer of weights, optimizer state, batch position and history. A Snapshot is
// state, not an event: who missed ten has missed nothing, for the history in it is complete. What
// a Snapshot points to is never written again (a history's View stays as it is, models are copies).
//
// Memory is flat: old updates are in buckets. None leaves it before it has been written down, by the Recorder, by
// the Spool of a run that has none, and by a reader that has asked to Hold.
//
// A run is determined by its Recipe, the Corpus and the changes of settings with their steps: the
// same three give the same weights, bit by bit, for any number of threads. Each purpose has its own
// random stream, so that looking (snapshots, predictions, validation) never changes learning.
//
// How it ends: Run returns when its context is cancelled or a Stop command arrives; it has then
// saved, published a last Snapshot, closed the channel of Snapshots and stopped its threads.
package train
