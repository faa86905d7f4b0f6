package kernel

import "math"

// A pass is a function that goes over vectors number by number, and its plain definition.
type pass struct {
	name string
	all  bool              // run does every number itself
	lens func(n int) []int // lengths of its slices, for n numbers
	// run does the first of n numbers and returns how many; plain does those starting at from.
	run   func(s [][]float32, alpha float32) (done int)
	plain func(s [][]float32, alpha float32, from int)
}

// sameLens means count slices of n numbers each.
func sameLens(count int) func(n int) []int {
	return func(n int) []int {
		list := make([]int, count)
		for i := range list {
			list[i] = n
		}
		return list
	}
}

// behind means slices of gates, g·n numbers each, followed by count slices of n numbers.
func behind(count int, gates ...int) func(n int) []int {
	return func(n int) []int {
		var list []int
		for _, g := range gates {
			list = append(list, g*n)
		}
		return append(list, sameLens(count)(n)...)
	}
}

// passes is the table of all passes. Every operation of a definition is rounded separately: a
// conversion around a product keeps Go from fusing it with a sum (arm64).
var passes = []pass{
	{"Axpy", true, sameLens(2), func(s [][]float32, alpha float32) int { Axpy(alpha, s[0], s[1]); return len(s[0]) }, plainAxpy},
	{"Add", true, sameLens(2), func(s [][]float32, _ float32) int { Add(s[1], s[0]); return len(s[0]) }, plainAdd},
	{"Scale", true, sameLens(1), func(s [][]float32, alpha float32) int { Scale(alpha, s[0]); return len(s[0]) }, plainScale},
	{"Adam", false, sameLens(4), func(s [][]float32, alpha float32) int { return Adam(s[0], s[1], s[2], s[3], adamStep(alpha)) }, plainAdam},
	{"TanhBack", false, sameLens(3), func(s [][]float32, _ float32) int { return TanhBack(s[0], s[1], s[2]) }, plainTanhBack},
	{"LSTM", false, behind(4, 4), func(s [][]float32, _ float32) int { return LSTM(s[0], s[1], s[2], s[3], s[4]) }, plainLSTM},
	{"LSTMBack", false, behind(4, 4), func(s [][]float32, _ float32) int { return LSTMBack(s[0], s[1], s[2], s[3], s[4]) }, plainLSTMBack},
	{"GRU", false, behind(2, 3, 3), func(s [][]float32, _ float32) int { return GRU(s[0], s[1], s[2], s[3]) }, plainGRU},
	{"GRUBack", false, behind(3, 3, 3), func(s [][]float32, _ float32) int { return GRUBack(s[0], s[1], s[2], s[3], s[4]) }, plainGRUBack},
	{"AdditiveBack", false, sameLens(5), func(s [][]float32, alpha float32) int { return AdditiveBack(alpha, s[0], s[1], s[2], s[3], s[4]) }, plainAdditiveBack},
	{"Exp", true, sameLens(2), func(s [][]float32, _ float32) int { Exp(s[0], s[1]); return len(s[0]) }, plainFunction(Exp[float32])},
	{"Tanh", true, sameLens(2), func(s [][]float32, _ float32) int { Tanh(s[0], s[1]); return len(s[0]) }, plainFunction(Tanh[float32])},
	{"Sigmoid", true, sameLens(2), func(s [][]float32, _ float32) int { Sigmoid(s[0], s[1]); return len(s[0]) }, plainFunction(Sigmoid[float32])},
}

func plainAxpy(s [][]float32, alpha float32, from int) {
	for i := from; i < len(s[0]); i++ {
		s[1][i] += float32(alpha * s[0][i])
	}
}

func plainAdd(s [][]float32, _ float32, from int) {
	for i := from; i < len(s[0]); i++ {
		s[1][i] += s[0][i]
	}
}

func plainScale(s [][]float32, alpha float32, from int) {
	for i := from; i < len(s[0]); i++ {
		s[0][i] *= alpha
	}
}

// adamStep has an arbitrary learning rate, and a clipping factor.
func adamStep(factor float32) *AdamStep {
	return &AdamStep{Factor: factor, B1: 0.9, C1: 0.1, B2: 0.999, C2: 0.001, Eta: 0.02, V: 22.4, Eps: 1e-8}
}

func plainAdam(s [][]float32, alpha float32, from int) {
	w, g, m, v, k := s[0], s[1], s[2], s[3], adamStep(alpha)
	for i := from; i < len(w); i++ {
		g[i] *= k.Factor
		m[i] = float32(k.B1*m[i]) + float32(k.C1*g[i])
		v[i] = float32(k.B2*v[i]) + float32(k.C2*g[i]*g[i])
		root := float32(math.Sqrt(float64(v[i])))
		w[i] -= float32(k.Eta*m[i]) / (float32(root*k.V) + k.Eps)
	}
}

func plainTanhBack(s [][]float32, _ float32, from int) {
	dx, dh, h := s[0], s[1], s[2]
	for i := from; i < len(h); i++ {
		dx[i] = dh[i] * (1 - float32(h[i]*h[i]))
	}
}

// one is f of a single number.
func one(f func(y, x []float32), x float32) float32 {
	y := []float32{x}
	f(y, y)
	return y[0]
}

func plainFunction(f func(y, x []float32)) func(s [][]float32, _ float32, from int) {
	return func(s [][]float32, _ float32, from int) {
		for i := from; i < len(s[0]); i++ {
			s[0][i] = one(f, s[1][i])
		}
	}
}

func plainAdditiveBack(s [][]float32, alpha float32, from int) {
	v, h, dv, dq, dk := s[0], s[1], s[2], s[3], s[4]
	for i := from; i < len(h); i++ {
		u := float32(float32(alpha*v[i]) * (1 - float32(h[i]*h[i])))
		dv[i] += float32(alpha * h[i])
		dq[i] += u
		dk[i] += u
	}
}

// The cells' definitions are core/nn's equations; tests in core/nn check that its code agrees.
func plainLSTM(s [][]float32, _ float32, from int) {
	g, prev, c, tc, h := s[0], s[1], s[2], s[3], s[4]
	H := len(c)
	for j := from; j < H; j++ {
		i, f, n, o := one(Sigmoid[float32], g[j]), one(Sigmoid[float32], g[H+j]), one(Tanh[float32], g[2*H+j]), one(Sigmoid[float32], g[3*H+j])
		g[j], g[H+j], g[2*H+j], g[3*H+j] = i, f, n, o
		c[j] = float32(f*prev[j]) + float32(i*n)
		tc[j] = one(Tanh[float32], c[j])
		h[j] = o * tc[j]
	}
}

func plainLSTMBack(s [][]float32, _ float32, from int) {
	g, prev, tc, dh, dc := s[0], s[1], s[2], s[3], s[4]
	H := len(dh)
	for j := from; j < H; j++ {
		i, f, n, o := g[j], g[H+j], g[2*H+j], g[3*H+j]
		d := dc[j] + float32(dh[j]*o*(1-float32(tc[j]*tc[j])))
		dc[j] = d * f
		g[j] = d * n * i * (1 - i)
		g[H+j] = d * prev[j] * f * (1 - f)
		g[2*H+j] = d * i * (1 - float32(n*n))
		g[3*H+j] = dh[j] * tc[j] * o * (1 - o)
	}
}

func plainGRU(s [][]float32, _ float32, from int) {
	x, hx, prev, h := s[0], s[1], s[2], s[3]
	H := len(h)
	for j := from; j < H; j++ {
		r, z := one(Sigmoid[float32], x[j]+hx[j]), one(Sigmoid[float32], x[H+j]+hx[H+j])
		n := one(Tanh[float32], x[2*H+j]+float32(r*hx[2*H+j]))
		x[j], x[H+j], x[2*H+j] = r, z, n
		h[j] = float32((1-z)*n) + float32(z*prev[j])
	}
}

func plainGRUBack(s [][]float32, _ float32, from int) {
	x, hx, prev, dh, dprev := s[0], s[1], s[2], s[3], s[4]
	H := len(dh)
	for j := from; j < H; j++ {
		r, z, n := x[j], x[H+j], x[2*H+j]
		dz := dh[j] * (prev[j] - n) * z * (1 - z)
		dn := dh[j] * (1 - z) * (1 - float32(n*n))
		dr := dn * hx[2*H+j] * r * (1 - r)
		dprev[j] += float32(dh[j] * z)
		x[j], x[H+j], x[2*H+j] = dr, dz, dn
		hx[j], hx[H+j], hx[2*H+j] = dr, dz, dn*r
	}
}
