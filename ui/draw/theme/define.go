package theme

import (
	"io"
	"strconv"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"unroll/ui/draw/grid"
)

// A definition is a theme in Lip Gloss's terms: every colour is a lipgloss.CompleteColor, which names the colours
// for 24 bits, 256 and sixteen. A Theme is made from it for one terminal.
type definition struct {
	name   string
	dark   bool
	ground lipgloss.Color

	Sheet[lipgloss.Style]

	heat, diverge scale
}

// scale is a ramp's stops, in full colours and in the sixteen.
type scale struct{ full, sixteen []lipgloss.Color }

// full is the theme in 24 bits.
func (d *definition) full() Theme { return d.in(grid.TrueColor) }

// in is the theme as a terminal of this profile shows it. Without colours it is the plain theme under its own
// name: attributes have to say what colours said.
func (d *definition) in(p grid.Profile) Theme {
	t := Theme{Name: d.name, Dark: d.dark, Ground: cell(d.ground, p), from: d}
	if p <= grid.Mono {
		t.Sheet = convert(plain.Sheet, func(s lipgloss.Style) grid.Style { return style(s, p) })
		return t
	}
	t.Sheet = convert(d.Sheet, func(s lipgloss.Style) grid.Style { return style(s, p) })
	t.heat, t.diverge = d.heat.ramp(p), d.diverge.ramp(p)
	return t
}

// For is the theme as a terminal of this profile shows it: every colour is one that the terminal has, so that
// drawing a frame converts none.
func (t Theme) For(p grid.Profile) Theme {
	if t.from == nil {
		return t
	}
	return t.from.in(p)
}

// Styles is the theme for pages of text: the same colours as on the grid, as far as r can show them.
func (t Theme) Styles(r *lipgloss.Renderer) Sheet[lipgloss.Style] {
	if t.from == nil {
		return Sheet[lipgloss.Style]{}
	}
	return convert(t.from.Sheet, func(s lipgloss.Style) lipgloss.Style { return s.Renderer(r) })
}

// Renderer is a Lip Gloss renderer for a terminal of this profile. It never queries the terminal.
func (t Theme) Renderer(w io.Writer, p grid.Profile) *lipgloss.Renderer {
	r := lipgloss.NewRenderer(w)
	r.SetHasDarkBackground(t.Dark)
	switch p {
	case grid.TrueColor:
		r.SetColorProfile(termenv.TrueColor)
	case grid.ANSI256:
		r.SetColorProfile(termenv.ANSI256)
	case grid.ANSI16:
		r.SetColorProfile(termenv.ANSI)
	default:
		r.SetColorProfile(termenv.Ascii)
	}
	return r
}

// style converts a style of Lip Gloss's to the grid's.
func style(s lipgloss.Style, p grid.Profile) grid.Style {
	st := grid.Style{FG: cell(s.GetForeground(), p), BG: cell(s.GetBackground(), p)}
	for _, a := range []struct {
		set  bool
		attr grid.Attr
	}{{s.GetBold(), grid.Bold}, {s.GetFaint(), grid.Dim}, {s.GetItalic(), grid.Italic}, {s.GetUnderline(), grid.Underline}, {s.GetReverse(), grid.Reverse}} {
		if a.set {
			st.Attr |= a.attr
		}
	}
	return st
}

// cell converts a colour of Lip Gloss's to the grid's; 0 if it has none.
func cell(c lipgloss.TerminalColor, p grid.Profile) grid.Color {
	switch c := c.(type) {
	case lipgloss.CompleteColor:
		switch p {
		case grid.TrueColor:
			return parse(c.TrueColor)
		case grid.ANSI256:
			return parse(c.ANSI256)
		case grid.ANSI16:
			return parse(c.ANSI)
		}
	case lipgloss.Color:
		return parse(string(c))
	}
	return 0
}

// parse reads a colour in Lip Gloss's notation: "#RRGGBB", or a number among the 256. Anything else is no colour.
func parse(s string) grid.Color {
	if hex, ok := strings.CutPrefix(s, "#"); ok {
		if rgb, err := strconv.ParseUint(hex, 16, 32); err == nil && len(hex) == 6 {
			return grid.Hex(uint32(rgb))
		}
		return 0
	}
	n, err := strconv.ParseUint(s, 10, 8)
	if err != nil {
		return 0
	}
	return grid.Indexed(uint8(n))
}

// tone is a colour, "#RRGGBB", with the one of the sixteen that stands for it; among the 256 the nearest is used.
func tone(full, sixteen string) lipgloss.CompleteColor {
	return lipgloss.CompleteColor{TrueColor: full, ANSI256: strconv.Itoa(int(parse(full).ANSI256())), ANSI: sixteen}
}

var (
	strong = lipgloss.NewStyle().Bold(true)
	faint  = lipgloss.NewStyle().Faint(true)
)

// fg is a style with a foreground only.
func fg(full, sixteen string) lipgloss.Style {
	return lipgloss.NewStyle().Foreground(tone(full, sixteen))
}

// bold is fg in bold.
func bold(full, sixteen string) lipgloss.Style { return fg(full, sixteen).Bold(true) }

// on is a style on a background.
func on(s lipgloss.Style, full, sixteen string) lipgloss.Style {
	return s.Background(tone(full, sixteen))
}

// convert makes a sheet of another kind of style.
func convert[S, R any](s Sheet[S], f func(S) R) Sheet[R] {
	out := Sheet[R]{
		Frames: Frames[R]{
			Text: f(s.Text), Dim: f(s.Dim), Title: f(s.Title), Border: f(s.Border), BorderFocus: f(s.BorderFocus),
			Focus: f(s.Focus), Selection: f(s.Selection), Key: f(s.Key), Accent: f(s.Accent),
		},
		Curves: Curves[R]{
			Train: f(s.Train), TrainBand: f(s.TrainBand), Valid: f(s.Valid), Norm: f(s.Norm), NormBand: f(s.NormBand),
		},
		Lines: Lines[R]{
			Floor: f(s.Floor), Reference: f(s.Reference), Threshold: f(s.Threshold), Clip: f(s.Clip), Mark: f(s.Mark), Cross: f(s.Cross),
		},
		Bars:     Bars[R]{Bar: f(s.Bar), BarDim: f(s.BarDim)},
		Verdicts: Verdicts[R]{Good: f(s.Good), Warn: f(s.Warn), Bad: f(s.Bad)},
	}
	for i, run := range s.runs {
		out.runs[i] = f(run)
	}
	return out
}
