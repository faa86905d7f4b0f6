package history

// A Series is one quantity over a run, in order of steps, as charts show it: N items, the first Old of which
// stand for several updates each (some for only one), the others for one. Its functions only read, and may
// be called from any goroutine.
type Series struct {
	N, Old int
	// At is the i-th item: its step and value, or for several updates the middle of their steps and their mean.
	At func(i int) (x, y float64)
	// Span summarizes the updates of the i-th item, i < Old: their first and last step, and their values,
	// which must not be modified.
	Span func(i int) (first, last int, values *Range)
	Past Range // all updates of the first Old items
}

// A quantity is one of the numbers that each update has.
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

// Losses are training losses in nats/token; means are over updates.
func (v View) Losses() Series { return v.series(loss) }

// Norms are ‖g‖ before clipping.
func (v View) Norms() Series { return v.series(norm) }

// Factors are those by which clipping multiplied g; 1: not clipped.
func (v View) Factors() Series { return v.series(factor) }

// Rates are learning rates.
func (v View) Rates() Series { return v.series(rate) }

// series is specialized for updates because there are many: charts ask for every item in every frame.
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

// Valids are the losses of validations in nats/token; means are over validations.
func (v View) Valids() Series {
	return v.ofValids(Valid.Loss, func(b *validBucket) *Range { return &b.Loss })
}

// Accuracies are the shares of right rows of validations, NaN where they are not known; means are over validations. All are 0 for a
// task that does not count right rows.
func (v View) Accuracies() Series {
	return v.ofValids(Valid.Accuracy, func(b *validBucket) *Range { return &b.Accuracy })
}

// ofValids is a quantity of validations: of one that is whole, and its range in a bucket.
func (v View) ofValids(of func(Valid) float64, in func(*validBucket) *Range) Series {
	t := &v.get().valids
	n := t.buckets()
	past := *in(&t.sum)
	past.join(*in(&t.open))
	return Series{
		N: n + t.whole(), Old: n, Past: past,
		At: func(i int) (x, y float64) {
			if i >= n {
				r := t.row(i - n)
				return float64(r.Step), of(*r)
			}
			b := t.bucket(i)
			return float64(b.First)/2 + float64(b.Last)/2, in(b).Mean()
		},
		Span: func(i int) (first, last int, values *Range) {
			b := t.bucket(i)
			return b.First, b.Last, in(b)
		},
	}
}

// Clips are ‖g‖ before clipping of the updates whose gradient was clipped, and of no others. It walks
// through the whole history: keep the result as long as the view.
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
