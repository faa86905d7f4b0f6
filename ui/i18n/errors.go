package i18n

import (
	"errors"

	"unroll/core/fault"
)

// Error says an error in this language: a fault, and an error that has one, by its id where there is a sentence for it; in English
// otherwise. "" of nil.
func (c *Catalogue) Error(err error) string {
	if err == nil {
		return ""
	}
	if t, ok := err.(fault.Teller); ok {
		return c.Error(t.Fault())
	}
	e, ok := err.(*fault.Error)
	if !ok {
		var within *fault.Error
		if errors.As(err, &within) && err.Error() == within.Error() { // wrapped without words of its own
			return c.Error(within)
		}
		return err.Error()
	}
	if format, ok := c.Faults[e.ID]; ok {
		return e.Say(format, c.Error)
	}
	return e.Say(e.English, c.Error)
}

// Say is a text that stands in a table beside what it is about (a dataset's description, a preset's note) in this language: by
// its id, or in English.
func (c *Catalogue) Say(id, english string) string {
	if s, ok := c.Prose[id]; ok {
		return s
	}
	return english
}
