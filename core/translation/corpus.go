package translation

import (
	"cmp"
	"slices"
	"strings"
)

// A Line is a sentence and its translation as they were written.
type Line struct{ Source, Target string }

// A Pair is a sentence and its translation as places in the Words of their sides, without marks.
type Pair struct{ Source, Target []int32 }

// Options say how pairs are read. They can be compared with ==.
type Options struct {
	Source  string `json:"source,omitempty"`   // what the tokens of the first language are: Words or Chars; "": as the text looks
	Target  string `json:"target,omitempty"`   // the same of the second
	Prepare bool   `json:"prepare,omitempty"`  // lower case, and a space before , . ! ? as in Dive into Deep Learning
	MinFreq int    `json:"min_freq,omitempty"` // words that occur less often are <unk>; 0: 1
	All     bool   `json:"all,omitempty"`      // MinFreq counts words of the validation part too, as d2l 1.0 does
	First   int    `json:"first,omitempty"`    // only the first pairs of a file are read, before a part is held out (see Take); 0: all
	InOrder bool   `json:"in_order,omitempty"` // of a file the last share of the pairs is held out; otherwise see datasets.Pairs.Held
	Length  int    `json:"length,omitempty"`   // most tokens of a sentence, <eos> included; 0: DefaultLength
	Cut     bool   `json:"cut,omitempty"`      // longer sentences are cut there, as in the book; otherwise their pairs are left out
	NoMask  bool   `json:"no_mask,omitempty"`  // padding behind a target is learned too, to show why it should not be
	Reverse bool   `json:"reverse,omitempty"`  // from the second language into the first
}

// What the tokens of a side are.
const (
	Words = "words"
	Chars = "chars"
)

// DefaultLength is the most tokens of a sentence, <eos> included, unless Options say otherwise: every batch is as long as its longest
// sentence.
const DefaultLength = 1000

// Limit is the most tokens of a sentence, <eos> included.
func (o Options) Limit() int { return cmp.Or(o.Length, DefaultLength) }

// Take is what First leaves of the lines of a file.
func (o Options) Take(lines []Line) []Line {
	if o.First > 0 && o.First < len(lines) {
		return lines[:o.First]
	}
	return lines
}

// Check returns an error if the options are not valid whatever the pairs.
func (o Options) Check() error {
	for _, tokens := range []string{o.Source, o.Target} {
		if tokens != "" && tokens != Words && tokens != Chars {
			return errTokens.Of(tokens)
		}
	}
	switch {
	case o.MinFreq < 0:
		return errMinFreq.Of(o.MinFreq)
	case o.First < 0:
		return errFirst.Of(o.First)
	case o.Length < 0 || o.Length == 1:
		return errLength.Of(o.Length)
	}
	return nil
}

// A Corpus is pairs as a network reads them.
type Corpus struct {
	Options        // as they were given: see Limit for the length
	Source, Target Side
	Train, Valid   []Pair
	Left           Left
}

// Left counts what was left out of pairs or of sentences, in both parts.
type Left struct {
	Pairs int // read
	Empty int // left out, since one side has no token
	Long  int // left out, since one side has more tokens than Options.Limit
	Cut   int // sentences that were cut at Options.Limit
}

// NewCorpus numbers the words of both sides. Words that only the validation part has are <unk>, unless Options.All. Errors: those of
// Options.Check; no pair is left to learn from (IsData).
func NewCorpus(train, valid []Line, o Options) (*Corpus, error) {
	if err := o.Check(); err != nil {
		return nil, err
	}
	c := &Corpus{Options: o}
	c.Source.Chars, c.Target.Chars = o.sides(train)
	c.Train, c.Valid = c.pairs(train), c.pairs(valid)
	if len(c.Train) == 0 {
		return nil, errNothing.Of(len(train), c.Left.Empty, c.Left.Long, o.Limit())
	}
	c.Source.order(c.Train, c.Valid, o, func(p Pair) []int32 { return p.Source })
	c.Target.order(c.Train, c.Valid, o, func(p Pair) []int32 { return p.Target })
	return c, nil
}

// pairs reads lines, with words in the order in which they come.
func (c *Corpus) pairs(lines []Line) (list []Pair) {
	for _, x := range lines {
		if c.Reverse {
			x.Source, x.Target = x.Target, x.Source
		}
		p := Pair{c.Source.number(c.tokens(&c.Source, x.Source)), c.Target.number(c.tokens(&c.Target, x.Target))}
		c.Left.Pairs++
		switch long := max(len(p.Source), len(p.Target)) >= c.Limit(); {
		case len(p.Source) == 0 || len(p.Target) == 0:
			c.Left.Empty++
			continue
		case long && !c.Cut:
			c.Left.Long++
			continue
		case long:
			p = Pair{c.cut(p.Source), c.cut(p.Target)}
		}
		list = append(list, p)
	}
	return list
}

// cut leaves Limit tokens of a sentence: a cut one has no <eos>.
func (c *Corpus) cut(x []int32) []int32 {
	if n := c.Limit(); len(x) >= n {
		c.Left.Cut++
		return x[:n:n]
	}
	return x
}

// SourceTokens are the tokens of a sentence to be translated.
func (c *Corpus) SourceTokens(sentence string) []string { return c.tokens(&c.Source, sentence) }

// TargetTokens are the tokens of a translation.
func (c *Corpus) TargetTokens(sentence string) []string { return c.tokens(&c.Target, sentence) }

// tokens are the tokens of a sentence. What is prepared is split only at spaces, as in the book: a thin space before a French exclamation
// mark is part of a word.
func (c *Corpus) tokens(s *Side, sentence string) []string {
	if !c.Prepare {
		return s.split(sentence)
	}
	if sentence = Prepare(sentence); s.Chars {
		return s.split(sentence)
	}
	return strings.FieldsFunc(sentence, func(r rune) bool { return r == ' ' })
}

// Longest is the most steps that a batch of the corpus needs: those of its longest sentence, <eos> included, or with NoMask Length.
func (c *Corpus) Longest() int {
	n := 0
	if c.NoMask {
		n = c.Length
	}
	for _, part := range [][]Pair{c.Train, c.Valid} {
		for _, p := range part {
			n = max(n, c.steps(p.Source), c.steps(p.Target))
		}
	}
	return n
}

// steps is how many steps a sentence takes: with <eos>, unless it was cut.
func (c *Corpus) steps(x []int32) int { return min(len(x)+1, c.Limit()) }

// A Side is one language of a corpus.
type Side struct {
	Words []string // all words of the pairs: the commonest of the training part first (Options.All: of both parts)
	Often []int    // how often that part has each
	Known int      // the first Known words have ids of their own in a network; the others are <unk>
	Chars bool     // tokens are characters

	index map[string]int32
}

// Ids of a network that are no words. The id of word i is Marks + i, if i is below Known.
const (
	Unk int32 = iota
	Pad
	Bos
	Eos
	Marks
)

// number gives words numbers, in the order in which they first come.
func (s *Side) number(words []string) []int32 {
	list := make([]int32, len(words))
	if s.index == nil {
		s.index = map[string]int32{}
	}
	for i, w := range words {
		n, ok := s.index[w]
		if !ok {
			n = int32(len(s.Words))
			w = string([]byte(w)) // not a view of the line
			s.index[w], s.Words = n, append(s.Words, w)
		}
		list[i] = n
	}
	return list
}

// order puts words in order of how common they are and renumbers the pairs. Words as common are in the order in
// which they first came.
func (s *Side) order(train, valid []Pair, o Options, of func(Pair) []int32) {
	counted := [][]Pair{train}
	if o.All {
		counted = append(counted, valid)
	}
	often := make([]int, len(s.Words))
	for _, part := range counted {
		for _, p := range part {
			for _, w := range of(p) {
				often[w]++
			}
		}
	}
	order, place := make([]int32, len(often)), make([]int32, len(often))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(often[b], often[a]) })
	words := s.Words
	s.Words, s.Often = nil, nil
	for i, w := range order {
		place[w] = int32(i)
		s.Words, s.Often = append(s.Words, words[w]), append(s.Often, often[w])
		s.index[words[w]] = int32(i)
		if often[w] >= max(o.MinFreq, 1) {
			s.Known = i + 1
		}
	}
	for _, part := range [][]Pair{train, valid} {
		for _, p := range part {
			x := of(p)
			for i, w := range x {
				x[i] = place[w]
			}
		}
	}
}

// Vocab is the number of ids: marks and known words.
func (s *Side) Vocab() int { return int(Marks) + s.Known }

// ID is the id of word i of Words; i < 0: of a word that is not there.
func (s *Side) ID(i int32) int32 {
	if i < 0 || int(i) >= s.Known {
		return Unk
	}
	return Marks + i
}

// Word is the word of an id, or the mark's name.
func (s *Side) Word(id int32) string {
	if id < Marks {
		return [...]string{"<unk>", "<pad>", "<bos>", "<eos>"}[id]
	}
	return s.Words[id-Marks]
}

// Index are the places of words in Words; −1 where no pair has the word.
func (s *Side) Index(words []string) []int32 {
	list := make([]int32, len(words))
	for i, w := range words {
		n, ok := s.index[w]
		if list[i] = n; !ok {
			list[i] = -1
		}
	}
	return list
}

// Spell are the words at places in Words.
func (s *Side) Spell(x []int32) []string {
	list := make([]string, len(x))
	for i, w := range x {
		list[i] = s.Words[w]
	}
	return list
}

// TrainTokens is the number of target tokens that are learned, with their <eos>.
func (c *Corpus) TrainTokens() (n int) {
	for _, p := range c.Train {
		n += c.steps(p.Target)
	}
	return n
}
