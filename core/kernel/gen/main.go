// Command gen writes ../tiles_amd64.s, the inner loops of matrix products and of functions applied to
// vectors. Run it by `go generate` in core/kernel.
//
// Products: both kernels compute a tile of C, rows×(2 registers) wide, from a packed panel of B: in every step of k
// two loads of the panel, and for each row one broadcast of A and two fused multiply-adds. A is accessed with two
// strides, so that Aᵀ costs the same as A. The accumulators begin at 0, and the addend comes at the end (C itself, or
// one row for all of them with ldf = 0), so a number in C does not depend on how the rows were divided into tiles.
package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// The tallest tile of each width: its sums, two registers of the panel and one number of A take 31
// of 32 registers, or 15 of 16. Rows are divided evenly, so every height is needed.
const (
	tallest512 = 14
	tallest256 = 6
)

func main() {
	for rows := tallest512; rows > 0; rows-- {
		tile512(rows, 2)
		tile512(rows, 1)
	}
	for rows := tallest256; rows > 0; rows-- {
		tile256(rows, 2)
		tile256(rows, 1)
	}
	functions()
	cpuid()
	Generate()
}

// How far ahead of its use memory is fetched into the first-level cache. A panel is larger than that cache, and often than the second;
// a processor's own prefetching stops at the end of a page, and does not follow the long strides of a transposed A.
const (
	aheadOfPanel = 3072 // bytes
	aheadOfA     = 3    // 2³ steps of k
	cacheLine    = 64
)

const signature = "func(c *float32, ldc int, a *float32, rowStride, stepStride int, p *float32, k int, n int, from *float32, ldf int)"

// tile is what both kernels begin with: strides in bytes, and the addresses of up to 14 rows of A and of one to come.
type tile struct {
	c, ldc, a, rs, ks, p, k Register
	rs3, a4, a8, a12, ahead GPVirtual
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
	t.ahead = GP64()
	MOVQ(t.ks, t.ahead)
	SHLQ(Imm(aheadOfA), t.ahead)
	ADDQ(t.a, t.ahead)
	if rows > 3 {
		t.rs3 = GP64()
		LEAQ(Mem{Base: t.rs, Index: t.rs, Scale: 2}, t.rs3)
	}
	if rows > 4 {
		t.a4 = GP64()
		LEAQ(Mem{Base: t.a, Index: t.rs, Scale: 4}, t.a4)
	}
	if rows > 8 {
		t.a8 = GP64()
		LEAQ(Mem{Base: t.a, Index: t.rs, Scale: 8}, t.a8)
	}
	if rows > 12 {
		t.a12 = GP64()
		LEAQ(Mem{Base: t.a8, Index: t.rs, Scale: 4}, t.a12)
	}
	return t
}

// row is the address of A in row i at the current step.
func (t tile) row(i int) Mem {
	base := []Register{t.a, t.a4, t.a8, t.a12}[i/4]
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
	ADDQ(t.ks, t.ahead)
	if rows > 4 {
		ADDQ(t.ks, t.a4)
	}
	if rows > 8 {
		ADDQ(t.ks, t.a8)
	}
	if rows > 12 {
		ADDQ(t.ks, t.a12)
	}
	ADDQ(Imm(uint64(panelBytes)), t.p)
}

// sums are the accumulators of a tile, rows of width registers.
func sums(rows, width int, register func() VecVirtual, zero func(VecVirtual)) [][]VecVirtual {
	all := make([][]VecVirtual, rows)
	for i := range all {
		for range width {
			x := register()
			zero(x)
			all[i] = append(all[i], x)
		}
	}
	return all
}

// steps writes the loop over k.
func (t tile) steps(acc [][]VecVirtual, bytes int, register func() VecVirtual) {
	t.fetchAddend(len(acc), len(acc[0])*bytes)
	TESTQ(t.k, t.k)
	JZ(LabelRef("done"))
	Label("loop")
	var b []VecVirtual
	for j := range acc[0] {
		r := register()
		VMOVUPS(Mem{Base: t.p, Disp: j * bytes}, r)
		b = append(b, r)
	}
	PREFETCHT0(Mem{Base: t.ahead})
	PREFETCHT0(Mem{Base: t.ahead, Index: t.rs, Scale: 8}) // of a transposed A the other line of the tile's rows
	for at := 0; at < len(acc[0])*bytes; at += cacheLine {
		PREFETCHT0(Mem{Base: t.p, Disp: aheadOfPanel + at})
	}
	for i := range acc {
		a := register()
		VBROADCASTSS(t.row(i), a)
		for j := range b {
			VFMADD231PS(b[j], a, acc[i][j])
		}
	}
	t.advance(len(acc), 2*bytes)
	DECQ(t.k)
	JNZ(LabelRef("loop"))
	Label("done")
}

// fetchAddend fetches what is added to the sums at the end, width bytes of each row.
func (t tile) fetchAddend(rows, width int) {
	from := Load(Param("from"), GP64())
	TESTQ(from, from)
	JZ(LabelRef("begin"))
	ldf := Load(Param("ldf"), GP64())
	SHLQ(Imm(2), ldf)
	for i := range rows {
		for at := 0; at < width; at += cacheLine {
			PREFETCHT0(Mem{Base: from, Disp: at})
		}
		if i+1 < rows {
			ADDQ(ldf, from)
		}
	}
	Label("begin")
}

// rowsOfC calls f for each row of C, with c at its beginning.
func (t tile) rowsOfC(rows int, f func(i int, c Register)) {
	c := GP64()
	MOVQ(t.c, c)
	for i := range rows {
		f(i, c)
		if i+1 < rows {
			ADDQ(t.ldc, c)
		}
	}
}

// addend calls f for each row of what is added to the sums, unless there is nothing.
func (t tile) addend(rows int, f func(i int, from Register)) {
	from := Load(Param("from"), GP64())
	TESTQ(from, from)
	JZ(LabelRef("store"))
	ldf := Load(Param("ldf"), GP64())
	SHLQ(Imm(2), ldf)
	for i := range rows {
		f(i, from)
		if i+1 < rows {
			ADDQ(ldf, from)
		}
	}
}

// name returns the name and the doc comment of a tile.
func name(bits, rows, width int) (string, string) {
	title, columns := fmt.Sprintf("tile%dx%d", bits, rows), width*bits/32
	if width == 1 {
		title += "half"
	}
	return title, fmt.Sprintf("%s is %d rows and the first n ≤ %d columns of a panel of %d.", title, rows, columns, bits/16)
}

func tile512(rows, width int) {
	title, doc := name(512, rows, width)
	t := begin(title, doc, rows)
	acc := sums(rows, width, ZMM, func(x VecVirtual) { VPXORD(x, x, x) })
	t.steps(acc, 64, ZMM)
	// the first n bits of a mask: those of 2ⁿ − 1
	n, bits := Load(Param("n"), RCX), GP64()
	MOVQ(U32(1), bits)
	SHLQ(CL, bits)
	DECQ(bits)
	_ = n
	var masks []Register
	for j := range width {
		if j > 0 {
			SHRQ(Imm(16), bits)
		}
		k := K()
		KMOVW(bits.As32(), k)
		masks = append(masks, k)
	}
	t.addend(rows, func(i int, from Register) {
		for j := range width {
			x := ZMM()
			VMOVUPS_Z(Mem{Base: from, Disp: 64 * j}, masks[j], x)
			VADDPS(x, acc[i][j], acc[i][j])
		}
	})
	Label("store")
	t.rowsOfC(rows, func(i int, c Register) {
		for j := range width {
			VMOVUPS(acc[i][j], masks[j], Mem{Base: c, Disp: 64 * j})
		}
	})
	VZEROUPPER()
	RET()
}

// ones holds 16 words of ones and 16 of zeros: what is read 16 − n words into it is a mask of n.
func ones() Mem {
	if m, ok := data["ones"]; ok {
		return m
	}
	m := GLOBL("ones", RODATA|NOPTR)
	for i := range 16 {
		DATA(4*i, U32(0xffffffff))
	}
	for i := 16; i < 32; i++ {
		DATA(4*i, U32(0))
	}
	data["ones"] = m
	return m
}

func tile256(rows, width int) {
	title, doc := name(256, rows, width)
	t := begin(title, doc, rows)
	acc := sums(rows, width, YMM, func(x VecVirtual) { VXORPS(x, x, x) })
	t.steps(acc, 32, YMM)
	n, at := Load(Param("n"), GP64()), GP64()
	LEAQ(ones(), at)
	SHLQ(Imm(2), n)
	SUBQ(n, at) // 64 bytes of ones, of which the last n words count
	var masks []VecVirtual
	for j := range width {
		m := YMM()
		VMOVUPS(Mem{Base: at, Disp: 64 + 32*j}, m)
		masks = append(masks, m)
	}
	t.addend(rows, func(i int, from Register) {
		for j := range width {
			x := YMM()
			VMASKMOVPS(Mem{Base: from, Disp: 32 * j}, masks[j], x)
			VADDPS(x, acc[i][j], acc[i][j])
		}
	})
	Label("store")
	t.rowsOfC(rows, func(i int, c Register) {
		for j := range width {
			VMASKMOVPS(acc[i][j], masks[j], Mem{Base: c, Disp: 32 * j})
		}
	})
	VZEROUPPER()
	RET()
}
