package sessions

import (
	"context"

	"unroll/core/command"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/train"
	"unroll/core/work"
	"unroll/datasets"
)

// opened is a session opened to look at, as a train.Source: it shows the run as it was saved and holds no lock, no
// thread and no optimizer. The first command that asks it to learn, to change or to save makes a trainer that goes
// on from there, paused, and hands the command on; if that cannot be (another unroll has the session), the next
// snapshot says why.
type opened struct {
	*train.Feed
	commands chan command.Command
	ended    chan struct{}
	resume   func(reading func(part float64) error) (*train.Trainer, error)
	still    train.Snapshot
}

const openedDepth = 64 // commands that may wait

// Open opens a session to look at, from where args say if its text has moved (see FindText); o is what its trainer
// is begun with, once it is asked for. Errors: those of Store.Open, and of the text a *datasets.BadData.
func Open(store Store, name string, from datasets.Opener, o train.Options, args ...string) (*Run, error) {
	m, c, err := store.Open(name)
	if err != nil {
		return nil, err
	}
	t, err := FindText(m, from, args...)
	if err != nil {
		return nil, err
	}
	corpus, err := datasets.Corpus(t, c.Recipe.Text)
	if err != nil {
		return nil, err
	}
	still, err := train.Still(c, task.Text{Corpus: corpus})
	if err != nil {
		return nil, t.Fault(err)
	}
	still.Saved = train.Saved{To: name, Step: c.Step, Rows: c.Older, Revision: c.History.Revision()}
	s := &opened{Feed: train.NewFeed(), commands: make(chan command.Command, openedDepth), ended: make(chan struct{}), still: still}
	s.resume = func(reading func(part float64) error) (*train.Trainer, error) {
		store := store
		store.Reading = reading
		return resumed(store, name, t, corpus, o)
	}
	run := &Run{Subject: subjectOf(t, c.Recipe, corpus), Source: s}
	run.Preset = m.Preset
	run.start(s.run)
	return run, nil
}

// Send hands a command on and never waits.
func (s *opened) Send(c command.Command) bool {
	select {
	case <-s.ended:
		return false
	default:
	}
	select {
	case s.commands <- c:
		return true
	default:
		return false
	}
}

// run shows the session until it is asked to learn, then is what its trainer is. It returns as Run's goroutine does.
func (s *opened) run(ctx context.Context) (kept string, err error) {
	go s.Feed.Run()
	defer s.Feed.End()
	defer close(s.ended)
	s.Publish(s.still)
	for {
		select {
		case <-ctx.Done():
			return "", nil
		case c := <-s.commands:
			switch c.Name {
			case "run.pause":
				continue // it is
			case "run.stop":
				return "", nil
			}
			t, err := s.resume(func(part float64) error {
				s.still.Reading = part
				s.Publish(s.still)
				return ctx.Err()
			})
			if s.still.Reading = 0; err != nil {
				s.still.Refused = err
				s.Publish(s.still)
				continue
			}
			return s.follow(ctx, t, c)
		}
	}
}

// follow runs a trainer, first its first command, and hands on what it is told and what it shows.
func (s *opened) follow(ctx context.Context, t *train.Trainer, first command.Command) (kept string, err error) {
	ran := make(chan error, 1)
	go func() { ran <- t.Run(ctx) }()
	t.Send(first)
	snapshots := t.Snapshots(context.Background())
	for {
		select {
		case c := <-s.commands:
			t.Send(c)
		case snap, more := <-snapshots:
			if !more {
				err := <-ran
				return t.Kept(), err
			}
			s.Publish(snap)
		}
	}
}

// resumed locks the session and makes a trainer that goes on from its last save, paused.
func resumed(store Store, name string, t datasets.Text, corpus *text.Corpus, o train.Options) (*train.Trainer, error) {
	s, from, err := store.Resume(name)
	if err != nil {
		return nil, err
	}
	s.learns(t)
	o.From, o.Recorder, o.Paused = from, s, true
	if o.Threads == 0 {
		o.Threads = Threads()
	}
	work.MakeRoom(o.Threads)
	trainer, err := train.New(from.Recipe, task.Text{Corpus: corpus}, o)
	if err != nil {
		s.Close()
		return nil, err
	}
	return trainer, nil
}
