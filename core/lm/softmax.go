package lm

import (
	"math"

	"unroll/core/kernel"
)

// SoftmaxByHand is a softmax written out number by number, each rounded to F as in a program that uses F.
type SoftmaxByHand[F kernel.Float] struct {
	Exp    []F // e^o, or e^(o − max o) with the maximum subtracted
	Sum    F   // Σ Exp
	P      []F // Exp/Sum; NaN if that is 0/0 or ∞/∞
	LogSum F   // log Σ e^o: log Sum if naive, else max o + log Sum
}

// NaiveSoftmax is e^o / Σ e^o as a textbook writes it. e^o is ∞ above the log of F's largest number
// (88.72 in float32, 709.78 in float64) and 0 below the log of half its smallest (−103.97, −745.13).
func NaiveSoftmax[F kernel.Float](o []F) SoftmaxByHand[F] { return workOut(o, 0) }

// StableSoftmax subtracts the maximum first, which changes no p: the largest term is e⁰ = 1, so Σ
// lies between 1 and V.
func StableSoftmax[F kernel.Float](o []F) SoftmaxByHand[F] { return workOut(o, kernel.Max(o)) }

func workOut[F kernel.Float](o []F, off F) SoftmaxByHand[F] {
	w := SoftmaxByHand[F]{Exp: make([]F, len(o)), P: make([]F, len(o))}
	for i, v := range o {
		w.Exp[i] = F(exp(float64(v - off)))
		w.Sum += w.Exp[i]
	}
	for i, e := range w.Exp {
		w.P[i] = e / w.Sum
	}
	w.LogSum = off + F(log(float64(w.Sum)))
	return w
}

// exp is eˣ over the full range of float64. On amd64 math.Exp gives ∞ from 709.44 on, because it
// rounds the power of two up before computing the rest.
func exp(x float64) float64 {
	if math.Abs(x) < 700 {
		return math.Exp(x)
	}
	root := math.Exp(x / 2)
	return root * root
}

// log is log x down to the smallest number. On amd64 math.Log treats numbers below 2⁻¹⁰²² as about that large.
func log(x float64) float64 {
	if x > 0 && x < 0x1p-1022 {
		return math.Log(x*0x1p54) - 54*math.Ln2
	}
	return math.Log(x)
}

// Loss is −log p of a token computed from p itself, as in a naive program: ∞ if p has become 0.
func (w SoftmaxByHand[F]) Loss(id int) F { return -F(log(float64(w.P[id]))) }

// CombinedLoss is log Σ e^o − o_y, which is −log p without computing p.
func (w SoftmaxByHand[F]) CombinedLoss(o []F, y int) F { return w.LogSum - o[y] }

// LossGradient is ∂(−log p_y)/∂o = softmax(o) − y, y one-hot; its sum is 0.
func LossGradient(p []float64, y int) []float64 {
	g := append([]float64(nil), p...)
	if y >= 0 && y < len(g) {
		g[y]--
	}
	return g
}
