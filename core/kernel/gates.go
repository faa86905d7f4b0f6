package kernel

// The functions here do the first part of a row, as many whole registers as it fills, and return how
// many numbers that was. The caller's plain code, which defines what is computed, does the rest: all
// of it if the kernel in use lacks the function. Both round every operation separately, so a number is
// the same whichever computes it (except e^x inside a gate).

// TanhBack is dx = dh (1 − h²): nn's tanhBackward.
func TanhBack[F Float](dx, dh, h []F) int {
	n := whole[F](len(h))
	if n > 0 {
		passTanhBack(first(dx[:n]), first(dh[:n]), first(h), n)
	}
	return n
}

// ReLU is h = max(0, x), where NaN stays NaN: nn's reluForward.
func ReLU[F Float](h, x []F) int {
	n := whole[F](len(x))
	if n > 0 {
		passRelu(first(h[:n]), first(x), n)
	}
	return n
}

// ReLUBack is dx = dh where h > 0 or NaN, else 0: nn's reluBackward.
func ReLUBack[F Float](dx, dh, h []F) int {
	n := whole[F](len(h))
	if n > 0 {
		passReluBack(first(dx[:n]), first(dh[:n]), first(h), n)
	}
	return n
}

// LSTM is nn's lstmForward for one row: g holds its four gates, H = len(c) numbers each.
func LSTM[F Float](g, prev, c, tc, h []F) int {
	n := whole[F](len(c))
	if n > 0 {
		passLstm(first(g[:4*len(c)]), len(c), first(prev[:n]), first(c), first(tc[:n]), first(h[:n]), n)
	}
	return n
}

// LSTMBack is nn's lstmBackward for one row.
func LSTMBack[F Float](g, prev, tc, dh, dc []F) int {
	n := whole[F](len(dh))
	if n > 0 {
		passLstmBack(first(g[:4*len(dh)]), len(dh), first(prev[:n]), first(tc[:n]), first(dh), first(dc[:n]), n)
	}
	return n
}

// GRU is nn's gruForward for one row: x and hx hold its three gates, H = len(h) numbers each.
func GRU[F Float](x, hx, prev, h []F) int {
	n := whole[F](len(h))
	if n > 0 {
		passGru(first(x[:3*len(h)]), first(hx[:3*len(h)]), len(h), first(prev[:n]), first(h), n)
	}
	return n
}

// GRUBack is nn's gruBackward for one row.
func GRUBack[F Float](x, hx, prev, dh, dprev []F) int {
	n := whole[F](len(dh))
	if n > 0 {
		passGruBack(first(x[:3*len(dh)]), first(hx[:3*len(dh)]), len(dh), first(prev[:n]), first(dh), first(dprev[:n]), n)
	}
	return n
}

// An AdamStep holds the constants of one update by Adam, the same for all weights.
type AdamStep struct {
	Factor      float32 // the gradient is multiplied by it first
	B1, C1      float32 // β₁ and 1 − β₁
	B2, C2      float32 // β₂ and 1 − β₂
	Eta, V, Eps float32 // η/(1 − β₁ᵗ), 1/√(1 − β₂ᵗ), ε
}

// Adam is optim's adam, for the first numbers of w.
func Adam[F Float](w, g, m, v []F, s *AdamStep) int {
	n := whole[F](len(w))
	if n > 0 {
		passAdam(first(w), first(g[:n]), first(m[:n]), first(v[:n]), &s.Factor, n)
	}
	return n
}

// SumRows adds the rows of the panel to sum (Cols numbers).
func (p *Panel[F]) SumRows(sum []F) {
	for j := 0; j < p.Cols && p.Rows > 0; j += p.cols {
		strip, n := p.strip(j), min(p.cols, p.Cols-j)
		if p.byVectors(n) {
			passSumRows(first(sum[j:j+n]), first(strip), p.Rows)
			continue
		}
		for i := range p.Rows {
			Add(sum[j:j+n], strip[i*p.cols:i*p.cols+n])
		}
	}
}

// Scatter adds row i of the panel to row ids[i] of to (Cols columns); a negative id is skipped.
func (p *Panel[F]) Scatter(to Matrix[F], ids []int32) {
	ids = ids[:p.Rows]
	to.held()
	for j := 0; j < p.Cols && p.Rows > 0; j += p.cols {
		strip, n := p.strip(j), min(p.cols, p.Cols-j)
		if p.byVectors(n) {
			passScatter(first(to.Data[j:]), to.Stride, &ids[0], first(strip), p.Rows)
			continue
		}
		for i, id := range ids {
			if id >= 0 {
				at := int(id)*to.Stride + j
				Add(to.Data[at:at+n], strip[i*p.cols:i*p.cols+n])
			}
		}
	}
}
