package kernel

// native has NEON only: Go itself needs it on arm64.
func native() []set {
	return []set{{name: "neon", supported: true, cols: 16, tile: tilesNeon, lanes: 4, peak: peakNeon, peakFlops: 24 * 4 * 2}}
}

// apply computes y = f(x) for n numbers, whole vectors.
func apply(f function, y, x *float32, n int) {
	switch f {
	case expOp:
		expNeon(y, x, n)
	case sigmoidOp:
		sigmoidNeon(y, x, n)
	default:
		tanhNeon(y, x, n)
	}
}

// tilesNeon divides m rows into tiles of 4, 2 and 1; at the ragged edge they go through a tile of their own.
func tilesNeon(c []float32, ldc int, a []float32, rowStride, stepStride int, p []float32, m, n, k int, from []float32, ldf int) {
	for i := 0; i < m; {
		rows := neonRows(m - i)
		cc, aa := c[i*ldc:], a[i*rowStride:]
		var add []float32
		if from != nil {
			add = from[i*ldf:]
		}
		switch {
		case n < 16:
			raggedNeon(rows, cc, ldc, &aa[0], rowStride, stepStride, &p[0], n, k, add, ldf)
		case add == nil:
			tileNeon(rows, &cc[0], ldc, &aa[0], rowStride, stepStride, &p[0], k, nil, 0)
		default:
			tileNeon(rows, &cc[0], ldc, &aa[0], rowStride, stepStride, &p[0], k, &add[0], ldf)
		}
		i += rows
	}
}

// neonRows is how many of the remaining rows the next tile takes.
func neonRows(left int) int {
	switch {
	case left >= 4:
		return 4
	case left >= 2:
		return 2
	}
	return 1
}

func tileNeon(rows int, c *float32, ldc int, a *float32, rowStride, stepStride int, p *float32, k int, from *float32, ldf int) {
	switch rows {
	case 4:
		tileNeonx4(c, ldc, a, rowStride, stepStride, p, k, from, ldf)
	case 2:
		tileNeonx2(c, ldc, a, rowStride, stepStride, p, k, from, ldf)
	default:
		tileNeonx1(c, ldc, a, rowStride, stepStride, p, k, from, ldf)
	}
}

// raggedNeon is a tile of which C has only n columns.
func raggedNeon(rows int, c []float32, ldc int, a *float32, rowStride, stepStride int, p *float32, n, k int, from []float32, ldf int) {
	var whole [4 * 16]float32
	tileNeon(rows, &whole[0], 16, a, rowStride, stepStride, p, k, nil, 0)
	for i := range rows {
		to, sums := c[i*ldc:i*ldc+n], whole[i*16:]
		for j := range to {
			if from != nil {
				sums[j] += from[i*ldf+j]
			}
			to[j] = sums[j]
		}
	}
}
