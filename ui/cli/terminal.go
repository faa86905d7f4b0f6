package cli

import (
	"os"

	"github.com/charmbracelet/x/term"
)

func isTerminal(f *os.File) bool { return f != nil && term.IsTerminal(f.Fd()) }

// canRewrite reports whether a line on f can be rewritten: not on a terminal that knows no commands.
func canRewrite(f *os.File) bool { return isTerminal(f) && os.Getenv("TERM") != "dumb" }

// columns is the width of the terminal f, or the usual one if it is not known.
func columns(f *os.File) int {
	if w, _, err := term.GetSize(f.Fd()); err == nil && w > 0 {
		return w
	}
	return 80
}
