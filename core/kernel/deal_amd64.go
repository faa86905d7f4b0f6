package kernel

// deal cuts m rows into as few tiles as it takes and makes them as even as it can: a tile of one row
// waits for its sums.
func deal(m, tallest int) (tiles, rows, more int) {
	tiles = (m + tallest - 1) / tallest
	return tiles, m / tiles, m % tiles // the first `more` have a row more
}

func tiles512(c []float32, ldc int, a []float32, rowStride, stepStride int, p []float32, m, n, k int, from []float32, ldf int) {
	tiles, rows, more := deal(m, 8)
	i := 0
	for t := range tiles {
		h := rows
		if t < more {
			h++
		}
		cc, aa, pp := &c[i*ldc], &a[i*rowStride], &p[0]
		if n > 16 {
			tall512(h, cc, ldc, aa, rowStride, stepStride, pp, k, n, addendAt(from, i*ldf), ldf)
		} else {
			tall512half(h, cc, ldc, aa, rowStride, stepStride, pp, k, n, addendAt(from, i*ldf), ldf)
		}
		i += h
	}
}

func tiles256(c []float32, ldc int, a []float32, rowStride, stepStride int, p []float32, m, n, k int, from []float32, ldf int) {
	tiles, rows, more := deal(m, 6)
	i := 0
	for t := range tiles {
		h := rows
		if t < more {
			h++
		}
		cc, aa, pp := &c[i*ldc], &a[i*rowStride], &p[0]
		if n > 8 {
			tall256(h, cc, ldc, aa, rowStride, stepStride, pp, k, n, addendAt(from, i*ldf), ldf)
		} else {
			tall256half(h, cc, ldc, aa, rowStride, stepStride, pp, k, n, addendAt(from, i*ldf), ldf)
		}
		i += h
	}
}

func tall512(rows int, c *float32, ldc int, a *float32, rowStride, stepStride int, p *float32, k, n int, from *float32, ldf int) {
	switch rows {
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

// addendAt is the address of number i of what is added; nil where nothing is.
func addendAt(from []float32, i int) *float32 {
	if from == nil {
		return nil
	}
	return &from[i]
}
