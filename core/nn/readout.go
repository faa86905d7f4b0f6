package nn

import "unroll/core/kernel"

// The head of a language model: a read-out into V logits, softmax, cross-entropy.
//
//	O_t = H_t W_hq + b_q          loss of a token: −log softmax(o)_y = log Σ e^o − o_y
//	d loss / d o = softmax(o) − onehot(y)

// logitsOf sets o (n×V) to the logits of rows lo … lo+n.
func (t *Tape[F]) logitsOf(o kernel.Matrix[F], lo int) {
	kernel.MulPanelRow(o, t.top.RowsOf(lo, o.Rows), &t.net.wq, t.net.p.Bq)
}

// block is room for the logits of n rows.
func (t *Tape[F]) block(n int) kernel.Matrix[F] { return kernel.Of(n, t.net.Spec.Vocab, t.logits) }

// Logits copies the logits of row i (step i/B of sequence i mod B) of the last Forward to dst (V).
func (t *Tape[F]) Logits(i int, dst []F) {
	t.logitsOf(kernel.Of(1, t.net.Spec.Vocab, dst), i)
}

// Score returns Σ NLL in nats of targets (T·B; negative: not scored) under the last Forward, and
// how many were scored. Where nll is not nil, it gets each row's (0 where not scored).
func (t *Tape[F]) Score(targets []int32, nll []float64) (sum float64, tokens int) {
	rows := t.blockRows(scoreFloats)
	for lo := 0; lo < t.T*t.B; lo += rows {
		n := min(rows, t.T*t.B-lo)
		o := t.block(n)
		t.logitsOf(o, lo)
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

// Losses views what each row of the last Back cost (T·B, in nats; 0 where not scored). It holds until the next Back.
func (t *Tape[F]) Losses() []float64 { return t.nll[:t.T*t.B] }

// loss turns logits into probabilities, in place, and returns −log p_y.
func loss[F Float](o []F, y int32) (nll float64, scored bool) {
	if y < 0 {
		return 0, false
	}
	oy := float64(o[y])
	return kernel.Softmax(o, o) - oy, true
}

// readOutBack scores the targets and sets dTop and the read-out's gradients, block by block.
func (t *Tape[F]) readOutBack() {
	if t.nll == nil {
		t.nll = make([]float64, t.maxT*t.B)
	}
	rows := t.blockRows(backFloats)
	for lo := 0; lo < t.T*t.B; lo += rows {
		t.overRows(lo, min(rows, t.T*t.B-lo), t.jobs.readOut)
		t.workers.Run((t.net.Spec.Vocab+itemCols-1)/itemCols, t.jobs.readOutGradient)
	}
}

// readOut scores some rows of the block and leaves d loss / d o in the place of their logits.
func (t *Tape[F]) readOut(piece, _ int) {
	lo, n := t.rowsOf(piece)
	d := t.block(t.count).RowsOf(lo-t.from, n)
	t.logitsOf(d, lo)
	for i := range n {
		row, y := d.Row(i), t.targets[lo+i]
		v, scored := loss(row, y)
		if t.nll[lo+i] = v; !scored {
			clear(row)
			continue
		}
		row[y]--
		kernel.Scale(t.scale, row)
	}
	kernel.MulPanel(t.dTop.RowsOf(lo, n), d, &t.net.wqBack, false)
}

// readOutGradient is dW_q = Hᵀ d(o) for some columns, of the rows of the block added to those before.
func (t *Tape[F]) readOutGradient(piece, thread int) {
	j, p, d := piece*itemCols, &t.lanes[thread].panel, t.block(t.count)
	n := min(itemCols, t.net.Spec.Vocab-j)
	wq, bq := t.g.Wq.ColsOf(j, n), t.g.Bq[j:j+n]
	if t.from == 0 {
		clear(bq)
	}
	for s := 0; s < t.count; s += kernel.StepsAtOnce {
		rows := min(kernel.StepsAtOnce, t.count-s)
		p.Pack(d.RowsOf(s, rows).ColsOf(j, n))
		p.SumRows(bq)
		kernel.TMulPanel(wq, t.top.RowsOf(t.from+s, rows), p, t.from+s > 0)
	}
}
