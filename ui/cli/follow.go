package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"unroll/core/history"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/stop"
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
	unsaved     bool   // the last save failed
	err         error  // the first error outside the run
}

// lastLook is how long the validation of an interrupted run may hold up its end.
const lastLook = 2 * time.Second

// follow starts a run and stays with it.
func (c *call) follow(p plan, f trainFlags, store sessions.Store) error {
	o := train.Options{Threads: f.threads, Autosave: f.autosave, Paused: true, From: p.from, KeepGoing: f.keepGoing, LastLook: lastLook, Start: p.start}
	run, err := sessions.BeginSaying(p.origin, p.recipe, o, c.note)
	c.stopBusy()
	if err != nil {
		p.close()
		return startError(err)
	}
	run.Preset, run.Piped = p.preset, c.pipe.Input()
	w := &follower{call: c, run: run, store: store, held: -history.Recent, bar: c.newProgress(f.quiet, run.Facts)}
	if p.from != nil {
		w.past = p.from.History
	}
	arrivals, end := stop.Watch() // before anything is said: whoever reads it may send a signal at once
	defer end()
	begun, err := w.begin(p, f)
	if !begun {
		run.End()
		p.close()
		return err
	}
	return c.attend(arrivals, w)
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

// begin opens the logs and starts the run; false: there is nothing to do, or an error. Nothing has been written before.
func (w *follower) begin(p plan, f trainFlags) (begun bool, err error) {
	w.snapshots = w.run.Snapshots(context.Background())
	first := <-w.snapshots
	w.last = first
	for _, log := range []struct {
		path string
		form rowForm
	}{{f.jsonl, jsonRows(w.run.Data)}, {f.csv, csvRows(w.run.Data)}} {
		if log.path == "" {
			continue
		}
		if over := overwrites(log.path, &w.run.Subject); over != "" {
			return false, misuse(errOverwrites, over)
		}
		l, err := w.openLog(log.path, log.form, p.from)
		if err != nil {
			return false, err
		}
		w.logs = append(w.logs, l)
	}
	if p.parent != nil && first.Phase == train.Finished {
		return false, p.atEnd(first.Step)
	}
	if p.from != nil && first.Phase == train.Finished && validated(p.from.History, p.from.Step, w.run.Data) { // the run may have validated meanwhile
		return false, w.complete(p.recorder.Name())
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
	if p.recorder == nil {
		w.bar.say(w.words.CLI.Kept.NotKept)
	}
	if p.from == nil && w.run.Origin.Reference().Piped() && len(w.run.Piped) == 0 {
		w.bar.say(fmt.Sprintf(w.words.CLI.Kept.LongPipe, sessions.MostPiped>>20))
	}
	if p.start != nil && w.run.Corpus != nil {
		w.bar.say(w.meeting(p.start))
	}
	w.began = time.Now()
	if first.Phase != train.Finished { // only its last validation is missing
		w.run.Send(train.Resume())
	}
	return true, nil
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

// watch follows the run until it has ended. An interruption is what makes it end.
func (w *follower) watch(interruptions <-chan interruption) {
	for {
		select {
		case s, ok := <-w.snapshots:
			if !ok {
				select {
				case i := <-interruptions: // it came first: the run ended because of it
					w.note(i)
				default:
				}
				return
			}
			w.see(s)
		case i := <-interruptions:
			w.note(i)
		}
	}
}

func (w *follower) see(s train.Snapshot) {
	for _, l := range w.logs {
		if err := l.write(s.History); err != nil && w.err == nil {
			w.err = err
		}
	}
	w.hold()
	switch {
	case s.Saved.Err == nil || w.last.Saved.Err != nil:
	case s.Saved.When.IsZero() && !w.interrupted: // never saved: better reported now than at the end
		w.err = nameLost(s.Saved.Err)
		w.run.Forget() // nor is it worth saving elsewhere
	default:
		w.bar.say(fmt.Sprintf(w.words.CLI.Train.WillRetry, w.words.Error(s.Saved.Err)))
	}
	w.last = s
	w.bar.show(s)
	if w.err != nil || s.Phase == train.Diverged || s.Phase == train.Ruined || ended(s, w.run.Data) {
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

// A cutShort is the error of a run whose reader of rows closed the pipe before its end.
type cutShort struct{ error }

// ended reports whether the run has done everything that the recipe asks for, including the last validation.
func ended(s train.Snapshot, d task.Data) bool {
	if s.Phase != train.Finished {
		return false
	}
	return validated(s.History, s.Step, d)
}

// validated reports whether the weights after a step have been validated, if anything is held out for that.
func validated(h history.View, step int, d task.Data) bool {
	v, ok := h.LastValid()
	return d.HeldOut() == 0 || (ok && v.Step == step)
}

// stop asks the run to end. If it does not take the request, the next snapshot makes the follower ask again.
func (w *follower) stop() {
	if !w.stopping {
		w.stopping = w.run.Send(train.Stop())
	}
}

// finish reports how the run went.
func (w *follower) finish() error {
	took := time.Since(w.began)
	saveErr := w.run.End()
	w.unsaved = saveErr != nil
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
		ruined: w.last.Ruined && w.last.Phase != train.Diverged,
	}
	e.perSecond = float64(w.last.History.Tokens()-w.past.Tokens()) / e.seconds
	for _, l := range w.logs {
		if err := l.end(e); err != nil && w.err == nil {
			w.err = err
		}
	}
	w.summary(e, took)
	switch {
	case errors.Is(w.err, errPipe) && saveErr == nil: // the run is cut short, so it is no success
		return &cutShort{errRunPipe.Of(w.updates(e.steps))}
	case w.err != nil:
		return w.err
	case saveErr != nil:
		return saveErr
	case e.diverged:
		return w.diverged()
	case e.ruined:
		return w.ruined()
	case e.interrupted:
		return &interrupted{errInterrupted.Of(count(e.steps), w.kept), hintResume.Of(w.kept)}
	}
	return nil
}
