package cli

import (
	"math"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

const (
	mostBeam  = 256  // hypotheses of a beam
	bookAlpha = 0.75 // the book's exponent of the length
)

// A beamFlags says whether and how a translation is searched for.
type beamFlags struct {
	width int // 0: the likeliest token every time
	alpha float64
}

func (f *beamFlags) add(c *call, fs *pflag.FlagSet) {
	fs.IntVar(&f.width, "beam", 0, c.words.CLI.Pairs.Beam)
	fs.Float64Var(&f.alpha, "alpha", bookAlpha, c.words.CLI.Pairs.Alpha)
}

func (f *beamFlags) check(cmd *cobra.Command) error {
	const mostAlpha = 10
	fs := cmd.Flags()
	switch {
	case fs.Changed("beam") && (f.width < 1 || f.width > mostBeam):
		return misuse(errBetween, "beam", f.width, 1, mostBeam)
	case fs.Changed("alpha") && !fs.Changed("beam"):
		return misuse(errAlphaAlone)
	case math.IsNaN(f.alpha) || f.alpha < 0 || f.alpha > mostAlpha:
		return misuse(errBetween, "alpha", f.alpha, 0, mostAlpha)
	}
	return nil
}

// places are where a session's data are now: one place, or two files of pairs.
type places []string

// String is what help shows as the default: none.
func (p *places) String() string { return "" }

// Type is what help calls the value, unless its text does.
func (p *places) Type() string { return "FILE" }

// Set adds a place.
func (p *places) Set(s string) error {
	*p = append(*p, s)
	return nil
}

// last is the place of data that have only one; "": where they were.
func (p places) last() string {
	if len(p) == 0 {
		return ""
	}
	return p[len(p)-1]
}
