package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// Passes go over whole registers of consecutive numbers; the caller does the rest.

// open begins a function of this width; doc follows its name in the doc comment.
func (v *vec) open(op, signature, doc string) {
	title, isa := op+"256", "AVX2"
	if v.wide {
		title, isa = op+"512", "AVX-512"
	}
	TEXT(title, NOSPLIT, signature)
	Doc(title + " is " + doc + ", whole registers of " + isa + ".")
	Pragma("noescape")
	v.cache = map[float32]VecVirtual{}
}

func (v *vec) load(base Register, disp int) VecVirtual {
	r := v.reg()
	VMOVUPS(Mem{Base: base, Disp: disp}, r)
	return r
}

// pointers loads arguments by name.
func pointers(names ...string) (list []Register) {
	for _, n := range names {
		list = append(list, Load(Param(n), GP64()))
	}
	return list
}

// loop writes a loop over n numbers that takes the given number of registers at a time; every pointer advances.
func (v *vec) loop(n Register, registers int, moving []Register, body func()) {
	Label("loop")
	body()
	for _, p := range moving {
		ADDQ(U32(registers*v.bytes), p)
	}
	SUBQ(U32(registers*v.bytes/4), n)
	JNZ(LabelRef("loop"))
	VZEROUPPER()
	RET()
}

// argument is a number given by value, in every lane.
func (v *vec) argument(name string) VecVirtual {
	x, r := Load(Param(name), XMM()), v.reg()
	VBROADCASTSS(x, r)
	return r
}

func (v *vec) passes() {
	v.add()
	v.axpy()
	v.scaleAll()
	v.max()
	v.sum("sum", "Σ x", func(x, sum VecVirtual) { VADDPD(x, sum, sum) })
	v.sum("squares", "Σ x²", func(x, sum VecVirtual) { VFMADD231PD(x, x, sum) })
	v.expSum()
	v.adam()
}

func (v *vec) add() {
	v.open("add", "func(y *float32, x *float32, n int)", "y += x for n numbers, a multiple of four registers")
	p := pointers("y", "x")
	v.loop(Load(Param("n"), GP64()), 4, p, func() {
		for i := range 4 {
			r := v.load(p[0], i*v.bytes)
			VADDPS(Mem{Base: p[1], Disp: i * v.bytes}, r, r)
			VMOVUPS(r, Mem{Base: p[0], Disp: i * v.bytes})
		}
	})
}

func (v *vec) axpy() {
	v.open("axpy", "func(alpha float32, x *float32, y *float32, n int)", "y += α x for n numbers, product and sum rounded apart")
	alpha := v.argument("alpha")
	p := pointers("x", "y")
	v.loop(Load(Param("n"), GP64()), 1, p, func() {
		r := v.load(p[0], 0)
		VMULPS(alpha, r, r)
		VADDPS(Mem{Base: p[1]}, r, r)
		VMOVUPS(r, Mem{Base: p[1]})
	})
}

func (v *vec) scaleAll() {
	v.open("scale", "func(alpha float32, x *float32, n int)", "x *= α for n numbers")
	alpha := v.argument("alpha")
	p := pointers("x")
	v.loop(Load(Param("n"), GP64()), 1, p, func() {
		r := v.reg()
		VMULPS(Mem{Base: p[0]}, alpha, r)
		VMOVUPS(r, Mem{Base: p[0]})
	})
}

// max leaves the largest number of each lane in top, which must be initialized.
func (v *vec) max() {
	v.open("max", "func(top *float32, x *float32, n int)", "top = max(top, x), lane by lane, over n numbers; a NaN may or may not stay")
	top, p := Load(Param("top"), GP64()), pointers("x")
	m := v.load(top, 0)
	v.loop(Load(Param("n"), GP64()), 1, p, func() {
		VMAXPS(Mem{Base: p[0]}, m, m)
		VMOVUPS(m, Mem{Base: top})
	})
}

// halves widens the numbers of x to float64.
func (v *vec) halves(x VecVirtual) (lo, hi VecVirtual) {
	lo, hi = v.reg(), v.reg()
	if v.wide {
		half := YMM()
		VCVTPS2PD(x.AsY(), lo)
		VEXTRACTF32X8(Imm(1), x, half)
		VCVTPS2PD(half, hi)
		return lo, hi
	}
	half := XMM()
	VCVTPS2PD(x.AsX(), lo)
	VEXTRACTF128(Imm(1), x, half)
	VCVTPS2PD(half, hi)
	return lo, hi
}

// accumulators are two registers of sums in float64, loaded from memory and stored back.
func (v *vec) accumulators(sums Register) (lo, hi VecVirtual, keep func()) {
	lo, hi = v.reg(), v.reg()
	VMOVUPD(Mem{Base: sums}, lo)
	VMOVUPD(Mem{Base: sums, Disp: v.bytes}, hi)
	return lo, hi, func() {
		VMOVUPD(lo, Mem{Base: sums})
		VMOVUPD(hi, Mem{Base: sums, Disp: v.bytes})
	}
}

func (v *vec) sum(op, what string, f func(x, sum VecVirtual)) {
	v.open(op, "func(sums *float64, x *float32, n int)", "sums += "+what+", lane by lane in float64, over n numbers")
	at, p := Load(Param("sums"), GP64()), pointers("x")
	n := Load(Param("n"), GP64())
	a, b, keep := v.accumulators(at)
	Label("loop")
	lo, hi := v.halves(v.load(p[0], 0))
	f(lo, a)
	f(hi, b)
	ADDQ(U32(v.bytes), p[0])
	SUBQ(U32(v.bytes/4), n)
	JNZ(LabelRef("loop"))
	keep()
	VZEROUPPER()
	RET()
}

func (v *vec) expSum() {
	v.open("expSum", "func(sums *float64, y *float32, x *float32, c float32, n int)", "y = e^(x−c) for n numbers, and sums += y lane by lane in float64")
	at, p := Load(Param("sums"), GP64()), pointers("y", "x")
	c := v.argument("c")
	n := Load(Param("n"), GP64())
	a, b, keep := v.accumulators(at)
	v.constants()
	Label("loop")
	x := v.load(p[1], 0)
	VSUBPS(c, x, x)
	y := v.exp(x)
	VMOVUPS(y, Mem{Base: p[0]})
	lo, hi := v.halves(y)
	VADDPD(lo, a, a)
	VADDPD(hi, b, b)
	for _, r := range p {
		ADDQ(U32(v.bytes), r)
	}
	SUBQ(U32(v.bytes/4), n)
	JNZ(LabelRef("loop"))
	keep()
	VZEROUPPER()
	RET()
}

// adam rounds every operation separately, in the order of the plain code: its numbers are the same.
func (v *vec) adam() {
	v.open("adam", "func(w *float32, grad *float32, m *float32, v *float32, k *float32, n int)", "Adam's step for n numbers; k holds θ/‖g‖, β₁, 1−β₁, β₂, 1−β₂, η, c and ε as kernel.Adam names them")
	p := pointers("w", "grad", "m", "v")
	at := Load(Param("k"), GP64())
	var k []VecVirtual
	for i := range 8 {
		r := v.reg()
		VBROADCASTSS(Mem{Base: at, Disp: 4 * i}, r)
		k = append(k, r)
	}
	v.loop(Load(Param("n"), GP64()), 1, p, func() {
		g, m, s := v.load(p[1], 0), v.reg(), v.reg()
		VMULPS(k[0], g, g)
		VMOVUPS(g, Mem{Base: p[1]})
		VMULPS(Mem{Base: p[2]}, k[1], m)
		t := v.reg()
		VMULPS(k[2], g, t)
		VADDPS(t, m, m)
		VMOVUPS(m, Mem{Base: p[2]})
		VMULPS(Mem{Base: p[3]}, k[3], s)
		VMULPS(k[4], g, t)
		VMULPS(g, t, t)
		VADDPS(t, s, s)
		VMOVUPS(s, Mem{Base: p[3]})
		VSQRTPS(s, s)
		VMULPS(k[6], s, s)
		VADDPS(k[7], s, s)
		VMULPS(k[5], m, m)
		VDIVPS(s, m, m)
		w := v.load(p[0], 0)
		VSUBPS(m, w, w)
		VMOVUPS(w, Mem{Base: p[0]})
	})
}
