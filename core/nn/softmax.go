package nn

import "unroll/core/kernel"

// softmaxLoss is cross-entropy over K logits (D2L "Softmax Regression"), y being the row's target:
//
//	loss: −log softmax(o)_y = log Σ e^o − o_y
//	d loss / d o = softmax(o) − onehot(y)
func softmaxLoss[F Float](o []F, b *Batch[F], i int) float64 {
	y := b.Targets[i]
	oy := float64(o[y])
	loss := kernel.Softmax(o, o) - oy
	o[y]--
	return loss
}
