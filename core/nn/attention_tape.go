package nn

import (
	"math"

	"unroll/core/kernel"
)

// An attentionTape holds what the steps of a decoder have looked at. Rows are those of the target, T·B, or of the source, S·B. A
// sequence's numbers are written by one thread alone.
type attentionTape[F Float] struct {
	*crew[F]
	part    *attention[F]
	maxT    int
	T, S    int              // steps of the target and of the source that were read last
	first   []int            // B: the first step of each source that is not padding
	over    kernel.Matrix[F] // S·B×W: what the encoder has made of the source
	keys    kernel.Matrix[F] // S·B×H
	asked   kernel.Matrix[F] // T·B×H: W_q q, of additive
	weights kernel.Matrix[F] // T·B×maxT: α; 0 on padding
	scratch []F              // B×H

	attentionGradients[F]
	project, projectBack job
}

// attentionGradients is what the backward pass needs.
type attentionGradients[F Float] struct {
	g            attentionParams[F]
	dOver, dKeys kernel.Matrix[F] // dOver is the encoder's own
	dAsked, dV   kernel.Matrix[F] // T·B×H; dV is what each row adds to the gradient of v
	dWeights     []F              // B×maxT
}

func newAttentionTape[F Float](a *attention[F], c *crew[F], T int, over kernel.Matrix[F]) *attentionTape[F] {
	rows := T * c.B
	t := &attentionTape[F]{crew: c, part: a, maxT: T, first: make([]int, c.B), over: over, keys: over, weights: kernel.NewMatrix[F](rows, T), scratch: make([]F, c.B*a.H)}
	if a.projected() {
		t.keys = kernel.NewMatrix[F](rows, a.H)
	}
	if a.additive {
		t.asked = kernel.NewMatrix[F](rows, a.H)
	}
	t.project, t.projectBack = t.projectRows, t.projectRowsBack
	return t
}

// begin takes what the encoder has made of S steps; over and first are in place.
func (t *attentionTape[F]) begin(S int) {
	if t.S = S; t.part.projected() {
		t.overRows(0, S*t.B, t.project)
	}
}

func (t *attentionTape[F]) projectRows(piece, _ int) {
	lo, n := t.rowsOf(piece)
	kernel.MulPanel(t.keys.RowsOf(lo, n), t.over.RowsOf(lo, n), &t.part.wk, false)
}

// alpha are the weights of a target row on the source steps of its sequence that exist.
func (t *attentionTape[F]) alpha(row int) []F { return t.weights.Row(row)[t.first[row%t.B]:t.S] }

// source is the row of the i-th source step that exists for a target row.
func (t *attentionTape[F]) source(row, i int) int { return (t.first[row%t.B]+i)*t.B + row%t.B }

// step looks at the source for n sequences, starting at lo, with their queries (n×H), and sets their contexts (n×W).
func (t *attentionTape[F]) step(step, lo, n int, query, context kernel.Matrix[F]) {
	if t.part.additive {
		kernel.MulPanel(t.asked.RowsOf(step*t.B+lo, n), query, &t.part.wq, false)
	}
	scale := F(1 / math.Sqrt(float64(t.part.H)))
	for k := range n {
		row := step*t.B + lo + k
		clear(t.weights.Row(row))
		alpha, c := t.alpha(row), context.Row(k)
		for i := range alpha {
			if t.part.additive {
				alpha[i] = kernel.Inner(t.tanh(row, i), t.part.p.V)
			} else {
				alpha[i] = kernel.Inner(query.Row(k), t.keys.Row(t.source(row, i))) * scale
			}
		}
		kernel.Softmax(alpha, alpha)
		clear(c)
		for i, a := range alpha {
			kernel.Axpy(a, t.over.Row(t.source(row, i)), c)
		}
	}
}

// tanh is tanh(W_q q + W_k h_i) of a target row, in its sequence's part of the scratch.
func (t *attentionTape[F]) tanh(row, i int) []F {
	H, b := t.part.H, row%t.B
	u := t.scratch[b*H : (b+1)*H]
	copy(u, t.asked.Row(row))
	kernel.Add(u, t.keys.Row(t.source(row, i)))
	kernel.Tanh(u, u)
	return u
}

// prepareBackward allocates what the backward pass needs and lists the pieces of the gradients. queries are H_{t−1} of all target
// rows, and dOver is where the gradient at the encoder's outputs is added up.
func (t *attentionTape[F]) prepareBackward(next *cutter[F], queries, dOver kernel.Matrix[F]) {
	rows, H := t.maxT*t.B, t.part.H
	t.attentionGradients = attentionGradients[F]{g: t.part.view(next), dOver: dOver, dKeys: dOver, dWeights: make([]F, rows)}
	t.room(rows, 0, 0)
	if t.part.projected() {
		t.dKeys = kernel.NewMatrix[F](rows, H)
	}
	if t.part.additive {
		t.dAsked, t.dV = kernel.NewMatrix[F](rows, H), kernel.NewMatrix[F](rows, H)
	}
	for j := 0; j < H; j += itemCols {
		n := min(itemCols, H-j)
		if t.part.projected() {
			t.gradients = append(t.gradients, func(thread int) { t.gradientOf(t.g.Wk, t.over, t.dKeys, nil, t.S*t.B, j, n, thread) })
		}
		if t.part.additive {
			t.gradients = append(t.gradients,
				func(thread int) { t.gradientOf(t.g.Wq, queries, t.dAsked, nil, t.T*t.B, j, n, thread) },
				func(thread int) { t.sumOf(t.g.V, t.dV, t.T*t.B, j, n, thread) })
		}
	}
}

// beginBackward must be called before the steps back.
func (t *attentionTape[F]) beginBackward() {
	clear(rowsIn(t.dOver, 0, t.S*t.B))
	clear(rowsIn(t.dKeys, 0, t.S*t.B))
}

// stepBackward takes the gradient at the contexts of n sequences, starting at lo, and adds that at their queries to dQuery (n×H).
func (t *attentionTape[F]) stepBackward(step, lo, n int, query, dContext, dQuery kernel.Matrix[F]) {
	scale := F(1 / math.Sqrt(float64(t.part.H)))
	for k := range n {
		row := step*t.B + lo + k
		alpha, dc := t.alpha(row), dContext.Row(k)
		d := t.dWeights[(lo+k)*t.maxT:][:len(alpha)]
		mean := F(0)
		for i, a := range alpha {
			at := t.source(row, i)
			d[i] = kernel.Inner(dc, t.over.Row(at))
			mean += a * d[i]
			kernel.Axpy(a, dc, t.dOver.Row(at))
		}
		for i, a := range alpha {
			d[i] = a * (d[i] - mean)
		}
		if t.part.additive {
			t.additiveBackward(row, d)
			continue
		}
		for i, v := range d {
			at := t.source(row, i)
			kernel.Axpy(v*scale, t.keys.Row(at), dQuery.Row(k))
			kernel.Axpy(v*scale, query.Row(k), t.dKeys.Row(at))
		}
	}
	if t.part.additive {
		kernel.MulPanel(dQuery, t.dAsked.RowsOf(step*t.B+lo, n), &t.part.wqBack, true)
	}
}

// additiveBackward goes back through the scores of a target row, given their gradients.
func (t *attentionTape[F]) additiveBackward(row int, d []F) {
	asked, dv, v := t.dAsked.Row(row), t.dV.Row(row), t.part.p.V
	clear(asked)
	clear(dv)
	for i, s := range d {
		h, key := t.tanh(row, i), t.dKeys.Row(t.source(row, i))
		for j := kernel.AdditiveBack(s, v, h, dv, asked, key); j < len(h); j++ {
			u := s * v[j] * (1 - h[j]*h[j])
			dv[j] += s * h[j]
			asked[j] += u
			key[j] += u
		}
	}
}

// endBackward takes the gradient at the keys to what they are made of.
func (t *attentionTape[F]) endBackward() {
	if t.part.projected() {
		t.overRows(0, t.S*t.B, t.projectBack)
	}
}

func (t *attentionTape[F]) projectRowsBack(piece, _ int) {
	lo, n := t.rowsOf(piece)
	kernel.MulPanel(t.dOver.RowsOf(lo, n), t.dKeys.RowsOf(lo, n), &t.part.wkBack, true)
}
