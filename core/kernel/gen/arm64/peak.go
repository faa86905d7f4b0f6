package main

// peakSums is how many sums the loop has: some cores start four multiply-adds per cycle and take four
// cycles for each. The registers after them are multiplied.
const peakSums = 24

// peak writes a loop of independent multiply-adds, like that of ../peak.go.
func (w *writer) peak() {
	const n, x, y = 0, vec(peakSums), vec(peakSums + 1)
	w.begin("peakNeon", "peakNeon does n rounds of 24 independent multiply-adds on registers of NEON.", []param{{"n", "int"}})
	for v := range y + 1 {
		w.bits("VEOR", v, v, v)
	}
	w.label("loop")
	for v := range vec(peakSums) {
		w.fmla(v, x, y)
	}
	w.op("SUB", "$1, R%d", n)
	w.op("CBNZ", "R%d, loop", n)
	w.op("RET", "")
}
