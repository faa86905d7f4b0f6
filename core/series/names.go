package series

import "unicode/utf8"

// high are the characters of the bytes 0x80 … 0x9F in Windows-1252; those that it leaves undefined are the replacement character.
// The bytes from 0xA0 on are the characters of the same numbers, as in Latin-1.
var high = [32]rune{
	'€', utf8.RuneError, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', utf8.RuneError, 'Ž', utf8.RuneError,
	utf8.RuneError, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', utf8.RuneError, 'ž', 'Ÿ',
}

// decoded is a field as text: UTF-8, or if it is none, Windows-1252.
func decoded(field []byte) string {
	if utf8.Valid(field) {
		return string(field)
	}
	runes := make([]rune, len(field))
	for i, b := range field {
		runes[i] = rune(b)
		if b >= 0x80 && b < 0xA0 {
			runes[i] = high[b-0x80]
		}
	}
	return string(runes)
}
