package cli

import (
	"io"
	"os"

	"github.com/charmbracelet/lipgloss"

	"unroll/ui/app/term"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/theme"
)

// An ink is the style of tables and help on a stream: a theme's on a terminal, plain elsewhere. Its zero value is
// plain.
type ink struct {
	width        int                // columns of the terminal; 0: not a terminal, nothing is wrapped
	gloss        *lipgloss.Renderer // nil: no escape codes
	title, label lipgloss.Style
}

// plainly writes no escape code, whatever the style.
var plainly = theme.Theme{}.Renderer(io.Discard, grid.Plain)

// inkFor is plain unless f is a terminal that shows colours: with NO_COLOR, on TERM=dumb and into a pipe there
// are no escape codes. The terminal is not asked for its background, because one that does not answer would cause
// a wait: if COLORFGBG does not give it, the plain theme is used, which has attributes and no colours.
func inkFor(f *os.File) ink {
	k := ink{}
	if !isTerminal(f) {
		return k
	}
	k.width = columns(f)
	profile := term.Profile()
	if profile <= grid.Mono || !canRewrite(f) { // COLORTERM may describe another terminal than TERM does
		return k
	}
	t, _ := theme.Find("plain")
	dark, known := term.DarkByEnv()
	if known {
		t = theme.Default(dark)
	}
	return k.in(t, t.Renderer(f, profile))
}

// in is the ink with a theme's styles.
func (k ink) in(t theme.Theme, r *lipgloss.Renderer) ink {
	styles := t.Styles(r)
	k.gloss, k.title, k.label = r, styles.Title, styles.Dim
	return k
}

// styles are those of headings, labels and text.
func (k ink) styles() (title, label, text lipgloss.Style) {
	if k.gloss == nil {
		plain := plainly.NewStyle()
		return plain, plain, plain
	}
	return k.title, k.label, k.gloss.NewStyle()
}

// heading is a line above a list.
func (k ink) heading(s string) string {
	title, _, _ := k.styles()
	return title.Render(s)
}
