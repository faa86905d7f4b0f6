package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"unroll/core/history"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
)

// A follower watches a run from its beginning to its end.
type follower struct {
	*call
	run       *sessions.Run
	snapshots <-chan train.Snapshot
	store     sessions.Store
	logs      []*rowLog
	bar       *progress
	began     time.Time
	past      history.View // the history before this run
	held      int          // the step up to which the run knows that the logs have everything
	last      train.Snapshot

	stopping    bool
	interrupted bool
	kept        string // the session; "": none
	err         error  // the first error outside the run
}

// follow starts a run and stays with it.
func (c *call) follow(p plan, f trainFlags, store sessions.Store) error {
	o := train.Options{Threads: f.threads, Autosave: f.autosave, Paused: true, From: p.from, Start: p.start}
	run, err := sessions.BeginOn(p.origin, p.recipe, o)
	if err != nil {
		p.close()
		return startError(err)
	}
	run.Preset = p.preset
	w := &follower{call: c, run: run, store: store, held: -history.Recent, bar: c.newProgress(f.quiet, run.Facts)}
	if p.from != nil {
		w.past = p.from.History
	}
	if err := w.begin(p, f); err != nil {
		run.End()
		p.close()
		return err
	}
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(signals)
	return c.attend(signals, w)
}

// attend waits for the run's end. The first signal asks it to end; the second does not wait, neither for a save
// nor for a reader of standard output.
func (c *call) attend(signals <-chan os.Signal, w *follower) error {
	first, done := make(chan os.Signal, 1), make(chan error, 1)
	go func() {
		w.watch(first)
		done <- w.finish()
	}()
	for asked := false; ; asked = true {
		select {
		case err := <-done:
			return err
		case s := <-signals:
			if asked {
				if canRewrite(c.errw) {
					io.WriteString(c.errw, "\r\x1b[K")
				}
				return &interrupted{err: errInterrupted2.Of()}
			}
			first <- s
		}
	}
}

// startError: an error that is not the text's is the recipe's.
func startError(err error) error {
	var bad *datasets.BadData
	if errors.As(err, &bad) {
		return err
	}
	return wrong(err)
}

// close discards a run that will not begin.
func (p plan) close() {
	if p.recorder != nil {
		p.recorder.Close()
	}
}

// begin opens the logs and starts the run. Nothing has been written before.
func (w *follower) begin(p plan, f trainFlags) error {
	w.snapshots = w.run.Snapshots(context.Background())
	first := <-w.snapshots
	if first.Phase == train.Finished {
		return atEnd(first.Step)
	}
	w.last = first
	for _, log := range []struct {
		path string
		form rowForm
	}{{f.jsonl, jsonRows(w.run.Data)}, {f.csv, csvRows(w.run.Data)}} {
		if log.path == "" {
			continue
		}
		if over := overwrites(log.path, &w.run.Subject); over != "" {
			return misuse(errOverwrites, over)
		}
		l, err := w.openLog(log.path, log.form, p.from)
		if err != nil {
			return err
		}
		w.logs = append(w.logs, l)
	}
	w.hold()
	if p.recorder != nil {
		w.kept = p.recorder.Name()
		w.run.Record(p.recorder)
	}
	for _, change := range p.settings {
		w.run.Send(change)
	}
	w.bar.opening(first, &w.run.Subject)
	if p.start != nil && w.run.Corpus != nil {
		w.bar.say(w.meeting(p.start))
	}
	w.began = time.Now()
	w.run.Send(train.Resume())
	return nil
}

// overwrites is the file of the data that writing to path would destroy; "" if none.
func overwrites(path string, of *sessions.Subject) string {
	there, err := os.Stat(path)
	if err != nil {
		return ""
	}
	files := of.Origin.Reference().Paths
	for _, part := range of.Text.Parts {
		files = append(files, part.Path)
	}
	for _, file := range files {
		if info, err := os.Stat(file); err == nil && os.SameFile(there, info) {
			return filepath.Base(file)
		}
	}
	return ""
}

// watch follows the run until it has ended. An interrupt makes it end.
func (w *follower) watch(interrupts <-chan os.Signal) {
	for {
		select {
		case s, ok := <-w.snapshots:
			if !ok {
				return
			}
			w.see(s)
		case <-interrupts:
			w.interrupt()
		}
	}
}

func (w *follower) see(s train.Snapshot) {
	for _, l := range w.logs {
		if err := l.write(s.History); err != nil && w.err == nil {
			w.err = err
			w.stop()
		}
	}
	w.hold()
	switch {
	case s.Saved.Err == nil || w.last.Saved.Err != nil:
	case s.Saved.When.IsZero() && !w.interrupted: // never saved: better reported now than at the end
		w.err = s.Saved.Err
		w.stop()
	default:
		w.bar.say(fmt.Sprintf(w.words.CLI.Train.WillRetry, w.words.Error(s.Saved.Err)))
	}
	w.last = s
	w.bar.show(s)
	if s.Phase == train.Diverged || ended(s, w.run.Data) {
		w.stop()
	}
}

// hold makes the run keep in memory the rows that the logs do not have yet: however long a reader of a log makes
// it wait, no row is lost.
func (w *follower) hold() {
	const often = history.Recent / 2
	if len(w.logs) == 0 {
		return
	}
	step := w.logs[0].step
	for _, l := range w.logs {
		step = min(step, l.step)
	}
	if step >= w.held+often && w.run.Hold(step) { // if not, it is tried again with the next snapshot
		w.held = step
	}
}

// ended reports whether the run has done everything that the recipe asks for, including the last validation.
func ended(s train.Snapshot, d task.Data) bool {
	if s.Phase != train.Finished {
		return false
	}
	v, ok := s.History.LastValid()
	return d.HeldOut() == 0 || (ok && v.Step == s.Step)
}

func (w *follower) stop() {
	if !w.stopping {
		w.stopping = true
		w.run.Send(train.Stop())
	}
}

// interrupt ends the run at the next update, and first saves it as a session if it is not one.
func (w *follower) interrupt() {
	w.interrupted = true
	if w.kept == "" && w.err == nil {
		s, err := w.run.CreateFree(w.store)
		if err == nil {
			w.kept = s.Name()
			w.run.Record(s)
		}
		w.err = err
	}
	w.stop()
}

// finish reports how the run went.
func (w *follower) finish() error {
	took := time.Since(w.began)
	saveErr := w.run.End()
	w.bar.clear()
	switch saved := w.last.Saved; {
	case saved.When.IsZero():
		w.kept = ""
	default:
		w.kept = saved.To // another process may have taken the name that was chosen
	}
	e := ending{
		steps: w.last.Step, seconds: took.Seconds(), session: w.kept,
		interrupted: w.interrupted, diverged: w.last.Phase == train.Diverged,
	}
	e.perSecond = float64(w.last.History.Tokens()-w.past.Tokens()) / e.seconds
	for _, l := range w.logs {
		if err := l.end(e); err != nil && w.err == nil {
			w.err = err
		}
	}
	w.summary(e, took)
	switch {
	case w.err != nil:
		return w.err
	case saveErr != nil:
		return saveErr
	case e.diverged:
		return w.diverged()
	case e.interrupted:
		return &interrupted{errInterrupted.Of(count(e.steps), w.kept), hintResume.Of(w.kept)}
	}
	return nil
}

// diverged says where it diverged, and what may help.
func (w *follower) diverged() error {
	s := w.last.Settings
	hint := hintLowerRate.Of(s.LR)
	if s.Clip == train.Off || s.Clip > 1 {
		hint = hintLowerClip.Of(s.LR)
	}
	if w.kept != "" {
		hint = hintHoldsStep.Of(hint, w.kept, count(w.last.Step))
	}
	return &hinted{errDivergedAt.Of(count(w.last.Step+1), train.ErrDiverged), hint}
}
