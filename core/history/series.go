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
}

// Losses are training losses in nats/token; the mean of several is over updates.
func (v View) Losses() Series {
	return v.series(func(b *Bucket) *Range { return &b.Loss }, func(p *Point) float64 { return p.Loss })
}

// Norms are ‖g‖ before clipping.
func (v View) Norms() Series {
	return v.series(func(b *Bucket) *Range { return &b.Norm }, func(p *Point) float64 { return p.GradNorm })
}

// Factors are what clipping multiplied g by; 1: not clipped.
func (v View) Factors() Series {
	return v.series(func(b *Bucket) *Range { return &b.Factor }, func(p *Point) float64 { return p.Factor })
}

// Rates are learning rates.
func (v View) Rates() Series {
	return v.series(func(b *Bucket) *Range { return &b.LR }, func(p *Point) float64 { return p.LR })
}

// Valids are the losses of validations in nats/token; the mean of several is over validations.
func (v View) Valids() Series {
	return seriesOf(&v.get().valids, func(b *validBucket) *Range { return &b.Loss }, func(x *Valid) float64 { return x.Loss() })
}

func (v View) series(old func(*Bucket) *Range, now func(*Point) float64) Series {
	return seriesOf(&v.get().points, old, now)
}

func seriesOf[T, B any, R rowOf[T], P bucketFor[T, B]](t *tier[T, B, R, P], old func(*B) *Range, now func(*T) float64) Series {
	n := t.buckets()
	return Series{
		N: n + t.whole(), Old: n,
		At: func(i int) (x, y float64) {
			if i < n {
				b := t.bucket(i)
				return float64(P(b).firstStep())/2 + float64(P(b).lastStep())/2, old(b).Mean()
			}
			row := t.row(i - n)
			return float64(R(row).step()), now(row)
		},
		Span: func(i int) (first, last int, values *Range) {
			b := t.bucket(i)
			return P(b).firstStep(), P(b).lastStep(), old(b)
		},
	}
}

// Clips are ‖g‖ before clipping of the updates whose gradient was shortened, and of no others. It walks the
// history once: keep it as long as the view.
func (v View) Clips() Series {
	t := &v.get().points
	n, old := t.buckets(), 0
	var at []int32
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
	all := v.series(func(b *Bucket) *Range { return &b.ClippedNorm }, func(p *Point) float64 { return p.GradNorm })
	return Series{
		N: len(at), Old: old,
		At:   func(i int) (x, y float64) { return all.At(int(at[i])) },
		Span: func(i int) (first, last int, values *Range) { return all.Span(int(at[i])) },
	}
}
