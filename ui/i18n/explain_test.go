package i18n

import (
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// sentences are all strings of Explain except the terms, by their field paths.
func sentences(v reflect.Value, path string, list map[string]string) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			sentences(v.Field(i), path+"."+v.Type().Field(i).Name, list)
		}
	case reflect.Map:
		if v.Type().Elem().Kind() == reflect.String {
			for _, k := range v.MapKeys() {
				list[path+"."+k.String()] = v.MapIndex(k).String()
			}
		}
	case reflect.String:
		list[path] = v.String()
	}
}

var word = regexp.MustCompile(`\{([^{}|]*)(?:\|([^{}]*))?\}`)

// The law: every word that an explanation marks is a term of the table, braces are paired, and no text is empty.
func TestEveryMarkedWordIsATerm(t *testing.T) {
	list := map[string]string{}
	sentences(reflect.ValueOf(English.Explain), "Explain", list)
	marked := 0
	for path, s := range list {
		if s == "" {
			t.Errorf("%s is empty", path)
		}
		for _, m := range word.FindAllStringSubmatch(s, -1) {
			marked++
			id := m[2]
			if id == "" {
				id = m[1]
			}
			if _, ok := English.Explain.Terms[id]; !ok {
				t.Errorf("%s: %q is not a term", path, id)
			}
		}
		if rest := word.ReplaceAllString(s, ""); strings.ContainsAny(rest, "{}") {
			t.Errorf("%s: an unpaired brace in %q", path, s)
		}
	}
	if marked < 20 {
		t.Errorf("only %d marked words: the test looks in the wrong place", marked)
	}
}

// ends matches the ends of sentences, not the dots within figures, formulas and names.
var ends = regexp.MustCompile(`[.?!]”?( |$)`)

// The law: a term is explained in at most three sentences, which are complete.
func TestTermsAreShort(t *testing.T) {
	for id, term := range English.Explain.Terms {
		if n := len(ends.FindAllString(term.Says, -1)); n < 1 || n > 3 || !strings.HasSuffix(term.Says, ".") {
			t.Errorf("%s: %d sentences: %q", id, n, term.Says)
		}
		if strings.ContainsAny(term.Says, "{}") {
			t.Errorf("%s: a term's text marks no others", id)
		}
	}
}

// The law: no two terms have the same name, each is found by every name that it has, and nothing else is found.
func TestFindTerm(t *testing.T) {
	e := &English.Explain
	of := map[string]string{}
	for _, id := range e.TermIDs() {
		term := e.Terms[id]
		for _, name := range append([]string{id, term.Name}, term.Also...) {
			if other, is := of[strings.ToLower(name)]; is && other != id {
				t.Errorf("%q is %s and %s", name, other, id)
			}
			of[strings.ToLower(name)] = id
			if got, ok := e.FindTerm(" " + strings.ToUpper(name)); !ok || got != id {
				t.Errorf("%q finds %q, want %s", name, got, id)
			}
		}
	}
	for name, want := range map[string]string{"perp": "perplexity", "Learning": "learning-rate", "θ": "clip", "truncated": "unroll"} {
		if got, ok := e.FindTerm(name); !ok || got != want {
			t.Errorf("%q finds %q, want %s", name, got, want)
		}
	}
	for _, name := range []string{"", "  ", "ent", "zebra"} { // entropy and entropy rate both begin with ent
		if got, ok := e.FindTerm(name); ok {
			t.Errorf("%q finds %s", name, got)
		}
	}
}
