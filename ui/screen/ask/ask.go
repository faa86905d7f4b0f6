// Package ask has the Asker: what a screen wants worked out beside it, one question at a time.
//
//	Ask ──▶ a job ──▶ Answer, a message ──▶ Take ──▶ Next: a job for the newest question since
//
// The event loop owns an Asker and alone calls its methods; only the work itself is done in a goroutine of
// its own.
package ask

import (
	"context"
	"time"

	"unroll/ui/screen/event"
)

// A Question is something to be worked out.
type Question[K comparable, A any] struct {
	// Key is all that the answer depends on: what is known is not asked again.
	Key K
	// Patient: it waits until the Asker has rested. A person's question is not patient; one that a newer
	// model brings up is.
	Patient bool
	// Work answers it, in a goroutine of its own. Where ctx ends it may stop: nobody wants the answer.
	Work func(ctx context.Context) A
}

// An Answer is the message that a job comes back with.
type Answer[K comparable, A any] struct {
	Key  K
	Is   A
	Took time.Duration // from the question to its being taken

	from   *Asker[K, A]
	number int
	void   bool // its context has ended: Is may be half an answer
}

// woken is the message that an Asker has rested.
type woken[K comparable, A any] struct{ from *Asker[K, A] }

// An Asker has questions answered one at a time; of those that come meanwhile the newest is remembered. The
// zero Asker is ready. It must not be copied.
type Asker[K comparable, A any] struct {
	// Under is what the questions are about, a run: nothing is asked when it has ended. nil: it has no end.
	Under context.Context
	// Now is the clock; nil: time.Now.
	Now func() time.Time

	next    *Question[K, A] // the newest that is not begun
	asked   K               // the last that was begun
	known   bool            // and was, or will be, answered
	busy    bool            // its job is not back
	number  int             // of questions begun
	begun   time.Time
	ready   time.Time // when a patient question may be begun
	waking  bool      // a job waits for that
	ctx     context.Context
	stop    context.CancelFunc
	dropped bool // the answer that will come is not wanted
}

// Ask has q answered in its turn: it takes the place of what was asked and is not begun. It returns what
// there is to do now, at most one job.
func (a *Asker[K, A]) Ask(q Question[K, A]) []event.Job {
	a.next = &q
	return a.Next()
}

// Next begins the newest question, if it may be. It is to be called when a message has been taken.
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

// Take says whether a message is the Asker's own, and which answer it brings: nil for one that is not to be
// used, of a question that was cancelled or is not the last.
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

// share is how many times as long as an answer took is rested after it, at the least: looking on takes a
// fifth of a processor then.
const share = 4

// Rest has patient questions wait for so long from now on, and share times as long as an answer took.
func (a *Asker[K, A]) Rest(least, took time.Duration) {
	a.ready = a.now().Add(max(least, share*took))
}

// Busy says whether a question is being answered: another would have to wait.
func (a *Asker[K, A]) Busy() bool { return a.busy }

// Free says whether a patient question would be begun at once.
func (a *Asker[K, A]) Free() bool { return !a.busy && !a.ready.After(a.now()) }

// Cancel forgets what is not answered: the context of the question at hand ends, its answer is refused, and it
// may be asked again. No other is begun before its job is back.
func (a *Asker[K, A]) Cancel() {
	a.next, a.known, a.dropped = nil, a.known && !a.busy, true
	if a.stop != nil {
		a.stop()
	}
	a.ctx, a.stop = nil, nil
}

// wake is a job that comes back when patient questions may be begun; there is one at a time.
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

// context is that of the questions until they are cancelled.
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
