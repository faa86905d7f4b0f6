package text_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"unroll/core/text"
)

func epochStream(epoch int) *rand.Rand { return rand.New(rand.NewPCG(5, uint64(epoch))) }

// epochOf deals the epoch that d is at the beginning of.
func epochOf(d *text.Deck, T int) (batches [][]int32) {
	for end := math.Floor(d.Passed(T)) + 1; d.Passed(T) < end; {
		batches = append(batches, slices.Clone(d.Next(T)))
	}
	return batches
}

// The law: with Every an epoch has a window at every step, each once, in another order than the epoch before; the last batch has what
// is left.
func TestEveryDealsAWindowAtEveryStep(t *testing.T) {
	for _, c := range []struct{ n, batch, T int }{{100, 8, 7}, {100, 200, 7}, {7, 3, 7}, {94, 8, 1}, {10031, 1024, 32}} {
		d := text.NewDeck(text.Every, c.n, c.batch, c.T, epochStream)
		first, second := epochOf(d, c.T), epochOf(d, c.T)
		for _, epoch := range [][][]int32{first, second} {
			all := slices.Concat(epoch...)
			slices.Sort(all)
			for i, at := range all {
				if int(at) != i {
					t.Fatalf("%+v: window %d begins at %d", c, i, at)
				}
			}
			if len(all) != c.n-c.T+1 || len(epoch) != (len(all)+d.Rows()-1)/d.Rows() {
				t.Errorf("%+v: %d windows in %d batches", c, len(all), len(epoch))
			}
		}
		if len(first[0]) > 4 && slices.Equal(first[0], second[0]) {
			t.Errorf("%+v: both epochs have one order", c)
		}
	}
}

// The law: with Random the windows of an epoch lie one after another from one of the first T steps on; those that fill no batch are
// left out, and over the epochs every step is read.
func TestRandomDealsWindowsThatDoNotOverlap(t *testing.T) {
	for _, c := range []struct{ n, batch, T int }{{100, 4, 7}, {100, 200, 7}, {7, 3, 7}, {9999, 32, 35}, {13, 2, 7}} {
		d := text.NewDeck(text.Random, c.n, c.batch, c.T, epochStream)
		firsts, read := map[int32]bool{}, make([]bool, c.n)
		for range 200 {
			epoch := epochOf(d, c.T)
			all := slices.Concat(epoch...)
			first := all[0] % int32(c.T)
			firsts[first] = true
			slices.Sort(all)
			for i, at := range all {
				if at%int32(c.T) != first || at < 0 || int(at)+c.T > c.n || i > 0 && at == all[i-1] {
					t.Fatalf("%+v: windows begin at %v", c, all)
				}
				for k := range c.T {
					read[int(at)+k] = true
				}
			}
			for _, b := range epoch {
				if len(b) != d.Rows() {
					t.Fatalf("%+v: a batch of %d of %d rows", c, len(b), d.Rows())
				}
			}
			if len(epoch) != (c.n-int(first))/c.T/d.Rows() {
				t.Fatalf("%+v: %d batches from %d on", c, len(epoch), first)
			}
		}
		if want := min(c.T, c.n-c.T+1); len(firsts) != want || slices.Contains(read, false) {
			t.Errorf("%+v: %d places to begin instead of %d", c, len(firsts), want)
		}
	}
}

// The law: a deck that goes to a position deals what the one that was there deals, also after T has changed in the middle of an epoch.
func TestADeckGoesOnWhereItWas(t *testing.T) {
	for _, kind := range text.WindowKinds[1:] {
		rng := rand.New(rand.NewPCG(1, 2))
		a := text.NewDeck(kind, 300, 5, 7, epochStream)
		for range 400 {
			T := 7
			if rng.IntN(3) == 0 {
				T = 1 + rng.IntN(40)
			}
			p := a.Position()
			if !a.Holds(p) {
				t.Fatalf("%s: %+v is refused", kind, p)
			}
			b := text.NewDeck(kind, 300, 9, 3, epochStream)
			b.Seek(p, T)
			if x, y := a.Passed(T), b.Passed(T); x != y {
				t.Fatalf("%s: %g and %g epochs at %+v", kind, x, y, p)
			}
			if x, y := a.Next(T), b.Next(T); !slices.Equal(x, y) {
				t.Fatalf("%s: %v and %v at %+v", kind, x, y, p)
			}
			if a.Position() != b.Position() || a.Epochs() != b.Epochs() {
				t.Fatalf("%s: %+v and %+v", kind, a.Position(), b.Position())
			}
		}
	}
}
