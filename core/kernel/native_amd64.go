package kernel

import "golang.org/x/sys/cpu"

func native() []set {
	return []set{
		{name: "avx512", supported: cpu.X86.HasAVX512F && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512DQ, cols: 32, tile: tiles512, lanes: 16, passes: 16, peak: peak512, peakFlops: 12 * 16 * 2},
		{name: "avx2", supported: cpu.X86.HasAVX2 && cpu.X86.HasFMA, cols: 16, tile: tiles256, lanes: 8, passes: 8, peak: peak256, peakFlops: 12 * 8 * 2},
	}
}

// apply computes y = f(x) for n numbers, whole vectors of the set in use.
func apply(f function, y, x *float32, n int) {
	wide := active.lanes == 16
	switch {
	case f == expOp && wide:
		exp512(y, x, n)
	case f == expOp:
		exp256(y, x, n)
	case f == sigmoidOp && wide:
		sigmoid512(y, x, n)
	case f == sigmoidOp:
		sigmoid256(y, x, n)
	case wide:
		tanh512(y, x, n)
	default:
		tanh256(y, x, n)
	}
}
