package cli

import (
	"cmp"
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"unroll/core/train"
	"unroll/datasets"
)

// textFlags say what is learned, in addition to the arguments.
type textFlags struct{ dataset, valid string }

func (f *textFlags) add(c *call, fs *pflag.FlagSet) {
	w := c.words.CLI.Flags
	fs.StringVar(&f.dataset, "dataset", "", fmt.Sprintf(w.Dataset, listed(datasets.Names())))
	fs.StringVar(&f.valid, "valid-file", "", w.ValidFile)
}

// check checks the flags before anything is read.
func (f *textFlags) check(cmd *cobra.Command, args []string) error {
	_, known := datasets.Find(f.dataset)
	switch {
	case f.dataset != "" && len(args) > 0:
		return misuse(errEither, "--dataset "+f.dataset, args[0])
	case f.dataset != "" && !known:
		return misuse(errNoDataset, f.dataset, listed(datasets.Names()))
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
	if len(args) == 0 {
		args = []string{cmp.Or(f.dataset, datasets.Sources[0].Name)}
	}
	o := c.opener(e.apply(train.DefaultRecipe()))
	t, err := o.Open(args...)
	if err != nil || f.valid == "" {
		return t, err
	}
	return o.WithValid(t, f.valid)
}

// opener reads texts as r requires.
func (c *call) opener(r train.Recipe) datasets.Opener {
	return datasets.Opener{Stdin: c.in, Binary: r.Text.Tokens == "byte"}
}

// misspelt is the command that a lone argument may have been meant for, "" if the argument names something.
func misspelt(root *cobra.Command, args []string) string {
	if len(args) != 1 {
		return ""
	}
	if _, ok := datasets.Find(args[0]); ok {
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
