package history

import "math"

// A Range summarizes values of one quantity. Min, Max and Sum are of the N finite ones, and 0 if there
// are none; NaN, Up and Down report that there was a NaN, a +∞, a −∞.
type Range struct {
	N             int
	Min, Max, Sum float64
	NaN, Up, Down bool
}

func (r *Range) add(y float64) {
	if y-y != 0 { // only if y is not finite
		r.NaN = r.NaN || y != y
		r.Up = r.Up || y > 0
		r.Down = r.Down || y < 0
		return
	}
	if r.N == 0 || y < r.Min {
		r.Min = y
	}
	if r.N == 0 || y > r.Max {
		r.Max = y
	}
	r.N++
	r.Sum += y
}

func (r *Range) join(q Range) {
	r.NaN, r.Up, r.Down = r.NaN || q.NaN, r.Up || q.Up, r.Down || q.Down
	switch {
	case q.N == 0:
		return
	case r.N == 0:
		r.Min, r.Max = q.Min, q.Max
	default:
		r.Min, r.Max = math.Min(r.Min, q.Min), math.Max(r.Max, q.Max)
	}
	r.N += q.N
	r.Sum += q.Sum
}

// Mean is Σ / N of the finite values, equally weighted, never outside Min..Max. If there are none it is
// +Inf or −Inf if all values are, and otherwise NaN.
func (r Range) Mean() float64 {
	switch {
	case r.N > 0:
		mean := r.Sum / float64(r.N)
		if mean-mean != 0 { // the sum overflows
			return r.Min/2 + r.Max/2
		}
		return math.Max(r.Min, math.Min(mean, r.Max))
	case r.Up && !r.Down && !r.NaN:
		return math.Inf(1)
	case r.Down && !r.Up && !r.NaN:
		return math.Inf(-1)
	}
	return math.NaN()
}

// A Bucket summarizes successive updates.
type Bucket struct {
	First, Last int // steps
	Count       int // updates
	Tokens      int64
	// NLL is Σ Loss·Tokens in nats; NaN or ±Inf if a loss was. Loss.Sum is Σ Loss of the finite losses.
	NLL         float64
	Loss        Range // nats/token; its mean is over updates
	Norm        Range // ‖g‖ before clipping
	Factor      Range
	LR          Range
	Clipped     int     // updates whose gradient was clipped
	ClippedNorm Range   // ‖g‖ of these
	Epoch       float64 // of the last update
}

// PerToken is the mean loss over tokens, Σ NLL / Σ tokens in nats/token, from which perplexity is
// computed. Loss.Mean is the mean over updates, which charts show. NaN without tokens.
func (b Bucket) PerToken() float64 { return b.NLL / float64(b.Tokens) }

func (b *Bucket) add(p *Point) {
	if b.Count == 0 {
		b.First = p.Step
	}
	b.Last, b.Epoch = p.Step, p.Epoch
	b.Count++
	b.Tokens += int64(p.Tokens)
	b.NLL += p.Loss * float64(p.Tokens)
	b.Loss.add(p.Loss)
	b.Norm.add(p.GradNorm)
	b.Factor.add(p.Factor)
	b.LR.add(p.LR)
	if p.Clipped() {
		b.Clipped++
		b.ClippedNorm.add(p.GradNorm)
	}
}

// join adds the updates of q, which come after b's.
func (b *Bucket) join(q *Bucket) {
	if q.Count == 0 {
		return
	}
	if b.Count == 0 {
		b.First = q.First
	}
	b.Last, b.Epoch = q.Last, q.Epoch
	b.Count += q.Count
	b.Tokens += q.Tokens
	b.NLL += q.NLL
	b.Loss.join(q.Loss)
	b.Norm.join(q.Norm)
	b.Factor.join(q.Factor)
	b.LR.join(q.LR)
	b.Clipped += q.Clipped
	b.ClippedNorm.join(q.ClippedNorm)
}

// point is the mean update at a step of b, with its wall time and θ unknown.
func (b *Bucket) point(step int) Point {
	return Point{Step: min(max(step, b.First), b.Last), Tokens: int(b.Tokens / int64(b.Count)), Loss: b.Loss.Mean(),
		GradNorm: b.Norm.Mean(), Factor: b.Factor.Mean(), Clip: math.NaN(), LR: b.LR.Mean(), Epoch: b.Epoch}
}

// A validBucket summarizes successive validations.
type validBucket struct {
	First, Last int // steps
	Count       int
	Tokens      int64
	Right       int64   // Σ; NotCounted if it is not known of one of them
	NLL         float64 // Σ, nats
	Loss        Range   // nats/token
	Accuracy    Range   // Right / Tokens; all 0 for a task that does not count them
	Best        Valid   // the first of those with the lowest loss; zero if every loss is NaN
}

// plusRight is a sum of Valid.Right, not known if a part of it is not.
func plusRight(a, b int64) int64 {
	if a < 0 || b < 0 {
		return NotCounted
	}
	return a + b
}

func (b *validBucket) add(v *Valid) {
	if b.Count == 0 {
		b.First = v.Step
	}
	b.Last = v.Step
	b.Count++
	b.Tokens += int64(v.Tokens)
	b.Right = plusRight(b.Right, int64(v.Right))
	b.NLL += v.NLL
	b.Loss.add(v.Loss())
	b.Accuracy.add(v.Accuracy())
	if v.better(b.Best) {
		b.Best = *v
	}
}

// join adds the validations of w, which come after b's.
func (b *validBucket) join(w *validBucket) {
	if w.Count == 0 {
		return
	}
	if b.Count == 0 {
		b.First = w.First
	}
	b.Last = w.Last
	b.Count += w.Count
	b.Tokens += w.Tokens
	b.Right = plusRight(b.Right, w.Right)
	b.NLL += w.NLL
	b.Loss.join(w.Loss)
	b.Accuracy.join(w.Accuracy)
	if w.Best.better(b.Best) {
		b.Best = w.Best
	}
}

// valid is the mean validation at a step of b.
func (b *validBucket) valid(step int) Valid {
	n := float64(b.Count)
	v := Valid{Step: min(max(step, b.First), b.Last), NLL: b.NLL / n, Tokens: int(float64(b.Tokens) / n), Right: NotCounted}
	if b.Right >= 0 {
		v.Right = int(math.Round(float64(b.Right) / n))
	}
	return v
}

// What a tier needs to know of its buckets.

func (b *Bucket) size() int      { return b.Count }
func (b *Bucket) firstStep() int { return b.First }
func (b *Bucket) lastStep() int  { return b.Last }
func (*Bucket) depth() int       { return 10 }

func (b *validBucket) size() int      { return b.Count }
func (b *validBucket) firstStep() int { return b.First }
func (b *validBucket) lastStep() int  { return b.Last }
func (*validBucket) depth() int       { return 8 }
