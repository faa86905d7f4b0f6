package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/spf13/cobra"

	"unroll/core/fault"
	"unroll/sessions"
)

func exportSession(c *call) *cobra.Command {
	to, which := "", sessions.Last
	cmd := described(&cobra.Command{
		Use:               "export SESSION",
		Args:              want(1, 1, sessionMissing),
		ValidArgsFunction: completeArg(c.sessionChoices, false),
		RunE:              c.do(func(_ *cobra.Command, args []string) error { return c.export(args[0], to, which) }),
	}, c.words.CLI.Sessions.Export)
	cmd.Flags().StringVar(&to, "to", "", c.words.CLI.Sessions.To)
	c.addWeights(cmd, &which)
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
	var told *fault.Error
	switch {
	case errors.Is(err, fs.ErrExist):
		return &usage{errThere.Of(dir), hintNewFolder.Of(name)}
	case errors.As(err, &told):
		return err
	case err != nil:
		return errFile.Of(dir, cause(err))
	}
	fmt.Fprintf(c.errw, c.words.CLI.Sessions.Exported+"\n",
		tame(name), count(from.Step), tame(dir), tame(filepath.Join(dir, "check.py")))
	return nil
}
