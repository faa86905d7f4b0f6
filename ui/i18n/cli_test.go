package i18n

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// eachWord calls f for every string of the command line's texts, with the path that is its id.
func eachWord(v reflect.Value, path string, f func(path, s string)) {
	switch v.Kind() {
	case reflect.String:
		f(path, v.String())
	case reflect.Struct:
		for i := range v.NumField() {
			eachWord(v.Field(i), path+"."+v.Type().Field(i).Name, f)
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			eachWord(v.MapIndex(k), fmt.Sprintf("%s[%s]", path, k), f)
		}
	default:
		panic(path + ": what is a " + v.Kind().String() + "?")
	}
}

// ofLines matches the ids of texts of several lines.
var ofLines = regexp.MustCompile(`\.(Long|Example)$`)

// The law: no text of the command line is missing or has stray blanks; only long help and examples have several
// lines.
func TestCLIHasItsWords(t *testing.T) {
	n := 0
	eachWord(reflect.ValueOf(English.CLI), "CLI", func(path, s string) {
		n++
		if s == "" {
			t.Errorf("%s is empty", path)
		}
		if strings.TrimSpace(s) != s || strings.Contains(s, "\t") || strings.Contains(s, "\n") && !ofLines.MatchString(path) {
			t.Errorf("%s: blanks in %q", path, s)
		}
	})
	if n < 250 {
		t.Errorf("only %d strings", n)
	}
}

// The law: the command line's texts contain no calques.
func TestCLIIsPlainEnglish(t *testing.T) {
	calque := regexp.MustCompile(`(?i)\bbehind\b|so many|nobody|\bgo on\b|goes on|beside the screen|first weights|\bcut (into|the text)|\bdrawn\b|going on\b|` +
		`a new pass|turn (a|the) knob|first value|least to greatest|no idea|\banew\b|every rung|at the floor|nothing is left|a layer's state|\bthere are\b|on top of each other|as likely,`)
	eachWord(reflect.ValueOf(English.CLI), "CLI", func(path, s string) {
		if bad := calque.FindString(s); bad != "" {
			t.Errorf("%s: %q in %q", path, bad, s)
		}
	})
}

// The law: the help of a command fits 80 columns without wrapping.
func TestCLIHelpFits(t *testing.T) {
	eachWord(reflect.ValueOf(English.CLI), "CLI", func(path, s string) {
		for line := range strings.Lines(s) {
			if n := len([]rune(strings.TrimSuffix(line, "\n"))); n > 80 && ofLines.MatchString(path) || n > 78 && strings.HasSuffix(path, ".Example") {
				t.Errorf("%s: %d columns: %s", path, n, line)
			}
		}
	})
}

// The law: one thing has its own text, any other number a text that contains the number.
func TestPlural(t *testing.T) {
	p := Plural{One: "1 epoch", Many: "%s epochs"}
	for n, want := range map[int]string{0: "0 epochs", 1: "1 epoch", 2: "2 epochs"} {
		if got := p.Of(n, fmt.Sprint(n)); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	eachWord(reflect.ValueOf(English.CLI.Units), "Units", func(path, s string) {
		if strings.HasSuffix(path, ".One") && strings.Contains(s, "%") || strings.HasSuffix(path, ".Many") && strings.Count(s, "%s") != 1 {
			t.Errorf("%s: %q", path, s)
		}
	})
}
