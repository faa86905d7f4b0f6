package i18n

import (
	"fmt"
	"time"
)

// Age holds the texts for how long ago something was.
type Age struct {
	Now            string
	Minutes, Hours string // number of minutes, of hours
	Date           string // for older times, in the form of time.Layout
}

var englishAge = Age{Now: "just now", Minutes: "%d min ago", Hours: "%d h ago", Date: "2 Jan 2006"}

// Ago is roughly how long before now t was; "" for the zero time.
func (c *Catalogue) Ago(t, now time.Time) string {
	switch d := now.Sub(t); {
	case t.IsZero():
		return ""
	case d < time.Minute:
		return c.Age.Now
	case d < time.Hour:
		return fmt.Sprintf(c.Age.Minutes, int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf(c.Age.Hours, int(d.Hours()))
	}
	return t.Format(c.Age.Date)
}
