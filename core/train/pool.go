package train

import (
	"runtime"
	"sync/atomic"
	"time"
)

// A pool is a few threads that take numbered pieces of a job together with the caller. Which
// thread takes which piece is left to chance; what is computed must not depend on it. It is nn's Workers.
//
// An update is half a dozen jobs, some of a few dozen microseconds: waking a sleeping thread would take
// as long. Therefore whoever waits looks about for a moment before it goes to sleep.
type pool struct {
	helpers []*helper
	round   atomic.Uint32 // of the job at hand
	left    atomic.Int32  // helpers that have not done with it
	asleep  atomic.Bool   // the caller, until the last helper wakes it
	done    chan struct{}
	ending  bool
	wait    time.Duration // patience
	// The job at hand; written by the caller before round.
	do   func(piece, thread int)
	n    int
	next atomic.Int64
}

type helper struct {
	asleep atomic.Bool
	wake   chan struct{}
}

// patience is how long one looks about before going to sleep. It is longer than any two threads are apart
// in an update, so that within a run nobody sleeps: a thread that was woken may for milliseconds have
// to share a processor with the one that woke it, while another is idle. Where the pool would keep every
// thread that Go runs at a time, whoever waits must make room at once.
func patience(threads int) time.Duration {
	if runtime.GOMAXPROCS(0) > threads {
		return 500 * time.Microsecond
	}
	return 5 * time.Microsecond
}

// MakeRoom lets Go run one thread more than compute, as long as there are processors for those: then
// they may wait awake, and the interface gets its turn all the same. It is for programs to call that
// begin a run.
func MakeRoom(threads int) {
	if n := min(threads, runtime.NumCPU()) + 1; runtime.GOMAXPROCS(0) < n {
		runtime.GOMAXPROCS(n)
	}
}

// holds looks until f holds, at most for patience; it says whether f came to hold.
func holds(patience time.Duration, f func() bool) bool {
	const looks = 500 // between looks at the clock
	for start := time.Now(); ; {
		for range looks {
			if f() {
				return true
			}
		}
		if time.Since(start) > patience {
			return false
		}
	}
}

// newPool starts n−1 threads; close ends them. Where Go runs one thread at a time there are no others:
// they would take turns with the caller and leave nobody else in between.
func newPool(n int) *pool {
	if runtime.GOMAXPROCS(0) == 1 {
		n = 1
	}
	p := &pool{done: make(chan struct{}, 1), wait: patience(n)}
	for i := range max(n, 1) - 1 {
		h := &helper{wake: make(chan struct{}, 1)}
		p.helpers = append(p.helpers, h)
		go p.work(h, i+1)
	}
	return p
}

// Threads is how many take part, the caller's included.
func (p *pool) Threads() int { return len(p.helpers) + 1 }

// Run calls do for pieces 0 … n−1, each once, and returns when all have returned.
func (p *pool) Run(n int, do func(piece, thread int)) {
	p.do, p.n = do, n
	p.next.Store(0)
	if n > 1 {
		p.call()
	}
	p.take(0)
	if n > 1 {
		p.await()
	}
}

func (p *pool) take(thread int) {
	for {
		i := int(p.next.Add(1)) - 1
		if i >= p.n {
			return
		}
		p.do(i, thread)
	}
}

// call begins a round for the helpers.
func (p *pool) call() {
	p.left.Store(int32(len(p.helpers)))
	p.round.Add(1)
	for _, h := range p.helpers {
		if h.asleep.Swap(false) {
			h.wake <- struct{}{}
		}
	}
}

// await returns when the helpers have done with the round.
func (p *pool) await() {
	if holds(p.wait, func() bool { return p.left.Load() == 0 }) {
		return
	}
	p.asleep.Store(true)
	if p.left.Load() == 0 && p.asleep.CompareAndSwap(true, false) {
		return // nobody has seen that it slept, so nobody will wake it
	}
	<-p.done
}

func (p *pool) work(h *helper, thread int) {
	runtime.LockOSThread() // and never unlocked: the thread ends with the goroutine, its niceness with it
	lowerPriority(niceness)
	for round := uint32(1); ; round++ {
		h.sleepUntil(&p.round, round, p.wait)
		ending := p.ending
		if !ending {
			p.take(thread)
		}
		if p.left.Add(-1) == 0 && p.asleep.CompareAndSwap(true, false) {
			p.done <- struct{}{}
		}
		if ending {
			return
		}
	}
}

// sleepUntil returns when a round has been called.
func (h *helper) sleepUntil(now *atomic.Uint32, round uint32, patience time.Duration) {
	if holds(patience, func() bool { return now.Load() == round }) {
		return
	}
	h.asleep.Store(true)
	if now.Load() == round && h.asleep.CompareAndSwap(true, false) {
		return // it was called just then, and not woken
	}
	<-h.wake
}

// close ends the threads and waits for them.
func (p *pool) close() {
	p.ending = true
	p.call()
	p.await()
}
