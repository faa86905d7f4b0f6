// Package look defines how everything is drawn: colours, glyphs, unit and words, chosen once and passed to all
// drawing code.
package look

import (
	"unroll/ui/draw/chart"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
)

// A Look is a theme, a set of glyphs, a unit of information and a language.
type Look struct {
	theme.Theme
	Glyphs chart.Glyphs
	Unit   Unit
	Words  *i18n.Catalogue
}

// Rune is fine, or plain if only ASCII is drawn.
func (l Look) Rune(fine, plain rune) rune {
	if l.Glyphs == chart.ASCII {
		return plain
	}
	return fine
}

// Pick is fine, or plain if only ASCII is drawn.
func (l Look) Pick(fine, plain string) string {
	if l.Glyphs == chart.ASCII {
		return plain
	}
	return fine
}
