// Package stop says how seriously the program has been asked to end: by signals, by keys, or by both.
//
// One request often arrives as several: `timeout` signals its child and then the child's whole group, a shell and the
// kernel both hang up. So requests that follow the first within a second are the same request, unless there are three.
package stop

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

// A Degree is what a request to end asks for.
type Degree int

const (
	Again Degree = iota // nothing more than what has been asked for already
	Save                // the first: finish the update, validate, save, end
	Hurry               // a second, at least a second later, or a third: do not validate, wait for no reader; save and end
	Leave               // one more, at least a second after Hurry: a key may then leave without saving; a signal never does
)

// apart is the least time between two requests that are not the same one.
const apart = time.Second

// Asks counts the requests to end. The zero value has none.
type Asks struct {
	n     int
	since time.Time // when the degree was last raised
	at    Degree
}

// Ask counts a request at a time of the monotonic clock, and returns what it asks for in addition to those before.
func (a *Asks) Ask(now time.Time) Degree {
	a.n++
	late := now.Sub(a.since) >= apart
	switch {
	case a.n == 1:
		a.at = Save
	case a.at == Save && (late || a.n >= 3):
		a.at = Hurry
	case a.at == Hurry && late:
		a.at = Leave
	default:
		return Again
	}
	a.since = now
	return a.at
}

// At is the highest degree so far; Again if there was no request.
func (a *Asks) At() Degree { return a.at }

// Ending are the signals that end the program after saving. A hang-up that was ignored when the program started
// (nohup) stays ignored.
func Ending() []os.Signal {
	list := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		list = append(list, syscall.SIGHUP)
	}
	return list
}

// Watch reports when signals of Ending arrive, by the monotonic clock: not when somebody reads the report. end stops it.
func Watch() (arrivals <-chan time.Time, end func()) {
	signals, out, over := make(chan os.Signal, 8), make(chan time.Time, 8), make(chan struct{})
	signal.Notify(signals, Ending()...)
	go func() {
		for {
			select {
			case <-signals:
				select {
				case out <- time.Now():
				default: // eight that nobody has read yet say all there is to say
				}
			case <-over:
				return
			}
		}
	}()
	return out, func() {
		signal.Stop(signals)
		close(over)
	}
}
