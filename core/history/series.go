package history

// A Span is what one quantity was over some successive updates, or at a single one.
type Span struct {
	First, Last int // steps
	Range
}

// X is the middle of the steps.
func (s Span) X() float64 { return float64(s.First)/2 + float64(s.Last)/2 }

// A Series is one quantity over a run, by ascending step: N spans, the older ones of many updates, the
// Recent ones each of one. At looks and computes nothing; it may be called from any goroutine.
type Series struct {
	N  int
	At func(i int) Span
}

// Losses are training losses in nats/token.
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

func (v View) series(old func(*Bucket) *Range, now func(*Point) float64) Series {
	t := &v.get().points
	n := t.buckets()
	return Series{N: n + t.whole(), At: func(i int) Span {
		if i < n {
			b := t.bucket(i)
			return Span{b.First, b.Last, *old(b)}
		}
		p := t.row(i - n)
		s := Span{First: p.Step, Last: p.Step}
		s.add(now(p))
		return s
	}}
}

// Clips are ‖g‖ before clipping of the updates whose gradient was shortened, and of no others. It walks the
// history once: keep it as long as the view.
func (v View) Clips() Series {
	t := &v.get().points
	n := t.buckets()
	var at []int32
	for i := range n {
		if t.bucket(i).Clipped > 0 {
			at = append(at, int32(i))
		}
	}
	for i := range t.whole() {
		if t.row(i).Clipped() {
			at = append(at, int32(n+i))
		}
	}
	all := v.series(func(b *Bucket) *Range { return &b.ClippedNorm }, func(p *Point) float64 { return p.GradNorm })
	return Series{N: len(at), At: func(i int) Span { return all.At(int(at[i])) }}
}

// Valids are the losses of validations in nats/token.
func (v View) Valids() Series {
	t := &v.get().valids
	n := t.buckets()
	return Series{N: n + t.whole(), At: func(i int) Span {
		if i < n {
			b := t.bucket(i)
			return Span{b.First, b.Last, b.Loss}
		}
		x := t.row(i - n)
		s := Span{First: x.Step, Last: x.Step}
		s.add(x.Loss())
		return s
	}}
}
