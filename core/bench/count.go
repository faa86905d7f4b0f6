package bench

import (
	"unroll/core/nn"
	"unroll/core/recipe"
)

// MultiplyAdds is the number of multiply-adds in the matrix products of an update, for a window of T
// steps of B sequences: N = T·B rows, B of which have no step before them in the window.
func MultiplyAdds(r recipe.Recipe) float64 {
	B, T := float64(r.Settings.Batch), float64(r.Settings.Unroll)
	if r.Model.Source > 0 {
		return pairAdds(r.Model, B, T, T)
	}
	return multiplyAdds(r.Model, T*B, B)
}

// multiplyAdds is the number for N rows, of which some are the first of a sequence:
//
//	layer     H_{t−1} W_h         H·GH      over N rows
//	          d(sums) W_hᵀ        GH·H      over the rows that are not first: none reaches the state before a sequence
//	          dW_h                H·GH      over N rows
//	its input X W_x, dX, dW_x     3·D·GH    over N rows; none of one-hot tokens, which are looked up
//	          of real vectors     2·D·GH    over N rows: there is no dX
//	read-out  O, dH, dW_q         3·H·K     over N rows; K is V for tokens
//	          of real vectors     2·D·K     over N rows, in the linear model: there is no dH
//
// A layer of a model without a state has no W_h. In both directions every layer is there twice, and 2H is what the next and the
// read-out read. Everything else in an update (gates, softmax, norm, optimizer) is not counted, nor is padding.
func multiplyAdds(s nn.Spec, N, first float64) float64 {
	cell, _ := nn.FindCell(s.Cell)
	H, K, D := float64(s.Hidden), float64(s.OutputWidth()), float64(s.Embed)
	if len(cell.Gates) == 0 {
		return 2 * N * float64(s.Inputs) * K
	}
	GH, ways := float64(len(cell.Gates))*H, 1.0
	if s.Bidirectional {
		ways = 2
	}
	n := 3*N*ways*H*K + 2*N*ways*float64(s.Inputs)*GH
	for range s.Layers {
		if !cell.FeedForward {
			n += (3*N - first) * ways * H * GH
		}
		n += 3 * N * ways * D * GH
		D = ways * H
	}
	return n
}
