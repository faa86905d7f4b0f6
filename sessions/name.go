package sessions

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

const maxName = 80 // bytes

// Windows reserves these names for devices, whatever follows the first dot.
var reserved = regexp.MustCompile(`(?i)^(con|prn|aux|nul|(com|lpt)[0-9¹²³])(\.|$)`)

// CheckName returns a *BadName if name cannot be a session's name on every system. Names are
// folders and command-line arguments, and move from one system to another.
func CheckName(name string) error {
	bad := func(reason error) error { return &BadName{Name: name, Reason: reason} }
	switch {
	case name == "":
		return bad(errNameEmpty.Of())
	case len(name) > maxName:
		return bad(errNameLong.Of(len(name), maxName))
	case !utf8.ValidString(name):
		return bad(errNameUTF8.Of())
	case name[0] == '.' || name[0] == '-':
		return bad(errNameBegins.Of(name[:1]))
	case name[len(name)-1] == '.':
		return bad(errNameDot.Of())
	case reserved.MatchString(name):
		return bad(errNameDevice.Of())
	}
	for _, r := range name {
		if !nameRune(r) {
			return bad(errNameRune.Of(r))
		}
	}
	return nil
}

func nameRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || strings.ContainsRune("-_.", r)
}

// clean turns anything into a valid name that leaves room for more bytes.
func clean(base string, room int) string {
	base = strings.Map(func(r rune) rune {
		if nameRune(r) && r != utf8.RuneError {
			return r
		}
		return '-'
	}, base)
	for len(base) > maxName-room {
		_, n := utf8.DecodeLastRuneInString(base)
		base = base[:len(base)-n]
	}
	base = strings.TrimRight(strings.TrimLeft(base, ".-"), ".-")
	if base == "" || reserved.MatchString(base) {
		return "run"
	}
	return base
}

// near lists those of names that a typing error could have turned into name, best first.
func near(name string, names []string) []string {
	var best []string
	limit := min(max(2, utf8.RuneCountInString(name)/3), 4)
	for d := range limit + 1 {
		for _, n := range names {
			if distance(name, n) == d && len(best) < 3 {
				best = append(best, n)
			}
		}
	}
	if len(best) > 0 || name == "" {
		return best
	}
	for _, n := range names {
		if strings.HasPrefix(n, name) && len(best) < 3 {
			best = append(best, n)
		}
	}
	return best
}

// distance counts the letters to insert, delete or change to turn a into b, ignoring case (Levenshtein).
func distance(a, b string) int {
	x, y := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j := range y {
			change := diagonal
			if x[i] != y[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, diagonal+1, row[j]+1)
		}
	}
	return row[len(y)]
}
