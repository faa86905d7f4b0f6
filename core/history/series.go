package history

// A Series is one quantity over a run, by ascending step, as charts draw it: N items, of which the first Old
// stand for several updates each (a few for a single one), the others for one. Its functions only look,
// and may be called on any goroutine.
type Series struct {
	N, Old int
	// At is the i-th item: its step and value, or of several updates the middle of their steps and their mean.
	At func(i int) (x, y float64)
	// Span is what the updates of the i-th item come to, i < Old: their first and last step, and their values,
	// which are not to be changed.
	Span func(i int) (first, last int, values *Range)
	Past Range // what all updates of the first Old items come to
}

// A quantity is one that each update has.
type quantity int

const (
	loss quantity = iota
	norm
	factor
	rate
)

func (q quantity) of(p *Point) float64 {
	switch q {
	case loss:
		return p.Loss
	case norm:
		return p.GradNorm
	case factor:
		return p.Factor
	}
	return p.LR
}

func (q quantity) in(b *Bucket) *Range {
	switch q {
	case loss:
		return &b.Loss
	case norm:
		return &b.Norm
	case factor:
		return &b.Factor
	}
	return &b.LR
}

// Losses are training losses in nats/token; the mean of several is over updates.
func (v View) Losses() Series { return v.series(loss) }

// Norms are ‖g‖ before clipping.
func (v View) Norms() Series { return v.series(norm) }

// Factors are what clipping multiplied g by; 1: not clipped.
func (v View) Factors() Series { return v.series(factor) }

// Rates are learning rates.
func (v View) Rates() Series { return v.series(rate) }

// series is written out for updates, of which there are many: charts ask for every item of every frame.
func (v View) series(q quantity) Series {
	t := &v.get().points
	n, blocks := t.buckets(), t.blocks
	past := *q.in(&t.sum)
	past.join(*q.in(&t.open))
	return Series{
		N: n + t.whole(), Old: n, Past: past,
		At: func(i int) (x, y float64) {
			if i >= n {
				p := &blocks[(i-n)/blockSize][(i-n)%blockSize]
				return float64(p.Step), q.of(p)
			}
			b := t.bucket(i)
			return float64(b.First)/2 + float64(b.Last)/2, q.in(b).Mean()
		},
		Span: func(i int) (first, last int, values *Range) {
			b := t.bucket(i)
			return b.First, b.Last, q.in(b)
		},
	}
}

// Valids are the losses of validations in nats/token; the mean of several is over validations.
func (v View) Valids() Series {
	t := &v.get().valids
	n := t.buckets()
	past := t.sum.Loss
	past.join(t.open.Loss)
	return Series{
		N: n + t.whole(), Old: n, Past: past,
		At: func(i int) (x, y float64) {
			if i >= n {
				r := t.row(i - n)
				return float64(r.Step), r.Loss()
			}
			b := t.bucket(i)
			return float64(b.First)/2 + float64(b.Last)/2, b.Loss.Mean()
		},
		Span: func(i int) (first, last int, values *Range) {
			b := t.bucket(i)
			return b.First, b.Last, &b.Loss
		},
	}
}

// Clips are ‖g‖ before clipping of the updates whose gradient was shortened, and of no others. It walks the
// history once: keep it as long as the view.
func (v View) Clips() Series {
	t := &v.get().points
	n, old, past := t.buckets(), 0, t.sum.ClippedNorm
	past.join(t.open.ClippedNorm)
	at := make([]int32, 0, n+t.whole())
	for i := range n {
		if t.bucket(i).Clipped > 0 {
			at = append(at, int32(i))
			old++
		}
	}
	for i := range t.whole() {
		if t.row(i).Clipped() {
			at = append(at, int32(n+i))
		}
	}
	return Series{
		N: len(at), Old: old, Past: past,
		At: func(i int) (x, y float64) {
			if j := int(at[i]); j >= n {
				p := t.row(j - n)
				return float64(p.Step), p.GradNorm
			}
			b := t.bucket(int(at[i]))
			return float64(b.First)/2 + float64(b.Last)/2, b.ClippedNorm.Mean()
		},
		Span: func(i int) (first, last int, values *Range) {
			b := t.bucket(int(at[i]))
			return b.First, b.Last, &b.ClippedNorm
		},
	}
}
