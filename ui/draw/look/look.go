// Package look is how everything is drawn: colours, glyphs and words, chosen once and handed to
// whatever draws.
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

// Rune is the fine rune, or the plain one where only ASCII is drawn.
func (l Look) Rune(fine, plain rune) rune {
	if l.Glyphs == chart.ASCII {
		return plain
	}
	return fine
}

// Pick is the fine text, or the plain one where only ASCII is drawn.
func (l Look) Pick(fine, plain string) string {
	if l.Glyphs == chart.ASCII {
		return plain
	}
	return fine
}
