package text

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestNormaliseChangesMarksAndLineEndsOnly(t *testing.T) {
	for in, want := range map[string]string{
		"":                      "",
		"plain\ntext":           "plain\ntext",
		"a\r\nb\rc\n\rd\r\r\ne": "a\nb\nc\n\nd\n\ne",
		"\ufeffmark":            "mark",
		"in\ufeffside":          "in\ufeffside",
		"\ufeff\ufefftwo":       "\ufefftwo",
		"É e\u0301 ﬁ \x00":      "É e\u0301 ﬁ \x00", // no folding, no composition
	} {
		got, err := Normalise(in)
		if err != nil || got != want {
			t.Errorf("Normalise(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
}

func TestBadUTF8HasTheOffsetOfTheFirstBadByte(t *testing.T) {
	for _, c := range []struct {
		in     string
		offset int
		b      byte
	}{
		{"\xff", 0, 0xFF},
		{"abc\x80def", 3, 0x80},
		{"é\xc3(", 2, 0xC3},                // an unfinished sequence
		{"日本\xe6\x97", 6, 0xE6},            // a character cut off at the end
		{"\ufeffa\xfe\xff", 4, 0xFE},       // the offset is counted from the beginning of the file
		{"\xc0\xaf", 0, 0xC0},              // an overlong encoding
		{"x\xed\xa0\x80", 1, 0xED},         // half of a surrogate pair
		{"\ufffd is legal \xf5", 13, 0xF5}, // U+FFFD in the text is a character like any other
	} {
		_, err := Normalise(c.in)
		var bad *BadUTF8
		if !errors.As(err, &bad) || bad.Offset != c.offset || bad.Byte != c.b {
			t.Errorf("Normalise(%q): %v, want byte %#x at offset %d", c.in, err, c.b, c.offset)
		}
	}
}

func TestBadUTF8SaysWhatToDo(t *testing.T) {
	_, err := NewCorpus("ab\xffcd", nil, Options{Tokens: "char"})
	for _, part := range []string{"0xFF", "offset 2", "--tokens byte"} {
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%v does not say %q", err, part)
		}
	}
}

func FuzzNormalise(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := Normalise(s)
		if (err == nil) != utf8.ValidString(s) {
			t.Fatalf("%q: error %v", s, err)
		}
		var bad *BadUTF8
		if errors.As(err, &bad) && (!utf8.ValidString(s[:bad.Offset]) || s[bad.Offset] != bad.Byte) {
			t.Fatalf("%q: %v", s, err)
		}
		if strings.Contains(got, "\r") {
			t.Fatalf("%q became %q", s, got)
		}
	})
}
