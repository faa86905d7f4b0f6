package datasets

import (
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"unicode"
)

// BadData means that something cannot be learned from: it says what was wrong, where, and what to do.
type BadData struct {
	Name   string // what was asked for, as given
	Reason string
	Hint   string
	Err    error // the cause, if another package found it
}

func (e *BadData) Error() string {
	return fmt.Sprintf("%s: %s (%s)", printable(e.Name), e.Reason, e.Hint)
}

// Unwrap is the cause.
func (e *BadData) Unwrap() error { return e.Err }

// printable quotes a file name that could affect a terminal.
func printable(name string) string {
	if name == "" || strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return strconv.Quote(name)
	}
	return name
}

// unreadable explains an error of the operating system.
func unreadable(name string, err error) error {
	bad := &BadData{Name: name, Err: err}
	var path *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		bad.Reason = "no such file or folder"
		bad.Hint = "see whether the path is right"
	case errors.Is(err, fs.ErrPermission):
		bad.Reason = "no permission to read it"
		bad.Hint = "change its permissions, or copy it to where you may read"
	case errors.As(err, &path):
		bad.Reason = path.Err.Error()
		bad.Hint = "see whether another program can read it"
	default:
		bad.Reason = err.Error()
		bad.Hint = "see whether another program can read it"
	}
	return bad
}
