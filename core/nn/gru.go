package nn

import "unroll/core/kernel"

// The gated recurrent unit (Cho et al. 2014), with the reset gate after the product as in PyTorch
// and cuDNN; Dive into Deep Learning has it before:
//
//	R_t = σ(X_t W_xr + b_xr + H_{t−1} W_hr + b_hr)      Z_t = σ(… z)
//	H̃_t = tanh(X_t W_xh + b_xh + R_t ⊙ (H_{t−1} W_hh + b_hh))
//	H_t = (1 − Z_t) ⊙ H̃_t + Z_t ⊙ H_{t−1}

func gruForward[F Float](s *Step[F]) {
	H := s.H
	for b := range s.B {
		x, hx := s.X[b*3*H:(b+1)*3*H], s.Hx[b*3*H:(b+1)*3*H]
		prev, h := s.PrevH[b*H:(b+1)*H], s.Out[b*H:(b+1)*H]
		done := kernel.GRU(x, hx, prev, h)
		r, z, n := third(x, H)
		hr, hz, hn := third(hx, H)
		kernel.Add(r[done:], hr[done:])
		kernel.Add(z[done:], hz[done:])
		kernel.Sigmoid(r[done:], r[done:])
		kernel.Sigmoid(z[done:], z[done:])
		for j := done; j < H; j++ {
			n[j] += r[j] * hn[j]
		}
		kernel.Tanh(n[done:], n[done:])
		for j := done; j < H; j++ {
			h[j] = (1-z[j])*n[j] + z[j]*prev[j]
		}
	}
}

func gruBackward[F Float](s *Step[F]) {
	H := s.H
	for b := range s.B {
		x, hx := s.X[b*3*H:(b+1)*3*H], s.Hx[b*3*H:(b+1)*3*H]
		prev, dh, dprev := s.PrevH[b*H:(b+1)*H], s.DH[b*H:(b+1)*H], s.DPrev[b*H:(b+1)*H]
		r, z, n := third(x, H)
		hr, hz, hn := third(hx, H)
		for j := kernel.GRUBack(x, hx, prev, dh, dprev); j < H; j++ {
			dz := dh[j] * (prev[j] - n[j]) * z[j] * (1 - z[j])
			dn := dh[j] * (1 - z[j]) * (1 - n[j]*n[j])
			dr := dn * hn[j] * r[j] * (1 - r[j])
			dprev[j] += dh[j] * z[j]
			hn[j] = dn * r[j]
			r[j], z[j], n[j] = dr, dz, dn
			hr[j], hz[j] = dr, dz
		}
	}
}

// third splits a row of 3H gates into its three parts.
func third[F Float](g []F, H int) (a, b, c []F) {
	return g[:H:H], g[H : 2*H : 2*H], g[2*H : 3*H : 3*H]
}
