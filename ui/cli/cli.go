// Package cli is the command line: the lab's door, and everything that runs without a terminal.
//
// Data goes to standard output, words to standard error. A command is a file with a function that
// makes it, and a line in the table commands. What people read comes from the catalogue (ui/i18n) or
// is a kind of core/fault; names of flags and commands, and the keys and heads of data, are the same in
// every language and stand here.
package cli

import (
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"unroll/ui/i18n"
)

// A call is one run of the program.
type call struct {
	in, out, errw *os.File
	stdout        io.Writer // out, its errors told apart
	words         *i18n.Catalogue
	ink           ink // of out
	lab           func(LabOptions) error
	folder        string // --sessions
	bits          bool   // --bits
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
	c := &call{in: in, out: out, errw: errw, stdout: &dataWriter{file: out}, words: i18n.English, ink: inkFor(out), lab: lab}
	root := c.tree()
	root.SetArgs(args)
	at, err := root.ExecuteC()
	return c.fail(at, err)
}

// tree is the root with all commands.
func (c *call) tree() *cobra.Command {
	cobra.EnableCommandSorting = false
	cobra.MousetrapHelpText = "" // Windows: this program may be started by a double click
	root := rootCommand(c)
	root.SetIn(c.in)
	root.SetOut(c.stdout) // before the commands that cobra makes, which keep it
	root.SetErr(c.errw)
	for _, command := range commands {
		root.AddCommand(command(c))
	}
	c.addHelp(root)
	return root
}

// do is a command's RunE: what it returns is no longer about flags, unless it says so.
func (c *call) do(run func(cmd *cobra.Command, args []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		c.begun = true
		return run(cmd, args)
	}
}

// described puts what help says of a command into it.
func described(cmd *cobra.Command, w i18n.Command) *cobra.Command {
	cmd.Short, cmd.Long, cmd.Example = w.Short, w.Long, "  "+strings.ReplaceAll(w.Example, "\n", "\n  ")
	return cmd
}

// briefly describes a command of which a line says all.
func briefly(cmd *cobra.Command, about string) *cobra.Command {
	cmd.Short = about
	return cmd
}

// group is a command that only holds others.
func group(cmd *cobra.Command, members ...*cobra.Command) *cobra.Command {
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return misuse(errNoCommand, args[0], cmd.CommandPath())
		}
		return nil
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	cmd.AddCommand(members...)
	return cmd
}

// What is missing where a command has too few arguments, of its line of usage.
var (
	sessionMissing = func(line string) error { return errNameSession.Of(line) }
	twoMissing     = func(line string) error { return errNameTwo.Of(line) }
	datasetMissing = func(line string) error { return errNameDataset.Of(line) }
)

// want checks that there are from least to most arguments (most < 0: any number); missing is nil where none is needed.
func want(least, most int, missing func(line string) error) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return wrong(missing(cmd.UseLine()))
		case most >= 0 && len(args) > most:
			return misuse(errUnexpected, args[most])
		}
		return nil
	}
}
