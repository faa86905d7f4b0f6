// Package command represents what a person or a program can ask for as data: a name and arguments, with a
// text form that is the same for keys, the : line, tests and logs.
//
//	run.pause
//	knob.set lr 0.001
//	view.show "a name with spaces"
//
// The meaning of a name is defined where it is carried out: core/train has the table of what a run can be
// asked for, the screens have tables of their own.
package command

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"unroll/core/fault"
)

// A Command asks for something by name.
type Command struct {
	Name string
	Args []string // nil if there are none
}

// New returns the command with a name and arguments.
func New(name string, args ...string) Command {
	if len(args) == 0 {
		args = nil
	}
	return Command{Name: name, Args: args}
}

// String is the text form: words separated by spaces, each quoted as in Go if it would not read back unquoted.
// Parse is its inverse.
func (c Command) String() string {
	var b strings.Builder
	b.WriteString(word(c.Name))
	for _, a := range c.Args {
		b.WriteByte(' ')
		b.WriteString(word(a))
	}
	return b.String()
}

func word(s string) string {
	plain := s != "" && utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool {
		return r == '"' || unicode.IsSpace(r) || !unicode.IsPrint(r)
	})
	if plain {
		return s
	}
	return strconv.Quote(s)
}

var (
	errNone   = fault.New("command.none", "no command")
	errInside = fault.New("command.inside", "a quotation mark inside %s: put the whole word in quotation marks")
	errOpen   = fault.New("command.open", "%s: the closing quotation mark is missing")
	errAfter  = fault.New("command.after", "%s: a space is missing after the closing quotation mark")
)

// Parse reads the text form. Errors say what is wrong with the text; an empty text is an error.
func Parse(s string) (Command, error) {
	var words []string
	for {
		s = strings.TrimLeftFunc(s, unicode.IsSpace)
		if s == "" {
			break
		}
		w, rest, err := next(s)
		if err != nil {
			return Command{}, err
		}
		words, s = append(words, w), rest
	}
	if len(words) == 0 {
		return Command{}, errNone.Of()
	}
	return New(words[0], words[1:]...), nil
}

// next takes the first word of s, which must begin with one.
func next(s string) (w, rest string, err error) {
	if s[0] != '"' {
		end := strings.IndexFunc(s, unicode.IsSpace)
		if end < 0 {
			end = len(s)
		}
		if w = s[:end]; strings.Contains(w, `"`) {
			return "", "", errInside.Of(w)
		}
		return w, s[end:], nil
	}
	quoted, err := strconv.QuotedPrefix(s)
	if err != nil {
		return "", "", errOpen.Of(s)
	}
	rest = s[len(quoted):]
	if r, _ := utf8.DecodeRuneInString(rest); rest != "" && !unicode.IsSpace(r) {
		return "", "", errAfter.Of(s)
	}
	w, err = strconv.Unquote(quoted)
	return w, rest, err
}
