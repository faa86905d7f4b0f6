package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// EOS is the token that ends a line of words.
const EOS = "<eos>"

// A Tokenizer splits a text into tokens and joins tokens again. Its functions keep no state. To add
// one, write its functions and a line in Tokenizers.
type Tokenizer struct {
	Name  string // as in --tokens
	About string // one line for a menu

	// Split calls yield for each token of s, in order. Tokens are pieces of s, not copies.
	Split func(s string, yield func(token string))
	// Join returns the text of consecutive tokens.
	Join func(tokens []string) string
	// Chars is how many characters of text a token stands for when it follows before ("": it is the
	// first). With it, nats per token become bits per character, which are comparable between tokenizers.
	Chars func(token, before string) int
	// EndOfLine is the token that ends a line.
	EndOfLine string
	// Raw tokenizers take bytes as they are: no normalisation, any input is valid.
	Raw bool
	// All lists a fixed vocabulary that does not depend on the text; nil: the vocabulary comes from the text.
	All func() []string
}

// Tokenizers is the table of them; the first is the default.
var Tokenizers = []Tokenizer{
	{Name: "char", About: "Unicode code points", Split: splitChars, Join: concat, Chars: one, EndOfLine: "\n"},
	{Name: "word", About: "split at white space, every line ends with <eos>", Split: splitWords, Join: joinWords, Chars: wordChars, EndOfLine: EOS},
	{Name: "byte", About: "the 256 bytes, whatever they mean", Split: splitBytes, Join: concat, Chars: byteChars, EndOfLine: "\n", Raw: true, All: allBytes},
	{Name: "punct", About: "words, and marks of punctuation as tokens of their own", Split: splitMarks, Join: joinMarks, Chars: markChars, EndOfLine: EOS},
}

// TokenizerNames lists the table for flags and help.
func TokenizerNames() []string {
	names := make([]string, len(Tokenizers))
	for i, t := range Tokenizers {
		names[i] = t.Name
	}
	return names
}

// InWords says whether the tokens of a tokenizer are words with spaces between them.
func InWords(name string) bool {
	t, err := FindTokenizer(name)
	return err == nil && t.EndOfLine == EOS
}

// FindTokenizer looks up a name in the table.
func FindTokenizer(name string) (Tokenizer, error) {
	for _, t := range Tokenizers {
		if t.Name == name {
			return t, nil
		}
	}
	return Tokenizer{}, errTokenizer.Of(name, strings.Join(TokenizerNames(), ", "))
}

// count is how many tokens s has.
func (t Tokenizer) count(s string) (n int) {
	switch t.Name {
	case "byte":
		return len(s)
	case "char":
		return utf8.RuneCountInString(s)
	}
	t.Split(s, func(string) { n++ })
	return n
}

// pieceSize is how much of a large text is split at a time, in bytes.
const pieceSize = 1 << 20

// inPieces calls each for the pieces of s, which are split as s is as a whole: they end with a line, or with a character where lines are
// no tokens' ends. at is told of every one.
func (t Tokenizer) inPieces(s string, at *Progress, each func(piece string)) {
	for len(s) > 0 {
		n := min(pieceSize, len(s))
		if t.EndOfLine == EOS {
			if end := strings.IndexByte(s[n-1:], '\n'); end >= 0 {
				n += end
			} else {
				n = len(s)
			}
		} else {
			for !t.Raw && n < len(s) && !utf8.RuneStart(s[n]) {
				n++
			}
		}
		each(s[:n])
		at.Add(int64(n))
		s = s[n:]
	}
}

func splitChars(s string, yield func(string)) {
	for i := 0; i < len(s); {
		n := 1
		if s[i] >= utf8.RuneSelf {
			_, n = utf8.DecodeRuneInString(s[i:])
		}
		yield(s[i : i+n])
		i += n
	}
}

func splitBytes(s string, yield func(string)) {
	for i := range len(s) {
		yield(s[i : i+1])
	}
}

func splitWords(s string, yield func(string)) {
	for len(s) > 0 {
		line, rest, _ := strings.Cut(s, "\n")
		for line = trimSpace(line); line != ""; {
			end := strings.IndexFunc(line, unicode.IsSpace)
			if end < 0 {
				end = len(line)
			}
			yield(line[:end])
			line = trimSpace(line[end:])
		}
		yield(EOS)
		s = rest
	}
}

func trimSpace(s string) string { return strings.TrimLeftFunc(s, unicode.IsSpace) }

func concat(tokens []string) string { return strings.Join(tokens, "") }

func joinWords(tokens []string) string {
	var b strings.Builder
	lineStart := true
	for _, t := range tokens {
		if t == EOS {
			b.WriteByte('\n')
			lineStart = true
			continue
		}
		if !lineStart {
			b.WriteByte(' ')
		}
		b.WriteString(t)
		lineStart = false
	}
	return b.String()
}

func one(_, _ string) int { return 1 }

// wordChars: a word stands for its letters, and for the space before it unless it begins a line;
// <eos> for the newline.
func wordChars(token, before string) int {
	switch {
	case token == EOS:
		return 1
	case before == "" || before == EOS:
		return utf8.RuneCountInString(token)
	}
	return utf8.RuneCountInString(token) + 1
}

// byteChars: a byte that continues a UTF-8 sequence does not begin a character.
func byteChars(token, _ string) int {
	if token[0]&0xC0 == 0x80 {
		return 0
	}
	return 1
}

func allBytes() []string {
	all := make([]string, 256)
	for i := range all {
		all[i] = string([]byte{byte(i)})
	}
	return all
}
