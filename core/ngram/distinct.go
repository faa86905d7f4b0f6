package ngram

import (
	"context"
	"math/bits"

	"unroll/core/text"
)

// A distincts is the different n-grams of a text: its places, of which those with the same token after the same context are one.
// Contexts have the longest length that is used, or less where the history is shorter. They are in the order of the text.
type distincts struct {
	text  *text.Stream
	at    []int32  // the index of the first in the text
	times []int32  // how many there are
	depth []int32  // tokens of the context
	slots []uint64 // a hash table: half of the hash, number + 1; 0: nothing
}

// breath is how many tokens are read before ctx is looked at again.
const breath = 1 << 20

// distinct finds the n-grams with contexts of longest tokens. The error is ctx's.
func distinct(ctx context.Context, t *text.Stream, longest int) (*distincts, error) {
	longest = max(longest, 0)
	d := &distincts{text: t, slots: make([]uint64, 1<<10)}
	history := 0
	for i, id := range t.IDs {
		if i%breath == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if id >= 0 && !(i == 0 && t.Starts(id)) { // the start of a line is never predicted
			d.add(int32(i), history)
		}
		history = past(t, id, history, longest)
	}
	return d, nil
}

// past is how many tokens of history there are after id, at most longest.
func past(t *text.Stream, id int32, history, longest int) int {
	switch {
	case id < 0:
		return 0
	case t.Starts(id):
		return min(1, longest)
	}
	return min(history+1, longest)
}

// add counts the n-gram of the token at i and depth tokens before it.
func (d *distincts) add(i int32, depth int) {
	gram := d.text.IDs[int(i)-depth : i+1]
	h := hash(gram)
	mask := uint64(len(d.slots) - 1)
	for slot := h & mask; ; slot = (slot + 1) & mask {
		x := d.slots[slot]
		if x == 0 {
			d.at, d.times, d.depth = append(d.at, i), append(d.times, 1), append(d.depth, int32(depth))
			d.slots[slot] = h>>32<<32 | uint64(len(d.at))
			if 4*len(d.at) > 3*len(d.slots) {
				d.grow()
			}
			return
		}
		if n := uint32(x) - 1; x>>32 == h>>32 && d.is(n, gram) {
			d.times[n]++
			return
		}
	}
}

// is says whether n-gram n is gram.
func (d *distincts) is(n uint32, gram []int32) bool {
	depth := int(d.depth[n])
	if depth != len(gram)-1 {
		return false
	}
	at := int(d.at[n])
	for k, id := range d.text.IDs[at-depth : at+1] {
		if id != gram[k] {
			return false
		}
	}
	return true
}

// grow doubles the table.
func (d *distincts) grow() {
	d.slots = nil // before there is another
	d.slots = make([]uint64, 1<<bits.Len(uint(2*len(d.at))))
	mask := uint64(len(d.slots) - 1)
	for n, at := range d.at {
		h := hash(d.text.IDs[int(at)-int(d.depth[n]) : at+1])
		slot := h & mask
		for d.slots[slot] != 0 {
			slot = (slot + 1) & mask
		}
		d.slots[slot] = h>>32<<32 | uint64(n+1)
	}
}

// hash is a number that differs between most n-grams.
func hash(gram []int32) uint64 {
	h := uint64(len(gram))
	for _, id := range gram {
		h = (h ^ uint64(uint32(id))) * 0x9e3779b97f4a7c15
		h ^= h >> 29
	}
	return h
}
