package text

import "unroll/core/fault"

// What can be wrong with a text or with its options.
var (
	errUTF8      = fault.New("text.encoding", "not UTF-8: byte 0x%02X at offset %d (convert the text to UTF-8, or use --tokens byte)")
	errTooShort  = fault.New("text.short", "too short to learn from: the number of tokens to train on is %d, and one window needs %d (use a longer text, a smaller --unroll or a smaller --valid)")
	errValid     = fault.New("text.valid", "the part held out for validation is %g: it must be at least 0 and less than 1")
	errMinFreq   = fault.New("text.min_freq", "min-freq is %d: it must not be negative")
	errMaxVocab  = fault.New("text.max_vocab", "vocab-size is %d: a vocabulary needs at least 2 tokens (0: no limit)")
	errTrimAll   = fault.New("text.trim_all", "a vocabulary of kind %s cannot be made smaller, only one of words (--tokens word or punct)")
	errTokenizer = fault.New("text.tokenizer", "no tokenizer %q: choose from %s")
)

// What can be wrong with an encoded vocabulary.
var (
	errVocabSize  = fault.New("text.vocab_size", "the vocabulary's size is %d, but it lists %d tokens")
	errVocabOrder = fault.New("text.vocab_order", "the tokens of the vocabulary are not in order")
	errVocabTwice = fault.New("text.vocab_twice", "the vocabulary lists a token twice")
	errVocabToken = fault.New("text.vocab_token", "%q cannot be a token of a %s vocabulary")
)

// What can be wrong with a score of lines.
var (
	errScore        = fault.New("text.score", "no score %q: it must be last, or after:X for a token X, as in after:=")
	errScoreLines   = fault.New("text.score_lines", "the score %s counts tokens of lines, so each line must be a sequence of its own (add --lines)")
	errScoreMarker  = fault.New("text.score_marker", "the marker %q is not one token of kind %s (give a single token, as in --score after:=)")
	errScoreNowhere = fault.New("text.score_nowhere", "no line to learn from has the marker %q, so nothing would be scored (choose a token that the lines contain)")
	errScoreHeldOut = fault.New("text.score_held_out", "no line held out for validation has the marker %q, so nothing would be scored (choose a token that the lines contain)")
	errTooLong      = fault.New("text.long", "line %d needs %d unrolled steps, but a window has %d, and lines that are scored must fit whole (use --unroll %d or more, or leave out longer lines)")
)
