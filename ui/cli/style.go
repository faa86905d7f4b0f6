package cli

import (
	"fmt"
	"io"
	"os"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"unroll/ui/app/term"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/theme"
)

// An ink is how tables and help are written on a stream: in a theme's styles on a terminal, plain elsewhere.
// Its zero value is plain.
type ink struct {
	width        int                // columns of the terminal; 0: it is none, and nothing is wrapped
	gloss        *lipgloss.Renderer // nil: no escape codes
	title, label lipgloss.Style
}

// plainly writes no escape code, whatever the style.
var plainly = rendererFor(io.Discard, grid.Plain, true)

// inkFor is plain unless f is a terminal that shows colours: with NO_COLOR, on TERM=dumb and into a pipe there are no
// escape codes. No terminal is asked for its background, for one that does not answer would be waited for: where
// COLORFGBG does not say it, the plain theme is used, which has attributes and no colours.
func inkFor(f *os.File) ink {
	k := ink{}
	if !isTerminal(f) {
		return k
	}
	k.width = columns(f)
	profile := term.Profile(f)
	if profile <= grid.Mono || !canRewrite(f) { // COLORTERM may speak of another terminal than TERM does
		return k
	}
	t, _ := theme.Find("plain")
	dark, known := term.DarkByEnv()
	if known {
		t = theme.Default(dark)
	}
	return k.in(t, rendererFor(f, profile, dark))
}

// in is the ink with a theme's styles.
func (k ink) in(t theme.Theme, r *lipgloss.Renderer) ink {
	k.gloss, k.title, k.label = r, glossOf(r, t.Title), glossOf(r, t.Dim)
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

// rendererFor is a renderer that knows all it could ask a terminal for.
func rendererFor(w io.Writer, p grid.Profile, dark bool) *lipgloss.Renderer {
	r := lipgloss.NewRenderer(w)
	r.SetColorProfile(map[grid.Profile]termenv.Profile{
		grid.ANSI16: termenv.ANSI, grid.ANSI256: termenv.ANSI256, grid.TrueColor: termenv.TrueColor,
		grid.Plain: termenv.Ascii, grid.Mono: termenv.Ascii}[p])
	r.SetHasDarkBackground(dark)
	return r
}

// glossOf is a theme's style for Lip Gloss, each colour with what 256 and 16 colours have for it.
func glossOf(r *lipgloss.Renderer, s grid.Style) lipgloss.Style {
	g := r.NewStyle().Bold(s.Attr&grid.Bold != 0).Faint(s.Attr&grid.Dim != 0).Italic(s.Attr&grid.Italic != 0).
		Underline(s.Attr&grid.Underline != 0).Reverse(s.Attr&grid.Reverse != 0)
	if s.FG != 0 {
		g = g.Foreground(colour(s.FG))
	}
	if s.BG != 0 {
		g = g.Background(colour(s.BG))
	}
	return g
}

func colour(c grid.Color) lipgloss.CompleteColor {
	r, g, b := c.RGB()
	return lipgloss.CompleteColor{TrueColor: fmt.Sprintf("#%02x%02x%02x", r, g, b), ANSI256: fmt.Sprint(c.ANSI256()), ANSI: fmt.Sprint(c.ANSI16())}
}
