package bench

import (
	"unroll/core/nn"
	"unroll/core/train"
)

// MultiplyAdds is the number of multiply-adds in the matrix products of an update, for a window of T
// steps of B sequences:
//
//	layer     H_{t−1} W_h         B·H·GH    at T steps
//	          d(sums) W_hᵀ        B·GH·H    at T−1 steps: none reaches the state before the window
//	          dW_h                H·GH      over T·B rows
//	its input X W_x, dX, dW_x     3·D·GH    over T·B rows; none of one-hot tokens, which are looked up
//	          of real vectors     2·D·GH    over T·B rows: there is no dX
//	read-out  O, dH, dW_q         3·H·K     over T·B rows; K is V for tokens
//	          of real vectors     2·D·K     over T·B rows, in the linear model: there is no dH
//
// A layer of a model without a state has no W_h. Everything else in an update (gates, softmax, norm, optimizer) is
// not counted.
func MultiplyAdds(r train.Recipe) float64 {
	s := r.Model
	cell, _ := nn.FindCell(s.Cell)
	B, T := float64(r.Settings.Batch), float64(r.Settings.Unroll)
	H, K, D := float64(s.Hidden), float64(s.OutputWidth()), float64(s.Embed)
	if len(cell.Gates) == 0 {
		return 2 * T * B * float64(s.Inputs) * K
	}
	GH := float64(len(cell.Gates)) * H
	n := 3*T*B*H*K + 2*T*B*float64(s.Inputs)*GH
	for range s.Layers {
		if !cell.FeedForward {
			n += (T + T - 1 + T) * B * H * GH
		}
		n += 3 * T * B * D * GH
		D = H
	}
	return n
}
