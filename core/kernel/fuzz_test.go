package kernel

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"testing"
)

// FuzzProducts checks for every kernel that a product of any shape, strides and places equals the
// float64 one up to rounding, writes nothing outside C, and may be split between any two rows.
func FuzzProducts(f *testing.F) {
	f.Add(uint64(1), byte(8), byte(32), uint16(256), byte(2), uint32(0), true, true)
	f.Add(uint64(2), byte(7), byte(17), uint16(257), byte(5), uint32(0x123456), false, false)
	f.Add(uint64(3), byte(0), byte(1), uint16(0), byte(0), uint32(1), true, false)
	f.Fuzz(func(t *testing.T, seed uint64, m, n byte, k uint16, product byte, places uint32, add, zeros bool) {
		nibble := func(i int) int { return int(places >> (4 * i) & 15) }
		s := shape{m: int(m) % 40, n: int(n) % 100, k: int(k) % 600, add: add, withZeros: zeros, seed: seed,
			product: int(product) % len(products[float32]()),
			a:       [2]int{nibble(0), nibble(1)}, b: [2]int{nibble(2), nibble(3)}, c: [2]int{nibble(4), nibble(5)}}
		everyKernel(t, func(kernel string) {
			if err := checkProduct[float32](s); err != nil {
				t.Errorf("%s: %+v: %v", kernel, s, err)
			}
			if err := cutRows[float32](s, int(seed%uint64(s.m+1))); err != nil {
				t.Errorf("%s: %+v: %v", kernel, s, err)
			}
		})
	})
}

// FuzzPasses checks for every kernel that every pass over any numbers equals its definition bit for bit.
func FuzzPasses(f *testing.F) {
	f.Add(uint64(1), byte(0), uint16(37), []byte{0, 0, 0xc0, 0x7f, 0, 0, 0x80, 0x3f, 1, 0, 0, 0})
	for i := range passes {
		f.Add(uint64(i), byte(i), uint16(16*i+i), []byte{0, 0, 0x80, 0x7f, 0, 0, 0, 0x80, 0xdb, 0x0f, 0x49, 0xc0})
	}
	f.Fuzz(func(t *testing.T, seed uint64, which byte, length uint16, data []byte) {
		p, n, rng := passes[int(which)%len(passes)], int(length)%300, rand.New(rand.NewPCG(seed, 0))
		// The numbers are those of data, repeated, with normal ones in between.
		next := func() float32 {
			if len(data) < 4 || rng.IntN(2) == 0 {
				return float32(rng.NormFloat64())
			}
			return math.Float32frombits(binary.LittleEndian.Uint32(data[rng.IntN(len(data)-3):]))
		}
		var s [][]float32
		for _, l := range p.lens(n) {
			x := make([]float32, l)
			for i := range x {
				x[i] = next()
			}
			s = append(s, x)
		}
		alpha := next()
		everyKernel(t, func(kernel string) {
			if err := checkPass(p, n, s, alpha, rng); err != nil {
				t.Errorf("%s: %v", kernel, err)
			}
		})
	})
}
