package train

import (
	"context"

	"unroll/core/command"
)

// A Source is a run as screens, panels and commands know it: live, opened to look at, or made up for a test.
type Source interface {
	// Snapshots is a reader's own channel of states: the newest is waiting in it, the latest wins, and other
	// readers take nothing from it. It is closed when the run ends, after a last state, or when ctx is done.
	Snapshots(ctx context.Context) <-chan Snapshot
	// Send asks the run for something and never waits. False: it was not taken, because the run has ended or too
	// many commands are waiting.
	Send(c command.Command) bool
}

// A Feed hands each snapshot to all readers: what a Source is made of. The goroutine of Run owns the readers'
// channels; End ends it. One goroutine calls Publish and End.
type Feed struct {
	in    chan Snapshot // 1 deep, the latest wins; closed by End
	join  chan chan Snapshot
	leave chan chan Snapshot
	done  chan struct{}
	last  Snapshot // to be read after done
}

// NewFeed is a feed that nothing has been published in.
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

// put makes s what c holds; only one goroutine puts.
func put(c chan Snapshot, s Snapshot) {
	select {
	case <-c:
	default:
	}
	c <- s
}

// Publish hands a state to all readers and does not wait for them.
func (f *Feed) Publish(s Snapshot) { put(f.in, s) }

// End lets every reader have the last state and closes its channel.
func (f *Feed) End() {
	close(f.in)
	<-f.done
}

// Snapshots is a new reader's channel, as Source has it. It waits for Run to begin.
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
