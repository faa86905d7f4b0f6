package command

import (
	"reflect"
	"testing"
)

// The law: the text form reads back as the same command, whatever it contains.
func FuzzRoundTrip(f *testing.F) {
	f.Add("knob.set", "lr", "0.001")
	f.Add("", " ", "\"")
	f.Add("view.show", "é\n", "\xff")
	f.Add("a\u00a0b", "\u2028", "`")
	f.Fuzz(func(t *testing.T, name, a, b string) {
		for _, c := range []Command{New(name), New(name, a), New(name, a, b)} {
			got, err := Parse(c.String())
			if err != nil || !reflect.DeepEqual(got, c) {
				t.Errorf("%q from %q, which is %q (%v)", got, c.String(), c, err)
			}
		}
	})
}

// Any text that can be read is written in a form that reads back the same.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"run.pause", " knob.up  lr 2 ", `a "b c" d`, `a"b`, `"a"b`, `"a`, ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := Parse(s)
		if err != nil {
			return
		}
		again, err := Parse(c.String())
		if err != nil || !reflect.DeepEqual(c, again) {
			t.Errorf("%q is %q, and its text %q is %q (%v)", s, c, c.String(), again, err)
		}
	})
}

func TestTextForms(t *testing.T) {
	for text, want := range map[string]Command{
		"run.pause":              {Name: "run.pause"},
		"knob.set lr 0.001":      {Name: "knob.set", Args: []string{"lr", "0.001"}},
		`prefix.set "to be, or"`: {Name: "prefix.set", Args: []string{"to be, or"}},
		`prefix.set ""`:          {Name: "prefix.set", Args: []string{""}},
	} {
		if got, err := Parse(text); err != nil || !reflect.DeepEqual(got, want) || got.String() != text {
			t.Errorf("%s: %q (%v), written %s", text, got, err, got)
		}
	}
	for _, text := range []string{"", "  ", `a "b`, `a "b"c`, `a b"c"`} {
		if c, err := Parse(text); err == nil {
			t.Errorf("%q is parsed as %q", text, c)
		}
	}
}
