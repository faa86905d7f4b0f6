package work

import (
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// A Pool is a few threads that share the numbered pieces of a job with the caller. Which thread takes
// which piece is left to chance; the results must not depend on it. It implements nn.Workers.
//
// An update is half a dozen jobs, some of a few dozen microseconds: waking a sleeping thread would take as
// long. Therefore a waiting thread spins for a moment before it goes to sleep, and a job is done when its
// pieces are: a thread that comes late has missed it, and nothing waits for that thread.
type Pool struct {
	helpers  []*helper
	do       func(piece, thread int) // the current job; the caller writes it between jobs
	tickets  tickets
	finished atomic.Int32 // pieces of the current job
	asleep   atomic.Bool  // the caller, until the thread that finishes the last piece wakes it
	done     chan struct{}
	nice     bool
	wait     time.Duration // patience
	closing  atomic.Bool
	ended    sync.WaitGroup
}

type helper struct {
	asleep atomic.Bool
	wake   chan struct{}
}

// tickets hand out pieces: 24 bits count jobs, 20 hold the current job's number of pieces, 20 the next piece. They
// are in one word so that a thread that comes late cannot mistake a piece of the next job for one of the last.
type tickets struct{ word atomic.Uint64 }

const pieceBits = 20

func (t *tickets) offer(pieces int) {
	if pieces >= 1<<pieceBits {
		panic("work: a job of too many pieces")
	}
	jobs := t.word.Load()>>(2*pieceBits) + 1
	t.word.Store(jobs<<(2*pieceBits) | uint64(pieces)<<pieceBits)
}

// open reports whether there is a piece to take.
func (t *tickets) open() bool { _, _, ok := split(t.word.Load()); return ok }

func (t *tickets) take() (piece, of int, ok bool) {
	for {
		word := t.word.Load()
		if piece, of, ok = split(word); !ok || t.word.CompareAndSwap(word, word+1) {
			return piece, of, ok
		}
	}
}

func split(word uint64) (next, of int, ok bool) {
	const mask = 1<<pieceBits - 1
	next, of = int(word&mask), int(word>>pieceBits&mask)
	return next, of, next < of
}

// patience is how long a thread spins before it goes to sleep. It is longer than any two threads are
// apart in an update, so that no thread sleeps within a run: a thread that was woken may have to share a
// processor with the one that woke it for milliseconds, while another processor is idle. If the pool
// would occupy every thread that Go runs at a time, a waiting thread must make room at once.
func patience(threads int) time.Duration {
	if runtime.GOMAXPROCS(0) > threads {
		return 500 * time.Microsecond
	}
	return 5 * time.Microsecond
}

// MakeRoom lets Go run one thread more than the number that compute, up to the number of processors plus one:
// then these may spin while waiting, and the interface still gets its turn. Programs that start a run call it.
func MakeRoom(threads int) {
	if n := min(threads, runtime.NumCPU()) + 1; runtime.GOMAXPROCS(0) < n {
		runtime.GOMAXPROCS(n)
	}
}

// holds spins until f is true, at most for patience; it reports whether f became true.
func holds(patience time.Duration, f func() bool) bool {
	const looks = 500 // calls of f between looks at the clock
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

// New starts n−1 threads; Close stops them. Nice threads give way to the interface, as the caller
// then does too. If Go runs only one thread at a time, New starts none: they would alternate with the
// caller and leave no time for anything else.
func New(n int, nice bool) *Pool {
	if runtime.GOMAXPROCS(0) == 1 {
		n = 1
	}
	p := &Pool{done: make(chan struct{}, 1), nice: nice, wait: patience(n)}
	for i := range max(n, 1) - 1 {
		h := &helper{wake: make(chan struct{}, 1)}
		p.helpers = append(p.helpers, h)
		p.ended.Add(1)
		go p.work(h, i+1)
	}
	return p
}

// Threads is the number of threads, including the caller's.
func (p *Pool) Threads() int { return len(p.helpers) + 1 }

// Run calls do for pieces 0 … n−1, each once, and returns when all have returned.
func (p *Pool) Run(n int, do func(piece, thread int)) {
	if n <= 1 || len(p.helpers) == 0 {
		for i := range n {
			do(i, 0)
		}
		return
	}
	p.do = do
	p.finished.Store(0)
	p.tickets.offer(n)
	p.wakeHelpers()
	p.take(0)
	p.await(int32(n))
}

// take does pieces until none is left.
func (p *Pool) take(thread int) {
	for {
		i, of, ok := p.tickets.take()
		if !ok {
			return
		}
		p.do(i, thread)
		if int(p.finished.Add(1)) == of && p.asleep.CompareAndSwap(true, false) {
			p.done <- struct{}{}
		}
	}
}

func (p *Pool) wakeHelpers() {
	for _, h := range p.helpers {
		if h.asleep.Swap(false) {
			h.wake <- struct{}{}
		}
	}
}

// await returns when n pieces are finished. It may be woken too early, by a thread that finished the last piece
// of the previous job and was preempted before it checked for a sleeper.
func (p *Pool) await(n int32) {
	finished := func() bool { return p.finished.Load() == n }
	for !holds(p.wait, finished) {
		p.asleep.Store(true)
		if finished() && p.asleep.CompareAndSwap(true, false) {
			return // no thread has seen that it slept, so none will wake it
		}
		<-p.done
	}
}

func (p *Pool) work(h *helper, thread int) {
	defer p.ended.Done()
	runtime.LockOSThread() // never unlocked: the thread, with its niceness, ends with the goroutine
	if p.nice {
		LowerPriority(Niceness)
	}
	for !p.closing.Load() {
		p.take(thread)
		p.rest(h)
	}
}

// rest returns when there may be something to do, or the pool is closing.
func (p *Pool) rest(h *helper) {
	wanted := func() bool { return p.tickets.open() || p.closing.Load() }
	if holds(p.wait, wanted) {
		return
	}
	h.asleep.Store(true)
	if wanted() && h.asleep.CompareAndSwap(true, false) {
		return // work arrived just then, without waking it
	}
	<-h.wake
}

// Close stops the threads and waits for them.
func (p *Pool) Close() {
	p.closing.Store(true)
	p.wakeHelpers()
	p.ended.Wait()
}
