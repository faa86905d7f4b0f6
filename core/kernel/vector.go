package kernel

import (
	"math"
	"unsafe"
)

// whole is how many of n numbers fill whole registers of the set in use; 0 if it has none for F.
func whole[F Float](n int) int {
	if active.passes == 0 || unsafe.Sizeof(F(0)) != 4 {
		return 0
	}
	return n &^ (active.passes - 1)
}

// first is the address of x[0], a float32: it is used only if whole is not 0.
func first[F Float](x []F) *float32 { return (*float32)(unsafe.Pointer(unsafe.SliceData(x))) }

// Axpy is y += α x, with product and sum rounded separately on every processor.
func Axpy[F Float](alpha F, x, y []F) {
	y = y[:len(x)]
	n := whole[F](len(x))
	if n > 0 {
		passAxpy(float32(alpha), first(x), first(y), n)
	}
	for i := n; i < len(x); i++ {
		y[i] += F(alpha * x[i])
	}
}

// Add is y += x.
func Add[F Float](y, x []F) {
	y = y[:len(x)]
	n := whole[F](len(x)) &^ (4*active.passes - 1)
	if n > 0 {
		passAdd(first(y), first(x), n)
	}
	for i := n; i < len(x); i++ {
		y[i] += x[i]
	}
}

// Scale is x *= α.
func Scale[F Float](alpha F, x []F) {
	n := whole[F](len(x))
	if n > 0 {
		passScale(float32(alpha), first(x), n)
	}
	for i := n; i < len(x); i++ {
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

// vectors computes y = f(x) with the processor's vectors, if it has them and the numbers are
// float32. The rest, which does not fill a vector, goes through a padded one.
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
// max + log Σ e^(o−max), which neither overflows nor takes the log of 0. p and o may be the same. A
// NaN among the logits makes the whole result NaN.
func Softmax[F Float](p, o []F) (logSum float64) {
	top := float64(top(o))
	if math.IsInf(top, -1) || math.IsInf(top, 1) || top != top {
		return degenerate(p, o, float64(Max(o)))
	}
	p = p[:len(o)]
	sum := expSum(p, o, F(top))
	if sum != sum {
		return degenerate(p, o, sum)
	}
	Scale(F(1/sum), p)
	return top + math.Log(sum)
}

// degenerate sets p to NaN: logits without a finite maximum have no distribution.
func degenerate[F Float](p, o []F, top float64) float64 {
	for i := range o {
		p[i] = F(math.NaN())
	}
	if math.IsInf(top, -1) {
		return top
	}
	return math.NaN()
}

// top is Max, except that it may ignore a NaN: the sum of e^(x−top) reveals it.
func top[F Float](x []F) F {
	n := whole[F](len(x))
	if n == 0 {
		return Max(x)
	}
	var lanes [16]float32
	for i := range lanes {
		lanes[i] = float32(math.Inf(-1))
	}
	passMax(&lanes[0], first(x), n)
	m := F(math.Inf(-1))
	for _, v := range lanes {
		m = max(m, F(v))
	}
	for _, v := range x[n:] {
		m = max(m, v)
	}
	return m
}

// expSum sets y to e^(x−c) and returns Σ y, added in the same order as in Sum.
func expSum[F Float](y, x []F, c F) float64 {
	n := whole[F](len(x))
	if n == 0 {
		for i, v := range x {
			y[i] = v - c
		}
		Exp(y, y)
		return Sum(y)
	}
	var sums [16]float64
	passExpSum(&sums[0], first(y), first(x), float32(c), n)
	rest := y[n:]
	for i, v := range x[n:] {
		rest[i] = v - c
	}
	Exp(rest, rest)
	return total(&sums) + sum(rest)
}

// Sum is Σ x, in float64, in an order that depends on len(x) alone.
func Sum[F Float](x []F) float64 {
	n := whole[F](len(x))
	if n == 0 {
		return sum(x)
	}
	var sums [16]float64
	passSum(&sums[0], first(x), n)
	return total(&sums) + sum(x[n:])
}

// total adds the sums of the lanes, neighbours first.
func total(sums *[16]float64) float64 {
	for half := 8; half > 0; half /= 2 {
		for i := range half {
			sums[i] = sums[2*i] + sums[2*i+1]
		}
	}
	return sums[0]
}

// sum uses four partial sums, so that one addition need not wait for the one before.
func sum[F Float](x []F) float64 {
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

// SumSquares is Σ x², in float64, in an order that depends on len(x) alone.
func SumSquares[F Float](x []F) float64 {
	n := whole[F](len(x))
	var sums [16]float64
	if n > 0 {
		passSquares(&sums[0], first(x), n)
	}
	s := total(&sums)
	for _, v := range x[n:] {
		s += float64(v) * float64(v)
	}
	return s
}
