package translation

import "unroll/core/fault"

// What may be wrong with pairs of sentences.
var (
	errTokens  = fault.New("translation.tokens", "tokens %q: they must be words or chars")
	errMinFreq = fault.New("translation.min_freq", "min-freq is %d: it must not be negative")
	errLength  = fault.New("translation.length", "length is %d: a sentence has at least 2 tokens, <eos> included")
	errSteps   = fault.New("translation.steps", "a window of %d steps is too short for the longest sentence, which has %d tokens with its <eos> (set unroll to %d or more, or leave long pairs out with --length)")
	errNothing = fault.New("translation.nothing", "there is no pair to learn from: of %d, %d have an empty side and %d are longer than %d tokens (raise --length, or cut them with --cut)")
)
