package main

import (
	"fmt"
	"math"
)

// The functions are those of ../functions.go, where their formulas are explained, in the same operations
// as for AVX2: the results must be the same. n is a multiple of 4; the caller pads.

// A constant is in all lanes of a register of its own while a function runs.
type constant struct {
	name  string
	value uint32
}

func float(name string, x float32) constant { return constant{name, math.Float32bits(x)} }

// constants are in memory in this order and are loaded four at a time into V8 and up; exp and
// sigmoid need only the first 16.
var constants = []constant{
	float("1", 1), float("log2e", 1.44269504), float("ln2 high", 0.693359375), float("ln2 low", -2.12194440e-4),
	// Beyond these, eˣ is 0 or ∞ in float32 anyway.
	float("least", -104), float("most", 89),
	float("P0", 0.5), float("P1", 0.1666666716337204), float("P2", 0.04166646674275398),
	float("P3", 0.0083332983776927), float("P4", 0.0013933650916442275), float("P5", 0.00019899285689461976),
	{"sign", 1 << 31}, {"", 0}, {"", 0}, {"", 0},
	float("-split", -0.63), {"", 0},
	float("Q0", -0.3333333432674408), float("Q1", 0.1333330124616623), float("Q2", -0.053958624601364136),
	float("Q3", 0.0217636339366436), float("Q4", -0.008326401934027672), float("Q5", 0.0022727048490196466),
}

const (
	firstConstant   = 8
	constantsOfExp  = 16
	degree          = 5 // of both P and Q
	regY, regX      = 0, 1
	regN, regTable  = 2, 3
	mantissaBits    = 23
	bytesOfRegister = 16
)

// the is the register of a constant.
func the(name string) vec {
	for i, c := range constants {
		if c.name == name {
			return vec(firstConstant + i)
		}
	}
	panic("no constant " + name)
}

// Variables are in the registers below the constants. in is the argument and mask belongs to sigmoid and
// tanh; the rest belong to exp and are free before and after it.
const (
	in vec = iota
	mask
	t
	n
	r
	low
	p
	q
)

func (w *writer) functions() {
	w.table()
	w.function("expNeon", "eˣ", constantsOfExp, func() vec { return w.exp(in) })
	w.function("sigmoidNeon", "1/(1 + e⁻ˣ)", constantsOfExp, w.sigmoid)
	w.function("tanhNeon", "tanh x", len(constants), w.tanh)
}

func (w *writer) table() {
	fmt.Fprintln(&w.text)
	for i, c := range constants {
		fmt.Fprintf(&w.text, "DATA constants<>+%d(SB)/4, $0x%08x\n", 4*i, c.value)
	}
	fmt.Fprintf(&w.text, "GLOBL constants<>(SB), RODATA|NOPTR, $%d\n", 4*len(constants))
}

// function writes a loop over whole registers around f, which reads in and returns the register of y.
func (w *writer) function(name, doc string, constants int, f func() vec) {
	doc = fmt.Sprintf("%s is y = %s for n numbers, whole registers of NEON.", name, doc)
	w.begin(name, doc, []param{{"y", "*float32"}, {"x", "*float32"}, {"n", "int"}})
	w.op("MOVD", "$constants<>(SB), R%d", regTable)
	for v := vec(firstConstant); v < vec(firstConstant+constants); v += 4 {
		w.op("VLD4R.P", "16(R%d), [%s, %s, %s, %s]", regTable, v.lanes(), (v + 1).lanes(), (v + 2).lanes(), (v + 3).lanes())
	}
	w.label("loop")
	w.op("FMOVQ.P", "%d(R%d), F%d", bytesOfRegister, regX, in)
	w.op("FMOVQ.P", "F%d, %d(R%d)", f(), bytesOfRegister, regY)
	w.op("SUB", "$%d, R%d", bytesOfRegister/4, regN)
	w.op("CBNZ", "R%d, loop", regN)
	w.op("RET", "")
}

// horner leaves c0 + z (c1 + z (c2 + …)) in d; other is overwritten. fmla overwrites the register
// that it adds to, so each constant is copied first.
func (w *writer) horner(coefficients string, z, d, other vec) {
	sum := the(fmt.Sprint(coefficients, degree))
	into, next := d, other
	if degree%2 == 0 {
		into, next = other, d
	}
	for i := degree - 1; i >= 0; i-- {
		w.move(into, the(fmt.Sprint(coefficients, i)))
		w.fmla(into, sum, z)
		sum, into, next = into, next, into
	}
}

// exp reads x and leaves eˣ in p. fmax and fmin return NaN if either side is NaN.
func (w *writer) exp(x vec) vec {
	w.three("fmax", t, x, the("least"))
	w.three("fmin", t, t, the("most"))
	w.three("fmul", n, t, the("log2e"))
	w.two("frintn", n, n)
	w.fmls(t, n, the("ln2 high"))
	w.move(r, t)
	w.fmls(r, n, the("ln2 low"))
	w.three("fsub", low, t, r)
	w.fmls(low, n, the("ln2 low")) // what r lost in rounding
	w.horner("P", r, p, q)
	w.three("fmul", t, r, r)
	w.fmla(low, p, t)
	w.three("fadd", p, low, r)
	w.three("fadd", p, p, the("1"))
	w.scale()
	return p
}

// scale is p·2ⁿ by two factors of half the power, which keep each in range. The exponent of a power is
// added to that of 1 as an integer.
func (w *writer) scale() {
	w.two("fcvtzs", n, n)
	w.shiftRight(t, n, 1)
	w.whole("VSUB", n, n, t)
	for _, power := range []vec{t, n} {
		w.op("VSHL", "$%d, %s, %s", mantissaBits, power.lanes(), power.lanes())
		w.whole("VADD", power, power, the("1"))
		w.three("fmul", p, p, power)
	}
}

func (w *writer) sigmoid() vec {
	w.shiftRight(mask, in, 31) // all bits where x is negative
	w.bits("VORR", in, in, the("sign"))
	e := w.exp(in)
	d, lost, inverse, quotient, top := t, n, r, q, mask
	w.three("fadd", d, the("1"), e)
	w.three("fsub", lost, d, the("1"))
	w.three("fsub", lost, e, lost) // what 1 + e lost in rounding
	w.bits("VBSL", top, e, the("1"))
	w.three("fdiv", inverse, the("1"), d)
	w.three("fmul", quotient, inverse, top)
	w.fmls(top, quotient, d)    // the remainder of the division,
	w.fmls(top, quotient, lost) // by the exact 1 + e
	w.fmla(quotient, inverse, top)
	return quotient
}

func (w *writer) tanh() vec {
	w.bits("VORR", t, in, the("sign"))
	w.three("fcmgt", mask, t, the("-split")) // near 0
	w.three("fadd", t, t, t)
	e := w.exp(t)
	num, den := t, n
	w.three("fsub", num, the("1"), e)
	w.three("fadd", den, the("1"), e)
	w.three("fdiv", num, num, den)
	z, poly, near := r, p, n
	w.three("fmul", z, in, in)
	w.horner("Q", z, poly, q)
	w.three("fmul", poly, poly, z)
	w.move(near, in)
	w.fmla(near, poly, in)
	w.bits("VBSL", mask, near, num)
	sign := z
	w.bits("VAND", sign, in, the("sign")) // it comes last because a sum turns −0 into +0
	w.bits("VORR", mask, mask, sign)
	return mask
}
