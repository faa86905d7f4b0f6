package fault

import (
	"errors"
	"io"
	"strings"
	"testing"
)

var errRead = New("fault_test.read", "cannot read %q: %v")

// An error of a kind is found by errors.As, includes its arguments in its text, and wraps the errors among them.
func TestAnErrorHasItsArguments(t *testing.T) {
	err := errRead.Of("a.txt", io.ErrUnexpectedEOF)
	if got, want := err.Error(), `cannot read "a.txt": unexpected EOF`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	var e *Error
	if !errors.As(err, &e) || e.ID != "fault_test.read" || len(e.Args) != 2 {
		t.Errorf("%#v", err)
	}
	if !errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		t.Error("it does not wrap its argument")
	}
}

// Another language may order the arguments differently, and translates the errors among them itself.
func TestAnErrorInAnotherLanguage(t *testing.T) {
	outer := errRead.Of("b", errRead.Of("a", io.EOF))
	var say func(error) string
	say = func(err error) string {
		var e *Error
		if errors.As(err, &e) {
			return e.Say("%[2]v ← %[1]s", say)
		}
		return strings.ToUpper(err.Error())
	}
	if got, want := say(outer), "EOF ← a ← b"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// An id belongs to one kind only.
func TestAnIDIsTakenOnce(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a second kind took the id")
		}
	}()
	New("fault_test.read", "again")
}
