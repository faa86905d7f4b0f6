// Package cli is the command line: the lab's door, and everything that runs without a terminal.
//
// Data goes to standard output, words to standard error. A command is a file with a function that
// makes it, and a line in the table commands.
package cli

import (
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
)

// A call is one run of the program.
type call struct {
	in, out, errw *os.File
	stdout        io.Writer // out, its errors told apart
	lab           func(LabOptions) error
	folder        string // --sessions
	begun         bool   // a command's own work has begun: what failed before was typed wrong
}

// commands is the table of them, in the order of the help.
var commands = []func(c *call) *cobra.Command{
	trainCommand,
	evalCommand,
	ladderCommand,
	predictCommand,
	sampleCommand,
	sessionsCommand,
	datasetsCommand,
	presetsCommand,
	benchCommand,
	versionCommand,
}

// Main runs the command that args (without the program's name) ask for and returns the exit code:
//
//	0 done   1 failed   2 typed wrong   3 diverged   4 bad data   130 interrupted
//
// lab opens the interactive program. Main never exits by itself. After a second interrupt it
// returns while a run may still be at work; the process must end then.
func Main(args []string, in, out, errw *os.File, lab func(LabOptions) error) int {
	// A reader who has seen enough (head) is not a reason to die before a run is saved.
	signal.Ignore(syscall.SIGPIPE)
	cobra.EnableCommandSorting = false
	cobra.MousetrapHelpText = "" // Windows: this program may be started by a double click
	c := &call{in: in, out: out, errw: errw, stdout: &dataWriter{file: out}, lab: lab}
	root := rootCommand(c)
	for _, command := range commands {
		root.AddCommand(command(c))
	}
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(c.stdout)
	root.SetErr(errw)
	at, err := root.ExecuteC()
	return c.fail(at, err)
}

// do is a command's RunE: what it returns is no longer about flags, unless it says so.
func (c *call) do(run func(cmd *cobra.Command, args []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		c.begun = true
		return run(cmd, args)
	}
}

// group is a command that only holds others.
func group(cmd *cobra.Command, members ...*cobra.Command) *cobra.Command {
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return usagef("no command %q under %s", args[0], cmd.CommandPath())
		}
		return nil
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	cmd.AddCommand(members...)
	return cmd
}

// want checks that there are from least to most arguments (most < 0: any number); what names them.
func want(least, most int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return usagef("%s: say which, as in: %s", what, cmd.UseLine())
		case most >= 0 && len(args) > most:
			return usagef("unexpected argument %q", args[most])
		}
		return nil
	}
}
