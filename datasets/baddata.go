package datasets

import (
	"errors"
	"io/fs"
	"strconv"
	"strings"
	"unicode"
)

// BadData means that something cannot be learned from: it says what is wrong, where, and what to do.
type BadData struct {
	Name   string // what was asked for, as given: "-" for standard input, "" for nothing
	Reason error  // what is wrong, in words
	Hint   error  // what to do; nil: Reason says it, and names the data
	Err    error  // the cause, if another package found it
}

// Error is all of it in English.
func (e *BadData) Error() string { return e.Fault().Error() }

// Fault is the error with its arguments, for other languages.
func (e *BadData) Fault() error {
	if e.Hint == nil {
		return e.Reason
	}
	switch e.Name {
	case "":
		return errNameless.Of(e.Reason, e.Hint)
	case "-":
		return errBad.Of(errStdin.Of(), e.Reason, e.Hint)
	}
	return errBad.Of(printable(e.Name), e.Reason, e.Hint)
}

// Unwrap is the cause.
func (e *BadData) Unwrap() error { return e.Err }

// printable quotes a file name that could affect a terminal.
func printable(name string) string {
	if strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return strconv.Quote(name)
	}
	return name
}

// unreadable explains an error of the operating system; one that has been explained is returned unchanged.
func unreadable(name string, err error) error {
	var known *BadData
	if errors.As(err, &known) {
		return err
	}
	bad := &BadData{Name: name, Err: err, Hint: errTryAnother.Of()}
	var path *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		bad.Reason, bad.Hint = errNoFile.Of(), errCheckPath.Of()
	case errors.Is(err, fs.ErrPermission):
		bad.Reason, bad.Hint = errNoPermission.Of(), errGetPermission.Of()
	case errors.As(err, &path):
		bad.Reason = path.Err
	default:
		bad.Reason = err
	}
	return bad
}
