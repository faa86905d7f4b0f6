package sessions

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"unroll/core/fault"
	"unroll/core/recipe"
	"unroll/core/text"
	"unroll/core/train"
	"unroll/datasets"
)

// What is said before a run that may not be what was meant.
var (
	errHuge      = fault.New("sessions.huge", "a large model: %s parameters, most of them for the vocabulary of %d, and some %s of memory (--min-freq 2 or --vocab-size 10000 make it smaller)")
	errHugeOther = fault.New("sessions.huge_other", "a large model: %s parameters, and some %s of memory")
	errUnspaced  = fault.New("sessions.unspaced", "hardly any spaces: a word of this text has %s characters on average, and %s of %s words occur once (--tokens char reads characters)")
	errUnknowns  = fault.New("sessions.unknowns", "<unk> stands for %s of the tokens to train on and %s of those held out; vocabulary %d")
)

// Warn says what a person should know before s is learned: the memory of a huge model, words of a text without spaces, the share of
// <unk> if the vocabulary was made smaller.
func (s Subject) Warn() (list []error) {
	if s.Corpus != nil {
		if unspaced := unspaced(s.Corpus); unspaced != nil {
			list = append(list, unspaced)
		}
		if o := s.Corpus.Options; o.MinFreq > 1 || o.MaxVocab > 0 {
			learned, held := s.Corpus.Unknown()
			list = append(list, errUnknowns.Of(percent(learned), percent(held), s.Corpus.Vocab.Len()))
		}
	}
	return append(list, s.huge()...)
}

// hugeParameters is from where a model is said to be large.
const hugeParameters = 10_000_000

// huge says how much memory a large model takes.
func (s Subject) huge() []error {
	r := s.Recipe
	if s.Facts.Vocab > 0 {
		r.Model.Vocab = s.Facts.Vocab
	}
	n := r.Model.Size()
	if n < hugeParameters {
		return nil
	}
	bytes := s.memory(r)
	if s.Corpus != nil && text.InWords(s.Corpus.Tokens) && s.Facts.Vocab > 10_000 {
		return []error{errHuge.Of(short(float64(n)), s.Facts.Vocab, datasets.Bytes(int64(bytes)))}
	}
	return []error{errHugeOther.Of(short(float64(n)), datasets.Bytes(int64(bytes)))}
}

// memory is roughly what learning by r takes, in bytes: its weights with gradient, the optimizer's means and a copy that makes
// predictions, and the logits of a batch with their gradient.
func (s Subject) memory(r recipe.Recipe) float64 {
	return float64(r.Model.Size())*4*5 + float64(r.Settings.Batch)*float64(r.Settings.Unroll)*float64(r.Model.Vocab)*4*2
}

var errNoMemory = fault.New("sessions.no_memory", "this model takes some %s of memory, and this computer has %s left: make it smaller (fewer hidden units, a smaller batch, --vocab-size for words)")

// fits refuses a large model that the computer has no memory for: free bytes, if that is known.
func (s Subject) fits(free int64, known bool) error {
	r := s.Recipe
	if s.Facts.Vocab > 0 {
		r.Model.Vocab = s.Facts.Vocab
	}
	if need := s.memory(r); known && r.Model.Size() >= hugeParameters && need > float64(free) {
		return errNoMemory.Of(datasets.Bytes(int64(need)), datasets.Bytes(free))
	}
	return nil
}

func percent(share float64) string { return fmt.Sprintf("%.1f %%", 100*share) }

// short is a large number in few digits: 17.2M.
func short(n float64) string {
	for _, u := range []struct {
		least float64
		name  string
	}{{1e9, "G"}, {1e6, "M"}, {1e3, "k"}} {
		if n >= u.least {
			return fmt.Sprintf("%.3g%s", n/u.least, u.name)
		}
	}
	return fmt.Sprintf("%.0f", n)
}

// longWord is how many letters of a script without spaces a word of it hardly has, if somebody has put spaces between them.
const longWord = 5

// unspaced says that the words of a text are lines and clauses of a script that is written without spaces; nil: they are not.
func unspaced(c *text.Corpus) error {
	if !text.InWords(c.Tokens) {
		return nil
	}
	counts := make([]int, c.Vocab.Len())
	words, chars, long, once := 0, 0, 0, 0
	for _, ids := range [][]int32{c.Train, c.Valid} {
		for _, id := range ids {
			if id >= 0 && id != c.Vocab.EndOfLine() {
				counts[id]++
			}
		}
	}
	for id, n := range counts {
		if n == 0 {
			continue
		}
		token, letters := c.Vocab.Token(int32(id)), 0
		for _, r := range token {
			if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
				letters++
			}
		}
		words, chars = words+n, chars+n*utf8.RuneCountInString(token)
		if letters >= longWord {
			long += n
		}
		if n == 1 {
			once++
		}
	}
	if 3*long < words || words == 0 {
		return nil
	}
	return errUnspaced.Of(fmt.Sprintf("%.1f", float64(chars)/float64(words)), fmt.Sprint(once), fmt.Sprint(c.Vocab.Len()))
}

// BeginSaying is BeginOn, which first tells say what a person should know (Subject.Warn) before the memory of the model is taken.
func BeginSaying(x Origin, r recipe.Recipe, o train.Options, say func(error)) (*Run, error) {
	s, err := about(x, r)
	if err != nil {
		return nil, err
	}
	for _, w := range s.Warn() {
		say(w)
	}
	if err := s.fits(datasets.FreeMemory()); err != nil {
		return nil, err
	}
	return s.begin(o)
}
