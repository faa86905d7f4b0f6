package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
)

// attention is what a step of a decoder does with every vector of its source, in the order and rounding of core/nn's plain code.
func (v *vec) attention() {
	v.open("additiveBack", "func(s float32, v *float32, h *float32, dv *float32, dq *float32, dk *float32, n int)", "dv += s h, and dq and dk += s v (1 − h²), for n numbers")
	s, one := v.argument("s"), v.constant(1)
	p := pointers("v", "h", "dv", "dq", "dk")
	v.loop(Load(Param("n"), GP64()), 1, p, func() {
		h := v.load(p[1], 0)
		VMOVUPS(v.plus(v.load(p[2], 0), v.times(s, h)), Mem{Base: p[2]})
		u := v.times(v.times(s, v.load(p[0], 0)), v.minus(one, v.times(h, h)))
		VMOVUPS(v.plus(v.load(p[3], 0), u), Mem{Base: p[3]})
		VMOVUPS(v.plus(v.load(p[4], 0), u), Mem{Base: p[4]})
	})

	v.open("inner", "func(sums *float32, x *float32, y *float32, n int)", "sums = x ⊙ y, added up lane by lane over n numbers")
	at := Load(Param("sums"), GP64())
	p = pointers("x", "y")
	n := Load(Param("n"), GP64())
	sum := v.reg()
	v.zero(sum)
	Label("loop")
	VFMADD231PS(Mem{Base: p[1]}, v.load(p[0], 0), sum)
	for _, r := range p {
		ADDQ(U32(v.bytes), r)
	}
	SUBQ(U32(v.bytes/4), n)
	JNZ(LabelRef("loop"))
	VMOVUPS(sum, Mem{Base: at})
	VZEROUPPER()
	RET()
}
