package nn

import (
	"math/rand/v2"
	"testing"
)

// oneOf is three threads, one of which does everything: a different one each time.
type oneOf struct{ turn int }

func (o *oneOf) Threads() int { return 3 }

func (o *oneOf) Run(n int, do func(piece, thread int)) {
	for i := range n {
		do(i, o.turn)
	}
}

// The law: after the first reading nothing is allocated, whichever thread takes which piece: a thread
// that has done nothing so far already has its buffers.
func TestAThreadThatComesLateFindsItsRoomMade(t *testing.T) {
	eachSpec(t, func(t *testing.T, spec Spec) {
		spec.Dropout, spec.Hidden = 0.3, 37
		testLateThread(t, spec)
	})
}

func testLateThread(t *testing.T, spec Spec) {
	const T, B = 30, 11 // more rows than kernel.StepsAtOnce
	net := makeNet[float32](t, spec)
	rng := rand.New(rand.NewPCG(3, 3))
	net.Init(rng)
	r := newReading(T, B, spec.Vocab, rng)
	for late := range 3 {
		// Go's runtime also allocates now and then; a broken law fails every time.
		least := lateAllocations(net, r, late)
		for look := 0; look < 2 && least > 0; look++ {
			least = lateAllocations(net, r, late)
		}
		if least != 0 {
			t.Errorf("thread %d: %v allocations", late, least)
		}
	}
}

// lateAllocations is how many the second reading makes, done by thread late, after thread 0 did the first.
func lateAllocations(net *Net[float32], r reading, late int) float64 {
	tape, w, masks := newNetTape(net, r.T, r.B), &oneOf{}, &Masks{3, 0}
	tape.UseWorkers(w)
	b := batchOf[float32](r.B, r.tokens, r.targets, r.reset)
	return testing.AllocsPerRun(1, func() { // runs it once more than it counts
		defer func() { w.turn = late }()
		tape.Forward(b, masks)
		tape.Backward(b, 0.1)
		net.PrepareBy(w)
	})
}
