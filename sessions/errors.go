package sessions

import (
	"strings"

	"unroll/core/fault"
)

// ErrNowhere means that no folder for sessions is known.
var ErrNowhere = fault.New("sessions.nowhere", "there is nowhere to keep sessions, because no home directory is set: give --sessions DIR or set UNROLL_SESSIONS").Of()

// Locked means that another process is writing the session.
type Locked struct{ Name string }

// Error is the English text.
func (e *Locked) Error() string { return e.Fault().Error() }

// Fault is the error with its arguments, for other languages.
func (e *Locked) Fault() error { return errLocked.Of(e.Name) }

// Newer means that a session was written by a later version of the program.
type Newer struct {
	Name   string
	Format int    // of the session
	Task   string // of the session, if that is what this program does not know; "": it is the format
}

// Error is the English text.
func (e *Newer) Error() string { return e.Fault().Error() }

// Fault is the error with its arguments, for other languages.
func (e *Newer) Fault() error {
	if e.Task != "" {
		return errNewTask.Of(e.Name, aLine(e.Task))
	}
	return errNewer.Of(e.Name, e.Format, Format)
}

// Damaged names the file of a session that is not what was written, and why. It was left unchanged.
type Damaged struct {
	Name string // of the session
	File string
	Err  error
}

// Error is the English text.
func (e *Damaged) Error() string { return e.Fault().Error() }

// Fault is the error with its arguments, for other languages.
func (e *Damaged) Fault() error { return errDamaged.Of(e.Name, e.File, e.Err) }

// Unwrap is the cause.
func (e *Damaged) Unwrap() error { return e.Err }

// NotFound means that there is no session with a name; it lists similar names.
type NotFound struct {
	Name string
	Near []string // the nearest first, at most three
}

// Error is the English text.
func (e *NotFound) Error() string { return e.Fault().Error() }

// Fault is the error with its arguments, for other languages.
func (e *NotFound) Fault() error {
	if len(e.Near) == 0 {
		return errNotFound.Of(e.Name)
	}
	return errNear.Of(e.Name, strings.Join(e.Near, ", "))
}

// Exists means that a name is taken.
type Exists struct{ Name string }

// Error is the English text.
func (e *Exists) Error() string { return e.Fault().Error() }

// Fault is the error with its arguments, for other languages.
func (e *Exists) Fault() error { return errExists.Of(e.Name) }

// BadName says why something cannot be a session's name.
type BadName struct {
	Name   string
	Reason error
}

// Error is the English text.
func (e *BadName) Error() string { return e.Fault().Error() }

// Fault is the error with its arguments, for other languages.
func (e *BadName) Fault() error { return errBadName.Of(e.Name, e.Reason) }
