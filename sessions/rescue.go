package sessions

import (
	"cmp"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"

	"unroll/core/fault"
	"unroll/core/train"
)

var _ train.Rescuer = (*Session)(nil)

// Rescued means that a run could not be saved as it was asked to be, and where it was saved instead.
type Rescued struct {
	Name string // of the session that it became
	Dir  string // of the store, if that is another or the name is the same; "": neither
	Same bool   // it has the name that was asked for, in the place that was asked for: saving all of it again succeeded
	Err  error  // of the save that failed
}

// Error is the English text.
func (e *Rescued) Error() string { return e.Fault().Error() }

// Fault is the error with its arguments, for other languages.
func (e *Rescued) Fault() error {
	switch {
	case e.Same:
		return errSavedAgain.Of(e.Err, e.Name, e.Dir)
	case e.Dir == "":
		return errRescuedAs.Of(e.Err, e.Name)
	}
	return errRescuedIn.Of(e.Err, e.Name, e.Dir)
}

// Unwrap is the error of the save that failed.
func (e *Rescued) Unwrap() error { return e.Err }

var (
	errRescuedAs  = fault.New("sessions.rescued_as", "%v; the run is saved as session %s instead")
	errSavedAgain = fault.New("sessions.saved_again", "%v; the whole run was saved again as session %s in %s")
	errRescuedIn  = fault.New("sessions.rescued_in", "%v; the run is saved as session %s in %s instead")
)

// Rescue saves c as another session: in the same store, beside it, in the place of a user's data, in the home folder, or in the system's
// folder for temporary files, in this order. The session becomes that one. The error is nil if only a name that the program
// had chosen has changed, and otherwise a *Rescued, or why if c could not be saved anywhere.
func (s *Session) Rescue(c *train.Checkpoint, why error) (kept bool, err error) {
	if s.closed || s.unsure || whole(c) != nil { // it is saved, or could not be read back
		return false, why
	}
	base := cmp.Or(s.base, s.name)
	for _, refuge := range s.store.refuges() {
		dir, made := refuge()
		if dir == "" {
			continue
		}
		store := s.store
		store.Dir = dir
		r := store.session(store.FreeName(base), s.meta)
		r.base, r.input = base, s.input
		if r.createUnder(c) != nil {
			if made {
				_ = store.writes().RemoveDir(dir)
			}
			continue
		}
		was := *s
		if *s = *r; was.lock != nil {
			was.lock.Unlock()
		}
		switch {
		case dir != was.store.Dir:
			return true, &Rescued{Name: s.name, Dir: dir, Err: why}
		case s.name == was.name:
			return true, &Rescued{Name: s.name, Dir: dir, Same: true, Err: why}
		case was.base == "" || was.last != nil:
			return true, &Rescued{Name: s.name, Err: why}
		}
		return true, nil
	}
	return false, why
}

// refuges are the stores to try if a save fails, each made or named only when it is its turn; "": there is none.
func (s Store) refuges() []func() (dir string, made bool) {
	at := func(dir string) func() (string, bool) {
		return func() (string, bool) {
			if dir == s.Dir || !filepath.IsAbs(dir) {
				return "", false
			}
			return dir, false
		}
	}
	list := []func() (string, bool){func() (string, bool) { return s.Dir, false }}
	if s.Dir != "" {
		list = append(list, at(filepath.Join(filepath.Dir(s.Dir), "unroll-sessions")))
	}
	if xdg.DataHome != "" {
		list = append(list, at(filepath.Join(xdg.DataHome, "unroll", "sessions")))
	}
	if home, err := os.UserHomeDir(); err == nil {
		list = append(list, at(filepath.Join(home, "unroll-sessions")))
	}
	return append(list, func() (string, bool) {
		dir, err := os.MkdirTemp("", "unroll-sessions-") // in a folder that others may write to, with a name that nobody can guess
		return dir, err == nil
	})
}
