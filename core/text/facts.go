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
	Starts     int    // of Train and Valid, the tokens before the first line, which are read and not learned; 0 without Lines
	Ends       int    // ends of lines, with Lines
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
	f := Facts{Vocab: c.Vocab.Len(), Train: len(c.Train), Valid: len(c.Valid), Chars: c.Chars, Unigram: c.Unigram(),
		Tokens: c.Tokens, Lines: c.Lines, Score: c.Score, FirstValid: c.Vocab.Decode(from[:min(len(from), 200)])}
	f.countLines(c)
	return f
}

// Own is how many tokens the text itself has to learn from and held out: without the starts of its streams.
func (f Facts) Own() (train, valid int) {
	if f.Starts > 0 {
		train = 1
	}
	if f.Starts > 1 {
		valid = 1
	}
	return f.Train - train, f.Valid - valid
}

// countLines counts what only lines have.
func (f *Facts) countLines(c *Corpus) {
	if !c.Lines {
		return
	}
	eol := c.Vocab.EndOfLine()
	for _, stream := range [][]int32{c.Train, c.Valid} {
		if len(stream) == 0 {
			continue
		}
		f.Starts++
		for _, id := range stream[1:] {
			if id == eol {
				f.Ends++
			}
		}
	}
}
