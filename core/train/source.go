package train

import (
	"context"

	"unroll/core/command"
)

// A Source is a run as screens, panels and commands know it: live, opened to look at, or made up for a test.
type Source interface {
	// Snapshots returns a reader's own channel of states: it holds the newest one, the latest wins, and other
	// readers take nothing from it. It is closed when the run ends, after a last state, or when ctx is done.
	Snapshots(ctx context.Context) <-chan Snapshot
	// Send asks the run for something and never blocks. False: it was not accepted, because the run has ended or
	// too many commands are waiting.
	Send(c command.Command) bool
}

// A Feed passes each snapshot to all readers; a Source can be built on it. The goroutine of Run owns the
// readers' channels; End ends it. Publish and End are called from one goroutine.
type Feed struct {
	in    chan Snapshot // 1 deep, the latest wins; closed by End
	join  chan chan Snapshot
	leave chan chan Snapshot
	done  chan struct{}
	last  Snapshot // read it only after done is closed
}

// NewFeed returns an empty feed.
func NewFeed() *Feed {
	return &Feed{in: make(chan Snapshot, 1), join: make(chan chan Snapshot), leave: make(chan chan Snapshot), done: make(chan struct{})}
}

// Run serves the readers until End.
func (f *Feed) Run() {
	readers, shown := map[chan Snapshot]bool{}, false
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
func put(c chan Snapshot, s Snapshot) {
	select {
	case <-c:
	default:
	}
	c <- s
}

// Publish passes a state to all readers without waiting for them.
func (f *Feed) Publish(s Snapshot) { put(f.in, s) }

// End closes every reader's channel, leaving the last state in it.
func (f *Feed) End() {
	close(f.in)
	<-f.done
}

// Snapshots returns a new reader's channel, as in Source. It waits for Run to start.
func (f *Feed) Snapshots(ctx context.Context) <-chan Snapshot {
	c := make(chan Snapshot, 1)
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
