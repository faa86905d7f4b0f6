package predict

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"unroll/core/lm"
)

// anyLogits are those of n tokens: small, equal, far apart.
func anyLogits(t *rapid.T, n int) []float64 {
	size := rapid.SampledFrom([]float64{0, 0.1, 3, 30, 80}).Draw(t, "size")
	o := make([]float64, n)
	for i := range o {
		o[i] = size * rapid.Float64Range(-1, 1).Draw(t, "logit")
	}
	return o
}

// predicted gives a view another distribution.
func predicted(p *Predict, o []float64) {
	r := *p.is
	r.logits = nil
	for _, v := range o {
		r.logits = append(r.logits, float32(v))
	}
	r.p = lm.StableSoftmax(o).P
	r.order = lm.Order(r.p)
	p.is = &r
	p.reshape()
}

// TestWhatIsDrawnFromIsADistribution: whatever the temperature, top-k and top-p, it sums to 1; the kept are the likeliest, in their order, no more than
// top-k, and no fewer than top-p asks for; the rest have nothing; two that are kept stand to each other as p^(1/τ) do.
func TestWhatIsDrawnFromIsADistribution(t *testing.T) {
	view := still(t)
	n := len(view.is.p)
	rapid.Check(t, func(t *rapid.T) {
		cut := lm.Truncation{Temperature: rapid.SampledFrom([]float64{0, 0.1, 0.5, 1, 1.5, 5}).Draw(t, "temperature"), TopK: rapid.IntRange(0, n+2).Draw(t, "top-k"),
			TopP: rapid.SampledFrom(shares).Draw(t, "top-p")}
		view.set.cut = cut
		predicted(view, anyLogits(t, n))
		s, r := view.shape, view.is
		sum, kept, before := 0.0, 0, math.Inf(1)
		for row, id := range r.order {
			q := s.q[id]
			if q > before {
				t.Fatalf("row %d has %v after %v", row, q, before)
			}
			if sum, before = sum+q, q; row < s.kept {
				kept++
			} else if q != 0 {
				t.Fatalf("row %d is dropped and has %v", row, q)
			}
		}
		if math.Abs(sum-1) > 1e-12 || kept < 1 || cut.TopK > 0 && kept > cut.TopK {
			t.Fatalf("%+v: %d are kept and sum to %v", cut, kept, sum)
		}
		warm, all := 0.0, 0.0
		for row, id := range r.order {
			if all += s.warm[id]; row < s.kept-1 {
				warm += s.warm[id]
			}
		}
		if math.Abs(all-1) > 1e-12 {
			t.Fatalf("at temperature %v all sum to %v", cut.Temperature, all)
		}
		if cut.TopK == 0 && s.kept > 1 && warm >= cut.TopP*(1+1e-12) {
			t.Fatalf("top-p %v: %d are kept, one fewer have %v", cut.TopP, s.kept, warm)
		}
		if a, b := r.order[0], r.order[min(1, s.kept-1)]; cut.Temperature > 0 && s.q[b] > 0 {
			if got, want := math.Log(s.q[a]/s.q[b]), math.Log(r.p[a]/r.p[b])/cut.Temperature; math.Abs(got-want) > 1e-9*(1+want) {
				t.Fatalf("temperature %v: the first two are e^%v apart, want e^%v", cut.Temperature, got, want)
			}
		}
	})
}

// TestEntropyByHand: the entropy is −Σ q log q, 0 at the least and log of how many are kept at the most; that many of the likeliest have 90 % and one fewer
// have not; cross-entropy is the law's entropy and the divergence, which is never below 0.
func TestEntropyByHand(t *testing.T) {
	view := still(t)
	n := len(view.is.p)
	rapid.Check(t, func(t *rapid.T) {
		view.set.cut = lm.Truncation{Temperature: rapid.SampledFrom([]float64{0.5, 1, 2}).Draw(t, "temperature"), TopK: rapid.IntRange(0, n).Draw(t, "top-k"), TopP: 1}
		predicted(view, anyLogits(t, n))
		view.is.law = nil
		if view.reshape(); !math.IsNaN(view.shape.cross) || !math.IsNaN(view.shape.apart) {
			t.Fatalf("without a law the cross-entropy is %v", view.shape.cross)
		}
		view.is.law = lm.StableSoftmax(anyLogits(t, n)).P
		view.reshape()
		s := view.shape
		h, own, cross := 0.0, 0.0, 0.0
		for id, q := range s.q {
			if q > 0 {
				h -= q * math.Log(q)
			}
			if law := view.is.law[id]; law > 0 {
				own -= law * math.Log(law)
				cross -= law * math.Log(q) // ∞ where q is 0
			}
		}
		if math.Abs(s.entropy-h) > 1e-9 || s.entropy < 0 || s.entropy > math.Log(float64(s.kept))+1e-9 {
			t.Fatalf("the entropy of %v is %v, by hand %v", s.q, s.entropy, h)
		}
		if !(s.cross == cross || math.Abs(s.cross-cross) < 1e-9*cross) || s.apart < -1e-12 || !math.IsInf(cross, 1) && math.Abs(s.apart-(cross-own)) > 1e-9*(1+cross) {
			t.Fatalf("cross-entropy %v, by hand %v; divergence %v, by hand %v", s.cross, cross, s.apart, cross-own)
		}
		sum := 0.0
		for row, id := range view.is.order[:s.most] {
			if sum >= share {
				t.Fatalf("%d have %v, %d are said to be needed", row, sum, s.most)
			}
			sum += s.q[id]
		}
		if sum < share-1e-12 {
			t.Fatalf("%d have only %v", s.most, sum)
		}
	})
}

// TestSoftmaxPageByHand: for any logits and any c the stable way is the softmax of the logits as they are, in both kinds of number; where the naive way has
// numbers they are the same; the gradient is softmax(o) − y and sums to 0; the loss is log Σ e^o − o_y.
func TestSoftmaxPageByHand(t *testing.T) {
	view := still(t)
	n := len(view.is.p)
	press(view, "s")
	rapid.Check(t, func(t *rapid.T) {
		o := anyLogits(t, n)
		predicted(view, o)
		view.choose(rapid.IntRange(0, n-1).Draw(t, "target"))
		view.setC(rapid.Float64Range(-1600, 1600).Draw(t, "c"))
		if c := view.set.c; c != math.Round(c) || math.Abs(c) > most {
			t.Fatalf("c = %v", c)
		}
		m, y := view.micro, int(view.chosen)
		if m.y != y || len(m.kinds) != 2 {
			t.Fatalf("target %d, want %d", m.y, y)
		}
		total := 0.0
		for _, v := range view.is.logits {
			total += math.Exp(float64(v))
		}
		sum := 0.0
		for id, v := range view.is.logits {
			p := math.Exp(float64(v)) / total
			want := p
			if id == y {
				want--
			}
			if sum += m.grad[id]; math.Abs(m.grad[id]-want) > 1e-12 {
				t.Fatalf("the gradient at %d is %v, want %v", id, m.grad[id], want)
			}
			for i, k := range m.kinds {
				near := []float64{2e-3, 1e-9}[i] // c takes digits off the logits in float32
				if math.Abs(k.stable.p[id]-p) > near {
					t.Fatalf("%s, c = %v: stable p(%d) = %v, want %v", k.name, view.set.c, id, k.stable.p[id], p)
				}
				if q := k.naive.p[id]; !math.IsInf(k.naive.sum, 0) && k.naive.sum > 1e-30 && math.Abs(q-p) > near {
					t.Fatalf("%s, c = %v: naive p(%d) = %v, want %v", k.name, view.set.c, id, q, p)
				}
			}
		}
		loss := math.Log(total) - float64(view.is.logits[y])
		if math.Abs(sum) > 1e-12 || sum != m.sum || math.Abs(m.loss-loss) > 1e-9*(1+loss) {
			t.Fatalf("the gradient sums to %v, shown %v; the loss is %v, shown %v", sum, m.sum, loss, m.loss)
		}
		for i, k := range m.kinds {
			if near := []float64{2e-3, 1e-9}[i]; math.Abs(k.stable.loss-loss) > near*(1+loss) {
				t.Fatalf("%s, c = %v: stable loss %v, want %v", k.name, view.set.c, k.stable.loss, loss)
			}
		}
	})
}

// TestEveryEdgeIsOne: for any logits that a network may have, the key goes through the four edges and back to 0, and at each the sums are what it promises: ∞ in
// float32, in both, 0 in float32, in both; four back from it the kind that broke there has numbers.
func TestEveryEdgeIsOne(t *testing.T) {
	view := still(t)
	press(view, "s")
	rapid.Check(t, func(t *rapid.T) {
		o := anyLogits(t, len(view.is.p))
		for i := range o {
			o[i] = max(-40, min(40, o[i]))
		}
		predicted(view, o)
		view.setC(0)
		inf := math.Inf(1)
		for i, want := range [][2]float64{{inf, -1}, {inf, inf}, {0, -1}, {0, 0}} {
			press(view, "e")
			c := view.set.c
			for j, k := range view.micro.kinds {
				if sum := k.naive.sum; want[j] >= 0 && sum != want[j] || want[j] < 0 && (sum == 0 || sum == inf) {
					t.Fatalf("edge %d, c = %v: Σ in %s is %v", i, c, k.name, sum)
				}
			}
			back := map[bool]float64{true: c - 4, false: c + 4}[c > 0] // of n tokens Σ is n e^top at the most
			k := view.micro.kinds[i%2]
			view.setC(back)
			if sum := view.micro.kinds[i%2].naive.sum; sum == 0 || sum == inf {
				t.Fatalf("edge %d: %s is broken before it, at c = %v", i, k.name, back)
			}
			view.setC(c)
		}
		if press(view, "e"); view.set.c != 0 {
			t.Fatalf("the fifth edge is c = %v", view.set.c)
		}
	})
}

// TestTheChainIsTheWhole: what the tokens of a prefix cost, each asked for by itself, sums to −log P of the prefix; the perplexity is e to the mean.
func TestTheChainIsTheWhole(t *testing.T) {
	for _, name := range []string{"markov", "names"} {
		p, m := on(t, name)
		for _, s := range []string{"", "a", "ab", "abcab", "ba\nab"} {
			answer(t, p, p.See(dataOf(s, m), true))
			sum, n := 0.0, 0
			for i, term := range p.is.terms {
				if term.Given {
					continue
				}
				before := ""
				for _, token := range p.is.prefix[:i] {
					before += token.Text
				}
				for _, c := range m.Predict(before, 1, m.Len()).Top {
					if c.ID == term.ID {
						sum, n = sum+c.Nats(), n+1
					}
				}
				if math.Abs(term.Sum-sum) > 1e-6*(1+sum) || term.Tokens != n || math.Abs(math.Log(term.Perplexity)-term.Sum/float64(n)) > 1e-9 {
					t.Errorf("%s: %q up to token %d costs %+v, token by token %v of %d", name, s, i, term, sum, n)
				}
			}
			if len(p.is.terms) != len([]rune(s)) {
				t.Errorf("%s: %d terms of %q", name, len(p.is.terms), s)
			}
			whole(t, picture(p, 80, 24), 80, 24)
		}
	}
}
