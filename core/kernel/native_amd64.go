package kernel

import "golang.org/x/sys/cpu"

func native() []set {
	return []set{
		{name: "avx512", supported: cpu.X86.HasAVX512F && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512DQ, cols: 32, tile: tiles512, lanes: 16},
		{name: "avx2", supported: cpu.X86.HasAVX2 && cpu.X86.HasFMA, cols: 16, tile: tiles256, lanes: 8},
	}
}

// apply is y = f(x) for n numbers, whole vectors of the set in use.
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

// adds is how many numbers add takes at a time; 0: it is not for this set.
func adds() int { return 4 * active.lanes }

// add is y += x for n numbers, a multiple of adds.
func add(y, x *float32, n int) {
	if active.lanes == 16 {
		add512(y, x, n)
	} else {
		add256(y, x, n)
	}
}

// tiles512 deals m rows to tiles of 8, 4, 2 and 1.
func tiles512(c []float32, ldc int, a []float32, rowStride, stepStride int, p []float32, m, n, k int, add bool) {
	mask := uint32(1<<n - 1)
	pp := &p[0]
	for i := 0; i < m; {
		cc, aa := &c[i*ldc], &a[i*rowStride]
		switch left := m - i; {
		case left >= 8:
			tile512x8(cc, ldc, aa, rowStride, stepStride, pp, k, mask, add)
			i += 8
		case left >= 4:
			tile512x4(cc, ldc, aa, rowStride, stepStride, pp, k, mask, add)
			i += 4
		case left >= 2:
			tile512x2(cc, ldc, aa, rowStride, stepStride, pp, k, mask, add)
			i += 2
		default:
			tile512x1(cc, ldc, aa, rowStride, stepStride, pp, k, mask, add)
			i++
		}
	}
}

// tiles256 deals m rows to tiles of 4, 2 and 1; at the ragged edge it goes through a tile of its own.
func tiles256(c []float32, ldc int, a []float32, rowStride, stepStride int, p []float32, m, n, k int, add bool) {
	if n < 16 {
		ragged256(c, ldc, a, rowStride, stepStride, p, m, n, k, add)
		return
	}
	pp := &p[0]
	for i := 0; i < m; {
		cc, aa := &c[i*ldc], &a[i*rowStride]
		switch left := m - i; {
		case left >= 4:
			tile256x4(cc, ldc, aa, rowStride, stepStride, pp, k, 0, add)
			i += 4
		case left >= 2:
			tile256x2(cc, ldc, aa, rowStride, stepStride, pp, k, 0, add)
			i += 2
		default:
			tile256x1(cc, ldc, aa, rowStride, stepStride, pp, k, 0, add)
			i++
		}
	}
}

func ragged256(c []float32, ldc int, a []float32, rowStride, stepStride int, p []float32, m, n, k int, add bool) {
	var row [16]float32
	for i := range m {
		tile256x1(&row[0], 16, &a[i*rowStride], rowStride, stepStride, &p[0], k, 0, false)
		to := c[i*ldc : i*ldc+n]
		for j := range to {
			if add {
				to[j] = row[j] + to[j]
			} else {
				to[j] = row[j]
			}
		}
	}
}
