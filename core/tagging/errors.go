package tagging

import (
	"errors"
	"strings"

	"unroll/core/fault"
)

// What may be wrong with tagged sentences. The first arguments say where: the file and the line, counted from 1.
var (
	errRead    = fault.New("tagging.read", "%s, line %d: cannot be read: %v")
	errUTF8    = fault.New("tagging.encoding", "%s, line %d: not a text in UTF-8 (convert it)")
	errLong    = fault.New("tagging.long", "%s, line %d: longer than %d bytes (write one word and its tag a line)")
	errSpaces  = fault.New("tagging.spaces", "%s, line %d: %q has no tab between word and tag (put a tab, not spaces, between columns)")
	errColumns = fault.New("tagging.columns", "%s, line %d: %d columns, and the tag is to be in column %d (add it, or choose another column with --tags)")
	errUneven  = fault.New("tagging.uneven", "%s, line %d: the number of columns is %d here, and in the first row it is %d (write every row as CoNLL-U, or every row as word, tab, tag)")
	errNumbers = fault.New("tagging.numbers", "%s, line %d: %d columns, the first with numbers of words as CoNLL-U has, whose rows have 10 (write every row as CoNLL-U, or every row as word, tab, tag)")
	errWord    = fault.New("tagging.word", "%s, line %d: there is no word before the tab (write word, tab, tag)")
	errTag     = fault.New("tagging.tag", "%s, line %d: word %q has no tag (add it, or remove the sentence)")
	errEndless = fault.New("tagging.endless", "%s, line %d: a sentence of more than %d words (put an empty line between sentences)")
	errNone    = fault.New("tagging.none", "%s: there is no sentence in it (write a word, a tab and its tag a line, and an empty line between sentences)")
	errNoLines = fault.New("tagging.no_lines", "%s: there is no sentence in it (write a sentence a line, with spaces between words)")
	errNoTags  = fault.New("tagging.no_tags", "%s: column %s has only %q (choose another column with --tags)")
	errNothing = fault.New("tagging.nothing", "there is no sentence to learn from (use a longer text, or a smaller --valid)")
	errMinFreq = fault.New("tagging.min_freq", "min-freq is %d: it must not be negative")
	errColumn  = fault.New("tagging.column", "no column of tags is called %q: choose one of %s, or a number from 2")
)

// IsData says whether err is about the sentences themselves, not about how they were asked for.
func IsData(err error) bool {
	var e *fault.Error
	return errors.As(err, &e) && e.Kind != errColumn && e.Kind != errMinFreq && strings.HasPrefix(e.ID, "tagging.")
}
