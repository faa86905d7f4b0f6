package nn

import "unroll/core/kernel"

// Long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al.
// 2000), gates in PyTorch's order:
//
//	I_t = σ(X_t W_xi + H_{t−1} W_hi + b_i)      F_t = σ(… f)
//	C̃_t = tanh(X_t W_xc + H_{t−1} W_hc + b_c)   O_t = σ(… o)
//	C_t = F_t ⊙ C_{t−1} + I_t ⊙ C̃_t
//	H_t = O_t ⊙ tanh(C_t)

func lstmForward[F Float](s *Step[F]) {
	H := s.H
	for b := range s.B {
		g, prev, c := s.X[b*4*H:(b+1)*4*H], s.PrevC[b*H:(b+1)*H], s.C[b*H:(b+1)*H]
		tc, h := s.Save[b*H:(b+1)*H], s.Out[b*H:(b+1)*H]
		done := kernel.LSTM(g, prev, c, tc, h)
		i, f, n, o := quarter(g, H)
		kernel.Sigmoid(i[done:], i[done:])
		kernel.Sigmoid(f[done:], f[done:])
		kernel.Tanh(n[done:], n[done:])
		kernel.Sigmoid(o[done:], o[done:])
		for j := done; j < H; j++ {
			c[j] = f[j]*prev[j] + i[j]*n[j]
		}
		kernel.Tanh(tc[done:], c[done:])
		for j := done; j < H; j++ {
			h[j] = o[j] * tc[j]
		}
	}
}

func lstmBackward[F Float](s *Step[F]) {
	H := s.H
	for b := range s.B {
		g, prev, tc := s.X[b*4*H:(b+1)*4*H], s.PrevC[b*H:(b+1)*H], s.Save[b*H:(b+1)*H]
		dh, dc := s.DH[b*H:(b+1)*H], s.DC[b*H:(b+1)*H]
		i, f, n, o := quarter(g, H)
		for j := kernel.LSTMBack(g, prev, tc, dh, dc); j < H; j++ {
			d := dc[j] + dh[j]*o[j]*(1-tc[j]*tc[j])
			do := dh[j] * tc[j]
			di, df, dn := d*n[j], d*prev[j], d*i[j]
			dc[j] = d * f[j]
			i[j] = di * i[j] * (1 - i[j])
			f[j] = df * f[j] * (1 - f[j])
			n[j] = dn * (1 - n[j]*n[j])
			o[j] = do * o[j] * (1 - o[j])
		}
	}
}

// quarter splits a row of 4H gates into its four parts.
func quarter[F Float](g []F, H int) (a, b, c, d []F) {
	return g[:H:H], g[H : 2*H : 2*H], g[2*H : 3*H : 3*H], g[3*H : 4*H : 4*H]
}
