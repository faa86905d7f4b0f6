package sessions

import (
	"strings"

	"unroll/core/fault"
)

// ErrNowhere says that no folder for sessions is known.
var ErrNowhere = fault.New("sessions.nowhere", "there is nowhere to keep sessions, because no home directory is set: give --sessions DIR or set UNROLL_SESSIONS").Of()

// Locked says that another process is writing the session.
type Locked struct{ Name string }

// Error says it in English.
func (e *Locked) Error() string { return e.Fault().Error() }

// Fault says it with its arguments, for other languages.
func (e *Locked) Fault() error { return errLocked.Of(e.Name) }

// Newer says that a session was written by a later program than this.
type Newer struct {
	Name   string
	Format int // of the session
}

// Error says it in English.
func (e *Newer) Error() string { return e.Fault().Error() }

// Fault says it with its arguments, for other languages.
func (e *Newer) Fault() error { return errNewer.Of(e.Name, e.Format, Format) }

// Damaged says which file of a session cannot be what was written, and why. It was left as it is.
type Damaged struct {
	Name string // of the session
	File string
	Err  error
}

// Error says it in English.
func (e *Damaged) Error() string { return e.Fault().Error() }

// Fault says it with its arguments, for other languages.
func (e *Damaged) Fault() error { return errDamaged.Of(e.Name, e.File, e.Err) }

// Unwrap is why.
func (e *Damaged) Unwrap() error { return e.Err }

// NotFound says that there is no session of a name, and which have names like it.
type NotFound struct {
	Name string
	Near []string // the nearest first, three at most
}

// Error says it in English.
func (e *NotFound) Error() string { return e.Fault().Error() }

// Fault says it with its arguments, for other languages.
func (e *NotFound) Fault() error {
	if len(e.Near) == 0 {
		return errNotFound.Of(e.Name)
	}
	return errNear.Of(e.Name, strings.Join(e.Near, ", "))
}

// Exists says that a name is taken.
type Exists struct{ Name string }

// Error says it in English.
func (e *Exists) Error() string { return e.Fault().Error() }

// Fault says it with its arguments, for other languages.
func (e *Exists) Fault() error { return errExists.Of(e.Name) }

// BadName says why something cannot be a session's name.
type BadName struct {
	Name   string
	Reason error
}

// Error says it in English.
func (e *BadName) Error() string { return e.Fault().Error() }

// Fault says it with its arguments, for other languages.
func (e *BadName) Fault() error { return errBadName.Of(e.Name, e.Reason) }
