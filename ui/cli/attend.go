package cli

import (
	"cmp"
	"context"
	"io"
	"time"

	"unroll/core/train"
	"unroll/sessions"
	"unroll/ui/stop"
)

// An interruption is what a signal has done to a run: it has been told to end, and is recorded as kept if it was not recorded
// before.
type interruption struct {
	kept string // the new session; "": it had one
}

// note takes in that the run has been interrupted.
func (w *follower) note(i interruption) {
	w.interrupted, w.stopping = true, true
	w.kept = cmp.Or(w.kept, i.kept)
}

// An attendant ends a run when a signal asks for it. It shares only the run with the follower, who may be waiting for a reader
// that has stopped reading.
type attendant struct {
	run   *sessions.Run
	store sessions.Store
	named bool // the run is recorded already
	asks  stop.Asks
	last  train.Snapshot
	owed  int                   // requests to end that the run has not taken yet
	over  <-chan train.Snapshot // once asked to end; closed when the run has ended
	saved bool                  // it has been closed
}

// attend waits for the run's end. The first signal asks it to end: after its update it validates and saves. Hurried, it does not
// validate, and the program waits only for the save, not for a reader of standard output. A terminal that does not read is not
// waited for in any case.
func (c *call) attend(arrivals <-chan time.Time, w *follower) error {
	a := &attendant{run: w.run, store: w.store, named: w.kept != ""}
	interruptions, done := make(chan interruption, 1), make(chan error, 1)
	go func() {
		w.watch(interruptions)
		done <- w.finish()
	}()
	var deaf <-chan time.Time
	for {
		select {
		case err := <-done:
			return err
		case at := <-arrivals:
			switch a.asks.Ask(at) {
			case stop.Save:
				a.interrupt(interruptions)
			case stop.Hurry:
				a.stop() // a second one: without a last validation
			}
		case s, more := <-a.over:
			if more {
				a.last = s
				a.pay()
			} else {
				a.over, a.saved = nil, true
			}
		case <-deaf:
			return c.unheard(a)
		}
		if a.saved && deaf == nil && (a.asks.At() >= stop.Hurry || isTerminal(c.errw.screen()) || isTerminal(c.out)) {
			deaf = time.After(deafAfter)
		}
	}
}

// interrupt ends the run at the next update, and first records it if it is not recorded yet.
func (a *attendant) interrupt(tell chan<- interruption) {
	var i interruption
	if !a.named {
		s := a.run.CreateFree(a.store)
		i.kept = s.Name()
		a.run.Record(s)
	}
	tell <- i // before the run ends: there is room
	a.over = a.run.Snapshots(context.Background())
	a.stop()
}

// stop asks the run to end.
func (a *attendant) stop() {
	a.owed++
	a.pay()
}

// pay makes the requests that the run had no room for; the next snapshot calls it again.
func (a *attendant) pay() {
	for a.owed > 0 && a.run.Send(train.Stop()) {
		a.owed--
	}
}

// unheard is how a run ends whose last words nobody reads. It has saved.
func (c *call) unheard(a *attendant) error {
	if canRewrite(c.errw.screen()) {
		go io.WriteString(c.errw, "\r\x1b[K")
	}
	if err := a.run.End(); err != nil {
		return err
	}
	kept := a.last.Saved.To
	return &interrupted{errInterrupted.Of(count(a.last.Step), kept), hintResume.Of(kept)}
}
