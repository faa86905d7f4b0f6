// Package i18ntest has invented languages: tests draw with them to find words that do not come from the
// catalogue.
package i18ntest

import (
	"reflect"
	"regexp"

	"unroll/core/fault"
	"unroll/ui/i18n"
)

// Foreign is English with other letters: a Cyrillic one for each Latin one, of the same width. Verbs of formats
// are kept, and so are the layouts of dates. prose are texts of tables by their id, in English.
func Foreign(prose map[string]string) *i18n.Catalogue {
	letter := func(r rune) rune { return 'а' + r }
	c := translated(letter)
	c.Prose = map[string]string{"metric.perplexity.short": text("ppl", letter)}
	for id, english := range prose {
		c.Prose[id] = text(english, letter)
	}
	return c
}

// Wide is English with letters that take two columns each, like Chinese ones.
func Wide() *i18n.Catalogue { return translated(func(r rune) rune { return '一' + r }) }

var verb = regexp.MustCompile(`%(?:%|[-+#0]*(?:\d+)?(?:\.\d+)?(?:\[\d+\])?[a-zA-Z])`)

// text is a text of the catalogue with other letters; letter is given the index of a Latin letter in the
// alphabet.
func text(s string, letter func(rune) rune) string {
	out := []rune{}
	write := func(s string) {
		for _, r := range s {
			switch {
			case 'a' <= r && r <= 'z':
				r = letter(r - 'a')
			case 'A' <= r && r <= 'Z':
				r = letter(r - 'A')
			}
			out = append(out, r)
		}
	}
	at := 0
	for _, m := range verb.FindAllStringIndex(s, -1) {
		write(s[at:m[0]])
		out = append(out, []rune(s[m[0]:m[1]])...)
		at = m[1]
	}
	write(s[at:])
	return string(out)
}

func translated(letter func(rune) rune) *i18n.Catalogue {
	c := *i18n.English
	translate(reflect.ValueOf(&c).Elem(), letter)
	c.Age.Date = i18n.English.Age.Date
	c.Faults = map[string]string{}
	for _, k := range fault.Kinds() {
		c.Faults[k.ID] = text(k.English, letter)
	}
	return &c
}

// translate replaces v's strings; maps and slices are copied, as they belong to English.
func translate(v reflect.Value, letter func(rune) rune) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(text(v.String(), letter))
	case reflect.Struct:
		for i := range v.NumField() {
			translate(v.Field(i), letter)
		}
	case reflect.Slice:
		list := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(list, v)
		for i := range list.Len() {
			translate(list.Index(i), letter)
		}
		v.Set(list)
	case reflect.Map:
		m := reflect.MakeMap(v.Type())
		for _, key := range v.MapKeys() {
			one := reflect.New(v.Type().Elem()).Elem()
			one.Set(v.MapIndex(key))
			translate(one, letter)
			m.SetMapIndex(key, one)
		}
		v.Set(m)
	}
}

// word matches a word in Latin letters: three or more.
var word = regexp.MustCompile(`[A-Za-z]{3,}`)

// Left are the Latin words in a picture that are not in known, so do not come from the catalogue.
func Left(picture string, known ...string) []string {
	is := map[string]bool{}
	for _, k := range known {
		for _, w := range word.FindAllString(k, -1) {
			is[w] = true
		}
	}
	var left []string
	for _, w := range word.FindAllString(picture, -1) {
		if !is[w] {
			left = append(left, w)
		}
	}
	return left
}

// Keys are the names of keys as they are on keyboards, which no catalogue has, and the program's own.
const Keys = "esc enter tab shift ctrl alt home end space backspace pgup pgdn unroll"
