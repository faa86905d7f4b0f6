package term

import (
	"bytes"
	"os"
	"sync/atomic"
	"time"
)

// Output is the terminal's output, written by a goroutine of its own. While the terminal reads, a Write waits until it has
// taken everything, so that a slow line thins out the frames. A terminal that takes nothing for as long as Patience no longer
// stops whoever writes: what is written then is dropped, and Redraw says when it reads again.
type Output struct {
	*os.File
	Patience time.Duration
	// Redraw receives something after a stall: what was drawn meanwhile is missing. It has room for one.
	Redraw  chan struct{}
	queue   chan chunk
	over    chan struct{}
	stalled atomic.Bool // the goroutine has been in one write for longer than Patience
	dropped atomic.Bool // something has been dropped since the last Restore
}

// A chunk is what one Write is given. Its bytes belong to the goroutine.
type chunk struct {
	b    []byte
	done chan error // has room for the result
}

// patience is how long a terminal may take for one frame before nobody waits for it any more.
const patience = time.Second

// NewOutput begins to write to f. Call Close in the end.
func NewOutput(f *os.File) *Output {
	o := &Output{File: f, Patience: patience, Redraw: make(chan struct{}, 1), queue: make(chan chunk), over: make(chan struct{})}
	go o.run()
	return o
}

// run writes chunks in order until Close.
func (o *Output) run() {
	for {
		select {
		case c := <-o.queue:
			_, err := o.File.Write(c.b)
			c.done <- err
			if o.stalled.Swap(false) {
				select {
				case o.Redraw <- struct{}{}:
				default:
				}
			}
		case <-o.over:
			return
		}
	}
}

// Write writes b, or drops it while the terminal is stalled, which is not an error. Error: the file's.
func (o *Output) Write(b []byte) (int, error) {
	c := chunk{bytes.Clone(b), make(chan error, 1)}
	if o.stalled.Load() {
		select {
		case o.queue <- c:
		default:
			o.dropped.Store(true)
			return len(b), nil
		}
	} else if !o.hand(c) {
		o.dropped.Store(true)
		return len(b), nil
	}
	late := time.NewTimer(o.Patience)
	defer late.Stop()
	select {
	case err := <-c.done:
		if err != nil {
			return 0, err
		}
	case <-late.C:
		o.stalled.Store(true) // it arrives, in its order, if the terminal ever reads
		select {
		case <-c.done: // it has arrived at this very moment: then nobody else says so
			o.stalled.Store(false)
		default:
		}
	}
	return len(b), nil
}

// hand gives a chunk to the goroutine; false: it is still busy with another after Patience.
func (o *Output) hand(c chunk) bool {
	late := time.NewTimer(o.Patience)
	defer late.Stop()
	select {
	case o.queue <- c:
		return true
	case <-late.C:
	case <-o.over:
	}
	return false
}

// restores undoes what the library asks a terminal for: pasting in brackets, the mouse, the hidden cursor, the other screen.
const restores = "\x1b[?2004l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1049l\x1b[?25h"

// Restore puts the terminal back if what the library wrote for that may have been dropped; false: it still reads nothing.
func (o *Output) Restore() bool {
	text := ""
	if o.dropped.Swap(false) {
		text = restores
	}
	c := chunk{[]byte(text), make(chan error, 1)}
	if !o.hand(c) {
		o.dropped.Store(true)
		return false
	}
	late := time.NewTimer(o.Patience)
	defer late.Stop()
	select {
	case <-c.done:
		return true
	case <-late.C:
		return false
	}
}

// Close ends the goroutine, as soon as the terminal has taken what it is writing. The file stays open.
func (o *Output) Close() error {
	close(o.over)
	return nil
}
