package train

import (
	"runtime"
	"sync/atomic"
)

// A pool is a few threads that take numbered pieces of a job together with the caller. Which
// thread takes which piece is left to chance; what is computed must not depend on it.
type pool struct {
	size int // threads, the caller's included
	call chan struct{}
	done chan struct{}
	// The job at hand; written by the caller before the others are called.
	do   func(piece int)
	n    int
	next atomic.Int64
}

// newPool starts n−1 threads; close ends them.
func newPool(n int) *pool {
	p := &pool{size: max(n, 1), call: make(chan struct{}), done: make(chan struct{})}
	for range p.size - 1 {
		go p.work()
	}
	return p
}

func (p *pool) work() {
	runtime.LockOSThread() // and never unlocked: the thread ends with the goroutine, its niceness with it
	lowerPriority()
	for range p.call {
		p.take()
		p.done <- struct{}{}
	}
	p.done <- struct{}{}
}

// run calls do(0) … do(n−1), each once, and returns when all have returned.
func (p *pool) run(n int, do func(piece int)) {
	helpers := min(p.size, n) - 1
	p.do, p.n = do, n
	p.next.Store(0)
	for range helpers {
		p.call <- struct{}{}
	}
	p.take()
	for range helpers {
		<-p.done
	}
}

func (p *pool) take() {
	for {
		i := int(p.next.Add(1)) - 1
		if i >= p.n {
			return
		}
		p.do(i)
	}
}

// close ends the threads and waits for them.
func (p *pool) close() {
	close(p.call)
	for range p.size - 1 {
		<-p.done
	}
}
