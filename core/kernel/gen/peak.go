package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// peak writes a loop of independent multiply-adds: twelve sums, more than any processor's latency
// times its multipliers. The speed of products is compared with it.
func (v *vec) peak() {
	title, isa := "peak256", "AVX2"
	if v.wide {
		title, isa = "peak512", "AVX-512"
	}
	TEXT(title, NOSPLIT, "func(n int)")
	Doc(title + " does n rounds of twelve independent multiply-adds on registers of " + isa + ".")
	n := Load(Param("n"), GP64())
	var sums []VecVirtual
	for range 12 {
		s := v.reg()
		v.zero(s)
		sums = append(sums, s)
	}
	x, y := v.reg(), v.reg()
	v.zero(x)
	v.zero(y)
	Label("loop")
	for _, s := range sums {
		VFMADD231PS(x, y, s)
	}
	DECQ(n)
	JNZ(LabelRef("loop"))
	VZEROUPPER()
	RET()
}

func (v *vec) zero(r VecVirtual) {
	if v.wide {
		VPXORD(r, r, r)
	} else {
		VXORPS(r, r, r)
	}
}
