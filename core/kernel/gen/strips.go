package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// strips writes what is done to a strip of a panel (consecutive rows of two registers) while it is in
// the first-level cache on its way to a product.
func (v *vec) strips() {
	v.open("sumRows", "func(sum *float32, x *float32, rows int)", "sum += Σ over the rows of a strip")
	sum, x, rows := Load(Param("sum"), GP64()), Load(Param("x"), GP64()), Load(Param("rows"), GP64())
	a, b := v.load(sum, 0), v.load(sum, v.bytes)
	Label("loop")
	VADDPS(Mem{Base: x}, a, a)
	VADDPS(Mem{Base: x, Disp: v.bytes}, b, b)
	ADDQ(U32(2*v.bytes), x)
	DECQ(rows)
	JNZ(LabelRef("loop"))
	VMOVUPS(a, Mem{Base: sum})
	VMOVUPS(b, Mem{Base: sum, Disp: v.bytes})
	VZEROUPPER()
	RET()

	v.open("scatter", "func(to *float32, ld int, ids *int32, x *float32, rows int)", "row ids[i] of to += row i of a strip; rows of to are ld numbers apart, and a negative id is passed over")
	to, ld, ids := Load(Param("to"), GP64()), Load(Param("ld"), GP64()), Load(Param("ids"), GP64())
	x, rows = Load(Param("x"), GP64()), Load(Param("rows"), GP64())
	SHLQ(Imm(2), ld)
	id := GP64()
	Label("loop")
	MOVLQSX(Mem{Base: ids}, id)
	TESTQ(id, id)
	JS(LabelRef("next"))
	IMULQ(ld, id)
	ADDQ(to, id)
	for i := range 2 {
		r := v.load(id, i*v.bytes)
		VADDPS(Mem{Base: x, Disp: i * v.bytes}, r, r)
		VMOVUPS(r, Mem{Base: id, Disp: i * v.bytes})
	}
	Label("next")
	ADDQ(Imm(4), ids)
	ADDQ(U32(2*v.bytes), x)
	DECQ(rows)
	JNZ(LabelRef("loop"))
	VZEROUPPER()
	RET()

	v.open("pack", "func(to *float32, from *float32, ld int, rows int)", "a strip whose rows come from a matrix of rows ld numbers apart")
	to, from := Load(Param("to"), GP64()), Load(Param("from"), GP64())
	ld, rows = Load(Param("ld"), GP64()), Load(Param("rows"), GP64())
	SHLQ(Imm(2), ld)
	Label("loop")
	a, b = v.load(from, 0), v.load(from, v.bytes)
	VMOVUPS(a, Mem{Base: to})
	VMOVUPS(b, Mem{Base: to, Disp: v.bytes})
	ADDQ(ld, from)
	ADDQ(U32(2*v.bytes), to)
	DECQ(rows)
	JNZ(LabelRef("loop"))
	VZEROUPPER()
	RET()
}

// turn writes the transpose of blocks of 8×8, in registers of eight for both widths.
func turn() {
	TEXT("turn256", NOSPLIT, "func(to *float32, ldt int, from *float32, ldf int, blocks int)")
	Doc("turn256 is the transpose of 8 rows of from (8·blocks columns) as 8·blocks rows of to (8 columns), with AVX.")
	Pragma("noescape")
	to, ldt := Load(Param("to"), GP64()), Load(Param("ldt"), GP64())
	from, ldf := Load(Param("from"), GP64()), Load(Param("ldf"), GP64())
	blocks := Load(Param("blocks"), GP64())
	SHLQ(Imm(2), ldt)
	SHLQ(Imm(2), ldf)
	Label("loop")
	r, at := make([]VecVirtual, 8), GP64()
	MOVQ(from, at)
	for i := range r {
		r[i] = YMM()
		VMOVUPS(Mem{Base: at}, r[i])
		if i < 7 {
			ADDQ(ldf, at)
		}
	}
	// Pairs of rows, then fours, each within halves of four columns; then the halves are swapped.
	pairs := make([]VecVirtual, 8)
	for i := 0; i < 8; i += 2 {
		pairs[i], pairs[i+1] = YMM(), YMM()
		VUNPCKLPS(r[i+1], r[i], pairs[i])
		VUNPCKHPS(r[i+1], r[i], pairs[i+1])
	}
	fours := make([]VecVirtual, 8) // 4h+c: column c of rows 4h … 4h+3
	for h := range 2 {
		for c := range 4 {
			a, b := pairs[4*h+c/2], pairs[4*h+2+c/2]
			fours[4*h+c] = YMM()
			VSHUFPS(Imm([]uint64{0x44, 0xee}[c%2]), b, a, fours[4*h+c])
		}
	}
	for c := range 8 {
		x := YMM()
		VPERM2F128(Imm([]uint64{0x20, 0x31}[c/4]), fours[4+c%4], fours[c%4], x)
		VMOVUPS(x, Mem{Base: to})
		ADDQ(ldt, to)
	}
	ADDQ(Imm(32), from)
	DECQ(blocks)
	JNZ(LabelRef("loop"))
	VZEROUPPER()
	RET()
}
