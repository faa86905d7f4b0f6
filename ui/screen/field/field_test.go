package field

import "testing"

// The law: a text with line ends and tabs goes through a one-line field and comes back the same.
func TestLineEndsComeBack(t *testing.T) {
	l := New(40)
	for _, s := range []string{"", "one", "one\ntwo\n", "a\tb", "茶\n山"} {
		if l.Set(s); l.Value() != s {
			t.Errorf("%q came back as %q", s, l.Value())
		}
	}
}
