package help

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"unroll/core/fault"
	"unroll/ui/draw/grid"
)

// A Text is prose for a page: safe to draw, with the terms that the page explains marked. Say makes one.
type Text string

// The marks within a Text: begin of a word, its term's id, end. No safe text contains them.
const (
	wordBegins = "\x02"
	idFollows  = "\x03"
	wordEnds   = "\x04"
)

// Say fills in a format of the catalogue. In it {gradients|gradient} is the word "gradients", which the page
// explains as the term "gradient", {perplexity} is a word that is its own term, and ~ is a no-break space.
// Arguments that are strings are made safe and cannot mark anything; a Text is inserted as it is.
func Say(format string, args ...any) Text {
	safe := make([]any, len(args))
	for i, a := range args {
		switch a := a.(type) {
		case string:
			safe[i] = grid.Safe(a)
		case Text:
			safe[i] = string(a)
		default:
			safe[i] = a
		}
	}
	return Text(fmt.Sprintf(marked(fault.Counted(format, safe...)), safe...))
}

// inASCII is t with pictures of control characters as they are drawn where only ASCII is: they are wider.
func (t Text) inASCII() Text {
	var b strings.Builder
	for _, r := range string(t) {
		if r < utf8.RuneSelf { // also the marks
			b.WriteRune(r)
		} else {
			b.WriteString(grid.InASCII(string(r)))
		}
	}
	return Text(b.String())
}

// tie is a no-break space.
const tie = "\u00a0"

// marked is a format with its braces replaced by marks.
func marked(format string) string {
	format = strings.ReplaceAll(format, "~", tie)
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(format, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		word, after, _ := strings.Cut(rest, "}")
		shown, id, named := strings.Cut(word, "|")
		if !named {
			id = shown
		}
		b.WriteString(wordBegins + shown + idFollows + id + wordEnds)
		format = after
	}
}

// A word is a range of a text, in bytes, and the term that it stands for.
type word struct {
	from, to int
	term     string
}

// plain is a text without its marks, and the words that were marked.
func (t Text) plain() (string, []word) {
	var b strings.Builder
	var words []word
	rest := string(t)
	for {
		before, after, found := strings.Cut(rest, wordBegins)
		b.WriteString(before)
		if !found {
			return b.String(), words
		}
		inside, behind, _ := strings.Cut(after, wordEnds)
		shown, term, _ := strings.Cut(inside, idFollows)
		words = append(words, word{b.Len(), b.Len() + len(shown), term})
		b.WriteString(shown)
		rest = behind
	}
}

// String is the text as it is read.
func (t Text) String() string {
	s, _ := t.plain()
	return strings.ReplaceAll(s, tie, " ")
}

// Terms are the ids of the terms that a text uses, in order.
func (t Text) Terms() []string {
	var ids []string
	_, words := t.plain()
	for _, w := range words {
		ids = append(ids, w.term)
	}
	return ids
}
