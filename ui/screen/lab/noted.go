package lab

import (
	"strings"

	"unroll/sessions"
	"unroll/ui/draw/look"
)

// noted is what a person should know of how the data were read, in one row; "": nothing.
func noted(about *sessions.Subject, l *look.Look) string {
	told, ok := about.Origin.(interface{ Noted() []error })
	if !ok {
		return ""
	}
	var list []string
	for _, note := range told.Noted() {
		list = append(list, l.Words.Error(note))
	}
	return strings.Join(list, " · ")
}
