// Package history keeps what happened on one branch of a run: its updates, its validations, the settings
// that were changed by hand, and the steps at which it was saved.
//
// A History has one owner, who appends to it. Everybody else reads a View: what the history was when the
// view was taken, for ever, on any goroutine, without a lock.
//
// Memory and the cost of reading stay flat. The latest updates are whole (Recent of them at least), older
// ones are summed up in buckets: least, greatest and Σ of each quantity. Which update falls into which
// bucket depends on its place alone (layout.go): the first 2,048 have a bucket each, from then on a bucket
// holds at most 1/1024 of the updates before it. So buckets are never merged, old ones never change, and
// both a linear and a logarithmic axis get a bucket a dot. Ten million updates are 14,500 buckets, a billion 21,300.
//
// Nobody keeps places in a history: readers ask by step, and remember a step and a Revision. Where the run
// has been rewound, the revision is another one, and View.CommonWith says how far what they remember
// still holds.
//
// The rows that are no longer whole are the caller's to keep: on disk, from where CutBack and Decode ask for
// them. Hold keeps whole what has not been written yet.
package history
