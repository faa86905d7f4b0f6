// Package term knows the terminal: what colours it shows, whether it is dark, and how to hear its
// answer without waiting for it.
package term

import (
	"os"
	"strings"

	"github.com/muesli/termenv"

	"unroll/ui/draw/grid"
)

// Profile is what the terminal behind f can show, by NO_COLOR, CLICOLOR, TERM and COLORTERM.
func Profile(f *os.File) grid.Profile {
	switch termenv.NewOutput(f).EnvColorProfile() {
	case termenv.TrueColor:
		return grid.TrueColor
	case termenv.ANSI256:
		return grid.ANSI256
	case termenv.ANSI:
		return grid.ANSI16
	}
	if os.Getenv("TERM") == "dumb" {
		return grid.Plain
	}
	return grid.Mono
}

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
