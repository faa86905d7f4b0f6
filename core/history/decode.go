package history

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"math"
)

// Decode reads what Encode wrote: a history that ends with the last update that was in a bucket. The
// caller must append the rows after its Step from disk, updates and validations; then it continues as the
// encoded one would have. r is read to its end. Errors: ErrNotHistory, ErrVersion, ErrDamaged, r's.
func Decode(r io.Reader) (*History, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxSize+1))
	switch {
	case err != nil:
		return nil, err
	case len(b) < len(magic) || string(b[:len(magic)]) != magic:
		return nil, ErrNotHistory
	case len(b) < len(magic)+6 || len(b) > maxSize:
		return nil, ErrDamaged
	}
	body, sum := b[:len(b)-4], binary.LittleEndian.Uint32(b[len(b)-4:])
	v := binary.LittleEndian.Uint16(b[len(magic):])
	if v < 1 || v > withRight {
		return nil, fmt.Errorf("%w: version %d", ErrVersion, v)
	}
	if crc32.Checksum(body, castagnoli) != sum {
		return nil, fmt.Errorf("%w: the checksum is another", ErrDamaged)
	}
	d := &decoder{b: body[len(magic)+2:], version: v}
	h := d.history()
	if len(d.b) > 0 && d.wrong == "" {
		d.fail("bytes at the end")
	}
	if d.wrong != "" {
		return nil, fmt.Errorf("%w: %s", ErrDamaged, d.wrong)
	}
	return h, nil
}

func (d *decoder) history() *History {
	h := &History{}
	h.revision = d.whole(far)
	last := decodeBuckets(d, &h.points, 0, (*decoder).bucket)
	h.passes = d.steps(last)
	before := decodeBuckets(d, &h.valids, -1, (*decoder).validBucket)
	if h.valids.old > 0 && before > last {
		d.fail("a validation of an update that is not there")
	}
	for range d.whole(len(d.b)) {
		v := d.valid(before)
		if before = v.Step; before > last {
			d.fail("a validation of an update that is not there")
		}
		if d.wrong != "" {
			return h
		}
		h.valids.push(v)
	}
	if d.wrong == "" {
		h.recount()
		h.settle()
	}
	return h
}

// decodeBuckets reads how many rows are in buckets, and the buckets; it returns the last step in them.
func decodeBuckets[T, B any, R rowOf[T], P bucketFor[T, B]](d *decoder, t *tier[T, B, R, P], before int, read func(*decoder, P, int, int)) int {
	old := d.whole(far)
	if old%blockSize != 0 {
		d.fail("buckets of part of a block")
	}
	for depth := P(&t.open).depth(); t.old < old && d.wrong == ""; {
		w := width(depth, t.old)
		b := new(B)
		read(d, b, min(w, old-t.old), before)
		if before = P(b).lastStep(); w <= old-t.old {
			t.close(*b)
		} else {
			t.open = *b
		}
		t.old += P(b).size()
	}
	t.n = t.old
	return before
}

func (d *decoder) bucket(b *Bucket, count, before int) {
	b.Count = count
	b.First, b.Last = d.span(count, before)
	b.Tokens = d.varint()
	b.Clipped = d.whole(count)
	b.Epoch, b.NLL = d.float(), d.float()
	for _, r := range [...]*Range{&b.Loss, &b.Norm, &b.Factor, &b.LR} {
		*r = d.rng(count)
	}
	b.ClippedNorm = d.rng(b.Clipped)
}

func (d *decoder) validBucket(b *validBucket, count, before int) {
	b.Count = count
	b.First, b.Last = d.span(count, before)
	b.Tokens, b.NLL = d.varint(), d.float()
	b.Loss = d.rng(count)
	b.Right, b.Accuracy = 0, Range{N: count}
	if d.version >= withRight {
		b.Right, b.Accuracy = d.right(), d.rng(count)
	}
	if d.byte()&1 == 1 {
		if b.Best = d.valid(-1); b.Best.Step < b.First || b.Best.Step > b.Last || math.IsNaN(b.Best.Loss()) {
			d.fail("a best validation that is none")
		}
	}
}
