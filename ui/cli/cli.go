// Package cli is the command line: it opens the lab, and does everything that needs no terminal.
//
// Data go to standard output, words to standard error. A command is a file with a function that makes it, and a
// line in the table commands. What people read comes from the catalogue (ui/i18n) or is a kind of core/fault;
// names of flags and commands, and the keys and headings of data, are the same in every language and are defined
// here.
package cli

import (
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"unroll/core/text"
	"unroll/sessions"
	"unroll/ui/i18n"
)

// A call is one run of the program.
type call struct {
	in, out   *os.File
	errw      *stream
	stdout    io.Writer // out, whose errors are marked as such
	words     *i18n.Catalogue
	ink       ink // of out
	lab       func(LabOptions) error
	args      []string       // as they were typed
	folder    string         // --sessions
	pipe      *sessions.Pipe // standard input, once data are read from it; nil: they are not
	counts    bool           // tokens are counted, not learned
	bits      bool           // --bits
	encoding  string         // --encoding
	at        *text.Progress // of a large text
	idle      func()         // ends what says that; nil: nothing does
	mute      bool           // nor anything of what is done to a large text
	hushed    bool           // nothing is said of how data are read
	noted     map[string]bool
	begun     bool  // a command's own work has begun: earlier failures are usage errors
	unwritten error // help could not be written: cobra's help functions return nothing
}

// commands is the table of commands, in the order of the help.
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
	manCommand,
}

// Main runs the command given by args (without the program's name) and returns the exit code:
//
//	0 done   1 failed   2 usage error   3 diverged or ruined   4 bad data   130 interrupted   141 a run cut short by a closed pipe
//
// lab opens the interactive program. Main never exits by itself. After a second interrupt it
// returns although a run may still be at work; the process must then end.
func Main(args []string, in, out, errw *os.File, lab func(LabOptions) error) int {
	// A reader that stops early (head) is no reason to die before a run is saved.
	signal.Ignore(syscall.SIGPIPE)
	c := &call{at: &text.Progress{}, in: in, out: out, errw: &stream{errw}, words: i18n.English, ink: inkFor(out), lab: lab}
	c.stdout = &dataWriter{file: out, styled: c.ink.gloss != nil}
	root := c.tree()
	root.SetArgs(args)
	c.args = args
	at, err := root.ExecuteC()
	if err == nil && c.unwritten != nil {
		c.begun, err = true, c.unwritten
	}
	c.stopBusy()
	return c.fail(at, err)
}

// tree is the root with all commands.
func (c *call) tree() *cobra.Command {
	cobra.EnableCommandSorting = false
	cobra.MousetrapHelpText = "" // on Windows this program may be started by a double click
	root := rootCommand(c)
	root.SetIn(c.in)
	root.SetOut(c.stdout) // before the commands that cobra makes, which store it
	root.SetErr(c.errw)
	for _, command := range commands {
		root.AddCommand(command(c))
	}
	c.addHelp(root)
	return root
}

// do is a command's RunE: errors that run returns are not usage errors, unless marked as such.
func (c *call) do(run func(cmd *cobra.Command, args []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		if err := noneEmpty(cmd.Flags(), args); err != nil {
			return err
		}
		c.begun = true
		return run(cmd, args)
	}
}

// described sets the texts of a command's help.
func described(cmd *cobra.Command, w i18n.Command) *cobra.Command {
	cmd.Short, cmd.Long, cmd.Example = w.Short, w.Long, "  "+strings.ReplaceAll(w.Example, "\n", "\n  ")
	return cmd
}

// briefly describes a command with one line.
func briefly(cmd *cobra.Command, about string) *cobra.Command {
	cmd.Short = about
	return cmd
}

// group is a command that contains others; alone it does what the first does, with its flags.
func group(cmd *cobra.Command, members ...*cobra.Command) *cobra.Command {
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return misuse(errNoCommand, args[0], cmd.CommandPath())
		}
		return nil
	}
	cmd.RunE = members[0].RunE
	cmd.Flags().AddFlagSet(members[0].Flags())
	cmd.AddCommand(members...)
	return cmd
}

// What is missing from a command with too few arguments; line is its usage.
var (
	sessionMissing     = func(line string) error { return errNameSession.Of(line) }
	twoSessionsMissing = func(line string) error { return errNameSessions.Of(line) }
	twoMissing         = func(line string) error { return errNameTwo.Of(line) }
	datasetMissing     = func(line string) error { return errNameDataset.Of(line) }
	folderMissing      = func(line string) error { return errNameFolder.Of(line) }
)

// want checks that there are from least to most arguments (most < 0: any number); missing may be nil if least is
// 0.
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
