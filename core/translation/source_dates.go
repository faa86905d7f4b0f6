package translation

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// forms are the ways in which dates are written, each as likely: layouts of package time, in which %s is the day as an ordinal number.
// None can be read as another date, as 3/4/1994 can.
var forms = []string{
	"2 January 2006", "2 Jan 2006", "January 2, 2006", "Jan 2, 2006", "02 January 2006", "2-Jan-2006", "02-Jan-2006",
	"Monday, 2 January 2006", "Mon, Jan 2, 2006", "Mon 2 Jan 2006",
	"2006/01/02", "2006 January 2", "20060102", "2006年1月2日",
	"January %s, 2006", "the %s of January 2006",
}

// dates makes dates from 1900 to 2099.
func dates(seed uint64, n int) []Line {
	first := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)
	days := int(time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC).Sub(first).Hours() / 24)
	return distinct(seed, "dates", n, func(rng *rand.Rand) Line {
		day := first.AddDate(0, 0, rng.IntN(days))
		return Line{written(day, forms[rng.IntN(len(forms))]), day.Format(time.DateOnly)}
	})
}

// written is a date in a form.
func written(day time.Time, form string) string {
	text := day.Format(form)
	if strings.Contains(form, "%s") {
		return fmt.Sprintf(text, ordinal(day.Day()))
	}
	return text
}

func ordinal(n int) string {
	end := "th"
	if n/10 != 1 {
		switch n % 10 {
		case 1:
			end = "st"
		case 2:
			end = "nd"
		case 3:
			end = "rd"
		}
	}
	return fmt.Sprint(n, end)
}
