// Package ask has the Asker, which computes things for a screen in the background, one question at a time.
//
//	Ask ──▶ a job ──▶ Answer, a message ──▶ Take ──▶ Next: a job for the newest question since
//
// Only the event loop, which owns an Asker, calls its methods; only the work itself is done in a goroutine of
// its own.
package ask

import (
	"context"
	"time"

	"unroll/ui/screen/event"
)

// A Question is something to be computed.
type Question[K comparable, A any] struct {
	// Key is everything that the answer depends on: a known answer is not computed again.
	Key K
	// Patient questions wait until the Asker has rested. A person's question is not patient; one prompted by a
	// newer model is.
	Patient bool
	// Work computes the answer, in a goroutine of its own. It may stop when ctx ends: the answer is no longer
	// wanted.
	Work func(ctx context.Context) A
}

// An Answer is the message that a job comes back with.
type Answer[K comparable, A any] struct {
	Key  K
	Is   A
	Took time.Duration // from starting the question to taking its answer

	from   *Asker[K, A]
	number int
	void   bool // its context has ended: Is may be incomplete
}

// woken is the message that an Asker has rested.
type woken[K comparable, A any] struct{ from *Asker[K, A] }

// An Asker answers questions one at a time; of those asked meanwhile it remembers the newest. The zero Asker is
// ready to use. It must not be copied.
type Asker[K comparable, A any] struct {
	// Under is the context of the run that the questions are about: once it has ended, nothing is asked. nil: it
	// never ends.
	Under context.Context
	// Now is the clock; nil: time.Now.
	Now func() time.Time

	next    *Question[K, A] // the newest not yet started
	asked   K               // the last that was started
	known   bool            // and it was, or will be, answered
	busy    bool            // its job has not returned
	number  int             // number of questions started
	begun   time.Time
	ready   time.Time // when a patient question may be started
	waking  bool      // a job is waiting for that
	ctx     context.Context
	stop    context.CancelFunc
	dropped bool // the coming answer is not wanted
}

// Ask has q answered as soon as possible; it replaces a question that has not been started. It returns what to do
// now, at most one job.
func (a *Asker[K, A]) Ask(q Question[K, A]) []event.Job {
	a.next = &q
	return a.Next()
}

// Next starts the newest question if it may. Call it after taking a message.
func (a *Asker[K, A]) Next() []event.Job {
	q := a.next
	switch {
	case q == nil:
		return nil
	case a.over(), a.known && q.Key == a.asked:
		a.next = nil
		return nil
	case a.busy:
		return nil
	}
	if wait := a.ready.Sub(a.now()); q.Patient && wait > 0 {
		return a.wake(wait)
	}
	a.next, a.asked, a.known, a.busy, a.dropped = nil, q.Key, true, true, false
	a.number++
	a.begun = a.now()
	ctx, m := a.context(), Answer[K, A]{Key: q.Key, from: a, number: a.number}
	return []event.Job{func() any {
		if ctx.Err() == nil {
			m.Is = q.Work(ctx)
		}
		m.void = ctx.Err() != nil
		return m
	}}
}

// Take reports whether a message is the Asker's own, and returns the answer it brings: nil for one that must not
// be used, of a question that was cancelled or is not the latest.
func (a *Asker[K, A]) Take(msg any) (answer *Answer[K, A], own bool) {
	switch m := msg.(type) {
	case woken[K, A]:
		if m.from != a {
			return nil, false
		}
		a.waking = false
		return nil, true
	case Answer[K, A]:
		if m.from != a {
			return nil, false
		}
		if !a.busy || m.number != a.number {
			return nil, true
		}
		a.busy = false
		if a.dropped || m.void {
			a.known = false
			return nil, true
		}
		m.Took = a.now().Sub(a.begun)
		return &m, true
	}
	return nil, false
}

// share is how long a rest is, in multiples of the time the answer took: so continuous watching takes at most a
// fifth of a processor.
const share = 4

// Rest makes patient questions wait from now on for least, or for share times took if that is longer.
func (a *Asker[K, A]) Rest(least, took time.Duration) {
	a.ready = a.now().Add(max(least, share*took))
}

// Busy reports whether a question is being answered, so that another would have to wait.
func (a *Asker[K, A]) Busy() bool { return a.busy }

// Free reports whether a patient question would be started at once.
func (a *Asker[K, A]) Free() bool { return !a.busy && !a.ready.After(a.now()) }

// Cancel drops all unanswered questions: the context of the current one ends, its answer is refused, and it may
// be asked again. No other is started before its job has returned.
func (a *Asker[K, A]) Cancel() {
	a.next, a.known, a.dropped = nil, a.known && !a.busy, true
	if a.stop != nil {
		a.stop()
	}
	a.ctx, a.stop = nil, nil
}

// wake is a job that returns when patient questions may be started; there is one at a time.
func (a *Asker[K, A]) wake(in time.Duration) []event.Job {
	if a.waking {
		return nil
	}
	a.waking = true
	ctx := a.context()
	return []event.Job{func() any {
		t := time.NewTimer(in)
		defer t.Stop()
		select {
		case <-t.C:
		case <-ctx.Done():
		}
		return woken[K, A]{a}
	}}
}

// context is the context of the questions until they are cancelled.
func (a *Asker[K, A]) context() context.Context {
	if a.ctx == nil {
		under := a.Under
		if under == nil {
			under = context.Background()
		}
		a.ctx, a.stop = context.WithCancel(under)
	}
	return a.ctx
}

func (a *Asker[K, A]) over() bool { return a.Under != nil && a.Under.Err() != nil }

func (a *Asker[K, A]) now() time.Time {
	if a.Now == nil {
		return time.Now()
	}
	return a.Now()
}
