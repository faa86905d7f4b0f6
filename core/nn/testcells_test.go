package nn

import "math"

// testCells are the cells that are not in the table: the variants of those in it, under names of their own ("gru-before-1"), and
// cells used only in tests, each of which asks the layer for something that no cell of the table does.
func testCells[F Float]() []Cell[F] {
	var list []Cell[F]
	for _, v := range Variants() {
		c := cellFor[F](v)
		c.Name = v.Variant()
		list = append(list, c)
	}
	return append(list, []Cell[F]{
		{Info: Info{Name: "test-peephole", Gates: []string{"input", "forget", "candidate", "output"}, States: []string{"c"},
			Vectors: []string{"weight_ci", "weight_cf", "weight_co"}, Saves: true},
			Forward: peepholeForward[F], Backward: peepholeBackward[F]},
		{Info: Info{Name: "test-mingru", Gates: []string{"update", "candidate"}, NoProduct: true},
			Forward: minGRUForward[F], Backward: minGRUBackward[F]},
		{Info: Info{Name: "test-slow", Gates: []string{"forget", "candidate"}, States: []string{"c", "slow"}},
			Forward: slowForward[F], Backward: slowBackward[F]},
	}...)
}

// eachUnit calls f for every number of a step: sequence b, unit j, and their place in a B×H matrix.
func eachUnit[F Float](s *Step[F], f func(b, j, at int)) {
	for b := range s.B {
		for j := range s.H {
			f(b, j, b*s.H+j)
		}
	}
}

// gatesOf are pointers to unit j's G numbers of sequence b.
func gatesOf[F Float](s *Step[F], G, b, j int) (list [4]*F) {
	for g := range G {
		list[g] = &s.X[(b*G+g)*s.H+j]
	}
	return list
}

func sigmoidOf[F Float](a F) F { return F(1 / (1 + math.Exp(-float64(a)))) }

func tanhOf[F Float](a F) F { return F(math.Tanh(float64(a))) }

// Peepholes (Gers and Schmidhuber 2000): each gate sees the cell state through a vector,
//
//	I_t = σ(… + p_i ⊙ C_{t−1})   F_t = σ(… + p_f ⊙ C_{t−1})   O_t = σ(… + p_o ⊙ C_t)
func peepholeForward[F Float](s *Step[F]) {
	eachUnit(s, func(b, j, at int) {
		g, prev := gatesOf(s, 4, b, j), s.PrevC[at]
		i, f := sigmoidOf(*g[0]+s.P[j]*prev), sigmoidOf(*g[1]+s.P[s.H+j]*prev)
		n := tanhOf(*g[2])
		c := f*prev + i*n
		o := sigmoidOf(*g[3] + s.P[2*s.H+j]*c)
		*g[0], *g[1], *g[2], *g[3] = i, f, n, o
		s.C[at], s.Save[at] = c, tanhOf(c)
		s.Out[at] = o * s.Save[at]
	})
}

func peepholeBackward[F Float](s *Step[F]) {
	eachUnit(s, func(b, j, at int) {
		g, prev, c, tc, dh := gatesOf(s, 4, b, j), s.PrevC[at], s.C[at], s.Save[at], s.DH[at]
		i, f, n, o := *g[0], *g[1], *g[2], *g[3]
		do := dh * tc * o * (1 - o)
		d := s.DC[at] + dh*o*(1-tc*tc) + do*s.P[2*s.H+j]
		di, df, dn := d*n*i*(1-i), d*prev*f*(1-f), d*i*(1-n*n)
		*g[0], *g[1], *g[2], *g[3] = di, df, dn, do
		s.DC[at] = d*f + di*s.P[j] + df*s.P[s.H+j]
		dp := s.DP[b*3*s.H:]
		dp[j], dp[s.H+j], dp[2*s.H+j] = di*prev, df*prev, do*c
	})
}

// The minimal GRU (Feng et al. 2024): no product with the hidden state,
//
//	Z_t = σ(X_t W_z + b_z)   H_t = (1 − Z_t) ⊙ H_{t−1} + Z_t ⊙ (X_t W_h + b_h)
func minGRUForward[F Float](s *Step[F]) {
	eachUnit(s, func(b, j, at int) {
		g := gatesOf(s, 2, b, j)
		z := sigmoidOf(*g[0])
		*g[0] = z
		s.Out[at] = (1-z)*s.PrevH[at] + z**g[1]
	})
}

func minGRUBackward[F Float](s *Step[F]) {
	eachUnit(s, func(b, j, at int) {
		g, dh := gatesOf(s, 2, b, j), s.DH[at]
		z, n := *g[0], *g[1]
		*g[0], *g[1] = dh*(n-s.PrevH[at])*z*(1-z), dh*z
		s.DPrev[at] += dh * (1 - z)
	})
}

// A cell with a second, slower state besides its first: each E_t goes half the way to C_t,
//
//	C_t = F_t ⊙ C_{t−1} + (1 − F_t) ⊙ C̃_t   E_t = ½ E_{t−1} + ½ C_t   H_t = tanh(C_t + E_t)
func slowForward[F Float](s *Step[F]) {
	eachUnit(s, func(b, j, at int) {
		g, c := gatesOf(s, 2, b, j), b*2*s.H+j
		f, n := sigmoidOf(*g[0]), tanhOf(*g[1])
		*g[0], *g[1] = f, n
		s.C[c] = f*s.PrevC[c] + (1-f)*n
		s.C[c+s.H] = s.PrevC[c+s.H]/2 + s.C[c]/2
		s.Out[at] = tanhOf(s.C[c] + s.C[c+s.H])
	})
}

func slowBackward[F Float](s *Step[F]) {
	eachUnit(s, func(b, j, at int) {
		g, c, h := gatesOf(s, 2, b, j), b*2*s.H+j, s.Out[at]
		f, n := *g[0], *g[1]
		da := s.DH[at] * (1 - h*h)
		de := s.DC[c+s.H] + da
		dc := s.DC[c] + da + de/2
		*g[0], *g[1] = dc*(s.PrevC[c]-n)*f*(1-f), dc*(1-f)*(1-n*n)
		s.DC[c], s.DC[c+s.H] = dc*f, de/2
	})
}
