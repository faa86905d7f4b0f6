package translation

import (
	"errors"
	"strings"

	"unroll/core/fault"
)

// What may be wrong with pairs of sentences. The first arguments of those that are about a file say where: its name and the line,
// counted from 1.
var (
	errTokens  = fault.New("translation.tokens", "tokens %q: they must be words or chars")
	errMinFreq = fault.New("translation.min_freq", "min-freq is %d: it must not be negative")
	errFirst   = fault.New("translation.first", "the number of first pairs is %d: it must not be negative")
	errLength  = fault.New("translation.length", "length is %d: a sentence has at least 2 tokens, <eos> included")
	errSteps   = fault.New("translation.steps", "a window of %d steps is too short for the longest sentence, which has %d tokens with its <eos> (set unroll to %d or more, or leave long pairs out with --length)")
	errNothing = fault.New("translation.nothing", "there is no pair to learn from: of %d, %d have an empty side and %d are longer than %d tokens (raise --length, or cut them with --cut)")

	errRead    = fault.New("translation.read", "%s, line %d: cannot be read: %v")
	errUTF8    = fault.New("translation.encoding", "%s, line %d: not a text in UTF-8 (convert it)")
	errNUL     = fault.New("translation.binary", "%s, line %d: a NUL byte, so this is not a text (write a sentence, a tab and its translation a line, in UTF-8)")
	errLong    = fault.New("translation.long", "%s, line %d: longer than %d bytes (write one sentence and its translation a line)")
	errColumn  = fault.New("translation.column", "%s, line %d: %q has no tab, so there is one column (write a sentence, a tab and its translation a line, or name two files)")
	errSource  = fault.New("translation.source", "%s, line %d: there is no sentence before the tab (add it, or remove the line)")
	errTarget  = fault.New("translation.target", "%s, line %d: %q has no translation after the tab (add it, or remove the line)")
	errNone    = fault.New("translation.none", "%s: there is no pair in it (write a sentence, a tab and its translation a line)")
	errNoLines = fault.New("translation.no_lines", "%s: there is no sentence in it (write a sentence a line)")
	errUnequal = fault.New("translation.unequal", "the numbers of lines differ: %s has %d and %s has %d (line n of one must be the translation of line n of the other)")
)

// IsData says whether err is about the sentences themselves, not about how they were asked for.
func IsData(err error) bool {
	var e *fault.Error
	if !errors.As(err, &e) || !strings.HasPrefix(e.ID, "translation.") {
		return false
	}
	return e.Kind != errTokens && e.Kind != errMinFreq && e.Kind != errFirst && e.Kind != errLength
}
