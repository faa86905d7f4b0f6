// Package term knows the terminal: what colours it shows, whether it is dark, and how to hear its
// answer without waiting for it.
package term

import (
	"io"
	"os"
	"strings"

	"github.com/muesli/termenv"

	"unroll/ui/draw/grid"
)

// Profile is what the terminal that the program is on can show, by its environment: NO_COLOR, CLICOLOR,
// CLICOLOR_FORCE, COLORTERM and TERM.
func Profile() grid.Profile { return ProfileOf(os.Getenv) }

// ProfileOf is what a terminal with these variables can show. termenv, which Lip Gloss asks too, knows most; it
// takes the terminals in sixteen for terminals without colours.
func ProfileOf(getenv func(string) string) grid.Profile {
	// That it is a terminal has been asked before; termenv would say no wherever CI is set.
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

// sixteen are terminals whose name says nothing of colours though they have sixteen or, of old, eight, with the
// bright ones by the same sequences: screen and tmux without -256color above all, which is what tmux calls itself by default.
var sixteen = []string{"screen", "tmux", "rxvt", "konsole", "gnome", "vte", "putty", "st", "foot", "mlterm", "Eterm", "iterm", "cygwin", "mintty", "xterm"}

// coloured says whether a terminal of this name, about which termenv knows nothing, has colours.
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

// Getenv is a variable's value; "" where there is none.
func (e environ) Getenv(name string) string { return e(name) }

// Environ lists nothing: termenv asks for variables by name.
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

// Ask is the question for the background colour. Terminals that know it answer through their
// input, at once or never: see Input.
const Ask = "\x1b]11;?\x1b\\"

// Asks says whether a terminal of this TERM can be asked without harm.
func Asks(name string) bool {
	for _, p := range []string{"dumb", "linux", "vt", "screen"} {
		if strings.HasPrefix(name, p) {
			return false
		}
	}
	return name != ""
}
