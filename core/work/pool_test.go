package work

import (
	"runtime"
	"sync/atomic"
	"testing"
)

// The law: every piece of every job is done once, and none is still running when Run returns, however
// late a thread comes. The results are read without further synchronization, so that the race detector
// catches a thread that is still running.
func TestRunDoesEachPieceOnce(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(4))
	for _, threads := range []int{1, 2, 3, 7} {
		p := New(threads, false)
		counts := make([]int, 40)
		for job := range 3000 {
			n := job * 7 % len(counts)
			clear(counts)
			var out atomic.Bool
			p.Run(n, func(piece, thread int) {
				if thread < 0 || thread >= p.Threads() || out.Load() {
					t.Errorf("job %d: thread %d of %d, after its end: %v", job, thread, p.Threads(), out.Load())
				}
				if piece%11 == 3 {
					runtime.Gosched() // other threads get ahead, and the caller falls asleep now and then
				}
				counts[piece]++
			})
			out.Store(true)
			for i, c := range counts {
				if (i < n && c != 1) || (i >= n && c != 0) {
					t.Fatalf("job %d of %d pieces: piece %d was done %d times", job, n, i, c)
				}
			}
		}
		p.Close()
	}
}

// No two pieces done at the same time have the same thread number: core/nn's lanes depend on it.
func TestThreadsOfAPoolAreTheirOwn(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(4))
	p := New(4, false)
	defer p.Close()
	busy := make([]atomic.Bool, p.Threads())
	for range 500 {
		p.Run(64, func(_, thread int) {
			if busy[thread].Swap(true) {
				t.Error("two pieces at a time with one thread number")
			}
			runtime.Gosched()
			busy[thread].Store(false)
		})
	}
}
