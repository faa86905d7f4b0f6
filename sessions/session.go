package sessions

import (
	"errors"

	"github.com/gofrs/flock"

	"unroll/core/train"
)

// A Session writes a run to its folder: it is a train.Recorder. It holds the session's lock from
// its first save, or from Resume, until Close.
type Session struct {
	store Store
	folder
	meta   Meta
	lock   *flock.Flock
	last   *mark  // nil before the first save
	base   string // of a name that the program chose, for the next if it is taken before the first save; "": a person chose it
	unsure bool   // the last save was made, but may not survive a power failure
	closed bool
	input  []byte // what came through standard input, to be kept; nil: nothing did, or it is too long

	written []byte           // the current session.json
	best    bestMark         // what best.safetensors contains
	sizes   map[string]int64 // of the files that a save relies on, as they were written
	good    goodMark         // what good.safetensors contains
	noBest  bool             // best.safetensors was damaged when the session was resumed
}

var _ train.Recorder = (*Session)(nil)

// Create prepares a session that the first Save will make. Nothing is on the disk before that.
// Errors: *BadName, *Exists, ErrNowhere.
func (s Store) Create(name string, meta Meta) (*Session, error) {
	if s.Dir == "" {
		return nil, ErrNowhere
	}
	if err := CheckName(name); err != nil {
		return nil, err
	}
	if held := s.holder(name); held != "" {
		return nil, &Exists{Name: held}
	}
	return s.session(name, meta), nil
}

func (s Store) session(name string, meta Meta) *Session {
	return &Session{store: s, folder: folder{name: name, dir: s.path(name)}, meta: meta}
}

// Resume is ResumeWith the weights that a session goes on from unless told otherwise.
func (s Store) Resume(name string) (*Session, *train.Checkpoint, error) {
	return s.ResumeWith(name, "")
}

// ResumeWith locks a session and reads it; the run continues with the *Session as its Recorder. It goes on from its last save, or
// from its last Good state; "" is the latter if the run is ruined or has diverged and such a state is known. Errors: *NotFound,
// *Locked, *Newer, *Damaged, *NoGood.
func (s Store) ResumeWith(name string, which Weights) (*Session, *train.Checkpoint, error) {
	f, err := s.find(name)
	if err != nil {
		return nil, nil, err
	}
	if _, err := f.meta(); err != nil { // a session from a newer version is not even locked
		return nil, nil, err
	}
	name = f.name // of several that differ in case only
	l, err := acquire(name, f.dir)
	if err != nil {
		return nil, nil, err
	}
	got, err := f.content()
	if err != nil {
		l.Unlock()
		return nil, nil, err
	}
	r := &Session{store: s, folder: f, meta: got.meta, lock: l, last: &got.mark}
	r.folder.form = formOf(got.meta.Recipe)
	from, err := r.startOf(got, which)
	if err == nil {
		err = r.readBest(from)
	}
	if err == nil {
		r.written, err = r.meta.encode()
	}
	if err != nil {
		l.Unlock()
		return nil, nil, err
	}
	if err := r.settle(); err != nil {
		l.Unlock()
		return nil, nil, errWrite.Of(name, err)
	}
	r.measure()
	return r, from, nil
}

// Name is the session's name.
func (s *Session) Name() string { return s.name }

// Meta is the content of session.json; it is complete after the first save.
func (s *Session) Meta() Meta { return s.meta }

// Close releases the lock. It does not save.
func (s *Session) Close() error {
	if s.closed || s.lock == nil {
		s.closed = true
		return nil
	}
	s.closed = true
	if s.lock.Locked() {
		s.settle() // if this fails, the next Resume does it
	}
	return s.lock.Unlock()
}

// Save makes c the content of the session. If it fails, the session is unchanged, and Save may be called again.
func (s *Session) Save(c *train.Checkpoint) error {
	err := s.save(c)
	var exists *Exists
	var locked *Locked
	switch {
	case err == nil, errors.As(err, &exists), errors.As(err, &locked):
		return err
	case s.unsure:
		return errUnsure.Of(s.name, err)
	case s.last == nil || s.there() != nil:
		return errSave.Of(s.name, err)
	}
	return errSaveAgain.Of(s.name, s.last.step(), err)
}

// createUnder is create, under the next free name if another process has taken one that the program chose.
func (s *Session) createUnder(c *train.Checkpoint) error {
	const attempts = 1000 // each fails only because another process has succeeded
	for range attempts {
		err := s.create(c)
		var exists *Exists
		if s.base == "" || !errors.As(err, &exists) {
			return err
		}
		s.name = s.store.FreeName(s.base)
		s.dir = s.store.path(s.name)
	}
	return s.create(c)
}

func (s *Session) save(c *train.Checkpoint) error {
	if s.closed {
		return errClosed.Of()
	}
	if err := whole(c); err != nil {
		return err
	}
	if s.last == nil {
		return s.createUnder(c)
	}
	if s.last.is(c) && !s.unsure {
		s.settle() // finishes the last save if that could not
		if s.proof(c) == nil {
			return nil
		}
	}
	return s.update(c)
}
