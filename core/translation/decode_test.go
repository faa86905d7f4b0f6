package translation

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"
)

const tight = 1e-5 // nats, of numbers that are made by other sums of float32

// sameWeights says whether weights of attention are the same to 1e-5, and each sums to 1.
func sameWeights(a, b [][]float32) bool {
	return slices.EqualFunc(a, b, func(x, y []float32) bool {
		sum := 0.0
		for _, v := range x {
			sum += float64(v)
		}
		return math.Abs(sum-1) < tight && slices.EqualFunc(x, y, func(p, q float32) bool { return math.Abs(float64(p-q)) < tight })
	})
}

// The law: who reads a translation with itself as the reference finds the nats that were found when it was made, token by token, the
// same likeliest tokens and the same attention; with every kind of net.
func TestReadingATranslationCostsWhatMakingItDid(t *testing.T) {
	c := corpus(t, letterPairs(1, 60, 9, 6), nil, Options{})
	for name, s := range shapes() {
		m := untrained(t, c, s, 3)
		sources := sourcesOf(c, c.Train)
		made := greedyOf(t, m, sources, 12)
		var rows []Row
		for i, h := range made {
			rows = append(rows, told(sources[i], h))
		}
		ended := 0
		for i, r := range readingsOf(t, m, rows) {
			h := made[i]
			if h.Ended() {
				ended++
			}
			if !slices.EqualFunc(r.Nats, h.Nats, func(x, y float64) bool { return math.Abs(x-y) < tight }) || math.Abs(r.Loss()+h.LogP()) > 12*tight {
				t.Fatalf("%s, %d: %v read, %v made", name, i, r.Nats, h.Nats)
			}
			if !sameWeights(r.Attention, h.Attention) || (s.Attention != "") != (len(h.Attention) == len(h.IDs)) {
				t.Fatalf("%s, %d: attention %v read, %v made", name, i, r.Attention, h.Attention)
			}
			for k, id := range r.Best {
				if id != h.IDs[k] && id != Pad && id != Bos {
					t.Fatalf("%s, %d: the likeliest are %v, %v was made", name, i, r.Best, h.IDs)
				}
				if id == h.IDs[k] && math.Abs(math.Log(r.BestP[k])+h.Nats[k]) > tight {
					t.Fatalf("%s, %d: P of the likeliest %g, %g nats", name, i, r.BestP[k], h.Nats[k])
				}
			}
		}
		if ended == 0 && s.Layers == 1 {
			t.Logf("%s: no translation ends", name)
		}
	}
}

// The law: sources that are translated side by side are translated as each is alone; padding and neighbours do not matter, nor the
// order in which they come.
func TestGreedyOfManyIsGreedyOfEach(t *testing.T) {
	c := corpus(t, letterPairs(2, 75, 12, 6), nil, Options{})
	for name, s := range shapes() {
		m := untrained(t, c, s, 5)
		sources := sourcesOf(c, c.Train)
		many := greedyOf(t, m, sources, 10)
		back := slices.Clone(sources)
		slices.Reverse(back)
		reversed := greedyOf(t, m, back, 10)
		for i, h := range many {
			alone := greedyOf(t, m, sources[i:i+1], 10)[0]
			for _, x := range []Hypothesis{alone, reversed[len(many)-1-i]} {
				if !slices.Equal(x.IDs, h.IDs) || math.Abs(x.LogP()-h.LogP()) > tight || (s.Attention != "" && !sameWeights(x.Attention, h.Attention)) {
					t.Fatalf("%s, %d: %v and %v", name, i, x, h)
				}
			}
		}
	}
}

// The law: a translation that was stopped earlier is the beginning of a longer one; <eos> is its last token and no other; <pad> and
// <bos> are never said, and a stop at 0 tokens says nothing.
func TestGreedyStops(t *testing.T) {
	c := corpus(t, letterPairs(3, 40, 6, 3), nil, Options{})
	for name, s := range shapes() {
		m := untrained(t, c, s, 9)
		sources := sourcesOf(c, c.Train)
		long := greedyOf(t, m, sources, 15)
		for most := range 6 {
			for i, h := range greedyOf(t, m, sources, most) {
				if n := min(most, len(long[i].IDs)); !slices.Equal(h.IDs, long[i].IDs[:n]) {
					t.Fatalf("%s: %v of at most %d, %v", name, h.IDs, most, long[i].IDs)
				}
			}
		}
		for _, h := range long {
			end := slices.Index(h.IDs, Eos)
			if slices.Contains(h.IDs, Pad) || slices.Contains(h.IDs, Bos) || h.Ended() != (end >= 0) || (end >= 0 && end != len(h.IDs)-1) || (end < 0 && len(h.IDs) != 15) {
				t.Errorf("%s: %v", name, h.IDs)
			}
		}
	}
}

// The law: the score is log P / L^α, with <eos> among the L tokens.
func TestScoreIsDividedByLength(t *testing.T) {
	h := Hypothesis{IDs: []int32{7, 8, 9, Eos}, Nats: []float64{0.5, 0.25, 1, 0.25}}
	for alpha, want := range map[float64]float64{0: -2, 0.5: -1, 1: -0.5, 2: -0.125} {
		if got := h.Score(alpha); math.Abs(got-want) > 1e-15 {
			t.Errorf("α = %g: %g, want %g", alpha, got, want)
		}
	}
	if s := (Hypothesis{}).Score(0.75); s != 0 || (Hypothesis{}).Ended() {
		t.Errorf("nothing has a score of %g", s)
	}
}

// The law: a net whose weights are no numbers, or all 0, translates without a panic and without an endless loop.
func TestStrangeNetsTranslate(t *testing.T) {
	c := corpus(t, letterPairs(4, 20, 6, 3), nil, Options{})
	for name, s := range shapes() {
		for _, v := range []float32{0, float32(math.NaN()), float32(math.Inf(1)), 1e30} {
			m := untrained(t, c, s, 1)
			for i := range m.Net.Weights() {
				m.Net.Weights()[i] = v
			}
			m.Net.Prepare()
			sources := sourcesOf(c, c.Train)
			for _, h := range greedyOf(t, m, sources, 7) {
				if len(h.IDs) == 0 || len(h.IDs) > 7 {
					t.Errorf("%s, weights of %g: %v", name, v, h.IDs)
				}
				if v == 0 && math.Abs(h.Nats[0]-math.Log(float64(c.Target.Vocab()))) > 1e-6 {
					t.Errorf("%s, weights of 0: %g nats", name, h.Nats[0])
				}
			}
			for i, r := range readingsOf(t, m, c.Rows(c.Train)) {
				if v == 0 && math.Abs(r.Loss()-float64(len(r.Targets))*math.Log(float64(c.Target.Vocab()))) > 1e-4 {
					t.Errorf("%s, weights of 0: pair %d costs %g", name, i, r.Loss())
				}
			}
			if found := searchOf(t, m, sources[0], Beam{Width: 4, Alpha: 0.75, Most: 7}).Found; len(found) == 0 {
				t.Errorf("%s, weights of %g: nothing was found", name, v)
			}
		}
	}
}

// The law: a source without a token, or with more than MostTokens, is refused by name of its length; a context that is done ends work.
func TestWhatIsNotTranslated(t *testing.T) {
	c := corpus(t, letterPairs(5, 20, 6, 3), nil, Options{Length: 40})
	m := untrained(t, c, shapes()["gru, sees \"additive\""], 1)
	for _, n := range []int{0, m.MostTokens() + 1, 50_000} {
		if _, err := m.Greedy(t.Context(), [][]int32{{Eos}, make([]int32, n)}, 5); err == nil {
			t.Errorf("greedy reads %d tokens", n)
		}
		if _, err := m.Search(t.Context(), make([]int32, n), Beam{Width: 3, Most: 5}); err == nil {
			t.Errorf("a beam reads %d tokens", n)
		}
	}
	if h := greedyOf(t, m, [][]int32{make([]int32, m.MostTokens()), {Eos}}, 3); len(h) != 2 || len(h[0].IDs) == 0 || len(h[1].IDs) == 0 {
		t.Errorf("%v", h)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err1 := m.Greedy(ctx, sourcesOf(c, c.Train), 5)
	_, err2 := m.Search(ctx, []int32{Eos}, Beam{Width: 2, Most: 5})
	_, err3 := m.Read(ctx, c.Rows(c.Train))
	for _, err := range []error{err1, err2, err3} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
	}
}
