package cli

import "errors"

// several are the errors of several runs of one lab.
type several struct{ list []error }

// Several is one error of all in list, each of which is reported with what to do about it; the exit code is that of the last. nil: list is
// empty.
func Several(list []error) error {
	switch len(list) {
	case 0:
		return nil
	case 1:
		return list[0]
	}
	return &several{list}
}

// Error is the errors, a line each.
func (e *several) Error() string { return errors.Join(e.list...).Error() }

// Unwrap are the errors.
func (e *several) Unwrap() []error { return e.list }

// parts are the errors to report one by one.
func parts(err error) []error {
	if s, ok := err.(*several); ok {
		return s.list
	}
	return []error{err}
}
