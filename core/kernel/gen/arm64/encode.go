package main

import "fmt"

// A vec is one of the registers V0 to V31; F0 to F31 are their names in loads.
type vec int

func (v vec) lanes() string { return fmt.Sprintf("V%d.S4", v) }
func (v vec) bytes() string { return fmt.Sprintf("V%d.B16", v) }

// The instructions on four lanes of 32 bits that Go's assembler lacks, with all their registers V0.
var (
	threeRegisters = map[string]uint32{
		"fadd":  0x4e20d400,
		"fsub":  0x4ea0d400,
		"fmul":  0x6e20dc00,
		"fdiv":  0x6e20fc00,
		"fmax":  0x4e20f400,
		"fmin":  0x4ea0f400,
		"fcmgt": 0x6ea0e400,
	}
	twoRegisters = map[string]uint32{
		"frintn": 0x4e218800,
		"fcvtzs": 0x4ea1b800,
	}
)

const (
	fmlaByElement = 0x4f801000
	sshr          = 0x4f000400
)

func (w *writer) word(code uint32, mnemonic string, args ...any) {
	w.op("WORD", "$0x%08x // %s", code, fmt.Sprintf(mnemonic, args...))
}

// three is d = n op m.
func (w *writer) three(op string, d, n, m vec) {
	w.word(threeRegisters[op]|uint32(m<<16|n<<5|d), "%s v%d.4s, v%d.4s, v%d.4s", op, d, n, m)
}

// two is d = op n.
func (w *writer) two(op string, d, n vec) {
	w.word(twoRegisters[op]|uint32(n<<5|d), "%s v%d.4s, v%d.4s", op, d, n)
}

// fmlaFirst is d += n · the first lane of m.
func (w *writer) fmlaFirst(d, n, m vec) {
	w.word(fmlaByElement|uint32(m<<16|n<<5|d), "fmla v%d.4s, v%d.4s, v%d.s[0]", d, n, m)
}

// shiftRight is d = n >> bits with sign extension; the instruction holds 64 − bits.
func (w *writer) shiftRight(d, n vec, bits int) {
	w.word(sshr|uint32(vec(64-bits)<<16|n<<5|d), "sshr v%d.4s, v%d.4s, #%d", d, n, bits)
}

// fmla is d += n·m, and fmls d −= n·m, each with one rounding.
func (w *writer) fmla(d, n, m vec) { w.op("VFMLA", "%s, %s, %s", m.lanes(), n.lanes(), d.lanes()) }
func (w *writer) fmls(d, n, m vec) { w.op("VFMLS", "%s, %s, %s", m.lanes(), n.lanes(), d.lanes()) }

func (w *writer) move(d, n vec) { w.op("VMOV", "%s, %s", n.bytes(), d.bytes()) }

// bits is d = n op m for the operations on bits that Go has; with VBSL, d selects: n where set, else m.
func (w *writer) bits(op string, d, n, m vec) {
	w.op(op, "%s, %s, %s", m.bytes(), n.bytes(), d.bytes())
}

// whole is d = n op m on integers: VADD or VSUB.
func (w *writer) whole(op string, d, n, m vec) {
	w.op(op, "%s, %s, %s", m.lanes(), n.lanes(), d.lanes())
}
