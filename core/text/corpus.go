package text

import (
	"math"
	"strings"
)

// Options are how a text is tokenized and split.
type Options struct {
	Tokens   string  `json:"tokens"`              // name of a tokenizer in Tokenizers
	Lines    bool    `json:"lines,omitempty"`     // every line is a sequence of its own
	Score    string  `json:"score,omitempty"`     // which tokens of a line count: "last", "after:X" (see Scoring); "": every token
	MinFreq  int     `json:"min_freq,omitempty"`  // tokens that occur less often in the training part are <unk>; 0: none
	MaxVocab int     `json:"max_vocab,omitempty"` // most tokens of the vocabulary, <unk> included: others of the training part's are <unk>; 0: any number
	Valid    float64 `json:"valid"`               // share held out at the end for validation, 0 ≤ Valid < 1; unused with a separate validation text
}

// A Corpus is a text as a network sees it: two streams of ids over one vocabulary. With Lines, a
// stream begins with the end-of-line token, which also serves as the start of each line: there the
// state is reset, and it is fed to predict a line's first token.
type Corpus struct {
	Options
	Vocab *Vocab
	Train []int32
	Valid []int32 // empty: nothing was held out
	Chars int     // characters of the whole text
	// Windows is how training and validations read it; zero: with the state carried.
	Windows Windows
	// With a Score, the lines of both streams and what counts in them; otherwise nil.
	TrainLines, ValidLines *Sequences
}

// Scores reports whether only some tokens count (Options.Score).
func (c *Corpus) Scores() bool { return c.Score != "" }

// TooShort means that a text does not have enough tokens to learn from.
type TooShort struct{ Tokens, Need int }

func (e *TooShort) Error() string {
	return e.Fault().Error()
}

// Fault is the error with its arguments, for other languages.
func (e *TooShort) Fault() error { return errTooShort.Of(e.Tokens, e.Need) }

// NewCorpus tokenizes train, and valid if it is not nil; otherwise the last share o.Valid of the
// tokens is held out, by position and without overlap. The vocabulary covers both texts. Errors:
// *BadUTF8 (in either text), an unknown tokenizer, a share outside [0, 1), a score that counts nothing.
func NewCorpus(train string, valid *string, o Options) (*Corpus, error) {
	return NewCorpusTelling(train, valid, o, nil)
}

// NewCorpusTelling is NewCorpus that says how far it is. Of a large text it keeps 4 bytes a token, and no more while it works.
func NewCorpusTelling(train string, valid *string, o Options, at *Progress) (*Corpus, error) {
	tok, err := FindTokenizer(o.Tokens)
	if err != nil {
		return nil, err
	}
	if !(o.Valid >= 0 && o.Valid < 1) {
		return nil, errValid.Of(o.Valid)
	}
	texts := []string{train}
	if valid != nil {
		texts = append(texts, *valid)
	}
	for i, s := range texts {
		if texts[i], err = clean(tok, o.Lines, s); err != nil {
			return nil, err
		}
	}
	c := &Corpus{Options: o, Vocab: buildVocab(tok, at, texts)}
	c.Train = c.Vocab.encode(texts[0], at)
	c.Chars = c.Vocab.Chars(c.Train)
	if valid != nil {
		c.Valid = c.Vocab.encode(texts[1], at)
		c.Chars += c.Vocab.Chars(c.Valid)
	} else {
		c.hold(o.Valid)
	}
	if err := c.trim(); err != nil {
		return nil, err
	}
	at.Begin(Idle, 0)
	c.startLines()
	if err := c.score(); err != nil {
		return nil, err
	}
	return c, nil
}

// Sequence turns s into a stream like the corpus's, for evaluation: tokenized in the same way, with
// the same vocabulary.
func Sequence(v *Vocab, lines bool, s string) ([]int32, error) {
	s, err := clean(v.Tokenizer(), lines, s)
	if err != nil {
		return nil, err
	}
	ids := v.Encode(s)
	if lines {
		ids = startLine(v, ids)
	}
	return ids, nil
}

func clean(tok Tokenizer, lines bool, s string) (string, error) {
	var err error
	if !tok.Raw {
		if s, err = Normalise(s); err != nil {
			return "", err
		}
	}
	if lines && s != "" && !strings.HasSuffix(s, "\n") {
		s += "\n"
	}
	return s, nil
}

// hold moves the last share of Train to Valid; with lines, starting at the next line.
func (c *Corpus) hold(share float64) {
	const exact = 1 - 1e-15 // 0.07·100 is slightly more than 7
	n := len(c.Train) - int(math.Ceil(share*float64(len(c.Train))*exact))
	if c.Lines {
		for n > 0 && n < len(c.Train) && c.Train[n-1] != c.Vocab.EndOfLine() {
			n++
		}
	}
	c.Train, c.Valid = c.Train[:n:n], c.Train[n:]
}

func (c *Corpus) startLines() {
	if !c.Lines {
		return
	}
	c.Train = startLine(c.Vocab, c.Train)
	if len(c.Valid) > 0 {
		c.Valid = startLine(c.Vocab, c.Valid)
	}
}

func startLine(v *Vocab, ids []int32) []int32 {
	return append([]int32{v.EndOfLine()}, ids...)
}

// Unigram is the entropy of single training tokens, in nats/token: the loss of a model that has
// learned how frequent each token is and nothing about order. With a Score, of the tokens that count.
func (c *Corpus) Unigram() float64 {
	if c.Scores() {
		return Entropy(c.TrainLines.Counts(c.Vocab.Len()))
	}
	counts := make([]int, c.Vocab.Len())
	for _, id := range c.Train {
		if id >= 0 {
			counts[id]++
		}
	}
	return Entropy(counts)
}

// Entropy is −Σ p log p in nats, with p proportional to counts.
func Entropy(counts []int) float64 {
	total := 0
	for _, n := range counts {
		total += n
	}
	h := 0.0
	for _, n := range counts {
		if n > 0 {
			p := float64(n) / float64(total)
			h -= p * math.Log(p)
		}
	}
	return h
}

// Within returns a copy with the end of c's training text and the beginning of its held-out text, at most the
// given numbers of tokens; with Lines, whole lines (at least one). Chars stays that of the whole text.
func (c Corpus) Within(train, valid int) *Corpus {
	if len(c.Train) > train {
		from := len(c.Train) - train
		for c.Lines && from > 0 && c.Train[from] != c.Vocab.EndOfLine() {
			from--
		}
		c.Train = c.Train[from:]
	}
	if len(c.Valid) > valid {
		to := valid
		for c.Lines && to < len(c.Valid) && c.Valid[to-1] != c.Vocab.EndOfLine() {
			to++
		}
		c.Valid = c.Valid[:to]
	}
	if by, err := c.Vocab.Scoring(c.Score); c.Scores() && err == nil {
		c.scoreBy(by)
	}
	return &c
}
