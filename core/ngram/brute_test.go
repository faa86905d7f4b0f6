package ngram

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"unroll/core/text"
)

// A brute counts with maps, straight from the definitions: slow, and independent of Counts.
type brute struct {
	text   text.Stream
	counts map[string]int             // of an n-gram whose last token is predicted
	left   map[string]map[string]bool // the tokens before it
	bound  map[string]bool            // it begins at the start of a line
	follow map[string][]int32         // distinct tokens after a context
	total  map[string]int             // of a context
}

func key(ids []int32) string { return fmt.Sprint(ids) }

func newBrute(t text.Stream, most int) *brute {
	b := &brute{t, map[string]int{}, map[string]map[string]bool{}, map[string]bool{}, map[string][]int32{}, map[string]int{}}
	for i, id := range t.IDs {
		if t.Lines && i == 0 {
			continue
		}
		begin := 0
		for j := i - 1; t.Lines && j >= 0; j-- {
			if t.IDs[j] == t.EndOfLine {
				begin = j
				break
			}
		}
		for n := 1; n <= most && i+1-n >= begin; n++ {
			gram, context := key(t.IDs[i+1-n:i+1]), key(t.IDs[i+1-n:i])
			if b.counts[gram] == 0 {
				b.left[gram] = map[string]bool{}
				b.follow[context] = append(b.follow[context], id)
			}
			b.counts[gram]++
			b.total[context]++
			switch before := i - n; {
			case before >= begin:
				b.left[gram][key(t.IDs[before:before+1])] = true
			case t.Lines && n > 1:
				b.bound[gram] = true
			default:
				b.left[gram]["the beginning"] = true
			}
		}
	}
	return b
}

// number is a(gram): how often it occurred, or after how many different tokens.
func (b *brute) number(gram string, lefts bool) int {
	if lefts && !b.bound[gram] {
		return len(b.left[gram])
	}
	return b.counts[gram]
}

// with is the context followed by the token w.
func with(context []int32, w int32) string { return key(append(append([]int32{}, context...), w)) }

func (b *brute) discounts(length int, lefts bool, grams map[string]int) [4]float64 {
	n := [5]float64{}
	for gram, l := range grams {
		if a := b.number(gram, lefts); l == length && a < 5 {
			n[a]++
		}
	}
	fall := [4]float64{0, .5, 1, 1.5}
	if n[1]*n[2]*n[3]*n[4] == 0 {
		return fall
	}
	y := n[1] / (n[1] + 2*n[2])
	d := [4]float64{0, 1 - 2*y*n[2]/n[1], 2 - 3*y*n[3]/n[2], 3 - 4*y*n[4]/n[3]}
	for r := range d {
		if d[r] < 0 || d[r] > float64(r) {
			return fall
		}
	}
	return d
}

// kn is P(w|h) by interpolated modified Kneser–Ney for order n, h being at most n−1 tokens.
func (b *brute) kn(n int, h []int32, w int32, lengths map[string]int) float64 {
	if n == 0 {
		return 1 / float64(b.text.V)
	}
	return b.knAt(n, h, w, lengths)
}

func (b *brute) knAt(n int, h []int32, w int32, lengths map[string]int) float64 {
	below := 1 / float64(b.text.V)
	if len(h) > 0 {
		below = b.knAt(n, h[1:], w, lengths)
	}
	followers := b.follow[key(h)]
	if len(followers) == 0 {
		return below
	}
	lefts := len(h) < n-1
	d := b.discounts(len(h)+1, lefts, lengths)
	sum, rest, own := 0.0, 0.0, 0.0
	for _, v := range followers {
		a := b.number(with(h, v), lefts)
		sum += float64(a)
		rest += d[min(a, 3)]
		if v == w {
			own = float64(a) - d[min(a, 3)]
		}
	}
	return own/sum + rest/sum*below
}

// lengths is the number of tokens of each n-gram.
func (b *brute) lengths(most int) map[string]int {
	all := map[string]int{}
	for i := range b.text.IDs {
		for n := 1; n <= most && i+1-n >= 0; n++ {
			if g := key(b.text.IDs[i+1-n : i+1]); b.counts[g] > 0 {
				all[g] = n
			}
		}
	}
	return all
}

func (b *brute) mle(h []int32, w int32) float64 {
	for ; ; h = h[1:] {
		if all := b.total[key(h)]; all > 0 {
			return float64(b.counts[with(h, w)]) / float64(all)
		}
	}
}

func (b *brute) addk(n int, h []int32, w int32, δ float64) float64 {
	V := float64(b.text.V)
	if len(h) < n-1 || b.total[key(h)] == 0 {
		return 1 / V
	}
	return (float64(b.counts[with(h, w)]) + δ) / (float64(b.total[key(h)]) + δ*V)
}

func (b *brute) jm(h []int32, w int32, λ func(length, total int) float64) float64 {
	p := 1 / float64(b.text.V)
	for n := 0; n <= len(h); n++ {
		c := h[len(h)-n:]
		if all := b.total[key(c)]; all > 0 {
			l := λ(n, all)
			p = l*float64(b.counts[with(c, w)])/float64(all) + (1-l)*p
		}
	}
	return p
}

// texts are streams with structure: with few and with many symbols, with lines and without.
func texts() map[string]text.Stream {
	rng := rand.New(rand.NewPCG(1, 2))
	draw := func(n, V int) []int32 {
		s := make([]int32, n)
		for i := range s {
			s[i] = int32(math.Abs(rng.NormFloat64()) * float64(V) / 3)
			if i > 1 && rng.IntN(3) > 0 {
				s[i] = (s[i-1]*2 + s[i-2]) % int32(V)
			}
			s[i] = min(s[i], int32(V-1))
		}
		return s
	}
	lines := append([]int32{0}, draw(400, 7)...)
	lines[len(lines)-1] = 0
	return map[string]text.Stream{
		"one stream":  {IDs: draw(500, 6), V: 6},
		"many":        {IDs: draw(300, 40), V: 45},
		"lines":       {IDs: lines, V: 7, Lines: true, EndOfLine: 0},
		"short lines": {IDs: []int32{2, 0, 1, 2, 0, 1, 2, 1, 2, 2, 0, 2, 1, 1, 2}, V: 3, Lines: true, EndOfLine: 2},
		"two tokens":  {IDs: []int32{1, 0}, V: 3},
		"the same":    {IDs: make([]int32, 50), V: 2},
	}
}

// histories are some that occurred and some that did not, of all lengths; with lines they do not
// extend beyond a line's start.
func histories(t text.Stream, longest int) [][]int32 {
	rng := rand.New(rand.NewPCG(3, 4))
	var all [][]int32
	for range 120 {
		n := rng.IntN(longest + 1)
		var h []int32
		for range n {
			h = append(h, int32(rng.IntN(t.V)))
		}
		if at := rng.IntN(len(t.IDs)); rng.IntN(4) > 0 {
			h = append([]int32{}, t.IDs[max(0, at-n):at]...)
		}
		for i := len(h) - 1; t.Lines && i >= 0; i-- {
			if h[i] == t.EndOfLine {
				h = h[i:]
				break
			}
		}
		all = append(all, h)
	}
	return all
}

func after(m *Model, h []int32) *Reading {
	r := m.Begin()
	for _, id := range h {
		r.Read(id, m.c.text.Starts(id))
	}
	return r
}

// The law: for every history, every smoothing agrees with its definition, computed with maps.
func TestModelsEqualBruteForce(t *testing.T) {
	const most = 5
	for name, x := range texts() {
		b, c := newBrute(x, most), count(t, x, most)
		lengths := b.lengths(most)
		λ, δ := bruteFit(x, most)
		for _, k := range Kinds {
			f := k.Fit(c)
			for n := range most + 1 {
				m := f.Model(n)
				for _, h := range histories(x, most) {
					r := after(m, h)
					short := h[max(0, len(h)-max(n-1, 0)):]
					for w := range int32(x.V) {
						want, tolerance := 1/float64(x.V), 1e-12
						switch {
						case n == 0:
						case k.Name == "kn":
							want = b.kn(n, short, w, lengths)
						case k.Name == "mle":
							want = b.mle(short, w)
						case k.Name == "addk":
							want = b.addk(n, short, w, δ[n])
						case k.Name == "jm":
							want, tolerance = b.jm(short, w, λ), 1e-5
						default:
							t.Fatalf("%s has no brute force", k.Name)
						}
						if got := r.P(w); math.Abs(got-want) > tolerance {
							t.Fatalf("%s, %s, order %d: P(%d|%v) is %v instead of %v", name, k.Name, n, w, short, got, want)
						}
					}
				}
			}
		}
	}
}

// bruteFit finds the constants of jm and addk by search.
func bruteFit(x text.Stream, most int) (λ func(length, total int) float64, δ []float64) {
	half := func(int, int) float64 { return 0.5 }
	ones := []float64{1, 1, 1, 1, 1, 1}
	n := len(x.IDs) - len(x.IDs)/10
	for x.Lines && n < len(x.IDs) && x.IDs[n-1] != x.EndOfLine {
		n++
	}
	if len(x.IDs)-n < 2 {
		return half, ones
	}
	fit := x
	fit.IDs = x.IDs[:n]
	b := newBrute(fit, most)
	found := map[[2]int]float64{}
	λ = func(length, total int) float64 {
		if v, ok := found[[2]int{length, int(math.Log2(float64(total)))}]; ok {
			return v
		}
		return 0.5
	}
	history := func(i, length int) []int32 {
		begin := max(n-1, i-length)
		for j := i - 1; x.Lines && j >= begin; j-- {
			if x.IDs[j] == x.EndOfLine {
				begin = j
			}
		}
		return x.IDs[begin:i]
	}
	for length := range most {
		groups := map[int][][2]float64{}
		for i := n; i < len(x.IDs); i++ {
			h, w := history(i, length), x.IDs[i]
			if all := b.total[key(h)]; len(h) == length && all > 0 {
				below := 1 / float64(x.V)
				if length > 0 {
					below = b.jm(h[1:], w, λ)
				}
				g := int(math.Log2(float64(all)))
				groups[g] = append(groups[g], [2]float64{float64(b.counts[with(h, w)]) / float64(all), below})
			}
		}
		for g, list := range groups {
			found[[2]int{length, g}] = highest(func(l float64) float64 {
				sum := math.Log(l) + math.Log(1-l)
				for _, p := range list {
					sum += math.Log(l*p[0] + (1-l)*p[1])
				}
				return sum
			})
		}
	}
	δ = append([]float64{}, ones...)
	for order := 1; order <= most; order++ {
		best := math.Inf(1)
		for j := range 21 {
			d, sum := math.Pow(2, float64(-j)), 0.0
			for i := n; i < len(x.IDs); i++ {
				sum -= math.Log(b.addk(order, history(i, order-1), x.IDs[i], d))
			}
			if sum < best-1e-9 {
				best, δ[order] = sum, d
			}
		}
	}
	return λ, δ
}

// highest is where a concave f is highest between 0 and 1, by ternary search.
func highest(f func(float64) float64) float64 {
	lo, hi := 0.0, 1.0
	for range 100 {
		if a, b := lo+(hi-lo)/3, hi-(hi-lo)/3; f(a) < f(b) {
			lo = a
		} else {
			hi = b
		}
	}
	return (lo + hi) / 2
}
