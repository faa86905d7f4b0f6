package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"unroll/sessions"
	"unroll/ui/draw/grid"
)

const sampleLong = `Sample text from a session. Its text alone goes to standard output, without the prefix; the
same session and seed give the same text.`

const sampleExample = `  unroll sample book --prefix "The " --length 500
  unroll sample book --temperature 0 > greedy.txt`

// maxSample bounds a sample: it is made in memory.
const maxSample = 1_000_000

type sampleFlags struct {
	prefix      string
	length      int
	temperature float64
	seed        uint64
	weights     sessions.Weights
}

func sampleCommand(c *call) *cobra.Command {
	var f sampleFlags
	cmd := &cobra.Command{
		Use:               "sample SESSION",
		Short:             "Sample text from a session",
		Long:              sampleLong,
		Example:           sampleExample,
		Args:              want(1, 1, "a session"),
		ValidArgsFunction: completeArg(c.sessionChoices, false),
		RunE:              c.do(func(_ *cobra.Command, args []string) error { return c.sample(f, args[0]) }),
	}
	fs := cmd.Flags()
	fs.SortFlags = false
	fs.StringVar(&f.prefix, "prefix", "", "`TEXT` to continue")
	fs.IntVar(&f.length, "length", 200, "write `N` tokens")
	fs.Float64Var(&f.temperature, "temperature", 0.8, "divide the logits by `T`; 0: always the most likely token")
	fs.Uint64Var(&f.seed, "seed", 1, "random seed `N`")
	addWeights(cmd, &f.weights)
	return cmd
}

func (c *call) sample(f sampleFlags, name string) error {
	if f.length < 0 || f.length > maxSample {
		return usagef("length is %d: it must lie between 0 and %s", f.length, count(maxSample))
	}
	if err := checkTemperature(f.temperature); err != nil {
		return err
	}
	_, model, err := sessions.Default(c.folder).ModelWith(name, f.weights)
	if err != nil {
		return err
	}
	c.sayUnknown(model, f.prefix)
	s := model.Sample(f.prefix, f.length, f.temperature, f.seed)
	if isTerminal(c.out) {
		s = harmless(s)
	}
	_, err = c.stdout.Write([]byte(s))
	return err
}

// harmless is s for a terminal: control characters are spelled out, but for those that lay out a
// text, and the prompt comes back on a line of its own.
func harmless(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		cells := strings.Split(line, "\t")
		for j := range cells {
			cells[j] = grid.Safe(cells[j])
		}
		lines[i] = strings.Join(cells, "\t")
	}
	s = strings.Join(lines, "\n")
	if s != "" && !strings.HasSuffix(s, "\n") {
		s += "\n"
	}
	return s
}
