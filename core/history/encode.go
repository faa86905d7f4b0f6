package history

import (
	"encoding/binary"
	"hash/crc32"
	"io"
	"math"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Encode writes the older part of v: the updates before WholeFrom, and the validations of that time. What
// comes later is in the rows on disk, as are changes of settings; so an encoding stays valid while the run
// continues, until it is cut back to before WholeFrom. The format is described in format.go. Errors are w's.
func (v View) Encode(w io.Writer) error {
	s := v.get()
	e := &encoder{version: 1}
	whole := 0
	if s.points.old > 0 {
		whole = s.valids.rowFrom(s.points.oldStep(0) + 1)
	}
	if s.rights(whole) {
		e.version = withRight
	}
	e.b = append(e.b, magic...)
	e.b = binary.LittleEndian.AppendUint16(e.b, e.version)
	e.uvarint(s.revision)
	e.uvarint(s.points.old)
	last := 0
	for i := range s.points.buckets() {
		last = e.bucket(s.points.bucket(i), last)
	}
	e.steps(cutAfter(s.passes, func(step int) bool { return step <= last }))
	e.uvarint(s.valids.old)
	before := -1
	for i := range s.valids.buckets() {
		before = e.validBucket(s.valids.bucket(i), before)
	}
	e.uvarint(whole)
	for i := range whole {
		before = e.valid(*s.valids.row(i), before)
	}
	e.b = binary.LittleEndian.AppendUint32(e.b, crc32.Checksum(e.b, castagnoli))
	_, err := w.Write(e.b)
	return err
}

// rights reports whether a validation in a bucket, or one of the first n that are whole, has right rows, or does not know of them.
func (s *state) rights(n int) bool {
	for i := range s.valids.buckets() {
		if s.valids.bucket(i).Right != 0 {
			return true
		}
	}
	for i := range n {
		if s.valids.row(i).Right != 0 {
			return true
		}
	}
	return false
}

// An encoder appends to b.
type encoder struct {
	b       []byte
	version uint16
}

func (e *encoder) uvarint(n int)   { e.b = binary.AppendUvarint(e.b, uint64(n)) }
func (e *encoder) varint(n int64)  { e.b = binary.AppendVarint(e.b, n) }
func (e *encoder) float(x float64) { e.b = binary.LittleEndian.AppendUint64(e.b, math.Float64bits(x)) }

func (e *encoder) steps(list []int) {
	e.uvarint(len(list))
	before := 0
	for _, s := range list {
		e.uvarint(s - before)
		before = s
	}
}

// bucket writes a bucket of steps after before, and returns its last step.
func (e *encoder) bucket(b *Bucket, before int) int {
	e.uvarint(b.First - before)
	e.uvarint(b.Last - b.First)
	e.varint(b.Tokens)
	e.uvarint(b.Clipped)
	e.float(b.Epoch)
	e.float(b.NLL)
	for _, r := range [...]Range{b.Loss, b.Norm, b.Factor, b.LR} {
		e.rng(r, b.Count)
	}
	e.rng(b.ClippedNorm, b.Clipped)
	return b.Last
}

func (e *encoder) rng(r Range, count int) {
	same := func(x, y float64) bool { return math.Float64bits(x) == math.Float64bits(y) }
	flags := byte(0)
	for _, f := range [...]struct {
		set  bool
		flag byte
	}{
		{r.NaN, hasNaN}, {r.Up, hasUp}, {r.Down, hasDown}, {r.N == count, allFinite},
		{same(r.Max, r.Min), maxIsMin}, {same(r.Sum, r.Min), sumIsMin},
	} {
		if f.set {
			flags |= f.flag
		}
	}
	e.b = append(e.b, flags)
	if flags&allFinite == 0 {
		e.uvarint(r.N)
	}
	if r.N == 0 {
		return
	}
	e.float(r.Min)
	if flags&maxIsMin == 0 {
		e.float(r.Max)
	}
	if flags&sumIsMin == 0 {
		e.float(r.Sum)
	}
}

func (e *encoder) validBucket(b *validBucket, before int) int {
	e.uvarint(b.First - before)
	e.uvarint(b.Last - b.First)
	e.varint(b.Tokens)
	e.float(b.NLL)
	e.rng(b.Loss, b.Count)
	if e.version >= withRight {
		e.varint(b.Right)
		e.rng(b.Accuracy, b.Count)
	}
	if math.IsNaN(b.Best.Loss()) {
		e.b = append(e.b, 0)
	} else {
		e.b = append(e.b, 1)
		e.valid(b.Best, -1)
	}
	return b.Last
}

func (e *encoder) valid(v Valid, before int) int {
	e.uvarint(v.Step - before)
	e.varint(int64(v.Tokens))
	e.float(v.NLL)
	if e.version >= withRight {
		e.varint(int64(v.Right))
	}
	return v.Step
}
