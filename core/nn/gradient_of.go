package nn

import "unroll/core/kernel"

// gradientOf sets columns j … j+n of g to those of aᵀ d over some rows, and of sum, unless it is nil, to the sums of d's columns.
func (c *crew[F]) gradientOf(g, a, d kernel.Matrix[F], sum []F, rows, j, n, thread int) {
	p, w := &c.lanes[thread].panel, g.ColsOf(j, n)
	if sum != nil {
		sum = sum[j : j+n]
		clear(sum)
	}
	for lo := 0; lo < rows; lo += kernel.StepsAtOnce {
		count := min(kernel.StepsAtOnce, rows-lo)
		p.Pack(d.RowsOf(lo, count).ColsOf(j, n))
		if sum != nil {
			p.SumRows(sum)
		}
		kernel.TMulPanel(w, a.RowsOf(lo, count), p, lo > 0)
	}
}

// sumOf sets numbers j … j+n of sum to the sums of d's columns over some rows.
func (c *crew[F]) sumOf(sum []F, d kernel.Matrix[F], rows, j, n, thread int) {
	p := &c.lanes[thread].panel
	sum = sum[j : j+n]
	clear(sum)
	for lo := 0; lo < rows; lo += kernel.StepsAtOnce {
		p.Pack(d.RowsOf(lo, min(kernel.StepsAtOnce, rows-lo)).ColsOf(j, n))
		p.SumRows(sum)
	}
}
