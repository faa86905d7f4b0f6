package cli

import (
	"os"
	"runtime"

	"github.com/charmbracelet/x/term"

	"unroll/core/fault"
)

var errPlainPaper = fault.New("cli.plain_paper", "this terminal (TERM=%s) has no full screen, which the lab needs")

// plainPaper reports whether a terminal with this TERM only prints lines: there is no cursor to move. On Windows consoles have
// no name.
func plainPaper(name string) bool { return name == "dumb" || name == "" && runtime.GOOS != "windows" }

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
