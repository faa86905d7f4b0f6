package sessions

import (
	"context"

	"unroll/core/command"
	"unroll/core/feed"
	"unroll/core/recipe"
	"unroll/core/train"
	"unroll/core/work"
	"unroll/datasets"
)

// opened is a session opened for viewing, as a train.Source: it shows the run as it was saved and holds no lock,
// no thread and no optimizer. The first command that asks it to learn, to change or to save creates a trainer that
// resumes from there, paused, and forwards the command; if that is not possible (another process has the session),
// the next snapshot says why.
type opened struct {
	*feed.Feed[train.Snapshot]
	commands chan command.Command
	secures  chan func(kept bool, err error)
	ended    chan struct{}
	resume   func(reading func(part float64) error) (*train.Trainer, error)
	still    train.Snapshot
}

const openedDepth = 64 // commands that may wait

// Open opens a session for viewing; if its data have moved, args say where they are (see FindOrigin). o is for its
// trainer, once one is needed. Errors: those of Store.Open, and a *datasets.BadData about the data.
func Open(store Store, name string, from datasets.Opener, o train.Options, args ...string) (*Run, error) {
	return OpenTo(store, name, nil, from, o, args...)
}

// OpenTo is Open for a run that is to have another end, which end puts into a recipe that has made so many updates. Its errors
// are OpenTo's. nil: the session's own.
func OpenTo(store Store, name string, end func(r *recipe.Recipe, made int) error, from datasets.Opener, o train.Options, args ...string) (*Run, error) {
	if end == nil {
		end = func(*recipe.Recipe, int) error { return nil }
	}
	m, c, err := store.Open(name)
	if err != nil {
		return nil, err
	}
	if err := end(&c.Recipe, c.Step); err != nil {
		return nil, err
	}
	x, err := FindOrigin(m, from, args...)
	if err != nil {
		return nil, err
	}
	subject, err := about(x, c.Recipe)
	if err != nil {
		return nil, err
	}
	subject.Preset, name = m.Preset, m.Name
	if err := subject.knows(name, c); err != nil {
		return nil, err
	}
	still, err := train.Still(c, subject.Data)
	if err != nil {
		return nil, x.Fault(err)
	}
	if still.Ruined || still.Phase == train.Diverged {
		if still.Back = -1; c.Trouble != train.Paused {
			if step, some := store.GoodStep(name); some {
				still.Back = step
			}
		}
	}
	still.Saved = train.Saved{To: name, Step: c.Step, Rows: c.Older, Revision: c.History.Revision()}
	s := &opened{Feed: feed.New[train.Snapshot](), commands: make(chan command.Command, openedDepth), secures: make(chan func(bool, error), openedDepth), ended: make(chan struct{}), still: still}
	s.resume = func(reading func(part float64) error) (*train.Trainer, error) {
		store := store
		store.Reading = reading
		return resumed(store, name, end, subject, o)
	}
	run := &Run{Subject: subject, Source: s}
	run.start(s.run)
	return run, nil
}

// Send forwards a command and never blocks.
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

// Secure is that of train.Trainer. Nothing of a session that is only shown is unsaved.
func (s *opened) Secure(report func(kept bool, err error)) bool {
	select {
	case <-s.ended:
		return false
	default:
	}
	select {
	case s.secures <- report:
		return true
	default:
		return false
	}
}

// run shows the session until it is asked to learn, then acts as its trainer. It returns what Run's goroutine needs.
func (s *opened) run(ctx context.Context) (kept string, err error) {
	go s.Feed.Run()
	defer s.Feed.End()
	defer close(s.ended)
	s.Publish(s.still)
	for {
		select {
		case <-ctx.Done():
			return "", nil
		case report := <-s.secures:
			report(true, nil)
		case c := <-s.commands:
			switch c.Name {
			case "run.pause":
				continue // it is already paused
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

// follow runs a trainer, beginning with the first command, and forwards commands and snapshots.
func (s *opened) follow(ctx context.Context, t *train.Trainer, first command.Command) (kept string, err error) {
	ran := make(chan error, 1)
	go func() { ran <- t.Run(ctx) }()
	t.Send(first)
	snapshots := t.Snapshots(context.Background())
	for {
		select {
		case c := <-s.commands:
			t.Send(c)
		case report := <-s.secures:
			t.Secure(report)
		case snap, more := <-snapshots:
			if !more {
				err := <-ran
				return t.Kept(), err
			}
			s.Publish(snap)
		}
	}
}

// resumed locks the session and makes a trainer that resumes from its last save, paused.
func resumed(store Store, name string, end func(*recipe.Recipe, int) error, of Subject, o train.Options) (*train.Trainer, error) {
	s, from, err := store.Resume(name)
	if err != nil {
		return nil, err
	}
	if err := end(&from.Recipe, from.Step); err != nil {
		s.Close()
		return nil, err
	}
	s.learns(of.Origin.Reference())
	o.From, o.Recorder, o.Paused = from, s, true
	if o.Threads == 0 {
		o.Threads = Threads()
	}
	work.MakeRoom(o.Threads)
	if err := of.knows(name, from); err != nil {
		s.Close()
		return nil, err
	}
	trainer, err := train.New(from.Recipe, of.Data, o)
	if err != nil {
		s.Close()
		return nil, err
	}
	return trainer, nil
}
