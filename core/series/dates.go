package series

import (
	"bytes"
	"strings"
	"time"
)

var dateLayouts = []string{
	"2006-1-2", "2006/1/2", "2006.1.2", "2.1.2006", "1/2/2006", "2/1/2006", "2-1-2006", "1/2/06", "2/1/06", "2.1.06",
	"2006-1", "2006/1", "1/2006", "Jan 2006", "January 2006", "Jan-06", "2 Jan 2006", "2 January 2006", "2-Jan-2006", "2-Jan-06",
	"Jan 2, 2006", "January 2, 2006", "Mon Jan 2 2006",
}

var timeLayouts = []string{"15:04", "15:04:05", "15:04:05Z07:00", "15:04:05 -0700", "15:04Z07:00", "3:04 PM", "3:04:05 PM"} // a fraction may follow the seconds

// isDate says whether a field is a date, a time of day, or both. Numbers are none: 2024 and 20240131 are told by their column.
func isDate(f []byte) bool {
	const longest = 40
	if len(f) < 4 || len(f) > longest || !bytes.ContainsAny(f, "0123456789") || !bytes.ContainsAny(f, "-/.: Q") {
		return len(f) == 6 && isQuarter(string(f))
	}
	s := string(f)
	if parses(dateLayouts, s) || parses(timeLayouts, s) || isQuarter(s) {
		return true
	}
	if i := strings.IndexAny(s, "T "); i > 0 {
		return parses(dateLayouts, s[:i]) && parses(timeLayouts, strings.TrimSpace(s[i+1:]))
	}
	return false
}

func parses(layouts []string, s string) bool {
	for _, l := range layouts {
		if _, err := time.Parse(l, s); err == nil {
			return true
		}
	}
	return false
}

// isQuarter says whether s is a quarter of a year: 2024Q1, 2024-Q1, 2024 Q1.
func isQuarter(s string) bool {
	year, quarter, ok := strings.Cut(s, "Q")
	_, err := time.Parse("2006", strings.TrimRight(year, "- "))
	return ok && err == nil && len(quarter) == 1 && quarter[0] >= '1' && quarter[0] <= '4'
}

// isDay says whether a number is a day, as 20240131.
func isDay(f []byte) bool {
	if len(f) != 8 || f[0] < '1' || f[0] > '2' {
		return false
	}
	_, err := time.Parse("20060102", string(f))
	return err == nil
}
