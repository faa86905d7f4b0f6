package history

import (
	"math"
	"math/big"
	"slices"
	"testing"
)

// The law: buckets are contiguous, bucketOf and startOf agree, and none is wider than 2^−d of what is before it.
func TestLayout(t *testing.T) {
	for _, depth := range []int{8, 10} {
		place := 0
		for i := range 60_000 {
			w := width(depth, place)
			if startOf(depth, i) != place || bucketOf(depth, place) != i || bucketOf(depth, place+w-1) != i {
				t.Fatalf("depth %d, bucket %d: starts at %d, not %d; its ends are in buckets %d and %d", depth, i,
					startOf(depth, i), place, bucketOf(depth, place), bucketOf(depth, place+w-1))
			}
			if w > 1 && w<<depth > place {
				t.Fatalf("depth %d: the bucket at %d has %d", depth, place, w)
			}
			if place += w; place > far {
				break
			}
		}
	}
	if n := bucketOf(10, 10_000_000); n > 14_600 {
		t.Errorf("%d buckets for ten million updates", n)
	}
}

// sums summarizes some updates, computed in a different way.
func sums(t *testing.T, list []Point, of func(Point) float64) (r Range, sum *big.Float) {
	t.Helper()
	r.Min, r.Max, sum = math.Inf(1), math.Inf(-1), new(big.Float).SetPrec(200)
	for _, p := range list {
		switch y := of(p); {
		case math.IsNaN(y):
			r.NaN = true
		case math.IsInf(y, 1):
			r.Up = true
		case math.IsInf(y, -1):
			r.Down = true
		default:
			r.N++
			r.Min, r.Max = min(r.Min, y), max(r.Max, y)
			sum.Add(sum, big.NewFloat(y))
		}
	}
	if r.N == 0 {
		r.Min, r.Max = 0, 0
	}
	return r, sum
}

func (r Range) like(t *testing.T, what string, list []Point, of func(Point) float64) {
	t.Helper()
	want, sum := sums(t, list, of)
	exact, _ := sum.Float64()
	got := r
	got.Sum = 0
	if got != want {
		t.Errorf("%s: %+v, want %+v", what, got, want)
	}
	if math.Abs(r.Sum-exact) > 1e-12*math.Abs(exact) {
		t.Errorf("%s: Σ is %v, want %v", what, r.Sum, exact)
	}
}

func like(t *testing.T, b Bucket, list []Point) {
	t.Helper()
	tokens, clips := int64(0), 0
	nll := new(big.Float).SetPrec(200)
	var clipped []Point
	for _, p := range list {
		tokens += int64(p.Tokens)
		if p.Clipped() {
			clips++
			clipped = append(clipped, p)
		}
		if y := p.Loss * float64(p.Tokens); y-y == 0 {
			nll.Add(nll, big.NewFloat(y))
		}
	}
	b.Loss.like(t, "loss", list, func(p Point) float64 { return p.Loss })
	b.Norm.like(t, "norm", list, func(p Point) float64 { return p.GradNorm })
	b.Factor.like(t, "factor", list, func(p Point) float64 { return p.Factor })
	b.LR.like(t, "lr", list, func(p Point) float64 { return p.LR })
	b.ClippedNorm.like(t, "clipped norm", clipped, func(p Point) float64 { return p.GradNorm })
	if b.First != list[0].Step || b.Last != list[len(list)-1].Step || b.Count != len(list) || b.Tokens != tokens || b.Clipped != clips || b.Epoch != list[len(list)-1].Epoch {
		t.Errorf("%+v does not summarize updates %d to %d", b, list[0].Step, list[len(list)-1].Step)
	}
	exact, _ := nll.Float64()
	switch {
	case b.Loss.NaN:
		if !math.IsNaN(b.NLL) {
			t.Errorf("Σ NLL is %v with a NaN in it", b.NLL)
		}
	case b.Loss.Up:
		if !math.IsInf(b.NLL, 1) {
			t.Errorf("Σ NLL is %v with an infinity in it", b.NLL)
		}
	case math.Abs(b.NLL-exact) > 1e-12*exact:
		t.Errorf("Σ NLL is %v, want %v", b.NLL, exact)
	}
}

// The law: every update is either in one bucket or whole, and a bucket summarizes its updates: minimum,
// maximum and number exactly, Σ up to rounding; NaN and ±∞ are not in a Σ, but are recorded.
func TestBucketsAreTheirUpdates(t *testing.T) {
	const n = 90_000
	for _, odd := range []bool{false, true} {
		var h History
		m := made{seed: 1, valids: 50, odd: odd}
		m.goOn(&h, n)
		v, all := h.View(), m.points(n)
		at := 0
		for b := range v.Buckets() {
			like(t, b, all[at:at+b.Count])
			if at += b.Count; t.Failed() {
				t.FailNow()
			}
		}
		if whole := slices.Collect(v.From(0)); !slices.EqualFunc(whole, all[at:], samePoint) || len(whole) < Recent || len(whole) >= Recent+blockSize {
			t.Errorf("%d updates are whole after %d in buckets", len(whole), at)
		}
		like(t, v.Latest(n), all)
		like(t, v.AfterEpoch(-1), all)
	}
}

// The law: while a run is short, charts get all its points; later, the latest ones.
func TestRecentUpdatesAreDrawnWhole(t *testing.T) {
	var h History
	m := made{seed: 2, valids: 3, odd: true}
	for _, n := range []int{1, 100, Recent, Recent + blockSize - 1, 3 * Recent} {
		m.goOn(&h, n)
		v := h.View()
		losses, norms := v.Losses(), v.Norms()
		if n < Recent+blockSize && losses.N != n {
			t.Fatalf("%d spans for %d updates", losses.N, n)
		}
		if losses.N-losses.Old < min(n, Recent) {
			t.Fatalf("%d updates: %d are whole", n, losses.N-losses.Old)
		}
		same := func(a, b float64) bool { return a == b || (a != a && b != b) }
		for i := losses.Old; i < losses.N; i++ {
			p := m.point(n - losses.N + i + 1)
			if x, y := losses.At(i); x != float64(p.Step) || !same(y, p.Loss) {
				t.Fatalf("%d updates: loss %d is %v at %v, the update %+v", n, i, y, x, p)
			}
			if x, y := norms.At(i); x != float64(p.Step) || !same(y, p.GradNorm) {
				t.Fatalf("%d updates: norm %d is %v at %v, the update %+v", n, i, y, x, p)
			}
		}
	}
}

// The law: memory does not grow with the number of updates.
func TestMemoryIsBounded(t *testing.T) {
	const n = 10_000_000
	var h History
	most := 0
	for step := 1; step <= n; step++ {
		h.Append(Point{Step: step, Tokens: 1, Loss: 1, Factor: 1, Epoch: float64(step) / 100})
		h.AddSave(step)
		if step%10 == 0 {
			h.AddValid(Valid{Step: step, NLL: 1, Tokens: 1})
		}
		most = max(most, h.points.whole(), h.valids.whole(), len(h.saves), len(h.passes))
	}
	if most >= Recent+blockSize {
		t.Errorf("up to %d whole rows, saves or passes", most)
	}
	if n := len(h.points.shut) + len(h.valids.shut); n > 18_000 {
		t.Errorf("%d buckets", n)
	}
	if blocks := len(h.points.blocks) + len(h.valids.blocks); blocks > (Recent+RecentValids)/blockSize+2 {
		t.Errorf("%d blocks", blocks)
	}
	if s := h.View().Saves(); s[len(s)-1] != n || !slices.IsSorted(s) {
		t.Errorf("the last save is %d", s[len(s)-1])
	}
}

// The law: Latest and LatestValids summarize the last rows, in the order in which they were added.
func TestLatest(t *testing.T) {
	m := made{seed: 3, valids: 2}
	var h History
	m.goOn(&h, 40_000)
	v := h.View()
	for _, n := range []int{-1, 0, 1, 100, Recent, Recent + 5000, 40_000, 50_000} {
		b := v.Latest(n)
		if b.Count > max(0, n) || b.Count < min(n, 40_000)-40 {
			t.Errorf("the last %d are %d", n, b.Count)
		}
		nll, tokens := 0.0, 0
		for step := 40_000 - b.Count + 1; step <= 40_000 && b.Count <= Recent; step++ {
			nll += m.point(step).Loss * float64(m.point(step).Tokens)
			tokens += m.point(step).Tokens
		}
		if b.Count <= Recent && b.Count > 0 && b.PerToken() != nll/float64(tokens) {
			t.Errorf("of the last %d the mean is %v, want %v", n, b.PerToken(), nll/float64(tokens))
		}
	}
	for _, n := range []int{1, 100, RecentValids, 10_000, 20_001, 30_000} {
		r, lo, hi := v.LatestValids(n), math.Inf(1), math.Inf(-1)
		if r.N < min(n, 20_001) || r.N > n+60 {
			t.Errorf("the last %d validations are %d", n, r.N)
		}
		for i := range r.N {
			x := m.valid(40_000 - 2*i).Loss()
			lo, hi = min(lo, x), max(hi, x)
		}
		if r.Min != lo || r.Max != hi {
			t.Errorf("the last %d validations are from %v to %v, want %v to %v", n, r.Min, r.Max, lo, hi)
		}
	}
	if b := v.AfterEpoch(v.Last().Epoch - 1); b.Count < 1000 || b.Count > 1001 {
		t.Errorf("%d updates in the last epoch", b.Count)
	}
}

// The law: At finds what is nearest to a step, exactly if it is whole.
func TestNearest(t *testing.T) {
	var h History
	for step := 3; step < 100_000; step += 3 { // a run with only every third step
		h.Append(Point{Step: step, Loss: float64(step), Factor: 1})
		if step%9 == 0 {
			h.AddValid(Valid{Step: step, NLL: float64(step), Tokens: 1})
		}
	}
	v := h.View()
	for _, step := range []int{-5, 0, 3, 4, 5, 49_999, v.WholeFrom() - 1, v.WholeFrom() + 1, 80_000, 99_998, 99_999, math.MaxInt} {
		want := min(max(3, (step+1)/3*3), 99_999)
		if step > 200_000 {
			want = 99_999
		}
		p, exact := v.At(step)
		if off := math.Abs(p.Loss - float64(want)); exact != (want >= v.WholeFrom()) || (exact && off != 0) || off > 3+float64(want)/1024 {
			t.Errorf("at %d: %+v, exact %v; want update %d", step, p, exact, want)
		}
		x, exact := v.NearestValid(step)
		if off := math.Abs(x.Loss() - float64(min(max(step, 9), 99_999))); exact != (x.Step >= v.ValidsWholeFrom()) || (exact && off > 4.5) || off > 9+float64(want)/256 {
			t.Errorf("validation at %d: %+v, exact %v", step, x, exact)
		}
	}
	if p, exact := (View{}).At(3); exact || p != (Point{}) {
		t.Errorf("an empty history has %+v", p)
	}
}

// The law: an epoch is marked at its first update.
func TestPasses(t *testing.T) {
	var h History
	made{seed: 4, valids: 1000}.goOn(&h, 100_000)
	var want []int
	for step := 2; step <= 100_000; step++ {
		if math.Floor(float64(step)/1000.5) > math.Floor(float64(step-1)/1000.5) {
			want = append(want, step)
		}
	}
	if got := h.View().Passes(); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// The law: all clipped updates, and only those, are among the clips.
func TestClips(t *testing.T) {
	m := made{seed: 5, valids: 1000, odd: true}
	var h History
	m.goOn(&h, 60_000)
	v, want, got := h.View(), 0, 0
	for _, p := range m.points(60_000) {
		if p.Clipped() && p.GradNorm < math.Inf(1) {
			want++
		}
	}
	clips := v.Clips()
	for i := range clips.N {
		_, y := clips.At(i)
		least, n := y, 1
		if i < clips.Old {
			_, _, r := clips.Span(i)
			least, n = r.Min, r.N
		}
		switch {
		case n == 0 || math.IsInf(y, 1):
		case least <= 1.5:
			t.Fatalf("%d, from %v on, is not clipped", i, least)
		default:
			got += n
		}
	}
	if got != want || v.Latest(60_000).ClippedNorm.N != want {
		t.Errorf("%d clips of %d", got, want)
	}
}
