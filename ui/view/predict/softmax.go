package predict

import (
	"math"

	"unroll/core/lm"
)

// softmaxPage is the second page's numbers: softmax of the logits with c added to all of them, computed in
// float32 and in float64.
type softmaxPage struct {
	kinds []kind
	y     int       // the target's id
	grad  []float64 // softmax(o) − y
	sum   float64   // Σ of it
	loss  float64   // −log p_y
	top   float64   // the greatest logit, without c
}

// A kind of number, and softmax computed in it.
type kind struct {
	name          string
	above, below  float64   // e^x is ∞ above the one and 0 below the other
	o             []float64 // logits plus c
	naive, stable worked
}

// worked is lm.SoftmaxByHand converted to float64.
type worked struct {
	exp, p            []float64
	sum, logSum, loss float64
}

// The edges of e^x: log 2¹²⁸ and log 2⁻¹⁵⁰, log 2¹⁰²⁴ and log 2⁻¹⁰⁷⁵.
const (
	above32, below32 = 128 * math.Ln2, -150 * math.Ln2
	above64, below64 = 1024 * math.Ln2, -1075 * math.Ln2
)

// updateSoftmax recomputes the second page's numbers while it is on the screen.
func (p *Predict) updateSoftmax() {
	if p.page != microscope || p.is == nil || len(p.is.order) == 0 {
		return
	}
	r := p.is
	m := softmaxPage{y: int(r.order[p.at()]), top: float64(r.logits[r.order[0]])}
	n := len(r.logits)
	o32, o64, plain := make([]float32, n), make([]float64, n), make([]float64, n)
	for i, v := range r.logits {
		o32[i], o64[i], plain[i] = v+float32(p.set.c), float64(v)+p.set.c, float64(v)
	}
	m.kinds = []kind{under("float32", o32, m.y, above32, below32), under("float64", o64, m.y, above64, below64)}
	exact := lm.StableSoftmax(plain)
	m.grad, m.loss = lm.LossGradient(exact.P, m.y), exact.CombinedLoss(plain, m.y)
	for _, g := range m.grad {
		m.sum += g
	}
	p.micro = m
}

func under[F float32 | float64](name string, o []F, y int, above, below float64) kind {
	naive, stable := lm.NaiveSoftmax(o), lm.StableSoftmax(o)
	k := kind{name: name, above: above, below: below, o: wide(o)}
	k.naive = worked{wide(naive.Exp), wide(naive.P), float64(naive.Sum), float64(naive.LogSum), float64(naive.Loss(y))}
	k.stable = worked{wide(stable.Exp), wide(stable.P), float64(stable.Sum), float64(stable.LogSum), float64(stable.CombinedLoss(o, y))}
	return k
}

func wide[F float32 | float64](x []F) []float64 {
	y := make([]float64, len(x))
	for i, v := range x {
		y[i] = float64(v)
	}
	return y
}

// most is the bound of c: both kinds of number fail long before it.
const most = 1500

func (p *Predict) setC(c float64) {
	p.set.c = min(max(math.Round(c), -most), most)
	p.updateSoftmax()
}

func add(by float64) func(*Predict) {
	return func(p *Predict) { p.setC(p.set.c + by) }
}

// nextEdge goes to the next c at which something fails: up to where float32 and then float64 overflow, then to
// where they underflow, and back to 0.
func (p *Predict) nextEdge() {
	edges := []float64{0, math.Ceil(above32 - p.micro.top), math.Ceil(above64 - p.micro.top), math.Floor(below32 - p.micro.top), math.Floor(below64 - p.micro.top)}
	next := 1
	for i, c := range edges {
		if math.Abs(c-p.set.c) < 3 { // the logits may have changed a little since
			next = (i + 1) % len(edges)
		}
	}
	p.setC(edges[next])
}
