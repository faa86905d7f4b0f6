package nn

// squaredLoss is that of linear regression (D2L "Linear Regression", 3.1: l = ½(ŷ − y)²), summed over the
// row's K outputs x̂ and targets x:
//
//	loss: Σ ½(x̂ − x)²
//	d loss / d x̂ = x̂ − x
func squaredLoss[F Float](o []F, b *Batch[F], i int) float64 {
	loss := 0.0
	for j, x := range b.RealTargets[i*len(o) : (i+1)*len(o)] {
		o[j] -= x
		loss += 0.5 * float64(o[j]) * float64(o[j])
	}
	return loss
}
