package grid

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What a line must not begin or end with. East Asian punctuation fills a cell
// of its own and is never set off by spaces; a closing mark that others share
// with it may follow a space, in source text, and then begins a word.
const (
	closing  = "，。、；：？！）】》」』〉〕〗〙〛］｝｠｣､｡．・･〜ーｰ々〻ゝゞヽヾ゠ゞ〞〟％‼⁇⁈⁉"
	attached = ",.;:!?)]}%”’»›…‥،؛؟۔।॥ๆฯ׃"
	opening  = "（《〈「『【〔〖〘〚［｛｟｢〝“‘«‹([{¿¡"
)

// MayBreak tells whether a line may end with before and the next begin with
// after, two parts of a text that follow each other: not before closing
// punctuation, not after opening.
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

// Break is where a row ends that begins with part from and cannot go on with
// part cut, or that would rather end there: at cut, or as little before it as
// MayBreak allows and no word is cut for, or cut none the less where there is no
// such place. It is after from.
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

// inWord tells whether two parts of a text are in the middle of a word, in a
// script that sets words apart.
func inWord(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(before, mark))
	next, _ := utf8.DecodeRuneInString(after)
	apart := func(r rune) bool { return unicode.In(r, unicode.L, unicode.N) && runeWidth(r) == 1 }
	return apart(last) && apart(next)
}
