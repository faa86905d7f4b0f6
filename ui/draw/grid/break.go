package grid

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Characters that a line must not begin or end with. East Asian punctuation fills a cell of its own and is never
// set off by spaces; a closing mark shared with other scripts may follow a space, in source code, and then begins
// a word.
const (
	closing  = "，。、；：？！）】》」』〉〕〗〙〛］｝｠｣､｡．・･〜ーｰ々〻ゝゞヽヾ゠ゞ〞〟％‼⁇⁈⁉"
	attached = ",.;:!?)]}%”’»›…‥،؛؟۔।॥ๆฯ׃"
	opening  = "（《〈「『【〔〖〘〚［｛｟｢〝“‘«‹([{¿¡"
)

// MayBreak reports whether a line may end with before and the next begin with after, two adjacent parts of a
// text: not before closing punctuation, and not after opening punctuation.
func MayBreak(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(before, mark))
	next, _ := utf8.DecodeRuneInString(after)
	switch {
	case strings.ContainsRune(opening, last) || strings.ContainsRune(closing, next):
		return false
	case strings.ContainsRune(attached, next):
		return before == "" || unicode.IsSpace(last)
	}
	return true
}

// Break is where to end a row that begins with part from and should end before part cut: at cut, or else as
// little before it as MayBreak allows, preferably not within a word; if there is no such place, at cut. The
// result is greater than from.
func Break(from, cut int, part func(int) string) int {
	if cut <= from || MayBreak(part(cut-1), part(cut)) {
		return cut
	}
	for _, whole := range []bool{true, false} {
		for at := cut - 1; at > from && !(whole && cut-at > 24); at-- {
			before, after := part(at-1), part(at)
			if after != " " && MayBreak(before, after) && !(whole && inWord(before, after)) {
				return at
			}
		}
	}
	return cut
}

// inWord reports whether the boundary between two parts of a text is within a word, in a script that separates
// words.
func inWord(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(before, mark))
	next, _ := utf8.DecodeRuneInString(after)
	apart := func(r rune) bool { return unicode.In(r, unicode.L, unicode.N) && runeWidth(r) == 1 }
	return apart(last) && apart(next)
}
