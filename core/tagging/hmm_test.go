package tagging

import (
	"math"
	"math/rand/v2"
	"testing"
)

// some is a model with random tables and likelihoods of T words.
func some(rng *rand.Rand, K, T int) (HMM, [][]float64) {
	row := func(n int, whole bool) []float64 {
		p := make([]float64, n)
		for i := range p {
			p[i] = rng.Float64()
		}
		if whole {
			scale(p, 1/sum(p))
		}
		return p
	}
	h := HMM{Start: row(K, true)}
	for range K {
		h.Move = append(h.Move, row(K, true))
	}
	var like [][]float64
	for range T {
		like = append(like, row(K, false))
	}
	return h, like
}

// paths calls f with every sequence of T states of K, and its joint probability with the words.
func paths(h HMM, like [][]float64, f func(z []int, p float64)) {
	T, K := len(like), len(h.Start)
	z := make([]int, T)
	var walk func(t int, p float64)
	walk = func(t int, p float64) {
		if t == T {
			f(z, p)
			return
		}
		for k := range K {
			z[t] = k
			q := h.Start[k]
			if t > 0 {
				q = h.Move[z[t-1]][k]
			}
			walk(t+1, p*q*like[t][k])
		}
	}
	walk(0, 1)
}

// The law: filtering, smoothing, the probability of the words and the likeliest sequence are those of adding up all
// sequences of states.
func TestForwardBackwardIsBruteForce(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		K, T := 1+rng.IntN(4), 1+rng.IntN(6)
		h, like := some(rng, K, T)
		whole := make([][]float64, T)
		for i := range whole {
			whole[i] = make([]float64, K)
		}
		total, best := 0.0, math.Inf(-1)
		var bestPath []int
		paths(h, like, func(z []int, p float64) {
			total += p
			for i, k := range z {
				whole[i][k] += p
			}
			if p > best {
				best, bestPath = p, append(bestPath[:0], z...)
			}
		})
		known, logP := h.Filter(like)
		if math.Abs(logP-math.Log(total)) > 1e-12 {
			t.Fatalf("log P %v, want %v", logP, math.Log(total))
		}
		near(t, "smoothing", h.Smooth(like), whole, total)
		for i := range T {
			past, sum := make([]float64, K), 0.0
			paths(h, like[:i+1], func(z []int, p float64) { past[z[i]] += p; sum += p })
			near(t, "filtering", known[i:i+1], [][]float64{past}, sum)
		}
		for i, k := range h.Viterbi(like) {
			if k != bestPath[i] {
				t.Fatalf("likeliest %v, want %v", h.Viterbi(like), bestPath)
			}
		}
	}
}

func near(t *testing.T, what string, got, want [][]float64, total float64) {
	t.Helper()
	for i := range want {
		for k := range want[i] {
			if math.Abs(got[i][k]-want[i][k]/total) > 1e-12 {
				t.Fatalf("%s: %v, want %v over %v", what, got, want, total)
			}
		}
	}
}

// Nothing has no likeliest sequence.
func TestEmptySentence(t *testing.T) {
	if Weather.Viterbi(nil) != nil || len(Weather.Smooth(nil)) != 0 {
		t.Error("something comes of nothing")
	}
}

// The law: the tables of a source are probabilities; what is seen has the shares that they say.
func TestWeather(t *testing.T) {
	for k := range Weather.States {
		if math.Abs(sum(Weather.Move[k])-1) > 1e-12 || math.Abs(sum(Weather.Show[k])-1) > 1e-12 {
			t.Errorf("state %s: %v, %v", Weather.States[k], Weather.Move[k], Weather.Show[k])
		}
	}
	list := Weather.Make(1, 4000)
	c := Count(list)
	for i, from := range c.Tags {
		for j, to := range c.Tags {
			a, b := index(from), index(to)
			n := sum(c.move[i])
			if p := Weather.Move[a][b]; math.Abs(c.move[i][j]/n-p) > 5*math.Sqrt(p*(1-p)/n)+1e-12 {
				t.Errorf("%s to %s: %v, want %v", from, to, c.move[i][j]/n, p)
			}
		}
	}
	past, whole := Weather.Floors(list)
	t.Logf("past %+v, whole %+v", past, whole)
	for want, x := range map[Floor]Tagger{past: Exact{Weather, true}, whole: Exact{Weather, false}} {
		s := Judge(counted(Weather), x, list)
		if math.Abs(s.Loss()-want.Loss) > 1e-12 || math.Abs(s.Loss()-want.Nats) > 0.02*want.Nats || math.Abs(s.Accuracy()-want.Accuracy) > 0.01 {
			t.Errorf("%+v: %v nats, %v right", want, s.Loss(), s.Accuracy())
		}
	}
	if !(whole.Nats < 0.9*past.Nats) {
		t.Errorf("the future is worth too little: %v and %v nats", past, whole)
	}
}

func index(state string) int {
	for k, s := range Weather.States {
		if s == state {
			return k
		}
	}
	return -1
}

// counted has the tags of a law in its order.
func counted(l Law) *Counts {
	return Count([]Sentence{{Words: l.States, Tags: l.States}})
}
