package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// The functions work on whole registers: n numbers, a multiple of 16 (AVX-512) or 8 (AVX2); the
// caller pads.
//
// eˣ: x = n ln 2 + r with integer n, so |r| ≤ ln 2 / 2; eʳ = 1 + r + r² P(r), P of degree 5 fitted
// to (eʳ − 1 − r)/r² at Chebyshev points; then × 2ⁿ. ln 2 is subtracted in two parts, the first
// with so few bits that n times it is exact. The error is at most 1 ulp.
//
// tanh x, |x| < 0.63: x + x z Q(z), z = x², Q of degree 5 fitted to (tanh(x)/x − 1)/z in the same way;
// otherwise 1 − 2/(e²ˣ + 1) with the sign restored. σ(x) from e = e^−|x|: 1/(1 + e) or e/(1 + e).
var (
	expP  = []float32{0.5, 0.1666666716337204, 0.04166646674275398, 0.0083332983776927, 0.0013933650916442275, 0.00019899285689461976}
	tanhQ = []float32{-0.3333333432674408, 0.1333330124616623, -0.053958624601364136, 0.0217636339366436, -0.008326401934027672, 0.0022727048490196466}
)

const (
	ln2Hi     = 0.693359375
	ln2Lo     = -2.12194440e-4
	log2e     = 1.44269504
	tanhSplit = 0.63
	// Beyond these, eˣ is 0 or ∞ in float32 anyway.
	expLeast, expMost = -104, 89
)

// vec writes the operations that both widths share.
type vec struct {
	wide  bool
	bytes int
	reg   func() VecVirtual
	cache map[float32]VecVirtual
}

func (v *vec) constant(x float32) VecVirtual {
	if r, ok := v.cache[x]; ok {
		return r
	}
	r := v.reg()
	VBROADCASTSS(inMemory(x), r)
	v.cache[x] = r
	return r
}

func functions() {
	for _, v := range []*vec{{wide: true, bytes: 64, reg: ZMM}, {bytes: 32, reg: YMM}} {
		v.function("exp", "eˣ", func(x VecVirtual) VecVirtual { return v.exp(x) })
		v.function("sigmoid", "1/(1 + e⁻ˣ)", v.sigmoid)
		v.function("tanh", "tanh x", v.tanh)
		v.passes()
		v.strips()
		v.gates()
		v.peak()
	}
	turn()
}

// function writes a loop over whole registers around f.
func (v *vec) function(op, doc string, f func(x VecVirtual) VecVirtual) {
	title, isa := op+"256", "AVX2"
	if v.wide {
		title, isa = op+"512", "AVX-512"
	}
	TEXT(title, NOSPLIT, "func(y *float32, x *float32, n int)")
	Doc(title + " is y = " + doc + " for n numbers, whole registers of " + isa + ".")
	Pragma("noescape")
	y, x, n := Load(Param("y"), GP64()), Load(Param("x"), GP64()), Load(Param("n"), GP64())
	v.constants(-tanhSplit)
	Label("loop")
	in := v.reg()
	VMOVUPS(Mem{Base: x}, in)
	VMOVUPS(f(in), Mem{Base: y})
	ADDQ(Imm(uint64(v.bytes)), x)
	ADDQ(Imm(uint64(v.bytes)), y)
	SUBQ(Imm(uint64(v.bytes/4)), n)
	JNZ(LabelRef("loop"))
	VZEROUPPER()
	RET()
}

// constants loads, before a loop, the constants that exp, sigmoid and tanh need in it: all of them
// with 32 registers, otherwise those used most.
func (v *vec) constants(more ...float32) {
	v.cache = map[float32]VecVirtual{}
	list := []float32{1, log2e, ln2Hi, ln2Lo, expLeast}
	if v.wide {
		list = append(list, append(append(append([]float32{expMost}, more...), expP...), tanhQ...)...)
	}
	for _, c := range list {
		v.constant(c)
	}
}

// operand is a constant in its register if it was loaded, otherwise loaded into a register that is
// free again after its use.
func (v *vec) operand(x float32) VecVirtual {
	if r, ok := v.cache[x]; ok {
		return r
	}
	r := v.reg()
	VBROADCASTSS(inMemory(x), r)
	return r
}

func (v *vec) copyOf(x VecVirtual) VecVirtual {
	r := v.reg()
	VMOVAPS(x, r)
	return r
}

// horner is c[0] + z (c[1] + z (c[2] + …)).
func (v *vec) horner(c []float32, z VecVirtual) VecVirtual {
	p := v.reg()
	VMOVAPS(v.operand(c[len(c)-1]), p)
	for i := len(c) - 2; i >= 0; i-- {
		VFMADD213PS(v.operand(c[i]), z, p) // p = p·z + c
	}
	return p
}

func (v *vec) exp(x VecVirtual) VecVirtual {
	// min and max return their second source if either is NaN: x is second, so NaN stays.
	t := v.reg()
	VMAXPS(x, v.operand(expLeast), t)
	VMINPS(t, v.operand(expMost), t)
	n := v.reg()
	VMULPS(v.operand(log2e), t, n)
	if v.wide {
		VRNDSCALEPS(Imm(0), n, n)
	} else {
		VROUNDPS(Imm(0), n, n)
	}
	VFNMADD231PS(v.operand(ln2Hi), n, t)
	r, low := v.reg(), v.reg()
	VMOVAPS(t, r)
	VFNMADD231PS(v.operand(ln2Lo), n, r)
	VSUBPS(r, t, low)
	VFNMADD231PS(v.operand(ln2Lo), n, low) // what r lost in rounding
	p := v.horner(expP, r)
	VMULPS(r, r, t)
	VFMADD213PS(low, t, p) // r² P + low: small compared with r, as r is with 1
	VADDPS(r, p, p)
	VADDPS(v.operand(1), p, p)
	return v.scale(p, n)
}

// scale is p·2ⁿ. AVX2 has no instruction for it: two factors of half the power keep each in range,
// even below float32's smallest normal number.
func (v *vec) scale(p, n VecVirtual) VecVirtual {
	if v.wide {
		VSCALEFPS(n, p, p)
		return p
	}
	i, half := v.reg(), v.reg()
	VCVTPS2DQ(n, i)
	VPSRAD(Imm(1), i, half)
	VPSUBD(half, i, i)
	bias := v.reg()
	VPBROADCASTD(declared("bias", U32(127)), bias)
	VPADDD(bias, half, half)
	VPSLLD(Imm(23), half, half)
	VPADDD(bias, i, i)
	VPSLLD(Imm(23), i, i)
	VMULPS(half, p, p)
	VMULPS(i, p, p)
	return p
}

// sign splits x into −|x| and its sign bit.
func (v *vec) sign(x VecVirtual) (minusAbs, sign VecVirtual) {
	bit := v.reg()
	VPBROADCASTD(declared("signbit", U32(0x80000000)), bit)
	minusAbs, sign = v.reg(), v.reg()
	if v.wide {
		VPORD(bit, x, minusAbs)
		VPANDD(bit, x, sign)
	} else {
		VORPS(bit, x, minusAbs)
		VANDPS(bit, x, sign)
	}
	return minusAbs, sign
}

func (v *vec) sigmoid(x VecVirtual) VecVirtual {
	m, sign := v.sign(x)
	e := v.exp(m)
	one := v.operand(1)
	d, lost := v.reg(), v.reg()
	VADDPS(e, one, d)
	VSUBPS(one, d, lost)
	VSUBPS(lost, e, lost) // what 1 + e lost in rounding
	top := v.choose(sign, one, e)
	inverse, q := v.reg(), v.reg()
	VDIVPS(d, one, inverse)
	VMULPS(inverse, top, q)
	VFNMADD231PS(d, q, top)    // the remainder of the division,
	VFNMADD231PS(lost, q, top) // by the exact 1 + e
	VFMADD231PS(inverse, top, q)
	return q
}

// choose is pos where sign is clear, neg where it is set.
func (v *vec) choose(sign, pos, neg VecVirtual) VecVirtual {
	r := v.reg()
	if v.wide {
		k := K()
		VPMOVD2M(sign, k)
		VMOVAPS(pos, r)
		VMOVAPS(neg, k, r)
		return r
	}
	VBLENDVPS(sign, neg, pos, r)
	return r
}

func (v *vec) tanh(x VecVirtual) VecVirtual {
	m, sign := v.sign(x)
	// far: 1 − 2/(e^{2|x|} + 1) = (1 − e)/(1 + e) with e = e^{−2|x|}
	twice := v.reg()
	VADDPS(m, m, twice)
	e := v.exp(twice)
	one := v.operand(1)
	num, den := v.reg(), v.reg()
	VSUBPS(e, one, num)
	VADDPS(e, one, den)
	VDIVPS(den, num, num)
	// near: x + x z Q(z)
	z := v.reg()
	VMULPS(x, x, z)
	q := v.horner(tanhQ, z)
	VMULPS(z, q, q)
	VFMADD213PS(x, x, q) // q = q·x + x
	// near if −|x| > −split; the sign comes last because a sum turns −0 into +0
	split := v.operand(-tanhSplit)
	if v.wide {
		k := K()
		VCMPPS(Imm(14), split, m, k) // m > split
		VMOVAPS(q, k, num)
		VPORD(sign, num, num)
		return num
	}
	mask := v.reg()
	VCMPPS(Imm(14), split, m, mask)
	VBLENDVPS(mask, q, num, num)
	VORPS(sign, num, num)
	return num
}
