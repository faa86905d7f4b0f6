package kernel

func tiles512(c []float32, ldc int, a []float32, rowStride, stepStride int, p []float32, m, n, k int, from []float32, ldf int) {
	deal(true, c, ldc, a, rowStride, stepStride, p, m, n, k, from, ldf)
}

func tiles256(c []float32, ldc int, a []float32, rowStride, stepStride int, p []float32, m, n, k int, from []float32, ldf int) {
	deal(false, c, ldc, a, rowStride, stepStride, p, m, n, k, from, ldf)
}

// deal divides m rows into the fewest tiles, as evenly as possible: a tile of one row would wait for its own sums.
func deal(wide bool, c []float32, ldc int, a []float32, rowStride, stepStride int, p []float32, m, n, k int, from []float32, ldf int) {
	tallest, half := 6, 8
	if wide {
		tallest, half = 14, 16
	}
	tiles := (m + tallest - 1) / tallest
	for t, i := 0, 0; t < tiles; t++ {
		rows := m / tiles
		if t < m%tiles {
			rows++
		}
		cc, aa, ff := &c[i*ldc], &a[i*rowStride], addendAt(from, i*ldf)
		switch {
		case wide && n > half:
			tall512(rows, cc, ldc, aa, rowStride, stepStride, &p[0], k, n, ff, ldf)
		case wide:
			tall512half(rows, cc, ldc, aa, rowStride, stepStride, &p[0], k, n, ff, ldf)
		case n > half:
			tall256(rows, cc, ldc, aa, rowStride, stepStride, &p[0], k, n, ff, ldf)
		default:
			tall256half(rows, cc, ldc, aa, rowStride, stepStride, &p[0], k, n, ff, ldf)
		}
		i += rows
	}
}

func tall512(rows int, c *float32, ldc int, a *float32, rowStride, stepStride int, p *float32, k, n int, from *float32, ldf int) {
	switch rows {
	case 14:
		tile512x14(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 13:
		tile512x13(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 12:
		tile512x12(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 11:
		tile512x11(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 10:
		tile512x10(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 9:
		tile512x9(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 8:
		tile512x8(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 7:
		tile512x7(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 6:
		tile512x6(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 5:
		tile512x5(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 4:
		tile512x4(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 3:
		tile512x3(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 2:
		tile512x2(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 1:
		tile512x1(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	}
}

func tall512half(rows int, c *float32, ldc int, a *float32, rowStride, stepStride int, p *float32, k, n int, from *float32, ldf int) {
	switch rows {
	case 14:
		tile512x14half(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 13:
		tile512x13half(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 12:
		tile512x12half(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 11:
		tile512x11half(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 10:
		tile512x10half(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 9:
		tile512x9half(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 8:
		tile512x8half(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 7:
		tile512x7half(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 6:
		tile512x6half(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 5:
		tile512x5half(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 4:
		tile512x4half(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 3:
		tile512x3half(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 2:
		tile512x2half(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 1:
		tile512x1half(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	}
}

func tall256(rows int, c *float32, ldc int, a *float32, rowStride, stepStride int, p *float32, k, n int, from *float32, ldf int) {
	switch rows {
	case 6:
		tile256x6(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 5:
		tile256x5(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 4:
		tile256x4(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 3:
		tile256x3(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 2:
		tile256x2(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 1:
		tile256x1(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	}
}

func tall256half(rows int, c *float32, ldc int, a *float32, rowStride, stepStride int, p *float32, k, n int, from *float32, ldf int) {
	switch rows {
	case 6:
		tile256x6half(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 5:
		tile256x5half(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 4:
		tile256x4half(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 3:
		tile256x3half(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 2:
		tile256x2half(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	case 1:
		tile256x1half(c, ldc, a, rowStride, stepStride, p, k, n, from, ldf)
	}
}

// addendAt is the address of number i of what is added; nil if nothing is.
func addendAt(from []float32, i int) *float32 {
	if from == nil {
		return nil
	}
	return &from[i]
}
