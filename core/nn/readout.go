package nn

import "unroll/core/kernel"

// The head of a language model: a read-out into V logits, softmax, cross-entropy.
//
//	O_t = H_t W_hq + b_q          loss of a token: −log softmax(o)_y = log Σ e^o − o_y
//	d loss / d o = softmax(o) − onehot(y)

// block sets the logits of rows lo … lo+n and returns them.
func (t *Tape[F]) block(lo, n int) kernel.Matrix[F] {
	o := kernel.Of(n, t.net.Spec.Vocab, t.logits)
	for i := range n {
		copy(o.Row(i), t.net.p.Bq)
	}
	kernel.MulPanel(o, t.top.RowsOf(lo, n), &t.net.wq, true)
	return o
}

// Logits copies the logits of row i (step i/B of sequence i mod B) of the last Forward to dst (V).
func (t *Tape[F]) Logits(i int, dst []F) {
	copy(dst, t.block(i, 1).Row(0))
}

// Score returns Σ NLL in nats of targets (T·B; negative: not scored) under the last Forward, and
// how many were scored. Where nll is not nil, it gets each row's (0 where not scored).
func (t *Tape[F]) Score(targets []int32, nll []float64) (sum float64, tokens int) {
	for lo := 0; lo < t.T*t.B; lo += t.blockRows() {
		n := min(t.blockRows(), t.T*t.B-lo)
		o := t.block(lo, n)
		for i := range n {
			v, scored := loss(o.Row(i), targets[lo+i])
			sum += v
			if scored {
				tokens++
			}
			if nll != nil {
				nll[lo+i] = v
			}
		}
	}
	return sum, tokens
}

// loss turns logits into probabilities, in place, and returns −log p_y.
func loss[F Float](o []F, y int32) (nll float64, scored bool) {
	if y < 0 {
		return 0, false
	}
	oy := float64(o[y])
	return kernel.Softmax(o, o) - oy, true
}

// readOutBack scores targets and sets dTop and the read-out's gradients.
func (t *Tape[F]) readOutBack(targets []int32, scale F) (sum float64, tokens int) {
	for lo := 0; lo < t.T*t.B; lo += t.blockRows() {
		n := min(t.blockRows(), t.T*t.B-lo)
		d := t.block(lo, n)
		for i := range n {
			row, y := d.Row(i), targets[lo+i]
			v, scored := loss(row, y)
			if !scored {
				clear(row)
				continue
			}
			sum += v
			tokens++
			row[y]--
			kernel.Scale(scale, row)
		}
		t.panel.Pack(d)
		kernel.TMulPanel(t.g.Wq, t.top.RowsOf(lo, n), &t.panel, true)
		addRows(t.g.Bq, d)
		kernel.MulPanel(t.dTop.RowsOf(lo, n), d, &t.net.wqBack, false)
	}
	return sum, tokens
}
