package nn

import (
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
)

// crowd is a number of threads; each piece runs on a goroutine of its own, in no order.
type crowd int

func (c crowd) Threads() int { return int(c) }

func (c crowd) Run(n int, do func(piece, thread int)) {
	for lo := 0; lo < n; lo += int(c) {
		var all sync.WaitGroup
		for i := lo; i < min(lo+int(c), n); i++ {
			all.Go(func() { do(i, i-lo) })
		}
		all.Wait()
	}
}

// testThreads reads a text twice with the given workers and returns all the results.
func testThreads[F Float](t *testing.T, spec Spec, c Workers) (all []F, nll float64) {
	t.Helper()
	const T, B = 5, 7
	net := makeNet[F](t, spec)
	net.Init(rand.New(rand.NewPCG(1, 1)))
	if c != nil {
		net.PrepareBy(c)
	}
	tape := newNetTape(net, T, B)
	if c != nil {
		tape.UseWorkers(c)
	}
	rng := rand.New(rand.NewPCG(2, 2))
	for i := range 2 {
		r := newReading(T, B, spec.Vocab, rng)
		forward(tape, r.tokens, r.reset, &Masks{3, uint64(i)})
		sum, _ := backward(tape, r.targets, 0.1)
		nll += sum
		all = append(all, tape.grad...)
	}
	for _, s := range tape.State() {
		all = append(all, s...)
	}
	return all, nll
}

// The law that makes runs reproducible: loss, gradients and state are the same bit for bit for any
// number of threads.
func TestThreadsDoNotChangeABit(t *testing.T) {
	eachSpec(t, func(t *testing.T, spec Spec) {
		spec.Dropout, spec.Hidden = 0.3, 37
		want, loss := testThreads[float32](t, spec, nil)
		for _, n := range []crowd{1, 2, 3, 8, 50} {
			got, nll := testThreads[float32](t, spec, n)
			if nll != loss || !slices.Equal(got, want) {
				t.Errorf("%d threads: loss %v instead of %v", n, nll, loss)
			}
		}
	})
}
