package history

import "math/bits"

// The bucket that a row belongs to depends only on the row's place, counted from 0. With depth d the
// first 2^(d+1) rows have a bucket each; from 2^(d+k) to 2^(d+k+1), k ≥ 1, there are 2^d buckets of 2^k
// rows: at most 2^−d of the rows before them. n rows need about 2^d · (1 + log2(n / 2^d)) buckets.

// width is the number of rows in the bucket that begins at a place.
func width(depth, place int) int {
	return 1 << octave(depth, place)
}

// octave is log2 of the width.
func octave(depth, place int) int { return max(0, bits.Len(uint(place))-1-depth) }

// bucketOf is the index of the bucket that a place is in.
func bucketOf(depth, place int) int {
	k := octave(depth, place)
	if k == 0 {
		return place
	}
	return (k+1)<<depth + (place-1<<(depth+k))>>k
}

// startOf is the place at which a bucket begins.
func startOf(depth, bucket int) int {
	if bucket < 2<<depth {
		return bucket
	}
	k := bucket>>depth - 1
	return 1<<(depth+k) + (bucket&(1<<depth-1))<<k
}
