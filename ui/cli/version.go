package cli

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"unroll/core/kernel"
	"unroll/sessions"
)

func versionCommand(c *call) *cobra.Command {
	return briefly(&cobra.Command{
		Use:  "version",
		Args: want(0, 0, nil),
		RunE: c.do(func(*cobra.Command, []string) error { return c.printVersion() }),
	}, c.words.CLI.Version)
}

// printVersion prints what --version and the command print.
func (c *call) printVersion() error {
	_, err := fmt.Fprintf(c.stdout, "unroll %s (%s, %s/%s, kernel %s)\n",
		sessions.Version(), runtime.Version(), runtime.GOOS, runtime.GOARCH, kernel.Name())
	return err
}
