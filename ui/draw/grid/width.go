package grid

import (
	"unicode"

	"github.com/mattn/go-runewidth"
)

// widths ignores the locale: the same text takes the same columns everywhere, as golden files and recorded
// sessions need.
var widths = runewidth.Condition{StrictEmojiNeutral: true}

// runeWidth is how many columns a terminal advances for r, as given by glibc's wcwidth: marks and runes that
// complete a Korean syllable take none, spacing marks one. Characters of ambiguous width take one.
func runeWidth(r rune) int {
	switch {
	case r >= 0x20 && r < 0x7F || simple(r):
		return 1
	case r < 0x300:
	case han(r) || syllable(r):
		return 2
	case medial(r) || final(r) || unicode.In(r, unicode.Mn, unicode.Me):
		return 0
	case unicode.Is(unicode.Mc, r):
		return max(1, widths.RuneWidth(r))
	}
	return widths.RuneWidth(r)
}

// simple reports whether a rune is in the blocks that charts are made of (lines, blocks, braille), which are one
// column wide throughout.
func simple(r rune) bool {
	return r >= 0x2500 && r <= 0x259F || r >= 0x2800 && r <= 0x28FF
}

// pairs reports whether newer terminals join the rune with its neighbour into one glyph: the letters of flags,
// the skin tones.
func pairs(r rune) bool {
	return r >= 0x1F1E6 && r <= 0x1F1FF || r >= 0x1F3FB && r <= 0x1F3FF
}

// disputed reports whether r is two columns wide in terminals that use glibc and one in all others: the circled
// numbers on black squares.
func disputed(r rune) bool { return r >= 0x3248 && r <= 0x324F }

// initial reports whether r is the first consonant of a decomposed Korean syllable. It is two columns wide, and
// what follows is drawn into them.
func initial(r rune) bool { return r >= 0x1100 && r <= 0x115F || r >= 0xA960 && r <= 0xA97C }

// medial reports whether r is the vowel of a decomposed Korean syllable.
func medial(r rune) bool { return r >= 0x1160 && r <= 0x11A7 || r >= 0xD7B0 && r <= 0xD7C6 }

// final reports whether r is the last consonant of a decomposed Korean syllable.
func final(r rune) bool { return r >= 0x11A8 && r <= 0x11FF || r >= 0xD7CB && r <= 0xD7FB }

// han reports whether r is in the two blocks that most Chinese is written in, which have no gaps: faster than the
// tables.
func han(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF || r >= 0x3400 && r <= 0x4DBF }

// syllable reports whether r is a composed Korean syllable, which may lack its last consonant.
func syllable(r rune) bool { return r >= 0xAC00 && r <= 0xD7A3 }

// mark reports whether r is drawn over, under or beside the rune before it. Invisible marks, such as variation
// selectors, are excluded.
func mark(r rune) bool {
	switch {
	case r < 0x300 || han(r) || syllable(r):
		return false
	case r == 0x0E33 || r == 0x0EB3: // Thai and Lao AM: letters that begin left of their own column
		return true
	}
	return unicode.Is(unicode.M, r) && !unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// loose reports whether terminals disagree about where the cursor is after r or after what follows it: letters
// that grapheme clusters join to one another (Korean initials, Indian consonants around a virama), and characters
// that became two columns wide in a Unicode version that not all terminals implement.
func loose(r rune) bool {
	switch {
	case r < 0x0915 || han(r) || syllable(r):
		return false
	case r < 0x0D3B:
		return true // from Devanagari to Malayalam
	case initial(r), r >= 0x2630 && r <= 0x2637, r >= 0x268A && r <= 0x268F:
		return true
	case r < 0x11000:
		return r == 0x0D4E
	}
	switch r {
	case 0x111C2, 0x111C3, 0x1193F, 0x11941, 0x11A3A, 0x11D46, 0x11F02:
		return true
	}
	return r >= 0x11A84 && r <= 0x11A89 || r >= 0x1D300 && r <= 0x1D376 || r == 0x1F6DC || r >= 0x1FA70 && r <= 0x1FAFF
}
