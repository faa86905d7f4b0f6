package translation

import (
	"strings"
	"unicode"
)

// split are the tokens of a sentence: words, or characters, of which spaces between words are some.
func (s *Side) split(sentence string) []string {
	if !s.Chars {
		return strings.Fields(sentence)
	}
	return strings.Split(strings.Join(strings.Fields(sentence), " "), "")
}

// Join is the sentence of tokens.
func (s *Side) Join(tokens []string) string {
	if s.Chars {
		return strings.Join(tokens, "")
	}
	return strings.Join(tokens, " ")
}

// sides says for both sides whether their tokens are characters: where a person does not say, they are if most letters are of a script
// that is written without spaces.
func (o Options) sides(lines []Line) (source, target bool) {
	chars := func(tokens string, of func(Line) string) bool {
		if tokens != "" {
			return tokens == Chars
		}
		han, letters := 0, 0
		for _, x := range lines[:min(len(lines), 1000)] {
			for _, r := range of(x) {
				if unicode.IsLetter(r) {
					letters++
				}
				if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
					han++
				}
			}
		}
		return 2*han > letters
	}
	source = chars(o.Source, func(x Line) string { return x.Source })
	target = chars(o.Target, func(x Line) string { return x.Target })
	if o.Reverse {
		return target, source
	}
	return source, target
}

// Prepare writes a sentence as Dive into Deep Learning does before it is split into words (preprocess of its section on machine
// translation): in lower case, no-break spaces as spaces, and a space before each of , . ! ? that has none.
func Prepare(sentence string) string {
	var b strings.Builder
	before := ' '
	for _, r := range strings.ToLower(sentence) {
		if r == '\u202f' || r == '\u00a0' {
			r = ' '
		}
		if strings.ContainsRune(",.!?", r) && before != ' ' {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}
