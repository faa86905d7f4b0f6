package nn

import "unroll/core/kernel"

// The gated recurrent unit with the reset gate before the product, as Cho et al. 2014 and Dive into Deep Learning have it:
//
//	R_t = σ(X_t W_xr + H_{t−1} W_hr + b_r)      Z_t = σ(… z)
//	H̃_t = tanh(X_t W_xh + (R_t ⊙ H_{t−1}) W_hh + b_h)
//	H_t = (1 − Z_t) ⊙ H̃_t + Z_t ⊙ H_{t−1}
//
// The candidate's product has to wait for R_t, so that a step has two products, one after the other.

// gruBefore is that variant of the GRU.
func gruBefore[F Float](of Info) Cell[F] {
	of.Split, of.Shared, of.Second = false, 0, 1
	return Cell[F]{Info: of, Forward: beforeForward[F], Forward2: beforeForward2[F], Backward: beforeBackward[F], Backward2: beforeBackward2[F]}
}

func beforeForward[F Float](s *Step[F]) {
	H := s.H
	for b := range s.B {
		x, prev, mid := s.X[b*3*H:(b+1)*3*H], s.PrevH[b*H:(b+1)*H], s.Mid[b*H:(b+1)*H]
		kernel.Sigmoid(x[:2*H], x[:2*H])
		for j, r := range x[:H] {
			mid[j] = r * prev[j]
		}
	}
}

func beforeForward2[F Float](s *Step[F]) {
	H := s.H
	for b := range s.B {
		_, z, n := third(s.X[b*3*H:(b+1)*3*H], H)
		prev, h := s.PrevH[b*H:(b+1)*H], s.Out[b*H:(b+1)*H]
		kernel.Tanh(n, n)
		for j := range h {
			h[j] = (1-z[j])*n[j] + z[j]*prev[j]
		}
	}
}

func beforeBackward2[F Float](s *Step[F]) {
	H := s.H
	for b := range s.B {
		_, z, n := third(s.X[b*3*H:(b+1)*3*H], H)
		prev, dh, dprev := s.PrevH[b*H:(b+1)*H], s.DH[b*H:(b+1)*H], s.DPrev[b*H:(b+1)*H]
		for j, d := range dh {
			dprev[j] += d * z[j]
			dz := d * (prev[j] - n[j]) * z[j] * (1 - z[j])
			n[j] = d * (1 - z[j]) * (1 - n[j]*n[j])
			z[j] = dz
		}
	}
}

func beforeBackward[F Float](s *Step[F]) {
	H := s.H
	for b := range s.B {
		r, prev := s.X[b*3*H:b*3*H+H], s.PrevH[b*H:(b+1)*H]
		dmid, dprev := s.DMid[b*H:(b+1)*H], s.DPrev[b*H:(b+1)*H]
		for j, d := range dmid {
			dprev[j] += d * r[j]
			r[j] = d * prev[j] * r[j] * (1 - r[j])
		}
	}
}
