package cli

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"unroll/core/recipe"
	"unroll/datasets"
)

// textFlags say what is learned, in addition to the arguments.
type textFlags struct {
	dataset, valid string
	task           string // "": what the data look like
	numbers        bool   // the data may be a series
	force          bool   // a language model may read its own answers
}

// add adds the flags of a command that learns from texts only.
func (f *textFlags) add(c *call, fs *pflag.FlagSet) {
	w := c.words.CLI.Flags
	fs.StringVar(&f.dataset, "dataset", "", fmt.Sprintf(w.Dataset, listed(datasets.Names())))
	fs.StringVar(&f.valid, "valid-file", "", w.ValidFile)
	c.addEncoding(fs)
}

// addAll adds the flags of a command that learns from texts and series.
func (f *textFlags) addAll(c *call, cmd *cobra.Command) {
	f.numbers = true
	w, fs := c.words.CLI, cmd.Flags()
	of := &taskValue{&f.task, names(tasks(c))}
	fs.Var(of, "task", fmt.Sprintf(w.Series.Task, listed(of.values)))
	fs.StringVar(&f.dataset, "dataset", "", fmt.Sprintf(w.Flags.Dataset, listed(f.names())))
	fs.StringVar(&f.valid, "valid-file", "", w.Flags.ValidFile)
	c.addEncoding(fs)
	completeEncoding(cmd)
	fs.BoolVar(&f.force, "force", false, w.Fill.Force)
	complete(cmd, "task", func() []choice { return tasks(c) })
	complete(cmd, "dataset", c.dataChoices)
}

// names are those that --dataset takes.
func (f *textFlags) names() []string {
	if f.numbers {
		return allNames()
	}
	return datasets.Names()
}

// A taskValue is --task on a command line.
type taskValue struct {
	task   *string
	values []string
}

// String is what help shows as the default: none.
func (v *taskValue) String() string { return "" }

// Type is what help calls the value.
func (v *taskValue) Type() string { return "TASK" }

// Set takes one of the tasks.
func (v *taskValue) Set(s string) error {
	if !slices.Contains(v.values, s) {
		return errChoose.Of(listed(v.values))
	}
	*v.task = s
	return nil
}

// check checks the flags before anything is read.
func (f *textFlags) check(cmd *cobra.Command, args []string) error {
	known := slices.Contains(f.names(), f.dataset)
	switch {
	case f.dataset != "" && len(args) > 0:
		return misuse(errEither, "--dataset "+f.dataset, args[0])
	case f.dataset != "" && !known:
		return misuse(errNoDataset, f.dataset, listed(f.names()))
	case f.valid != "" && cmd.Flags().Changed("valid"):
		return misuse(errEither, "--valid", "--valid-file")
	case times(append(args, f.valid), "-") > 1:
		return misuse(errStdinTwice)
	}
	return nil
}

func times(list []string, what string) (n int) {
	for _, s := range list {
		if s == what {
			n++
		}
	}
	return n
}

// open reads the text. Errors: *datasets.BadData.
func (f *textFlags) open(c *call, args []string, e edits) (datasets.Text, error) {
	return f.openWith(c.opener(e.apply(recipe.Default())), args)
}

func (f *textFlags) openWith(o datasets.Opener, args []string) (datasets.Text, error) {
	if len(args) == 0 {
		args = []string{cmp.Or(f.dataset, datasets.Sources[0].Name)}
	}
	o.Valid = f.valid
	t, err := o.Open(args...)
	if err != nil || f.valid == "" {
		return t, err
	}
	return o.WithValid(t, f.valid)
}

// misspelt is the command that the first argument may have been meant for, "" if the argument names something.
func misspelt(root *cobra.Command, args []string) string {
	if len(args) == 0 || strings.HasPrefix(args[0], "-") {
		return ""
	}
	if _, ok := builtIn(args[0]); ok {
		return ""
	}
	if _, err := os.Lstat(args[0]); err == nil {
		return ""
	}
	near := root.SuggestionsFor(args[0])
	if len(near) == 0 {
		return ""
	}
	return near[0]
}
