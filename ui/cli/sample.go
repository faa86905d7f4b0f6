package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"unroll/sessions"
	"unroll/ui/draw/grid"
)

// maxSample bounds a sample, which is made in memory.
const maxSample = 1_000_000

type sampleFlags struct {
	prefix      string
	prefixFile  string
	length      int
	temperature float64
	seed        uint64
	weights     sessions.Weights
	past        string // of a series
	data        places
}

func sampleCommand(c *call) *cobra.Command {
	var f sampleFlags
	w := c.words.CLI
	cmd := described(&cobra.Command{
		Use:               "sample SESSION",
		Args:              want(1, 1, sessionMissing),
		ValidArgsFunction: completeArg(c.sessionChoices, false),
		RunE:              c.do(func(cmd *cobra.Command, args []string) error { return c.sample(cmd, f, args[0]) }),
	}, w.Sample.Command)
	fs := cmd.Flags()
	fs.SortFlags = false
	c.addPrefix(cmd, &f.prefix, &f.prefixFile, w.Sample.Prefix)
	fs.IntVar(&f.length, "length", 200, w.Sample.Length)
	fs.Float64Var(&f.temperature, "temperature", 0.8, w.Flags.Temperature)
	fs.Uint64Var(&f.seed, "seed", 1, w.Sample.Seed)
	c.addWeights(cmd, &f.weights)
	fs.StringVar(&f.past, "past", "", w.Series.Predict.Past)
	fs.Var(&f.data, "data", w.Series.Data)
	return cmd
}

func (c *call) sample(cmd *cobra.Command, f sampleFlags, name string) error {
	if f.length < 0 || f.length > maxSample {
		return misuse(errBetween, "length", f.length, 0, count(maxSample))
	}
	switch of, err := c.sessionTask(cmd, name); {
	case of == tagged:
		return &usage{errNoSample.Of(name), hintPredict.Of(name)}
	case of == paired:
		return &usage{errPairsNoSample.Of(name), hintTranslate.Of(name)}
	case of == filling:
		return &usage{errFillNoSample.Of(name), hintFill.Of(name)}
	case err != nil:
		return err
	case of == numeric:
		return c.sampleSeries(cmd, f, name)
	}
	if err := checkTemperature(f.temperature); err != nil {
		return err
	}
	meta, model, err := sessions.Default(c.folder).ModelWith(name, f.weights)
	if err != nil {
		return err
	}
	c.warnOfAnswers(meta.Recipe)
	if f.prefix, err = c.prefixOf(cmd, f.prefix, f.prefixFile); err != nil {
		return err
	}
	if !model.Vocab.Tokenizer().Raw {
		if err := inUTF8("prefix", f.prefix); err != nil {
			return err
		}
	}
	c.sayUnknown(model, f.prefix)
	s := model.Sample(f.prefix, f.length, f.temperature, f.seed)
	if isTerminal(c.out) {
		s = harmless(s)
	}
	_, err = c.data().Write([]byte(s))
	return err
}

// harmless is s for a terminal: control characters are spelled out, except those that lay out a text, and the
// shell's prompt starts on a line of its own.
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
