package nn

import "unroll/core/kernel"

// The plain recurrent net (Elman 1990; D2L "Recurrent Neural Networks"):
//
//	H_t = φ(X_t W_xh + H_{t−1} W_hh + b_h)

// tanhForward: φ = tanh.
func tanhForward[F Float](s *Step[F]) {
	kernel.Tanh(s.Out, s.X)
}

// tanhBackward: d tanh(a) = 1 − tanh²(a).
func tanhBackward[F Float](s *Step[F]) {
	h, dh, dx := s.Out, s.DH[:len(s.Out)], s.X[:len(s.Out)]
	for i := kernel.TanhBack(dx, dh, h); i < len(h); i++ {
		dx[i] = dh[i] * (1 - h[i]*h[i])
	}
}

// reluForward: φ(a) = max(0, a). A NaN stays NaN.
func reluForward[F Float](s *Step[F]) {
	h := s.Out[:len(s.X)]
	for i := kernel.ReLU(h, s.X); i < len(h); i++ {
		a := s.X[i]
		if a < 0 {
			a = 0
		}
		h[i] = a
	}
}

// reluBackward: the slope is 1 where a > 0, else 0.
func reluBackward[F Float](s *Step[F]) {
	h, dh, dx := s.Out, s.DH[:len(s.Out)], s.X[:len(s.Out)]
	for i := kernel.ReLUBack(dx, dh, h); i < len(h); i++ {
		dx[i] = 0
		if !(h[i] <= 0) {
			dx[i] = dh[i]
		}
	}
}
