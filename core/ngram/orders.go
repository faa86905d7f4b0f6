package ngram

import (
	"context"
	"math"
	"math/bits"
	"slices"
	"sync"
	"sync/atomic"

	"unroll/core/text"
)

// block is how many tokens are added up before they join a sum, so that rounding errors do not grow with the text.
const block = 4096

// Orders is Model.NatsOf for the models of every order up to Most: sums[n] is what NatsOf returns for that of order n, to the last bit.
// The text is read once, by several threads; what follows an n-gram that has been seen lately is not worked out again. The error is
// ctx's. read, if not nil, is called now and then with how many tokens have been read since, by any thread.
func (f Family) Orders(ctx context.Context, stream, targets []int32, threads int, read func(tokens int)) (sums []float64, tokens int, err error) {
	blocks := (len(targets) + block - 1) / block
	parts, counts := make([][]float64, blocks), make([]int, blocks)
	var next atomic.Int64
	var group sync.WaitGroup
	for range max(1, min(threads, blocks/piece+1)) {
		group.Go(func() {
			r := f.reader(len(targets))
			for {
				from := int(next.Add(piece)) - piece
				if from >= blocks || ctx.Err() != nil {
					return
				}
				lo, hi := from*block, min((from+piece)*block, len(targets))
				r.read(stream, targets, lo, hi, parts, counts)
				if read != nil {
					read(hi - lo)
				}
			}
		})
	}
	group.Wait()
	if ctx.Err() != nil {
		return nil, 0, ctx.Err()
	}
	sums = make([]float64, f.counts.most+1)
	for i, part := range parts {
		for n, v := range part {
			sums[n] += v
		}
		tokens += counts[i]
	}
	return sums, tokens, nil
}

// piece is how many blocks a thread takes at a time.
const piece = 64

// mostSlots is how many n-grams a thread remembers, some 90 bytes each for orders up to 6.
const mostSlots = 1 << 20

// An allReader works out what tokens cost, for every order, and remembers it for the n-grams it saw lately.
type allReader struct {
	f      Family
	text   *text.Stream
	width  int       // ids of a key: tokens of the longest context, the token, the length
	keys   []int32   // slots × width
	nats   []float64 // slots × orders
	orders int
	key    []int32
	path   []int32
	entry  []int32 // by length of context: the entry of the token; -1: none
}

// reader makes a reader of a text of so many tokens.
func (f Family) reader(tokens int) *allReader {
	slots := min(mostSlots, 1<<bits.Len(uint(tokens/8)))
	r := &allReader{f: f, text: &f.counts.text, width: max(f.counts.most-1, 0) + 2, orders: f.counts.most + 1}
	r.keys, r.nats, r.key = make([]int32, slots*r.width), make([]float64, slots*r.orders), make([]int32, r.width)
	for i := range slots {
		r.keys[i*r.width] = -1 // no length
	}
	return r
}

// read sets parts and counts for the blocks of lo … hi−1.
func (r *allReader) read(stream, targets []int32, lo, hi int, parts [][]float64, counts []int) {
	longest, history := r.width-2, 0
	for _, id := range stream[max(0, lo-longest):lo] {
		history = past(r.text, id, history, longest)
	}
	for ; lo < hi; lo += block {
		sums, n := make([]float64, r.orders), 0
		for i := lo; i < min(lo+block, hi); i++ {
			history = past(r.text, stream[i], history, longest)
			id := targets[i]
			if id < 0 {
				continue
			}
			for order, v := range r.cost(stream[i+1-history:i+1], id) {
				sums[order] += v
			}
			n++
		}
		parts[lo/block], counts[lo/block] = sums, n
	}
}

// cost is −log P(id | the tokens of context) of each order, in nats; valid until the next call.
func (r *allReader) cost(context []int32, id int32) []float64 {
	clear(r.key)
	r.key[0], r.key[1] = int32(len(context)), id
	copy(r.key[2:], context)
	slot := int(hash(r.key) & uint64(len(r.keys)/r.width-1))
	key, nats := r.keys[slot*r.width:(slot+1)*r.width], r.nats[slot*r.orders:(slot+1)*r.orders]
	if !slices.Equal(key, r.key) {
		copy(key, r.key)
		r.work(context, id, nats)
	}
	return nats
}

// work sets nats to the costs.
func (r *allReader) work(context []int32, id int32, nats []float64) {
	c := r.f.counts
	r.walk(context, id)
	for n := range nats {
		if int(id) >= c.text.V {
			nats[n] = math.Inf(1)
			continue
		}
		p := 1 / float64(c.text.V)
		for k, node := range r.path[:min(n, len(r.path))] {
			w := r.f.mix(n, k, node)
			p *= w.rest
			if w.scale == 0 {
				continue
			}
			a := int32(0)
			if e := r.entry[k]; e >= 0 {
				a = c.levels[k].counts(w.kind)[e]
			}
			p += w.own(a)
		}
		nats[n] = math.Max(0, -math.Log(p))
	}
}

// walk looks up the contexts and the entries of id after them, from the shortest on.
func (r *allReader) walk(context []int32, id int32) {
	c := r.f.counts
	r.path, r.entry = r.path[:0], r.entry[:0]
	if len(c.levels) == 0 {
		return
	}
	node := int32(0)
	for k := 0; ; k++ {
		l := &c.levels[k]
		lo := l.first[node]
		e, ok := slices.BinarySearch(l.next[lo:l.first[node+1]], id)
		if !ok {
			e = -1 - int(lo)
		}
		r.path, r.entry = append(r.path, node), append(r.entry, lo+int32(e))
		if k == len(context) {
			return
		}
		if node, ok = c.longer(k, node, context[len(context)-1-k]); !ok {
			return
		}
	}
}
