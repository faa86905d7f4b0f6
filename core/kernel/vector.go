package kernel

import (
	"math"
	"unsafe"
)

// Axpy is y += α x.
func Axpy[F Float](alpha F, x, y []F) {
	y = y[:len(x)]
	for i, v := range x {
		y[i] += alpha * v
	}
}

// Add is y += x.
func Add[F Float](y, x []F) {
	y = y[:len(x)]
	for i, v := range x {
		y[i] += v
	}
}

// Scale is x *= α.
func Scale[F Float](alpha F, x []F) {
	for i := range x {
		x[i] *= alpha
	}
}

// Tanh is y = tanh x, number by number; y and x may be the same.
func Tanh[F Float](y, x []F) {
	y = y[:len(x)]
	if vectors(y, x, active.tanh) {
		return
	}
	for i, v := range x {
		y[i] = F(math.Tanh(float64(v)))
	}
}

// Sigmoid is y = 1/(1 + e⁻ˣ), number by number; y and x may be the same. e is only ever raised to
// a negative power, so nothing overflows.
func Sigmoid[F Float](y, x []F) {
	y = y[:len(x)]
	if vectors(y, x, active.sigmoid) {
		return
	}
	for i, v := range x {
		e := math.Exp(-math.Abs(float64(v)))
		if v < 0 {
			y[i] = F(e / (1 + e))
		} else {
			y[i] = F(1 / (1 + e))
		}
	}
}

// Exp is y = eˣ, number by number; y and x may be the same.
func Exp[F Float](y, x []F) {
	y = y[:len(x)]
	if vectors(y, x, active.exp) {
		return
	}
	for i, v := range x {
		y[i] = F(math.Exp(float64(v)))
	}
}

// vectors does y = f(x) by the processor's vectors, if it has them and the numbers are float32. What
// does not fill a vector goes through one of its own.
func vectors[F Float](y, x []F, f func(y, x *float32, n int)) bool {
	if f == nil || unsafe.Sizeof(F(0)) != 4 {
		return false
	}
	n := len(x) &^ (active.lanes - 1)
	if n > 0 {
		f((*float32)(unsafe.Pointer(&y[0])), (*float32)(unsafe.Pointer(&x[0])), n)
	}
	if n == len(x) {
		return true
	}
	var last [16]float32
	for i, v := range x[n:] {
		last[i] = float32(v)
	}
	f(&last[0], &last[0], active.lanes)
	for i := range y[n:] {
		y[n+i] = F(last[i])
	}
	return true
}

// Max is the largest number of x; NaN if there is one.
func Max[F Float](x []F) F {
	m := F(math.Inf(-1))
	for _, v := range x {
		if v > m || v != v {
			m = v
		}
		if m != m {
			return m
		}
	}
	return m
}

// Softmax sets p to e^(o−max o) / Σ e^(o−max o) and returns log Σ e^o, taken in the combined form
// max + log Σ e^(o−max), which neither overflows nor takes the log of 0. p and o may be the same.
// A NaN among the logits makes all of it NaN.
func Softmax[F Float](p, o []F) (logSum float64) {
	top := float64(Max(o))
	if math.IsInf(top, -1) || math.IsInf(top, 1) || top != top {
		return degenerate(p, o, top)
	}
	sum := 0.0
	p = p[:len(o)]
	for i, v := range o {
		e := math.Exp(float64(v) - top)
		p[i] = F(e)
		sum += e
	}
	inv := F(1 / sum)
	for i := range p {
		p[i] *= inv
	}
	return top + math.Log(sum)
}

// degenerate: logits without a finite maximum have no distribution; NaN says so.
func degenerate[F Float](p, o []F, top float64) float64 {
	for i := range o {
		p[i] = F(math.NaN())
	}
	if math.IsInf(top, -1) {
		return top
	}
	return math.NaN()
}

// sumBlock is how many squares are added before their sum joins the total: a fixed order of
// additions, whoever adds.
const sumBlock = 4096

// SumSquares is Σ x², in float64, in an order that len(x) alone determines.
func SumSquares[F Float](x []F) float64 {
	total := 0.0
	for len(x) > 0 {
		n := min(sumBlock, len(x))
		s := 0.0
		for _, v := range x[:n] {
			s += float64(v) * float64(v)
		}
		total += s
		x = x[n:]
	}
	return total
}
