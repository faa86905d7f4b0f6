package sessions

import (
	"errors"
	"os"
	"strings"
	"testing"
)

// The law: a number that the program has given is not given again while there is a session of its base, also after it has been
// removed or renamed, and with a damaged or missing numbering only those of existing sessions count.
func TestNumbersAreNotGivenAgain(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	c := along(t, tiny("rnn", "sgd", false), 1)[0]
	next := func(want string) {
		t.Helper()
		if got := s.FreeName("tide-gru"); got != want {
			t.Errorf("%s instead of %s", got, want)
		}
	}
	for _, want := range []string{"tide-gru", "tide-gru-2", "tide-gru-3", "tide-gru-4"} {
		next(want)
		saved(t, s, want, c)
	}
	must(t, s.Remove("tide-gru-2"))
	next("tide-gru-5")
	must(t, s.Remove("tide-gru-4"))
	next("tide-gru-5")
	must(t, s.Rename("tide-gru-3", "mine"))
	must(t, s.Remove("tide-gru"))
	next("tide-gru-5")
	if got := s.FreeName("TIDE-gru"); got != "TIDE-gru-5" {
		t.Error(got)
	}
	if list, err := s.List(); err != nil || len(list) != 1 {
		t.Errorf("%v, %v", list, err)
	}
	for _, damage := range []string{"", "[]", "{", `{"tide-gru":-3}`, `{"tide-gru":1e9}`} {
		must(t, os.WriteFile(s.path(numberingFile), []byte(damage), 0o644))
		next("tide-gru")
	}
	saved(t, s, "tide-gru-7", c)
	next("tide-gru-8")
	saved(t, s, "tide-gru-999999", c) // a person's, say
	next("tide-gru")
}

// The law: names that differ in case only are one session, on every disk: the second is refused with the name of the first, the first is found
// by any of them, and renaming a session to another case of its own name is allowed.
func TestNamesThatDifferInCaseAreOne(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	c := along(t, tiny("rnn", "sgd", false), 1, 2)
	saved(t, s, "Book-Élan", c[0])
	late := s.session("book-élan", Meta{Data: Data{SHA256: "00"}}) // was free when it was chosen
	_, err1 := s.Create("BOOK-élan", Meta{})
	err2 := late.Save(c[0])
	saved(t, s, "other", c[0])
	for _, err := range []error{err1, err2, s.Rename("other", "book-ÉLAN")} {
		var exists *Exists
		if !errors.As(err, &exists) || exists.Name != "Book-Élan" {
			t.Error(err)
		}
	}
	late = s.session("book-élan", Meta{Data: Data{SHA256: "00"}})
	late.base = "book-élan"
	must(t, late.Save(c[0]))
	must(t, late.Close())
	if late.Name() != "book-élan-2" {
		t.Errorf("the next name is %s", late.Name())
	}
	m, got, err := s.Open("bOOK-élan")
	must(t, err)
	if m.Name != "Book-Élan" || got.Step != 1 {
		t.Errorf("%s at step %d", m.Name, got.Step)
	}
	w, _, err := s.Resume("book-Élan")
	must(t, err)
	must(t, w.Save(c[1]))
	must(t, w.Close())
	must(t, s.Rename("book-élan", "book-élanX"))
	must(t, s.Rename("Book-élanx", "Book-élanx"))
	names, err := s.names()
	must(t, err)
	if strings.Join(names, " ") != "Book-élanx book-élan-2 other" {
		t.Errorf("%q", names)
	}
	must(t, s.Remove("OTHER"))
	if s.holder("other") != "" {
		t.Error("it is still there")
	}
}

// The law: a name chosen when it was free and taken before the first save is replaced by the next, however often, and the
// session that has it is left alone.
func TestManyLosersTakeDifferentNames(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	c := along(t, tiny("rnn", "sgd", false), 1, 2)
	all := make([]*Session, 5)
	for i := range all {
		all[i] = s.session("x", Meta{Data: Data{SHA256: "00"}})
		all[i].base = "x"
	}
	saved(t, s, "x", c[1])
	errs := make(chan error)
	for _, w := range all {
		go func() { errs <- errors.Join(w.Save(c[0]), w.Close()) }()
	}
	for range all {
		must(t, <-errs)
	}
	for i, name := range []string{"x", "x-2", "x-3", "x-4", "x-5", "x-6"} {
		_, got, err := s.Open(name)
		must(t, err)
		if want := 1 + (5-i)/5; got.Step != want {
			t.Errorf("%s is at step %d instead of %d", name, got.Step, want)
		}
	}
}
