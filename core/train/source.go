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

// A broadcast hands each snapshot to all readers. The goroutine of run owns their channels; end ends it.
type broadcast struct {
	in    chan Snapshot // 1 deep, the latest wins; closed by the run
	join  chan chan Snapshot
	leave chan chan Snapshot
	done  chan struct{}
	last  Snapshot // to be read after done
}

func newBroadcast() *broadcast {
	return &broadcast{in: make(chan Snapshot, 1), join: make(chan chan Snapshot), leave: make(chan chan Snapshot), done: make(chan struct{})}
}

func (b *broadcast) run() {
	readers, shown := map[chan Snapshot]bool{}, false
	for {
		select {
		case s, more := <-b.in:
			if !more {
				for c := range readers {
					close(c)
				}
				close(b.done)
				return
			}
			b.last, shown = s, true
			for c := range readers {
				put(c, s)
			}
		case c := <-b.join:
			readers[c] = true
			if shown {
				put(c, b.last)
			}
		case c := <-b.leave:
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

// publish hands a state to all readers and does not wait for them; only one goroutine calls it.
func (b *broadcast) publish(s Snapshot) { put(b.in, s) }

// end lets every reader have the last state and closes its channel.
func (b *broadcast) end() {
	close(b.in)
	<-b.done
}

// reader is a new reader's channel, until ctx is done. It waits for run to begin.
func (b *broadcast) reader(ctx context.Context) <-chan Snapshot {
	c := make(chan Snapshot, 1)
	select {
	case b.join <- c:
	case <-b.done:
		c <- b.last
		close(c)
		return c
	}
	context.AfterFunc(ctx, func() {
		select {
		case b.leave <- c:
		case <-b.done:
		}
	})
	return c
}
