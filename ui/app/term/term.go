// Package term knows the terminal: what colours it shows, whether its background is dark, and how to receive its
// answer without waiting for it.
package term

import (
	"io"
	"os"
	"strings"

	"github.com/muesli/termenv"

	"unroll/ui/draw/grid"
)

// Profile is what the program's terminal can show, according to its environment: NO_COLOR, CLICOLOR,
// CLICOLOR_FORCE, COLORTERM and TERM.
func Profile() grid.Profile { return ProfileOf(os.Getenv) }

// ProfileOf is what a terminal with these variables can show. termenv, which Lip Gloss also uses, knows most of
// it, but takes terminals with sixteen colours for terminals without any.
func ProfileOf(getenv func(string) string) grid.Profile {
	// It has already been checked that it is a terminal; termenv would say no wherever CI is set.
	out := termenv.NewOutput(io.Discard, termenv.WithEnvironment(environ(getenv)), termenv.WithTTY(true))
	name := getenv("TERM")
	switch out.EnvColorProfile() {
	case termenv.TrueColor:
		return grid.TrueColor
	case termenv.ANSI256:
		return grid.ANSI256
	case termenv.ANSI:
		return grid.ANSI16
	}
	switch {
	case name == "dumb":
		return grid.Plain
	case out.EnvNoColor() || !coloured(name):
		return grid.Mono
	}
	return grid.ANSI16
}

// sixteen are terminals whose name does not mention colours although they have sixteen, or in the past eight,
// with the bright ones by the same sequences: above all screen and tmux without -256color, as tmux calls itself
// by default.
var sixteen = []string{"screen", "tmux", "rxvt", "konsole", "gnome", "vte", "putty", "st", "foot", "mlterm", "Eterm", "iterm", "cygwin", "mintty", "xterm"}

// coloured reports whether a terminal with this name, which termenv does not know, has colours.
func coloured(name string) bool {
	base, rest, _ := strings.Cut(name, "-")
	base, _, _ = strings.Cut(base, ".") // screen.xterm
	if rest == "mono" || rest == "m" {
		return false
	}
	for _, s := range sixteen {
		if base == s {
			return true
		}
	}
	return false
}

// environ is an environment for termenv.
type environ func(string) string

// Getenv is a variable's value; "" if it is not set.
func (e environ) Getenv(name string) string { return e(name) }

// Environ lists nothing: termenv looks up variables by name.
func (e environ) Environ() []string { return nil }

// DarkByEnv reads COLORFGBG ("15;0": foreground, background), which some terminals set.
func DarkByEnv() (dark, known bool) {
	fgbg := os.Getenv("COLORFGBG")
	bg := fgbg[strings.LastIndexByte(fgbg, ';')+1:]
	switch bg {
	case "":
		return true, false
	case "7", "15":
		return false, true
	}
	return true, true
}

// Ask is the query for the background colour. Terminals that support it answer through their input, at once or
// never: see Input.
const Ask = "\x1b]11;?\x1b\\"

// Asks reports whether a terminal with this TERM can be queried without harm.
func Asks(name string) bool {
	for _, p := range []string{"dumb", "linux", "vt", "screen"} {
		if strings.HasPrefix(name, p) {
			return false
		}
	}
	return name != ""
}
