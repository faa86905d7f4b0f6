// Package baseline has what a network is compared with: the ladder of k-grams on the same text and the same
// held-out part, a compressor, the exact floor if a source's law is known, and the verdict based on them.
package baseline
