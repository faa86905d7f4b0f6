package sessions

import (
	"errors"
	"fmt"
	"strings"
)

// ErrNowhere means that no folder for sessions is known.
var ErrNowhere = errors.New("there is nowhere to keep sessions, for no home directory is set: give --sessions DIR or set UNROLL_SESSIONS")

// Locked means that another process is writing the session.
type Locked struct{ Name string }

func (e *Locked) Error() string {
	return fmt.Sprintf("session %s is open in another unroll", e.Name)
}

// Newer means that a session was written by a later version of the program.
type Newer struct {
	Name   string
	Format int // of the session
}

func (e *Newer) Error() string {
	return fmt.Sprintf("session %s has format %d, and this unroll reads formats up to %d: a newer unroll is needed", e.Name, e.Format, Format)
}

// Damaged names the file of a session that is not what was written, and why. It was left unchanged.
type Damaged struct {
	Name string // of the session
	File string
	Err  error
}

func (e *Damaged) Error() string {
	return fmt.Sprintf("session %s is damaged: %s: %v", e.Name, e.File, e.Err)
}

func (e *Damaged) Unwrap() error { return e.Err }

// NotFound means that there is no session with a name; it lists similar names.
type NotFound struct {
	Name string
	Near []string // the nearest first
}

func (e *NotFound) Error() string {
	if len(e.Near) == 0 {
		return fmt.Sprintf("no session %q", e.Name)
	}
	return fmt.Sprintf("no session %q: did you mean %s?", e.Name, strings.Join(e.Near, " or "))
}

// Exists means that a name is taken.
type Exists struct{ Name string }

func (e *Exists) Error() string {
	return fmt.Sprintf("there is a session %s already: choose another name or remove it first", e.Name)
}

// BadName says why something cannot be a session's name.
type BadName struct{ Name, Reason string }

func (e *BadName) Error() string {
	return fmt.Sprintf("%q cannot be a session's name: %s", e.Name, e.Reason)
}
