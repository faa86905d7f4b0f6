// Package baseline has what a network is held against: the ladder of k-grams on the same text and the same
// held-out part, a compressor, the exact floor where a source's law is known, and the verdict made of them.
package baseline
