package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"unroll/core/lm"
	"unroll/core/text"
	"unroll/sessions"
	"unroll/ui/draw/grid"
)

type sampleFlags struct {
	prefix     string
	prefixFile string
	length     int
	draws      lm.Truncation
	samples    int
	line       bool
	seed       uint64
	weights    sessions.Weights
	past       string // of a series
	data       places
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
	fs.Float64Var(&f.draws.Temperature, "temperature", 0.8, w.Flags.Temperature)
	fs.IntVar(&f.draws.TopK, "top-k", 0, w.Sample.TopK)
	fs.Float64Var(&f.draws.TopP, "top-p", 1, w.Sample.TopP)
	fs.IntVar(&f.samples, "samples", 1, w.Sample.Samples)
	fs.BoolVar(&f.line, "line", false, w.Sample.Line)
	fs.Uint64Var(&f.seed, "seed", 1, w.Sample.Seed)
	c.addWeights(cmd, &f.weights)
	fs.StringVar(&f.past, "past", "", w.Series.Predict.Past)
	fs.Var(&f.data, "data", w.Series.Data)
	return cmd
}

func (c *call) sample(cmd *cobra.Command, f sampleFlags, name string) error {
	if err := f.check(); err != nil {
		return err
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
		for _, flag := range []string{"top-k", "top-p", "samples", "line"} {
			if cmd.Flags().Changed(flag) {
				return misuse(errSampleText, flag, name)
			}
		}
		return c.sampleSeries(cmd, f, name)
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
		if err := inUTF8(prefixFlag(cmd), f.prefix); err != nil {
			return err
		}
	}
	if f.line && model.Vocab.EndOfLine() == text.Unknown {
		return misuse(errNoLines, name)
	}
	c.sayUnknown(model, f.prefix)
	c.warnOfWrong(name, f.weights)
	for i := range f.samples {
		if err := c.writeSample(f, model, i); err != nil {
			return err
		}
	}
	return nil
}

// check checks the flags before the session is read.
func (f sampleFlags) check() error {
	switch {
	case f.length < 0:
		return misuse(errAtLeast, "length", f.length, 0)
	case f.draws.TopK < 0:
		return misuse(errAtLeast, "top-k", f.draws.TopK, 0)
	case !(f.draws.TopP > 0 && f.draws.TopP <= 1):
		return misuse(errTopP, f.draws.TopP)
	case f.samples < 1:
		return misuse(errAtLeast, "samples", f.samples, 1)
	}
	return checkTemperature(f.draws.Temperature)
}

// between is the line between two of several samples; those that are lines need none.
const between = "---\n"

// writeSample writes sample i of several, each of which begins on a line of its own. Its seed is i more than the first's.
func (c *call) writeSample(f sampleFlags, m *lm.Model, i int) error {
	terminal, ended := isTerminal(c.out), true
	write := func(s string) error {
		if s == "" {
			return nil
		}
		ended = strings.HasSuffix(s, "\n")
		_, err := c.data().Write([]byte(s))
		return err
	}
	if i > 0 && !f.line {
		if err := write(between); err != nil {
			return err
		}
	}
	d := lm.Draws{Truncation: f.draws, Length: f.length, Line: f.line}
	if err := m.Write(f.prefix, d, lm.SampleStream(f.seed+uint64(i), m.Step), write); err != nil {
		return err
	}
	if !ended && (terminal || f.samples > 1) {
		return write("\n")
	}
	return nil
}

// harmless is s for a terminal, with the shell's prompt on a line of its own.
func harmless(s string) string {
	if s = spelled(s); s != "" && !strings.HasSuffix(s, "\n") {
		s += "\n"
	}
	return s
}

// spelled is s with control characters spelled out, except those that lay out a text.
func spelled(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		cells := strings.Split(line, "\t")
		for j := range cells {
			cells[j] = grid.Safe(cells[j])
		}
		lines[i] = strings.Join(cells, "\t")
	}
	return strings.Join(lines, "\n")
}
