package text

import (
	"math"
	"strings"
)

// Options say how a text is cut.
type Options struct {
	Tokens string  `json:"tokens"`          // a name in Tokenizers
	Lines  bool    `json:"lines,omitempty"` // every line is a sequence of its own
	Valid  float64 `json:"valid"`           // share held out at the end for validation, 0 ≤ Valid < 1; unused with a validation text of its own
}

// A Corpus is a text as a network sees it: two streams of ids over one vocabulary. With Lines,
// a stream begins with the end-of-line token, which stands before each line as its start: it
// is where a state is reset, and what is fed to ask for a line's first token.
type Corpus struct {
	Options
	Vocab *Vocab
	Train []int32
	Valid []int32 // empty: nothing was held out
	Chars int     // characters of the whole text
}

// TooShort says that a text has not enough tokens to learn from.
type TooShort struct{ Tokens, Need int }

func (e *TooShort) Error() string {
	return e.Fault().Error()
}

// Fault says it with its arguments, for other languages.
func (e *TooShort) Fault() error { return errTooShort.Of(e.Tokens, e.Need) }

// NewCorpus cuts train, and valid if it is not nil; else the last o.Valid of the tokens are held
// out, by position and without overlap. The vocabulary is that of both texts. Errors: *BadUTF8
// (in either text), an unknown tokenizer, a share outside [0, 1).
func NewCorpus(train string, valid *string, o Options) (*Corpus, error) {
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
	c := &Corpus{Options: o, Vocab: BuildVocab(tok, texts...)}
	c.Train = c.Vocab.Encode(texts[0])
	c.Chars = c.Vocab.Chars(c.Train)
	if valid != nil {
		c.Valid = c.Vocab.Encode(texts[1])
		c.Chars += c.Vocab.Chars(c.Valid)
		c.startLines()
		return c, nil
	}
	c.hold(o.Valid)
	c.startLines()
	return c, nil
}

// Sequence is s as one of the corpus's streams, for evaluation: cut like the corpus, with the
// same vocabulary.
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

// hold moves the last share of Train to Valid; with lines, from the start of the next line on.
func (c *Corpus) hold(share float64) {
	const exact = 1 - 1e-15 // 0.07·100 comes out a little above 7
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

// Unigram is the entropy of the training tokens taken one by one, in nats/token: what a model
// reaches that has learned how often each token comes and nothing about order.
func (c *Corpus) Unigram() float64 {
	counts := make([]int, c.Vocab.Len())
	for _, id := range c.Train {
		if id >= 0 {
			counts[id]++
		}
	}
	return Entropy(counts)
}

// Entropy is −Σ p log p in nats of the distribution that counts are in proportion to.
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

// Within is a copy with the end of c's training text and the beginning of its held-out text, of so many tokens
// at most, with Lines in whole lines (at least one). Chars is as of the whole.
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
	return &c
}
