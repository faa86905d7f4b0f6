package i18n_test

import (
	"fmt"
	"go/ast"
	"go/types"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"unroll/ui/i18n"
)

// A phrase is a string of a catalogue with its id, which is the path of its field: "Keys.Pause", "Metrics.loss",
// "Ladder.Verdict.Worth.0".
type phrase struct {
	id, text string
	field    string // the struct and field that contains it: "Keys.Pause"
	form     bool   // one of several forms of a sentence, from the fullest to the shortest, which may omit arguments
}

// phrases are all strings of a catalogue, in the order of its fields.
func phrases(c *i18n.Catalogue) []phrase {
	var list []phrase
	var walk func(id, field string, v reflect.Value, form bool)
	walk = func(id, field string, v reflect.Value, form bool) {
		under := func(name string) string { return strings.TrimPrefix(id+"."+name, ".") }
		switch v.Kind() {
		case reflect.String:
			list = append(list, phrase{id: id, text: v.String(), field: field, form: form})
		case reflect.Struct:
			for i := range v.NumField() {
				f := v.Type().Field(i)
				if f.IsExported() {
					walk(under(f.Name), v.Type().Name()+"."+f.Name, v.Field(i), false)
				}
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(under(fmt.Sprint(i)), field, v.Index(i), true)
			}
		case reflect.Map:
			m := map[string]reflect.Value{}
			for _, key := range v.MapKeys() {
				m[key.String()] = v.MapIndex(key)
			}
			for _, key := range slices.Sorted(maps.Keys(m)) {
				walk(under(key), field, m[key], false)
			}
		default:
			panic("a catalogue has strings, and structs, slices and maps of them: " + id + " is a " + v.Kind().String())
		}
	}
	walk("", "", reflect.ValueOf(*c), false)
	return list
}

// spaced are the strings that begin or end with a space, because something is written next to them.
var spaced = []string{"Surprisal.AskFile", "Surprisal.AskText"}

// page matches the ids of texts of several lines, the help of the command line.
var page = regexp.MustCompile(`\.(Long|Example)$`)

// faulty returns what is wrong with a string by itself.
func faulty(p phrase) string {
	stripped := verbForm.ReplaceAllString(p.text, "")
	switch {
	case p.text == "":
		return "is empty"
	case strings.TrimSpace(p.text) != p.text && !slices.Contains(spaced, p.id):
		return "begins or ends with a space"
	case len(verbs(p.text)) > 0 && strings.Contains(stripped, "%"):
		return "has a % that is no verb"
	case slices.Contains(verbs(p.text), "") && !p.form:
		return "leaves an argument out before one that it says"
	case strings.ContainsAny(p.text, "\t\r") || strings.Contains(p.text, "\n") && !page.MatchString(p.id):
		return "has a control character"
	}
	return ""
}

// The law: every string exists and is a valid format.
func TestEveryStringIsWhole(t *testing.T) {
	all := phrases(i18n.English)
	if len(all) < 400 {
		t.Fatalf("%d strings have been found", len(all))
	}
	for _, p := range all {
		if why := faulty(p); why != "" {
			t.Errorf("%s %s: %q", p.id, why, p.text)
		}
	}
}

// differs returns how a catalogue is not a translation of another: strings that are missing, or extra, or have
// other arguments. The number of forms of a sentence may differ.
func differs(first, other *i18n.Catalogue) []string {
	var list []string
	texts := map[string]phrase{}
	for _, p := range phrases(other) {
		texts[p.id] = p
	}
	for _, p := range phrases(first) {
		text, ok := texts[p.id]
		delete(texts, p.id)
		switch why := faulty(text); {
		case !ok && p.form && !strings.HasSuffix(p.id, ".0"):
		case !ok:
			list = append(list, p.id+" is missing")
		case why != "":
			list = append(list, p.id+" "+why)
		case !p.form && !slices.Equal(verbs(p.text), verbs(text.text)):
			list = append(list, fmt.Sprintf("%s: %q has other arguments than %q", p.id, text.text, p.text))
		}
	}
	for id, p := range texts {
		if !strings.HasPrefix(id, "Faults.") && !strings.HasPrefix(id, "Prose.") && !p.form {
			list = append(list, id+" is not in the other")
		}
	}
	return list
}

// The law: the forms of a sentence may omit arguments of the fullest, and have no others.
func TestFormsHaveTheArgumentsOfTheFullest(t *testing.T) {
	var full []string
	for _, p := range phrases(i18n.English) {
		if !p.form {
			continue
		}
		got := verbs(p.text)
		if strings.HasSuffix(p.id, ".0") {
			full = got
		}
		for i, v := range got {
			if i >= len(full) || v != "" && v != full[i] {
				t.Errorf("%s: %q has other arguments than the fullest form", p.id, p.text)
			}
		}
	}
}

// The law: a language has every string, with the same arguments.
func TestLanguagesSayTheSame(t *testing.T) {
	for _, c := range []*i18n.Catalogue{i18n.English} {
		for _, why := range differs(i18n.English, c) {
			t.Error(why)
		}
	}
}

// TestABrokenLanguageIsSeen tests the test: these errors must be found.
func TestABrokenLanguageIsSeen(t *testing.T) {
	for want, breakIt := range map[string]func(c *i18n.Catalogue){
		"Train is empty":                 func(c *i18n.Catalogue) { c.Train = "" },
		"Keys.Pause begins or ends with": func(c *i18n.Catalogue) { c.Keys.Pause = " pause" },
		"has other arguments than":       func(c *i18n.Catalogue) { c.Knob = "%s" },
		"leaves an argument out":         func(c *i18n.Catalogue) { c.Knob = "%[2]s" },
		"Metrics.loss is missing":        func(c *i18n.Catalogue) { c.Metrics = maps.Clone(c.Metrics); delete(c.Metrics, "loss") },
		"Metrics.another is not in the other": func(c *i18n.Catalogue) {
			c.Metrics = maps.Clone(c.Metrics)
			c.Metrics["another"] = "a"
		},
		"Game.Keys.Play has a control character": func(c *i18n.Catalogue) { c.Game.Keys.Play = "a\nb" },
	} {
		c := *i18n.English
		breakIt(&c)
		if got := differs(i18n.English, &c); len(got) != 1 || !strings.Contains(got[0], want) {
			t.Errorf("%q, want one with %q", got, want)
		}
	}
	c := *i18n.English
	c.Knob = "%[2]s: %[1]s" // a language may have another order
	if got := differs(i18n.English, &c); len(got) != 0 {
		t.Error(got)
	}
}

// The law: every string is used.
func TestEveryStringIsSaid(t *testing.T) {
	said := map[string]bool{}
	for _, s := range sources(t) {
		s.within(func(n ast.Node, _ []ast.Node) {
			if x, ok := n.(*ast.SelectorExpr); ok && s.info.Selections[x] != nil {
				if of, ok := strings.CutPrefix(named(s.info.Selections[x].Recv()), "ui/i18n."); ok {
					said[of+"."+x.Sel.Name] = true
				}
			}
		})
	}
	if !said["Keys.Pause"] {
		t.Fatal("Keys.Pause is not used: the test looks in the wrong place")
	}
	for _, p := range phrases(i18n.English) {
		if !said[p.field] {
			t.Errorf("%s is not used: %q", p.id, p.text)
		}
	}
}

// A use of a string as a format: fmt.Sprintf(w.Keys.View, name).
type formatted struct {
	field string // "Keys.View"
	call  *ast.CallExpr
	of    *source
}

// The law: a string is given its arguments wherever it is used, as many as it has places for and of suitable
// types.
func TestEveryStringGetsItsArguments(t *testing.T) {
	texts, several := map[string]string{}, map[string]bool{}
	for _, p := range phrases(i18n.English) {
		if was, ok := texts[p.field]; ok && !slices.Equal(verbs(was), verbs(p.text)) {
			several[p.field] = true // which of them is used is not visible
		}
		texts[p.field] = p.text
	}
	uses := formats(t)
	if len(uses) < 40 {
		t.Fatalf("%d uses have been found: the test looks in the wrong place", len(uses))
	}
	for _, u := range uses {
		if text := texts[u.field]; text != "" && !several[u.field] {
			u.of.checkArgs(t, u.call, &kind{format: text}, u.call.Args[1:])
		}
	}
}

func formats(t *testing.T) []formatted {
	var list []formatted
	for _, s := range sources(t) {
		s.within(func(n ast.Node, _ []ast.Node) {
			c, ok := n.(*ast.CallExpr)
			if !ok || c.Ellipsis.IsValid() || !s.takesFormat(c) {
				return
			}
			if x, ok := c.Args[0].(*ast.SelectorExpr); ok && s.info.Selections[x] != nil {
				if of, ok := strings.CutPrefix(named(s.info.Selections[x].Recv()), "ui/i18n."); ok {
					list = append(list, formatted{of + "." + x.Sel.Name, c, s})
				}
			}
		})
	}
	return list
}

// takesFormat reports whether the function called takes a format and its arguments: func(string, ...any).
func (s *source) takesFormat(c *ast.CallExpr) bool {
	f, ok := s.info.TypeOf(c.Fun).(*types.Signature)
	return ok && f.Variadic() && f.Params().Len() == 2 && isString(f.Params().At(0).Type()) && f.Params().At(1).Type().String() == "[]any"
}
