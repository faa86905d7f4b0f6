package text

// Facts are what is known of a corpus without training, including the levels that a loss curve is compared with.
type Facts struct {
	Vocab      int     // V; an untrained model's perplexity
	Train      int     // tokens to learn from
	Valid      int     // tokens held out
	Chars      int     // characters of the whole text
	Unigram    float64 // entropy of single tokens, nats/token
	Tokens     string  // tokenizer
	Lines      bool
	Score      string // which tokens of a line count; "": all
	FirstValid string // the beginning of the held-out text, for an initial prefix
}

// FactsOf returns the facts of a corpus.
func FactsOf(c *Corpus) Facts {
	from := c.Valid
	if len(from) == 0 {
		from = c.Train
	}
	if c.Lines && len(from) > 0 {
		from = from[1:]
	}
	return Facts{Vocab: c.Vocab.Len(), Train: len(c.Train), Valid: len(c.Valid), Chars: c.Chars, Unigram: c.Unigram(),
		Tokens: c.Tokens, Lines: c.Lines, Score: c.Score, FirstValid: c.Vocab.Decode(from[:min(len(from), 200)])}
}
