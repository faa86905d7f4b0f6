// Package fault has the errors that people read. A kind of error has an id that never changes and an English
// sentence with places for its arguments, so that it can be translated with the same arguments.
package fault

import (
	"cmp"
	"slices"
)

// A Kind is a sentence that errors may consist of.
type Kind struct {
	ID      string // package.what, "text.empty"
	English string // a format for its arguments, as in package fmt; the arguments may be errors
}

var kinds = map[string]*Kind{}

// New adds a kind, for a package's variables. It panics if the id is taken.
func New(id, english string) *Kind {
	if kinds[id] != nil {
		panic("fault: two kinds have the id " + id)
	}
	k := &Kind{id, english}
	kinds[id] = k
	return k
}

// Kinds lists all kinds, sorted by id.
func Kinds() []*Kind {
	list := make([]*Kind, 0, len(kinds))
	for _, k := range kinds {
		list = append(list, k)
	}
	slices.SortFunc(list, func(a, b *Kind) int { return cmp.Compare(a.ID, b.ID) })
	return list
}

// A Teller is an error of another type that is expressed by a fault: its Error is that of Fault.
type Teller interface {
	error
	Fault() error
}

// Of returns an error of this kind.
func (k *Kind) Of(args ...any) error { return &Error{k, args} }

// An Error is a kind with its arguments.
type Error struct {
	*Kind
	Args []any
}

// Error is the English text.
func (e *Error) Error() string { return e.Say(e.English, error.Error) }

// Say puts the arguments into another sentence; say formats those that are errors themselves.
func (e *Error) Say(format string, say func(error) string) string {
	args := slices.Clone(e.Args)
	for i, a := range args {
		if err, ok := a.(error); ok {
			args[i] = say(err)
		}
	}
	return Format(format, args...)
}

// Unwrap returns those of its arguments that are errors.
func (e *Error) Unwrap() []error {
	var list []error
	for _, a := range e.Args {
		if err, ok := a.(error); ok {
			list = append(list, err)
		}
	}
	return list
}
