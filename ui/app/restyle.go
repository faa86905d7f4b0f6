package app

import (
	"sync"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/screen/lab"
)

// restyle switches to the next theme, the next set of glyphs or another unit.
func (a *App) restyle(m lab.Restyle) {
	if m.Theme {
		a.look.Theme, a.themed = a.nextTheme(), true
		if l, ok := a.screen.(*lab.Lab); ok {
			l.Notice(a.look.Theme.Name)
		}
	}
	if m.Glyphs {
		a.look.Glyphs = (a.look.Glyphs + 1) % (chart.ASCII + 1)
		a.spell()
	}
	a.changeUnit(m.Unit)
}

// spell chooses the words for the glyphs: with ASCII glyphs they are in ASCII too.
func (a *App) spell() {
	a.look.Words = i18n.English
	if a.look.Glyphs == chart.ASCII {
		a.look.Words = asciiWords()
	}
}

var asciiWords = sync.OnceValue(i18n.English.InASCII)

// nextTheme is the next theme that was made for this background, or for any.
func (a *App) nextTheme() theme.Theme {
	var fit []theme.Theme
	at := 0
	for _, t := range theme.Themes {
		if t.Name == a.look.Theme.Name {
			at = len(fit)
		}
		if t.Dark == a.opts.Dark || t.Name == "plain" || t.Name == a.look.Theme.Name {
			fit = append(fit, t)
		}
	}
	return fit[(at+1)%len(fit)].For(a.opts.Profile)
}
