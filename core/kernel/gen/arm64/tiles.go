package main

import "fmt"

// A tile is rows×16 numbers of C: 4 rows fill 16 accumulators, which hide the latency of fmla on cores
// that start four of them per cycle. In every step 4 registers of the panel are loaded, and for each row
// one number of A, which fmla takes from the first lane: a broadcast would occupy a multiplication unit.
const (
	perRow = 4  // registers in a row of a tile
	panel  = 16 // V16 to V19: the panel at the current step
	number = 20 // V20 to V23: A's numbers, one for each row
)

var tileParams = []param{
	{"c", "*float32"}, {"ldc", "int"}, {"a", "*float32"}, {"rowStride", "int"}, {"stepStride", "int"},
	{"p", "*float32"}, {"k", "int"}, {"from", "*float32"}, {"ldf", "int"},
}

// begin loads the arguments into these registers; the rest are the tile's own.
const (
	regC, regLDC, regA, regRowStride, regStepStride, regP, regK, regFrom, regLDF = 0, 1, 2, 3, 4, 5, 6, 7, 8

	regRow1   = 9  // R9 to R11: the address of A in rows 1 to 3
	regOffset = 12 // offset of the current step from there
	regWalk   = 13 // moves down the rows of C or of the addend
)

func acc(row, j int) vec { return vec(row*perRow + j) }

// rowOf is the register with the address of A in row i.
func rowOf(i int) int {
	if i == 0 {
		return regA
	}
	return regRow1 + i - 1
}

func (w *writer) tile(rows int) {
	name, unit := fmt.Sprintf("tileNeonx%d", rows), "rows"
	if rows == 1 {
		unit = "row"
	}
	w.begin(name, fmt.Sprintf("%s is %d %s of 16 columns, with NEON.", name, rows, unit), tileParams)
	for i := 1; i < rows; i++ {
		w.op("ADD", "R%d<<2, R%d, R%d", regRowStride, rowOf(i-1), rowOf(i))
	}
	for v := range acc(rows, 0) {
		w.bits("VEOR", v, v, v)
	}
	w.op("MOVD", "ZR, R%d", regOffset)
	w.op("CBZ", "R%d, done", regK)
	w.label("loop")
	w.step(rows)
	w.op("SUB", "$1, R%d", regK)
	w.op("CBNZ", "R%d, loop", regK)
	w.label("done")
	w.op("CBZ", "R%d, store", regFrom)
	w.eachRow(rows, regFrom, regLDF, w.addRow)
	w.label("store")
	w.eachRow(rows, regC, regLDC, w.storeRow)
	w.op("RET", "")
}

// step multiplies one number of A for each row by 16 of the panel.
func (w *writer) step(rows int) {
	w.op("FLDPQ", "32(R%d), (F%d, F%d)", regP, panel+2, panel+3)
	w.op("FLDPQ.P", "64(R%d), (F%d, F%d)", regP, panel, panel+1)
	for i := range rows {
		w.op("FMOVS", "(R%d)(R%d), F%d", rowOf(i), regOffset, number+i)
	}
	w.op("ADD", "R%d<<2, R%d", regStepStride, regOffset)
	for i := range rows {
		for j := range perRow {
			w.fmlaFirst(acc(i, j), panel+vec(j), number+vec(i))
		}
	}
}

// eachRow calls do for each row of the tile, whose row of C or of the addend begins at regWalk.
func (w *writer) eachRow(rows, first, distance int, do func(i int)) {
	w.op("MOVD", "R%d, R%d", first, regWalk)
	for i := range rows {
		do(i)
		if i+1 < rows {
			w.op("ADD", "R%d<<2, R%d", distance, regWalk)
		}
	}
}

func (w *writer) addRow(i int) {
	for j := 0; j < perRow; j += 2 {
		w.op("FLDPQ", "%d(R%d), (F%d, F%d)", 16*j, regWalk, panel+j, panel+j+1)
	}
	for j := range perRow {
		w.three("fadd", acc(i, j), acc(i, j), panel+vec(j))
	}
}

func (w *writer) storeRow(i int) {
	for j := 0; j < perRow; j += 2 {
		w.op("FSTPQ", "(F%d, F%d), %d(R%d)", acc(i, j), acc(i, j+1), 16*j, regWalk)
	}
}
