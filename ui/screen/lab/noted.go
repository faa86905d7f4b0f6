package lab

import (
	"strings"

	"unroll/sessions"
	"unroll/ui/draw/look"
)

// noted is what a person should know of how the data were read, in one row; "": nothing.
func noted(about *sessions.Subject, l *look.Look) string {
	var notes []error
	if told, ok := about.Origin.(interface{ Noted() []error }); ok {
		notes = told.Noted()
	}
	var list []string
	for _, note := range append(notes[:len(notes):len(notes)], about.Warn()...) {
		list = append(list, l.Words.Error(note))
	}
	return strings.Join(list, " · ")
}
