package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/spf13/cobra"

	"unroll/core/fault"
	"unroll/core/task"
	"unroll/sessions"
)

func exportSession(c *call) *cobra.Command {
	to, which := "", sessions.Last
	cmd := described(&cobra.Command{
		Use:               "export SESSION [FILE [FILE]]",
		Args:              want(1, 3, sessionMissing),
		ValidArgsFunction: completeArg(c.sessionChoices, true),
		RunE:              c.do(func(_ *cobra.Command, args []string) error { return c.export(args[0], to, which, args[1:]) }),
	}, c.words.CLI.Sessions.Export)
	cmd.Flags().StringVar(&to, "to", "", c.words.CLI.Sessions.To)
	c.addWeights(cmd, &which)
	return cmd
}

// export writes the session's network into dir; moved says where the data are now that it needs, if not where they were.
func (c *call) export(name, dir string, which sessions.Weights, moved []string) error {
	if dir == "" {
		dir = name + "-pytorch"
	}
	m, from, err := sessions.Default(c.folder).OpenWith(name, which)
	if err != nil {
		return err
	}
	if len(moved) > 1 && m.TaskName() != task.Translation.Name { // only pairs may be in two files
		return misuse(errUnexpected, moved[1])
	}
	d, err := sessions.ExportData(m, c.ownOpener(from.Recipe), moved...)
	switch {
	case err != nil:
		return err
	case d == nil && len(moved) > 0:
		return misuse(errUnexpected, moved[0])
	}
	c.warnOfWrong(name, which)
	err = sessions.Export(dir, from, d)
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
