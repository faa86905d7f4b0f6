package grid

import (
	"unicode"
	"unicode/utf8"
)

// Middle is s in at most cols columns: if it does not fit, more stands for its middle.
func Middle(s string, cols int, more string) string {
	if Width(s) <= cols || cols < 3+Width(more) {
		return Truncate(s, cols, more)
	}
	left := (cols - Width(more)) / 2
	head := Truncate(s, left, "")
	at := len(s)
	for at > len(head) {
		_, size := utf8.DecodeLastRuneInString(s[:at])
		if Width(head)+Width(more)+Width(s[at-size:]) > cols {
			break
		}
		at -= size
	}
	tail := s[at:]
	for tail != "" { // a mark belongs to the letter that was left out
		r, size := utf8.DecodeRuneInString(tail)
		if !unicode.IsMark(r) {
			break
		}
		tail = tail[size:]
	}
	return head + more + tail
}
