package help

import (
	"fmt"
	"strings"

	"unroll/ui/draw/grid"
)

// A Text is prose as a page takes it: safe to draw, its words that the page explains marked. Say makes one.
type Text string

// The marks within a Text: a word begins, its term's id follows, it ends. No safe text holds them.
const (
	wordBegins = "\x02"
	idFollows  = "\x03"
	wordEnds   = "\x04"
)

// Say fills a format of the catalogue. In it {gradients|gradient} is the word "gradients", which the page is to explain
// as the term "gradient", {perplexity} is a word that is its own term, and ~ a space at which no line is broken. Arguments that are strings are made safe
// and cannot mark anything; a Text stays as it is.
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
	return Text(fmt.Sprintf(marked(format), safe...))
}

// tie is a space at which no line is broken.
const tie = "\u00a0"

// marked is a format with its braces as marks.
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

// A word is a stretch of a text, in bytes, and the term that it stands for.
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

// Terms are the ids of the terms that a text uses, in its order.
func (t Text) Terms() []string {
	var ids []string
	_, words := t.plain()
	for _, w := range words {
		ids = append(ids, w.term)
	}
	return ids
}
