// Command gen writes ../tiles_amd64.s, the inner loops of matrix products and of functions applied to
// vectors. Run it by `go generate` in core/kernel.
//
// Products: both kernels compute a tile of C, rows×(2 registers) wide, from a packed panel of B: in every
// step of k two loads of the panel, one broadcast of A a row, two fused multiply-adds a row. A is
// walked by two strides, so that Aᵀ costs the same as A. The accumulators begin at 0 and C is
// added at the end, so a number in C does not depend on how the rows were dealt to tiles.
package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

func main() {
	for _, rows := range []int{8, 4, 2, 1} {
		tile512(rows)
	}
	for _, rows := range []int{4, 2, 1} {
		tile256(rows)
	}
	functions()
	Generate()
}

const signature = "func(c *float32, ldc int, a *float32, rowStride, stepStride int, p *float32, k int, mask uint32, add bool)"

// tile is what both kernels begin with: strides in bytes, and the addresses of up to 8 rows of A.
type tile struct {
	c, ldc, a, rs, ks, p, k Register
	rs3, a4                 GPVirtual
}

func begin(name, doc string, rows int) tile {
	TEXT(name, NOSPLIT, signature)
	Doc(doc)
	Pragma("noescape")
	t := tile{
		c: Load(Param("c"), GP64()), ldc: Load(Param("ldc"), GP64()), a: Load(Param("a"), GP64()),
		rs: Load(Param("rowStride"), GP64()), ks: Load(Param("stepStride"), GP64()),
		p: Load(Param("p"), GP64()), k: Load(Param("k"), GP64()),
	}
	SHLQ(Imm(2), t.ldc)
	SHLQ(Imm(2), t.rs)
	SHLQ(Imm(2), t.ks)
	if rows > 3 {
		t.rs3 = GP64()
		LEAQ(Mem{Base: t.rs, Index: t.rs, Scale: 2}, t.rs3)
	}
	if rows > 4 {
		t.a4 = GP64()
		LEAQ(Mem{Base: t.a, Index: t.rs, Scale: 4}, t.a4)
	}
	return t
}

// row is the address of A in row i at the present step.
func (t tile) row(i int) Mem {
	base := t.a
	if i >= 4 {
		base = t.a4
	}
	switch i % 4 {
	case 0:
		return Mem{Base: base}
	case 1:
		return Mem{Base: base, Index: t.rs, Scale: 1}
	case 2:
		return Mem{Base: base, Index: t.rs, Scale: 2}
	}
	return Mem{Base: base, Index: t.rs3, Scale: 1}
}

func (t tile) advance(rows, panelBytes int) {
	ADDQ(t.ks, t.a)
	if rows > 4 {
		ADDQ(t.ks, t.a4)
	}
	ADDQ(Imm(uint64(panelBytes)), t.p)
}

func tile512(rows int) {
	t := begin(fmt.Sprintf("tile512x%d", rows), fmt.Sprintf("tile512x%d is %d rows of 32 columns, with AVX-512.", rows, rows), rows)
	mask := Load(Param("mask"), GP32())
	k1, k2 := K(), K()
	KMOVW(mask, k1)
	SHRL(Imm(16), mask)
	KMOVW(mask, k2)
	var lo, hi []VecVirtual
	for range rows {
		x, y := ZMM(), ZMM()
		VPXORD(x, x, x)
		VPXORD(y, y, y)
		lo, hi = append(lo, x), append(hi, y)
	}
	loop, done := "loop", "done"
	TESTQ(t.k, t.k)
	JZ(LabelRef(done))
	Label(loop)
	b0, b1 := ZMM(), ZMM()
	VMOVUPS(Mem{Base: t.p}, b0)
	VMOVUPS(Mem{Base: t.p, Disp: 64}, b1)
	for i := range rows {
		a := ZMM()
		VBROADCASTSS(t.row(i), a)
		VFMADD231PS(b0, a, lo[i])
		VFMADD231PS(b1, a, hi[i])
	}
	t.advance(rows, 128)
	DECQ(t.k)
	JNZ(LabelRef(loop))
	Label(done)
	add := Load(Param("add"), GP8())
	TESTB(add, add)
	JZ(LabelRef("store"))
	old := t.c
	c := GP64()
	MOVQ(old, c)
	for i := range rows {
		x := ZMM()
		VMOVUPS_Z(Mem{Base: c}, k1, x)
		VADDPS(x, lo[i], lo[i])
		y := ZMM()
		VMOVUPS_Z(Mem{Base: c, Disp: 64}, k2, y)
		VADDPS(y, hi[i], hi[i])
		if i+1 < rows {
			ADDQ(t.ldc, c)
		}
	}
	Label("store")
	for i := range rows {
		VMOVUPS(lo[i], k1, Mem{Base: t.c})
		VMOVUPS(hi[i], k2, Mem{Base: t.c, Disp: 64})
		if i+1 < rows {
			ADDQ(t.ldc, t.c)
		}
	}
	VZEROUPPER()
	RET()
}

// tile256 has no masks: the caller gives it a whole tile of C, or a scratch one at ragged edges.
func tile256(rows int) {
	t := begin(fmt.Sprintf("tile256x%d", rows), fmt.Sprintf("tile256x%d is %d rows of 16 columns, with AVX2 and FMA; mask is not looked at.", rows, rows), rows)
	var lo, hi []VecVirtual
	for range rows {
		x, y := YMM(), YMM()
		VXORPS(x, x, x)
		VXORPS(y, y, y)
		lo, hi = append(lo, x), append(hi, y)
	}
	TESTQ(t.k, t.k)
	JZ(LabelRef("done"))
	Label("loop")
	b0, b1 := YMM(), YMM()
	VMOVUPS(Mem{Base: t.p}, b0)
	VMOVUPS(Mem{Base: t.p, Disp: 32}, b1)
	for i := range rows {
		a := YMM()
		VBROADCASTSS(t.row(i), a)
		VFMADD231PS(b0, a, lo[i])
		VFMADD231PS(b1, a, hi[i])
	}
	t.advance(rows, 64)
	DECQ(t.k)
	JNZ(LabelRef("loop"))
	Label("done")
	add := Load(Param("add"), GP8())
	TESTB(add, add)
	JZ(LabelRef("store"))
	c := GP64()
	MOVQ(t.c, c)
	for i := range rows {
		VADDPS(Mem{Base: c}, lo[i], lo[i])
		VADDPS(Mem{Base: c, Disp: 32}, hi[i], hi[i])
		if i+1 < rows {
			ADDQ(t.ldc, c)
		}
	}
	Label("store")
	for i := range rows {
		VMOVUPS(lo[i], Mem{Base: t.c})
		VMOVUPS(hi[i], Mem{Base: t.c, Disp: 32})
		if i+1 < rows {
			ADDQ(t.ldc, t.c)
		}
	}
	VZEROUPPER()
	RET()
}
