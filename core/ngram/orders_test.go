package ngram

import (
	"context"
	"math/rand/v2"
	"runtime"
	"testing"

	"unroll/core/text"
)

// The law: all orders read at once cost what each costs alone, to the last bit: for all smoothings, any number of threads, with lines
// and unknown tokens, in a text that was counted and in another.
func TestOrdersAreNats(t *testing.T) {
	const V, N, most = 7, 3*piece*block/2 + 77, 4
	rng := rand.New(rand.NewPCG(1, 2))
	made := func(n int) []int32 {
		ids := make([]int32, n)
		for i := range ids {
			if ids[i] = int32(min(rng.IntN(V), rng.IntN(V))); rng.IntN(500) == 0 {
				ids[i] = text.Unknown
			}
		}
		ids[0] = 0
		return ids
	}
	learned, other := made(N), made(9000)
	for _, lines := range []bool{false, true} {
		for _, kind := range Kinds {
			c, err := Count(context.Background(), text.Stream{IDs: learned[:20000], V: V, Lines: lines}, most)
			if err != nil {
				t.Fatal(err)
			}
			f := kind.Fit(c)
			for _, s := range [][]int32{learned, other, {}, {0}, {0, 1}} {
				targets := s[min(1, len(s)):]
				for _, threads := range []int{1, 3} {
					sums, tokens, err := f.Orders(context.Background(), s, targets, threads, nil)
					if err != nil {
						t.Fatal(err)
					}
					for n, sum := range sums {
						if threads > 1 && n%2 == 0 {
							continue // slow enough
						}
						want, of, _ := f.Model(n).NatsOf(context.Background(), s, targets)
						if sum != want || tokens != of {
							t.Errorf("%s, order %d, lines %v, %d threads: %v over %d tokens, alone %v over %d", kind.Name, n, lines, threads, sum, tokens, want, of)
						}
					}
				}
			}
		}
	}
}

// The law: counting takes memory for different n-grams, not for tokens.
func TestCountingARepeatedTextTakesNoMemoryForIt(t *testing.T) {
	ids := make([]int32, 1<<20)
	for i := range ids {
		ids[i] = int32(i * i % 251 % 40)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	c, err := Count(context.Background(), text.Stream{IDs: ids, V: 40}, 6)
	runtime.ReadMemStats(&after)
	if err != nil {
		t.Fatal(err)
	}
	if took := after.TotalAlloc - before.TotalAlloc; took > uint64(len(ids)) {
		t.Errorf("%d bytes for %d tokens with %d different 6-grams", took, len(ids), c.Entries(6))
	}
}
