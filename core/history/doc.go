// Package history keeps what happened on one branch of a run: its updates, its validations, the changes
// of settings made by hand, and the steps at which it was saved.
//
// A History has one owner, which appends to it. Everything else reads a View, an immutable state of the
// history, from any goroutine, without a lock.
//
// Memory and the cost of reading stay flat. The latest updates are whole, that is, kept one by one (at least Recent
// of them); older ones are summarized in buckets by the minimum, maximum and Σ of each quantity. Which bucket an
// update falls into depends on its index alone (layout.go): the first 2,048 have a bucket each; after that a bucket
// holds at most 1/1024 of the updates before it. So buckets are never merged, old ones never change, and they are
// fine enough for each dot of a linear or a logarithmic axis. Ten million updates are 14,500 buckets, a billion
// 21,300.
//
// Readers do not keep indices into a history: they ask by step, and remember a step and a Revision. When the run has
// been rewound, the revision differs, and View.CommonWith tells up to which step what they remember is still valid.
//
// The caller stores the rows that are no longer whole on disk, because CutBack and Decode need some of them
// back. Hold keeps rows whole that have not been written yet.
package history
