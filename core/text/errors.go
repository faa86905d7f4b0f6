package text

import "unroll/core/fault"

// What can be wrong with a text or with its options.
var (
	errUTF8      = fault.New("text.encoding", "not UTF-8: byte 0x%02X at offset %d (convert the text to UTF-8, or use --tokens byte)")
	errTooShort  = fault.New("text.short", "too short to learn from: the number of tokens to train on is %d, and one window needs %d (use a longer text, a smaller --unroll or a smaller --valid)")
	errValid     = fault.New("text.valid", "the part held out for validation is %g: it must be at least 0 and less than 1")
	errTokenizer = fault.New("text.tokenizer", "no tokenizer %q: choose from %s")
)

// What can be wrong with an encoded vocabulary.
var (
	errVocabSize  = fault.New("text.vocab_size", "the vocabulary's size is %d, but it lists %d tokens")
	errVocabOrder = fault.New("text.vocab_order", "the tokens of the vocabulary are not in order")
	errVocabTwice = fault.New("text.vocab_twice", "the vocabulary lists a token twice")
	errVocabToken = fault.New("text.vocab_token", "%q cannot be a token of a %s vocabulary")
)
