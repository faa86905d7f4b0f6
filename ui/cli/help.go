package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// addHelp replaces cobra's help throughout the tree: words, styles, and a flag for it on every command.
func (c *call) addHelp(root *cobra.Command) {
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) {
		_, c.unwritten = io.WriteString(c.stdout, c.helpOf(cmd))
	})
	root.SetUsageFunc(func(cmd *cobra.Command) error {
		_, err := io.WriteString(c.errw, c.usageOf(cmd))
		return err
	})
	root.SetHelpCommand(c.helpCommand())
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	if made, _, err := root.Find([]string{"completion"}); err == nil {
		made.Short = c.words.CLI.Completion
		for _, shell := range made.Commands() {
			shell.RunE = c.do(shell.RunE)
		}
	}
	c.addHelpFlags(root)
}

// helpCommand shows the same as a command's --help.
func (c *call) helpCommand() *cobra.Command {
	w := c.words.CLI.Help
	return described(&cobra.Command{
		Use: "help " + w.SubCommand,
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var list []string
			if at, rest, err := cmd.Root().Find(args); err == nil && len(rest) == 0 {
				for _, sub := range at.Commands() {
					list = append(list, cobra.CompletionWithDesc(sub.Name(), sub.Short))
				}
			}
			return list, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: c.do(func(cmd *cobra.Command, args []string) error {
			at, rest, err := cmd.Root().Find(args)
			if err != nil {
				return err
			}
			if len(rest) > 0 {
				return &usage{errNoCommand.Of(rest[0], at.CommandPath()), hintHelp.Of(at.CommandPath())}
			}
			return at.Help()
		}),
	}, w.HelpCommand)
}

func (c *call) addHelpFlags(cmd *cobra.Command) {
	if cmd.Flags().Lookup("help") == nil {
		cmd.Flags().BoolP("help", "h", false, c.words.CLI.Help.HelpFlag)
	}
	for _, sub := range cmd.Commands() {
		c.addHelpFlags(sub)
	}
}

// helpOf is the text of --help.
func (c *call) helpOf(cmd *cobra.Command) string {
	about := strings.TrimSpace(cmd.Long)
	if about == "" {
		about = cmd.Short
	}
	return about + "\n\n" + c.usageOf(cmd)
}

// usageOf is how a command is called, with its commands and flags.
func (c *call) usageOf(cmd *cobra.Command) string {
	w := c.words.CLI.Help
	var b strings.Builder
	part := func(heading, body string) {
		if body != "" {
			fmt.Fprintf(&b, "%s\n%s\n", c.ink.heading(heading), body)
		}
	}
	lines := ""
	if cmd.Runnable() {
		lines = "  " + cmd.UseLine() + "\n"
	}
	if cmd.HasAvailableSubCommands() {
		lines += "  " + cmd.CommandPath() + " " + w.SubCommand + "\n"
	}
	part(w.Usage, lines)
	if cmd.HasExample() {
		part(w.Examples, cmd.Example+"\n")
	}
	part(w.Commands, c.commandsOf(cmd))
	part(w.Flags, c.flagsOf(cmd.LocalFlags()))
	part(w.GlobalFlags, c.flagsOf(cmd.InheritedFlags()))
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&b, w.More+"\n\n", cmd.CommandPath())
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// helpWidth is the width of help if it is not for a terminal, and on wide ones.
const helpWidth = 80

// helpTable is a table indented by two, wrapped in files as on a terminal.
func (c *call) helpTable() table {
	t := table{ink: c.ink, indent: 2}
	if t.ink.width == 0 || t.ink.width > helpWidth {
		t.ink.width = helpWidth
	}
	return t
}

func (c *call) commandsOf(cmd *cobra.Command) string {
	t := c.helpTable()
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() || sub.Name() == "help" {
			t.add(sub.Name(), sub.Short)
		}
	}
	return t.String()
}

func (c *call) flagsOf(fs *pflag.FlagSet) string {
	t := c.helpTable()
	fs.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		takes, about := pflag.UnquoteUsage(f)
		name := "    --" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", --" + f.Name
		}
		if takes != "" && f.Value.Type() != "bool" {
			name += " " + takes
		}
		switch f.DefValue { // defaults that mean "not given"
		case "", "0", "false":
		default:
			about += " " + fmt.Sprintf(c.words.CLI.Help.Default, f.DefValue)
		}
		t.add(name, about)
	})
	return t.String()
}
