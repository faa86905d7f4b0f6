package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// The gates of a cell, one row at a time: the equations and their order are those of core/nn, with every
// operation rounded separately, so that the numbers are the same as those of the plain code there.
func (v *vec) gates() {
	v.tanhBack()
	v.relu()
	v.lstm()
	v.lstmBack()
	v.gru()
	v.gruBack()
	v.attention()
}

// gate is the address of the i-th gate for the current numbers: i·H numbers after the first gate.
type gate func(i int) Mem

// gated loads a pointer to gates that are H numbers apart.
func gated(name string, h, h3 Register) (gate, Register) {
	p := Load(Param(name), GP64())
	return func(i int) Mem {
		switch i {
		case 0:
			return Mem{Base: p}
		case 3:
			return Mem{Base: p, Index: h3, Scale: 1}
		}
		return Mem{Base: p, Index: h, Scale: uint8(i)}
	}, p
}

// strideH loads H and 3·H, in bytes.
func strideH() (h, h3 Register) {
	h = Load(Param("H"), GP64())
	SHLQ(Imm(2), h)
	h3 = GP64()
	LEAQ(Mem{Base: h, Index: h, Scale: 2}, h3)
	return h, h3
}

func (v *vec) from(m Mem) VecVirtual {
	r := v.reg()
	VMOVUPS(m, r)
	return r
}

// times, plus and minus return a new register; minus is a − b.
func (v *vec) times(a, b VecVirtual) VecVirtual {
	r := v.reg()
	VMULPS(b, a, r)
	return r
}

func (v *vec) plus(a, b VecVirtual) VecVirtual {
	r := v.reg()
	VADDPS(b, a, r)
	return r
}

func (v *vec) minus(a, b VecVirtual) VecVirtual {
	r := v.reg()
	VSUBPS(b, a, r)
	return r
}

func (v *vec) tanhBack() {
	v.open("tanhBack", "func(dx *float32, dh *float32, h *float32, n int)", "dx = dh (1 − h²) for n numbers")
	p := pointers("dx", "dh", "h")
	one := v.constant(1)
	v.loop(Load(Param("n"), GP64()), 1, p, func() {
		h := v.load(p[2], 0)
		VMOVUPS(v.times(v.load(p[1], 0), v.minus(one, v.times(h, h))), Mem{Base: p[0]})
	})
}

func (v *vec) relu() {
	v.open("relu", "func(h *float32, x *float32, n int)", "h = max(0, x) for n numbers; a NaN stays")
	p := pointers("h", "x")
	zero := v.reg()
	v.zero(zero)
	v.loop(Load(Param("n"), GP64()), 1, p, func() {
		r := v.reg()
		VMAXPS(Mem{Base: p[1]}, zero, r) // its second source, x, if either is NaN or both are 0
		VMOVUPS(r, Mem{Base: p[0]})
	})

	v.open("reluBack", "func(dx *float32, dh *float32, h *float32, n int)", "dx = dh where h ≤ 0 does not hold, else 0, for n numbers")
	p = pointers("dx", "dh", "h")
	n, zero := Load(Param("n"), GP64()), v.reg()
	v.zero(zero)
	const notLessOrEqual = 22 // the predicate that does not signal NaN
	v.loop(n, 1, p, func() {
		h, d := v.load(p[2], 0), v.reg()
		if v.wide {
			k := K()
			VCMPPS(Imm(notLessOrEqual), zero, h, k)
			VMOVUPS_Z(Mem{Base: p[1]}, k, d)
		} else {
			VCMPPS(Imm(notLessOrEqual), zero, h, d)
			VANDPS(Mem{Base: p[1]}, d, d)
		}
		VMOVUPS(d, Mem{Base: p[0]})
	})
}

func (v *vec) lstm() {
	v.open("lstm", "func(gates *float32, H int, prev *float32, c *float32, tc *float32, out *float32, n int)", "nn's lstmForward for the first n numbers of a row")
	h, h3 := strideH()
	g, at := gated("gates", h, h3)
	p := pointers("prev", "c", "tc", "out")
	n := Load(Param("n"), GP64())
	v.constants(-tanhSplit)
	v.loop(n, 1, append(p, at), func() {
		i := v.sigmoid(v.from(g(0)))
		VMOVUPS(i, g(0))
		new := v.tanh(v.from(g(2)))
		VMOVUPS(new, g(2))
		in := v.times(i, new)
		f := v.sigmoid(v.from(g(1)))
		VMOVUPS(f, g(1))
		c := v.plus(v.times(f, v.load(p[0], 0)), in)
		VMOVUPS(c, Mem{Base: p[1]})
		tc := v.tanh(c)
		VMOVUPS(tc, Mem{Base: p[2]})
		o := v.sigmoid(v.from(g(3)))
		VMOVUPS(o, g(3))
		VMOVUPS(v.times(o, tc), Mem{Base: p[3]})
	})
}

func (v *vec) lstmBack() {
	v.open("lstmBack", "func(gates *float32, H int, prev *float32, tc *float32, dh *float32, dc *float32, n int)", "nn's lstmBackward for the first n numbers of a row")
	h, h3 := strideH()
	g, at := gated("gates", h, h3)
	p := pointers("prev", "tc", "dh", "dc")
	n := Load(Param("n"), GP64())
	one := v.constant(1)
	// slope is d·x (1 − x).
	slope := func(d, x VecVirtual) VecVirtual { return v.times(v.times(d, x), v.minus(one, x)) }
	v.loop(n, 1, append(p, at), func() {
		tc, dh, o := v.load(p[1], 0), v.load(p[2], 0), v.from(g(3))
		d := v.plus(v.load(p[3], 0), v.times(v.times(dh, o), v.minus(one, v.times(tc, tc))))
		VMOVUPS(slope(v.times(dh, tc), o), g(3))
		i, f, new := v.from(g(0)), v.from(g(1)), v.from(g(2))
		VMOVUPS(v.times(d, f), Mem{Base: p[3]})
		VMOVUPS(slope(v.times(d, v.load(p[0], 0)), f), g(1))
		VMOVUPS(slope(v.times(d, new), i), g(0))
		VMOVUPS(v.times(v.times(d, i), v.minus(one, v.times(new, new))), g(2))
	})
}

func (v *vec) gru() {
	v.open("gru", "func(x *float32, hx *float32, H int, prev *float32, out *float32, n int)", "nn's gruForward for the first n numbers of a row")
	h, h3 := strideH()
	x, xat := gated("x", h, h3)
	hx, hat := gated("hx", h, h3)
	p := pointers("prev", "out")
	n := Load(Param("n"), GP64())
	v.constants(-tanhSplit)
	one := v.constant(1)
	v.loop(n, 1, append(p, xat, hat), func() {
		r := v.sigmoid(v.plus(v.from(x(0)), v.from(hx(0))))
		VMOVUPS(r, x(0))
		new := v.tanh(v.plus(v.from(x(2)), v.times(r, v.from(hx(2)))))
		VMOVUPS(new, x(2))
		z := v.sigmoid(v.plus(v.from(x(1)), v.from(hx(1))))
		VMOVUPS(z, x(1))
		VMOVUPS(v.plus(v.times(v.minus(one, z), new), v.times(z, v.load(p[0], 0))), Mem{Base: p[1]})
	})
}

func (v *vec) gruBack() {
	v.open("gruBack", "func(x *float32, hx *float32, H int, prev *float32, dh *float32, dprev *float32, n int)", "nn's gruBackward for the first n numbers of a row")
	h, h3 := strideH()
	x, xat := gated("x", h, h3)
	hx, hat := gated("hx", h, h3)
	p := pointers("prev", "dh", "dprev")
	n := Load(Param("n"), GP64())
	one := v.constant(1)
	v.loop(n, 1, append(p, xat, hat), func() {
		dh, z, new := v.load(p[1], 0), v.from(x(1)), v.from(x(2))
		notZ := v.minus(one, z)
		dz := v.times(v.times(v.times(dh, v.minus(v.load(p[0], 0), new)), z), notZ)
		VMOVUPS(dz, x(1))
		VMOVUPS(dz, hx(1))
		VMOVUPS(v.plus(v.load(p[2], 0), v.times(dh, z)), Mem{Base: p[2]})
		dn := v.times(v.times(dh, notZ), v.minus(one, v.times(new, new)))
		VMOVUPS(dn, x(2))
		r := v.from(x(0))
		dr := v.times(v.times(v.times(dn, v.from(hx(2))), r), v.minus(one, r))
		VMOVUPS(dr, x(0))
		VMOVUPS(dr, hx(0))
		VMOVUPS(v.times(dn, r), hx(2))
	})
}
