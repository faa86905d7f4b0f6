package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/spf13/cobra"

	"unroll/sessions"
)

const exportLong = `Write what a session has learned into a new folder, for PyTorch:

  model.safetensors   the weights, by PyTorch's names
  vocab.json          the tokens in the order of their ids
  model.py            a module, LM, that loads them with nothing but PyTorch
  check.py            asks LM what unroll was asked, compares the answers and says
  check.json          how far they are apart; its exit code is 0 if they agree`

const exportExample = `  unroll sessions export book
  python3 book-pytorch/check.py`

func exportSession(c *call) *cobra.Command {
	to, which := "", sessions.Last
	cmd := &cobra.Command{
		Use:               "export SESSION",
		Short:             "Export a session's network to PyTorch",
		Long:              exportLong,
		Example:           exportExample,
		Args:              want(1, 1, "a session"),
		ValidArgsFunction: completeArg(c.sessionChoices, false),
		RunE:              c.do(func(_ *cobra.Command, args []string) error { return c.export(args[0], to, which) }),
	}
	cmd.Flags().StringVar(&to, "to", "", "create the folder `DIR` (default: the session's name with -pytorch)")
	addWeights(cmd, &which)
	return cmd
}

func (c *call) export(name, dir string, which sessions.Weights) error {
	if dir == "" {
		dir = name + "-pytorch"
	}
	_, from, err := sessions.Default(c.folder).OpenWith(name, which)
	if err != nil {
		return err
	}
	err = sessions.Export(dir, from)
	switch {
	case errors.Is(err, fs.ErrExist):
		return &usage{reason: dir + " already exists", hint: "choose a new folder: unroll sessions export " + name + " --to DIR"}
	case err != nil:
		return fmt.Errorf("%s: %w", dir, cause(err))
	}
	fmt.Fprintf(c.errw, "exported session %s at step %s to %s; python3 %s compares it with PyTorch\n",
		tame(name), count(from.Step), tame(dir), tame(filepath.Join(dir, "check.py")))
	return nil
}
