package history

import "slices"

// blockSize is how many rows move into buckets at a time.
const blockSize = 256

// rowOf is a pointer to a row.
type rowOf[T any] interface {
	*T
	step() int
}

// bucketFor is a pointer to a bucket of rows of T.
type bucketFor[T, B any] interface {
	*B
	add(*T)
	join(*B) // with a bucket of later rows
	size() int
	firstStep() int
	lastStep() int
	depth() int // of the layout
}

// A tier is a list of rows in order of steps: first those in buckets, then the whole ones. Rows are
// written once: memory that a copy made by share can see is never modified.
type tier[T, B any, R rowOf[T], P bucketFor[T, B]] struct {
	shut   []B // buckets that are full
	sum    B   // of these, up to the order of floating-point additions
	open   B   // the bucket being filled, perhaps empty
	old    int // rows in buckets
	n      int // rows in all
	blocks []*[blockSize]T
}

// share returns a copy that never changes.
func (t *tier[T, B, R, P]) share() tier[T, B, R, P] {
	s := *t
	s.shut = slices.Clip(t.shut)
	s.blocks = slices.Clone(t.blocks)
	return s
}

// own makes a copy from share safe to append to, by copying the last block, the only one that would be written to.
func (t *tier[T, B, R, P]) own() {
	t.shut = slices.Clip(t.shut)
	t.blocks = slices.Clone(t.blocks)
	t.ownLast()
}

func (t *tier[T, B, R, P]) ownLast() {
	if last := len(t.blocks) - 1; last >= 0 && t.whole()%blockSize != 0 {
		b := *t.blocks[last]
		clear(b[t.whole()%blockSize:])
		t.blocks[last] = &b
	}
}

// whole is how many rows are whole.
func (t *tier[T, B, R, P]) whole() int { return t.n - t.old }

// row is the i-th whole row.
func (t *tier[T, B, R, P]) row(i int) *T { return &t.blocks[i/blockSize][i%blockSize] }

func (t *tier[T, B, R, P]) push(x T) {
	i := t.whole()
	if i%blockSize == 0 {
		t.blocks = append(t.blocks, new([blockSize]T))
	}
	t.blocks[i/blockSize][i%blockSize] = x
	t.n++
}

// evict moves the oldest blocks into buckets as long as at least keep rows stay whole, but no row after step until.
func (t *tier[T, B, R, P]) evict(keep, until int) {
	k := 0
	for ; t.whole() >= keep+blockSize && R(&t.blocks[k][blockSize-1]).step() <= until; k++ {
		for i := range t.blocks[k] {
			t.pour(&t.blocks[k][i])
		}
	}
	if k > 0 {
		t.blocks = slices.Delete(t.blocks, 0, k)
	}
}

// pour puts the oldest whole row into the open bucket.
func (t *tier[T, B, R, P]) pour(x *T) {
	open := P(&t.open)
	open.add(x)
	t.old++
	if n := open.size(); n == width(open.depth(), t.old-n) {
		t.close(t.open)
		t.open = *new(B)
	}
}

// close adds a full bucket.
func (t *tier[T, B, R, P]) close(b B) {
	t.shut = append(t.shut, b)
	P(&t.sum).join(&b)
}

// buckets is the number of buckets that have rows.
func (t *tier[T, B, R, P]) buckets() int {
	if P(&t.open).size() > 0 {
		return len(t.shut) + 1
	}
	return len(t.shut)
}

func (t *tier[T, B, R, P]) bucket(i int) *B {
	if i < len(t.shut) {
		return &t.shut[i]
	}
	return &t.open
}

// oldStep is the last step that is in a bucket; none if there is no such step.
func (t *tier[T, B, R, P]) oldStep(none int) int {
	if n := t.buckets(); n > 0 {
		return P(t.bucket(n - 1)).lastStep()
	}
	return none
}

// last is the last row's step; none if there is no row.
func (t *tier[T, B, R, P]) last(none int) int {
	if n := t.whole(); n > 0 {
		return R(t.row(n - 1)).step()
	}
	return t.oldStep(none)
}

// rowFrom is the index of the first whole row at step or later.
func (t *tier[T, B, R, P]) rowFrom(step int) int {
	return search(t.whole(), func(i int) bool { return R(t.row(i)).step() >= step })
}

// bucketFrom is the index of the first bucket that ends at step or later.
func (t *tier[T, B, R, P]) bucketFrom(step int) int {
	return search(t.buckets(), func(i int) bool { return P(t.bucket(i)).lastStep() >= step })
}

// search is the first of 0..n−1 for which reached is true, or n.
func search(n int, reached func(i int) bool) int {
	low, high := 0, n
	for low < high {
		if mid := int(uint(low+high) / 2); reached(mid) {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return low
}

// nearest is the index of the row or bucket nearest to step, buckets first; of two equally near, the
// earlier. There must be at least one.
func (t *tier[T, B, R, P]) nearest(step int) int {
	n := t.buckets()
	i := t.bucketFrom(step)
	if i == n {
		i += t.rowFrom(step)
	}
	if i == n+t.whole() {
		return i - 1
	}
	if i > 0 {
		first, _ := t.span(i)
		if _, last := t.span(i - 1); first > step && step-last <= first-step {
			return i - 1
		}
	}
	return i
}

// span is the first and last step of the i-th bucket or row, buckets first.
func (t *tier[T, B, R, P]) span(i int) (first, last int) {
	if n := t.buckets(); i >= n {
		step := R(t.row(i - n)).step()
		return step, step
	}
	b := P(t.bucket(i))
	return b.firstStep(), b.lastStep()
}

// cutWhole removes the whole rows after step.
func (t *tier[T, B, R, P]) cutWhole(step int) {
	keep := t.rowFrom(step + 1)
	if keep == t.whole() {
		return
	}
	t.n = t.old + keep
	blocks := (keep + blockSize - 1) / blockSize
	t.blocks = slices.Delete(t.blocks, blocks, len(t.blocks))
	t.ownLast()
}

// cutBuckets removes every whole row, and the buckets from the one that contains place on. The number of
// rows left is a multiple of blockSize, so that later blocks begin where they would have begun.
func (t *tier[T, B, R, P]) cutBuckets(place int) {
	depth := P(&t.open).depth()
	i := bucketOf(depth, place/blockSize*blockSize)
	t.shut = slices.Clip(t.shut[:i])
	t.sum = *new(B)
	for j := range t.shut {
		P(&t.sum).join(&t.shut[j])
	}
	t.open = *new(B)
	t.old = startOf(depth, i)
	t.n = t.old
	t.blocks = nil
}

// before is at most the number of rows up to step: exact if they end in the whole part, otherwise the
// start of a bucket.
func (t *tier[T, B, R, P]) before(step int) int {
	if i := t.rowFrom(step + 1); i > 0 {
		return t.old + i
	}
	i := t.bucketFrom(step + 1)
	if i == t.buckets() {
		return t.old
	}
	return startOf(P(&t.open).depth(), i)
}
