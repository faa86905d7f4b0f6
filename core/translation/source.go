package translation

// A Source is pairs that come with the program. To add one, write its maker and a line in Sources.
type Source struct {
	Name     string  // as in --dataset
	Title    string  // for people
	About    string  // what it is
	Shows    string  // what it is good for seeing, one sentence
	N        int     // pairs
	Options  Options // how it is read unless a person chooses otherwise
	OneToOne bool    // a target has one source, so that Options.Reverse has a known law too

	make func(seed uint64, n int) []Line
	law  func(seed uint64, n int) Law // nil: every source has one target
}

// Sources is the table of them, in the order of a menu. A sentence to be translated is never in two places far from each other, so the
// last share of the pairs, held out, has only sentences that are new; one may be on both sides of the border.
var Sources = []Source{
	{Name: "dates", Title: "Dates", About: "dates in sixteen written forms, and the same as ISO 8601: Thu, Mar 3, 1994 is 1994-03-03", N: 20_000, Options: chars, make: dates,
		Shows: "What attention looks at: day, month and year change places, and names become numbers."},
	{Name: "number-words", Title: "Numbers in words", About: "numbers up to 999,999 in digits, and the same in English words", N: 20_000, Options: Options{Source: Chars, Target: Words}, OneToOne: true, make: numberWords,
		Shows: "How a digit's place decides its word: with Reverse, words become digits."},
	{Name: "hanzi", Title: "Chinese numerals", About: "numbers up to 999,999 in English words, and the same in Chinese, which counts in ten thousands: 二十万零四百", N: 20_000, Options: Options{Source: Words, Target: Chars}, OneToOne: true, make: hanzi,
		Shows: "That a translation need not go word by word: a thousand and ten thousand are cut apart in other places."},
	{Name: "echo", Title: "Echo", About: "up to 20 letters, and the same again", N: 20_000, Options: chars, OneToOne: true, make: echo,
		Shows: "Attention along the diagonal; without it, how much one state can hold."},
	{Name: "reverse", Title: "Backwards", About: "up to 20 letters, and the same backwards", N: 20_000, Options: chars, OneToOne: true, make: backwards,
		Shows: "Attention along the other diagonal; without it, how much one state can hold."},
	{Name: "sort", Title: "Sorting", About: "up to 20 letters, and the same in the order of the alphabet", N: 20_000, Options: chars, make: sorting,
		Shows: "Attention that goes wherever the next letter is: one step of sorting at each step of the decoder."},
	{Name: "chinese", Title: "English to Chinese", About: "English sentences about what people buy, read and see, and the same in Chinese; for some there are several translations", N: 24_000, Options: Options{Source: Words, Target: Chars, Prepare: true}, make: chinese, law: chineseLaw,
		Shows: "Phrases that move: in Chinese time and place come before the verb, and what English puts after a noun comes before it."},
}

var chars = Options{Source: Chars, Target: Chars}

// Find looks a name up in the table.
func Find(name string) (Source, bool) {
	for _, s := range Sources {
		if s.Name == name {
			return s, true
		}
	}
	return Source{}, false
}

// Load makes the source's pairs, always the same ones.
func (s Source) Load() []Line { return s.make(1, s.N) }

// Ambiguous says whether some of its sources have several targets.
func (s Source) Ambiguous() bool { return s.law != nil }
