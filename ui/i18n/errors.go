package i18n

import (
	"errors"

	"unroll/core/fault"
)

// Error is the text of an error in this language: for a fault, or an error that has one, the sentence with its
// id, if there is one; otherwise the English text. It is "" for nil.
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
		if errors.As(err, &within) && err.Error() == within.Error() { // wrapped without a text of its own
			return c.Error(within)
		}
		return err.Error()
	}
	if format, ok := c.Faults[e.ID]; ok {
		return e.Say(format, c.Error)
	}
	return e.Say(c.own(e.English), c.Error)
}

// own is an English text of the program, in ASCII if the catalogue is.
func (c *Catalogue) own(english string) string {
	if c.ascii {
		return ASCII(english)
	}
	return english
}

// Say is a text that a table holds beside what it is about (a dataset's description, a preset's note), in this
// language: by its id, or else in English.
func (c *Catalogue) Say(id, english string) string {
	if s, ok := c.Prose[id]; ok {
		return s
	}
	return c.own(english)
}
