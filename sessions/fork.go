package sessions

import (
	"errors"
	"io"

	"unroll/core/fault"
	"unroll/core/history"
	"unroll/core/kernel"
	"unroll/core/recipe"
	"unroll/core/train"
	"unroll/datasets"
)

var (
	errForkOn  = fault.New("sessions.fork_on", "put it back, or say where it is now: unroll sessions fork %s FILE")
	errForkIn  = fault.New("sessions.fork_pipe", "pipe the same data in again: unroll sessions fork %s -")
	errForkTwo = fault.New("sessions.fork_both", "put it back, or say where both files are now: unroll sessions fork %s SENTENCES TRANSLATIONS")
)

// toFork is what the data of a session that is left by another are needed for.
var toFork = purpose{errNeedsThem, errForkOn, errForkIn, errForkTwo}

// A Forking is how a new session leaves the run of another.
type Forking struct {
	Remaking
	At      int             // the step at which it leaves it; < 0: where the session would be resumed
	Save    string          // the new session's name; "": a free one
	Changes []history.Event // of settings, made at At: Knob and To count
	// Anew, if not nil, changes the recipe of a run that leaves the other before its first update: it begins from that, and Changes are not looked at.
	// It is given the settings with which the other began to learn. The vocabulary and the data stay.
	Anew func(r *recipe.Recipe) error
}

// A Forked is a session that is about to leave another. Its run is
//
//	BeginOn(k.Origin, k.Recipe, train.Options{From: k.From, Start: k.Start, Recorder: k.Recorder})
//
// which closes the Recorder; nothing is on the disk before, and the other session is only read.
type Forked struct {
	Parent   Meta
	Origin   Origin
	Recipe   recipe.Recipe
	From     *train.Checkpoint // nil: it begins from the beginning
	Start    *train.Start      // what that begins with
	Went     train.Phase       // train.Ruined or train.Diverged, if the other went wrong and At was not given: it is left at its last good state
	Step     int
	Recorder *Session
}

// Fork prepares a session that leaves the run of another at a step. Errors: those of Open and of CreateOn, a step that the run has not made, a
// *datasets.BadData, updates that come out differently on this machine.
func (s Store) Fork(name string, f Forking) (k Forked, err error) {
	m, c, err := s.Open(name)
	if err != nil {
		return k, err
	}
	if f.At > c.Step {
		return k, &NoStep{m.Name, f.At, c.Step}
	}
	f.to = toFork
	k.Parent, k.Recipe, k.Step = m, c.Recipe, f.At
	if f.At < 0 {
		last := c
		if c, err = s.goesOn(m, c); err != nil {
			return k, err
		}
		if k.Step = c.Step; c != last {
			k.Went = last.Trouble
		}
	}
	if f.Anew == nil {
		k.Origin, k.From, err = s.stateAt(m, c, k.Step, f)
	} else if err = beginAnew(&k.Recipe, c, f.Anew); err == nil {
		if k.Origin, err = f.find(m); err == nil {
			k.Start, err = s.startOf(m)
		}
	}
	if err != nil {
		return k, err
	}
	k.Recorder, err = s.leave(m, k, f.Save)
	return k, err
}

// goesOn is where a session would be resumed: its last state, or its last good one.
func (s Store) goesOn(m Meta, c *train.Checkpoint) (*train.Checkpoint, error) {
	if c.Trouble == train.Paused {
		return c, nil
	}
	g, err := folder{name: m.Name, dir: s.path(m.Name)}.goodState(m)
	var none *NoGood
	if errors.As(err, &none) || err == nil && g.Step > c.Step {
		return c, nil
	}
	if err != nil {
		return nil, err
	}
	return c.Back(g)
}

// stateAt is the run of a session, which is at c, at one of its steps: c itself, or the nearest state kept of it with the updates since made again.
func (s Store) stateAt(m Meta, c *train.Checkpoint, step int, f Forking) (Origin, *train.Checkpoint, error) {
	subject, err := f.subject(m, c)
	if err != nil {
		return nil, nil, err
	}
	states := statesReader{&Session{store: s, folder: folder{name: m.Name, dir: s.path(m.Name), form: formOf(m.Recipe)}, meta: m}}
	way := train.Way{Threads: f.threads(), Changes: f.Changes, States: states, Tell: f.tell}
	if step == c.Step {
		c.Best, err = folder{name: m.Name, dir: s.path(m.Name)}.bestWeights(m)
		if err != nil || c.Best.Step > step { // it can do without them
			c.Best = nil
		}
	} else if way.Start, err = s.startOf(m); err != nil {
		return nil, nil, err
	}
	at, err := c.At(step, subject.Data, way)
	if err != nil {
		err = subject.Origin.Fault(err)
	}
	return subject.Origin, at, err
}

// beginAnew makes r, the recipe of a run at c, one that begins where c's run began to learn, and changes it.
func beginAnew(r *recipe.Recipe, c *train.Checkpoint, change func(*recipe.Recipe) error) error {
	for _, e := range c.History.Events() {
		if k, err := recipe.FindKnob(e.Knob); err == nil && e.Step == 0 {
			k.Set(&r.Settings, e.To)
		}
	}
	return change(r)
}

// leave is the session of a fork.
func (s Store) leave(m Meta, k Forked, name string) (*Session, error) {
	own := Meta{Program: Version(), Kernel: kernel.Name(), Data: k.Origin.Reference(), Preset: m.Preset, Parent: &Parent{Session: m.Name, ID: m.ID, Step: k.Step}}
	if own.Data.SHA256 == m.Data.SHA256 { // what it is called, and where it was found
		own.Data.Name = m.Data.Name
	}
	if name == "" {
		base, _ := numbered(m.Name)
		x := s.session(s.FreeName(base), own)
		x.base = base
		x.keepOf(m)
		return x, nil
	}
	x, err := s.Create(name, own)
	if err == nil {
		x.keepOf(m)
	}
	return x, err
}

// keepOf makes the first save keep what the session of m has kept of standard input. If that is damaged, the data have come from elsewhere.
func (s *Session) keepOf(m Meta) {
	o, err := m.withInput(datasets.Opener{}, nil)
	if err != nil || o.Stdin == nil {
		return
	}
	if b, err := io.ReadAll(o.Stdin); err == nil {
		s.Keep(b)
	}
}
