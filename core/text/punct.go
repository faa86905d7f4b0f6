package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// isMark says whether a character is a token of its own: punctuation or a symbol.
func isMark(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }

// splitMarks splits words at their marks: "harbour," is harbour and a comma. Marks between two letters or digits stay where they are
// (don't, 3.5, ill-made), and so do <eos> and <unk>.
func splitMarks(s string, yield func(string)) {
	splitWords(s, func(word string) {
		if word == EOS || word == UnknownWord {
			yield(word)
			return
		}
		for word != "" {
			n := firstPiece(word)
			yield(word[:n])
			word = word[n:]
		}
	})
}

// firstPiece is the length of a word's first token.
func firstPiece(word string) int {
	r, n := utf8.DecodeRuneInString(word)
	if isMark(r) {
		return n
	}
	for i := n; i < len(word); {
		r, n := utf8.DecodeRuneInString(word[i:])
		if isMark(r) {
			next, _ := utf8.DecodeRuneInString(word[i+n:])
			if r > unicode.MaxASCII && r != '’' || i+n == len(word) || isMark(next) || !within(next) {
				return i
			}
		}
		i += n
	}
	return len(word)
}

// within says whether a mark before a character may be within a word.
func within(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// Marks that stand close to what is before them, and to what is behind them.
const closing, opening = ",.!?;:)]}”’…%，。、；：？！）」』》】", "([{“‘（「『《【"

// apart says whether there is a space between two tokens of a line.
func apart(before, token string) bool {
	return !strings.Contains(closing, token) && !strings.Contains(opening, before)
}

// joinMarks puts spaces between words, and none before a comma.
func joinMarks(tokens []string) string {
	var b strings.Builder
	before := EOS
	for _, t := range tokens {
		switch {
		case t == EOS:
			b.WriteByte('\n')
		case before != EOS && apart(before, t):
			b.WriteByte(' ')
			fallthrough
		default:
			b.WriteString(t)
		}
		before = t
	}
	return b.String()
}

// markChars: as wordChars, without a space where joinMarks has none.
func markChars(token, before string) int {
	if token == EOS {
		return 1
	}
	n := utf8.RuneCountInString(token)
	if before != "" && before != EOS && apart(before, token) {
		n++
	}
	return n
}
