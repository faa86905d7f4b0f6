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
	if m := adds(); m > 0 && len(x) >= m && unsafe.Sizeof(F(0)) == 4 {
		n := len(x) / m * m
		add((*float32)(unsafe.Pointer(&y[0])), (*float32)(unsafe.Pointer(&x[0])), n)
		y, x = y[n:], x[n:]
	}
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
	if vectors(y, x, tanhOp) {
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
	if vectors(y, x, sigmoidOp) {
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
	if vectors(y, x, expOp) {
		return
	}
	for i, v := range x {
		y[i] = F(math.Exp(float64(v)))
	}
}

// vectors does y = f(x) by the processor's vectors, if it has them and the numbers are float32. What
// does not fill a vector goes through one of its own.
func vectors[F Float](y, x []F, f function) bool {
	if active.lanes == 0 || unsafe.Sizeof(F(0)) != 4 {
		return false
	}
	n := len(x) &^ (active.lanes - 1)
	if n > 0 {
		apply(f, (*float32)(unsafe.Pointer(&y[0])), (*float32)(unsafe.Pointer(&x[0])), n)
	}
	if n == len(x) {
		return true
	}
	var last [16]float32
	for i, v := range x[n:] {
		last[i] = float32(v)
	}
	apply(f, &last[0], &last[0], active.lanes)
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
	p = p[:len(o)]
	for i, v := range o {
		p[i] = v - F(top)
	}
	Exp(p, p)
	sum := Sum(p)
	Scale(F(1/sum), p)
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

// Sum is Σ x, in float64, in an order that len(x) alone determines: four sums side by side, so that
// one addition need not wait for the one before.
func Sum[F Float](x []F) float64 {
	var a, b, c, d float64
	for len(x) >= 4 {
		a += float64(x[0])
		b += float64(x[1])
		c += float64(x[2])
		d += float64(x[3])
		x = x[4:]
	}
	for _, v := range x {
		a += float64(v)
	}
	return (a + b) + (c + d)
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
