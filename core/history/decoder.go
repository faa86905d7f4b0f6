package history

import (
	"encoding/binary"
	"math"
)

// far exceeds any count or step.
const far = 1 << 60

// A decoder takes values from the beginning of b and keeps the first error; from then on all values are zero.
type decoder struct {
	b       []byte
	version uint16
	wrong   string
}

func (d *decoder) fail(why string) {
	if d.wrong == "" {
		d.wrong = why
	}
	d.b = nil
}

// take returns the next n bytes, or nil.
func (d *decoder) take(n int) []byte {
	if n <= 0 || n > len(d.b) {
		d.fail("it ends too early")
		return nil
	}
	b := d.b[:n]
	d.b = d.b[n:]
	return b
}

func (d *decoder) byte() byte {
	if b := d.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (d *decoder) float() float64 {
	if b := d.take(8); b != nil {
		return math.Float64frombits(binary.LittleEndian.Uint64(b))
	}
	return 0
}

// whole reads a uvarint up to most.
func (d *decoder) whole(most int) int {
	v, n := binary.Uvarint(d.b)
	if d.take(n) == nil {
		return 0
	}
	if v > uint64(most) {
		d.fail("a number is too great")
		return 0
	}
	return int(v)
}

func (d *decoder) varint() int64 {
	v, n := binary.Varint(d.b)
	if d.take(n) == nil {
		return 0
	}
	if v > far || v < -far {
		d.fail("a number is too great")
		return 0
	}
	return v
}

// later reads a step after before.
func (d *decoder) later(before int) int {
	step := before + d.whole(far)
	if step <= before || step > far {
		d.fail("steps that do not ascend")
	}
	return step
}

// span reads the first and last step of count rows that come after before.
func (d *decoder) span(count, before int) (first, last int) {
	first = d.later(before)
	last = first + d.whole(far)
	if last-first < count-1 || last > far {
		d.fail("more rows than steps")
	}
	return first, last
}

// steps reads an ascending list of steps up to last.
func (d *decoder) steps(last int) []int {
	var list []int
	before := 0
	for range d.whole(MaxPasses) {
		if before = d.later(before); before > last {
			d.fail("a pass after the last update")
		}
		list = append(list, before)
	}
	return list
}

func (d *decoder) valid(before int) Valid {
	v := Valid{Step: d.later(before), Tokens: int(d.varint()), NLL: d.float()}
	if d.version >= withRight {
		v.Right = int(d.right())
	}
	return v
}

// right reads a number of right rows, or NotCounted.
func (d *decoder) right() int64 {
	n := d.varint()
	if n < NotCounted {
		d.fail("fewer right rows than none")
		return 0
	}
	return n
}

// rng reads the range of count values.
func (d *decoder) rng(count int) Range {
	flags := d.byte()
	r := Range{N: count, NaN: flags&hasNaN != 0, Up: flags&hasUp != 0, Down: flags&hasDown != 0}
	if flags&allFinite == 0 {
		r.N = d.whole(count)
	}
	if r.N == 0 {
		return r
	}
	r.Min = d.float()
	if r.Max = r.Min; flags&maxIsMin == 0 {
		r.Max = d.float()
	}
	if r.Sum = r.Min; flags&sumIsMin == 0 {
		r.Sum = d.float()
	}
	if !(r.Min <= r.Max) || math.IsInf(r.Min, 0) || math.IsInf(r.Max, 0) {
		d.fail("a range that is none")
	}
	return r
}
