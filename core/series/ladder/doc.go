// Package ladder has what a network that predicts a series is held against, on the same rows: the mean, the last value, the
// value a period ago, straight lines through the past fitted by least squares, and the exact law where a series was made by
// one; and the verdict that comes of it.
//
// All is in the data's own units. A forecast k steps ahead of row t is made from the rows before t, and is of row t+k−1.
package ladder
