// Package feed passes the states of something that changes to any number of readers, none of whom it waits for.
package feed

import "context"

// A Feed passes each state of type S to all readers. The goroutine of Run owns the
// readers' channels; End ends it. Publish and End are called from one goroutine.
type Feed[S any] struct {
	in    chan S // 1 deep, the latest wins; closed by End
	join  chan chan S
	leave chan chan S
	done  chan struct{}
	last  S // read it only after done is closed
}

// New returns an empty feed.
func New[S any]() *Feed[S] {
	return &Feed[S]{in: make(chan S, 1), join: make(chan chan S), leave: make(chan chan S), done: make(chan struct{})}
}

// Run serves the readers until End.
func (f *Feed[S]) Run() {
	readers, shown := map[chan S]bool{}, false
	for {
		select {
		case s, more := <-f.in:
			if !more {
				for c := range readers {
					close(c)
				}
				close(f.done)
				return
			}
			f.last, shown = s, true
			for c := range readers {
				put(c, s)
			}
		case c := <-f.join:
			readers[c] = true
			if shown {
				put(c, f.last)
			}
		case c := <-f.leave:
			if readers[c] {
				delete(readers, c)
				close(c)
			}
		}
	}
}

// put replaces the content of c by s; only one goroutine may call it.
func put[S any](c chan S, s S) {
	select {
	case <-c:
	default:
	}
	c <- s
}

// Publish passes a state to all readers without waiting for them.
func (f *Feed[S]) Publish(s S) { put(f.in, s) }

// End closes every reader's channel, leaving the last state in it.
func (f *Feed[S]) End() {
	close(f.in)
	<-f.done
}

// Snapshots returns a new reader's channel: it holds the newest state, the latest wins, and other readers take nothing from it. It is
// closed by End, after a last state, or when ctx is done. Snapshots waits for Run to start.
func (f *Feed[S]) Snapshots(ctx context.Context) <-chan S {
	c := make(chan S, 1)
	select {
	case f.join <- c:
	case <-f.done:
		c <- f.last
		close(c)
		return c
	}
	context.AfterFunc(ctx, func() {
		select {
		case f.leave <- c:
		case <-f.done:
		}
	})
	return c
}
