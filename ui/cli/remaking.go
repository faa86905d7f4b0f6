package cli

import (
	"fmt"
	"io"
	"strings"
	"time"

	"unroll/core/text"
	"unroll/sessions"
	"unroll/ui/draw/grid"
)

// A remaking says how many updates of a run have been made again: on a terminal in one line that is rewritten, elsewhere in a line now and
// then. What is quick is not mentioned.
type remaking struct {
	*progress
	began bool
}

// remaking is how a session's run is made again, with its progress on standard error unless quiet; end takes that off the terminal.
func (c *call) remaking(moved []string, threads int, quiet bool, o sessions.Remaking) (how sessions.Remaking, end func()) {
	r := &remaking{progress: c.newProgress(quiet, text.Facts{})}
	o.Moved, o.Threads, o.Tell = moved, threads, r.tell
	return o, func() {
		c.stopBusy()
		r.clear()
	}
}

// tell says how far the work is, if it is due.
func (r *remaking) tell(made, of int) error {
	if !r.began {
		r.call.stopBusy()
		r.progress.began, r.shownAt, r.began = time.Now(), time.Now(), true
	}
	every := lineEvery
	if r.screen != nil {
		every = rewriteEvery
	}
	if r.quiet || time.Since(r.shownAt) < every {
		return nil
	}
	r.shownAt = time.Now()
	w, part := r.call.words.CLI.Forks, float64(made)/float64(max(of, 1))
	list := []string{fmt.Sprintf(w.Again, count(made), count(of))}
	if part > 0.005 {
		left := time.Duration(float64(time.Since(r.progress.began)) / part * (1 - part))
		list = append(list, fmt.Sprintf(w.AgainLeft, r.call.clock(left)))
	}
	if r.screen == nil {
		fmt.Fprintln(r.w, strings.Join(list, "  "))
		return nil
	}
	width := columns(r.screen) - 1
	if length := min(width-66, 30); length >= 8 {
		list = append([]string{bar(part, length, '━', '─')}, list...)
	}
	r.shown = true
	io.WriteString(r.w, "\r"+grid.Truncate(strings.Join(list, "  "), width, "…")+"\x1b[K")
	return nil
}
