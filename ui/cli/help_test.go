package cli

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"unroll/core/nn"
	"unroll/core/optim"
	"unroll/ui/draw/grid"
)

// everyCommand calls f for the root and all commands beneath it, except the scripts for shells.
func everyCommand(t *testing.T, f func(cmd *cobra.Command)) {
	t.Helper()
	n := 0
	var visit func(cmd *cobra.Command)
	visit = func(cmd *cobra.Command) {
		if cmd.Name() == "completion" {
			return
		}
		n++
		f(cmd)
		for _, sub := range cmd.Commands() {
			visit(sub)
		}
	}
	visit(talk().tree())
	if n < 18 {
		t.Errorf("only %d commands", n)
	}
}

// flagsOf are all flags that a command takes, including its parents'.
func flagsOf(cmd *cobra.Command) map[string]*pflag.Flag {
	all := map[string]*pflag.Flag{}
	add := func(f *pflag.Flag) { all[f.Name] = f }
	cmd.LocalFlags().VisitAll(add)
	cmd.InheritedFlags().VisitAll(add)
	return all
}

// The law: help fits 80 columns, names every flag once with a description, and exists for every command.
func TestHelpIsWhole(t *testing.T) {
	everyCommand(t, func(cmd *cobra.Command) {
		help := talk().helpOf(cmd)
		for _, line := range lines(help) {
			if grid.Width(line) > helpWidth {
				t.Errorf("%s: %d columns: %s", cmd.CommandPath(), grid.Width(line), line)
			}
			if strings.TrimRight(line, " ") != line {
				t.Errorf("%s: blanks at the end of %q", cmd.CommandPath(), line)
			}
		}
		if strings.Contains(help, "%!") || strings.Contains(help, "\n\n\n") || strings.HasSuffix(help, "\n\n") {
			t.Errorf("%s: %s", cmd.CommandPath(), help)
		}
		if cmd.Short == "" || strings.HasSuffix(cmd.Short, ".") {
			t.Errorf("%s is described by %q", cmd.CommandPath(), cmd.Short)
		}
		for name, f := range flagsOf(cmd) {
			line := regexp.MustCompile(`(?m)^  (-.,|   ) --` + regexp.QuoteMeta(name) + `( [A-Z|a-z]+)? {2,}\S`)
			if len(line.FindAllString(help, -1)) != 1 {
				t.Errorf("%s: --%s is not in its help exactly once", cmd.CommandPath(), name)
			}
			if f.Usage == "" || strings.HasSuffix(f.Usage, ".") || strings.Contains(f.Usage, "%") {
				t.Errorf("%s: --%s is described by %q", cmd.CommandPath(), name, f.Usage)
			}
		}
	})
}

// The law: a flag's description begins in lower case, as in PyTorch and the standard tools, or with the name of
// its value.
func TestFlagsAreLowerCasePhrases(t *testing.T) {
	everyCommand(t, func(cmd *cobra.Command) {
		for name, f := range flagsOf(cmd) {
			takes, about := pflag.UnquoteUsage(f)
			first := strings.Fields(about)[0]
			if first != strings.ToLower(first) && first != takes {
				t.Errorf("%s: --%s: %q", cmd.CommandPath(), name, about)
			}
			if takes == "string" || takes == "int" || takes == "float" || takes == "duration" || takes == "uint" {
				t.Errorf("%s: --%s: help calls its value %q", cmd.CommandPath(), name, takes)
			}
		}
	})
}

// typed are the command lines of an example, without comments.
func typed(example string) (list [][]string) {
	for line := range strings.Lines(example) {
		for part := range strings.SplitSeq(line, "|") {
			part, _, _ = strings.Cut(part, "   ")
			part, _, _ = strings.Cut(strings.TrimSpace(part), " > ")
			part, _, _ = strings.Cut(part, " < ")
			if _, rest, ok := strings.Cut(" "+part, " unroll"); ok {
				list = append(list, strings.Fields(strings.ReplaceAll(rest, `"`, "")))
			}
		}
	}
	return list
}

// The law: the examples of help can be typed: their commands and flags exist, and the flags take the values.
func TestExamplesCanBeTyped(t *testing.T) {
	n := 0
	everyCommand(t, func(cmd *cobra.Command) {
		for _, args := range typed(cmd.Example) {
			n++
			at, rest, err := talk().tree().Find(args)
			if err == nil {
				err = at.ParseFlags(rest)
			}
			if err != nil {
				t.Errorf("%s: unroll %s: %v", cmd.CommandPath(), strings.Join(args, " "), err)
			}
		}
	})
	if n < 30 {
		t.Errorf("only %d examples", n)
	}
}

// The law: a flag or command that help mentions exists: for the command itself, or for the one named before it.
func TestHelpSpeaksOfWhatExists(t *testing.T) {
	flag := regexp.MustCompile(`--[a-z]+(-[a-z]+)*`)
	command := regexp.MustCompile(`unroll ([a-z]+)`)
	everyCommand(t, func(cmd *cobra.Command) {
		all := flagsOf(cmd)
		for _, name := range flag.FindAllString(cmd.Long, -1) {
			if all[name[2:]] == nil {
				t.Errorf("%s: help mentions %s", cmd.CommandPath(), name)
			}
		}
		for _, m := range command.FindAllStringSubmatch(cmd.Long+" "+cmd.Example, -1) {
			at, _, err := cmd.Root().Find([]string{m[1]})
			if word := m[1]; (err != nil || at == cmd.Root()) && !slices.Contains([]string{"shows", "computes", "book", "prices"}, word) {
				t.Errorf("%s: help mentions unroll %s", cmd.CommandPath(), word)
			}
		}
	})
}

// The law: help ranges over the tables, so that an addition to one is named.
func TestHelpRangesOverTheTables(t *testing.T) {
	c := talk()
	help := strings.Join(strings.Fields(run(t, "train", "--help").out), " ")
	grams := strings.Join(strings.Fields(run(t, "ladder", "--help").out), " ")
	for what, list := range map[string][]string{"cells": names(cells(c)), "optimizers": names(optimizers(c)), "tokenizers": names(tokenizers(c)),
		"datasets": names(c.datasetChoices()), "initializations": nn.Inits, "schedules": optim.Schedules} {
		if !strings.Contains(help, strings.Join(list, ", ")) {
			t.Errorf("%s %v are not in the help of train", what, list)
		}
	}
	if list := names(smoothings(c)); !strings.Contains(grams, strings.Join(list, ", ")) {
		t.Errorf("smoothings %v are not in the help of ladder", list)
	}
}

// The law: every flag of a recipe is described in the catalogue, and nothing else is.
func TestRecipeFlagsAreDescribed(t *testing.T) {
	about := talk().words.CLI.Recipe
	for _, f := range recipeFlags {
		if about[f.name] == "" {
			t.Errorf("--%s is not described", f.name)
		}
	}
	if len(about) != len(recipeFlags) {
		t.Errorf("%d are described, there are %d", len(about), len(recipeFlags))
	}
}

// The law: --help, -h and help print the same, on standard output, and succeed.
func TestWaysToHelp(t *testing.T) {
	for _, ways := range [][][]string{
		{{"--help"}, {"-h"}, {"help"}},
		{{"train", "--help"}, {"train", "-h"}, {"help", "train"}},
		{{"sessions", "-h"}, {"sessions", "--help"}, {"help", "sessions"}},
		{{"datasets", "--help"}, {"datasets", "-h"}, {"help", "datasets"}},
		{{"sessions", "export", "--help"}, {"help", "sessions", "export"}},
	} {
		first := run(t, ways[0]...)
		for _, args := range ways {
			if got := run(t, args...); got.code != codeDone || got.err != "" || got.out != first.out || !strings.Contains(got.out, "Usage:\n  unroll") {
				t.Errorf("%v: exit code %d, %q, %q", args, got.code, got.err, got.out)
			}
		}
	}
}

// The law: on a terminal headings are styled, and nothing else is.
func TestHelpOnATerminal(t *testing.T) {
	c := talk()
	c.ink = styled(100)
	for _, cmd := range []*cobra.Command{c.tree(), sessionsCommand(c), trainCommand(c)} {
		plain, coloured := talk().helpOf(cmd), c.helpOf(cmd)
		want := plain
		w := c.words.CLI.Help
		for _, heading := range []string{w.Usage, w.Examples, w.Commands, w.Flags, w.GlobalFlags} {
			want = strings.ReplaceAll(want, "\n"+heading+"\n", "\n\x1b[1m"+heading+"\x1b[0m\n")
		}
		if coloured != want || coloured == plain {
			t.Errorf("%s:\n%q\nwant\n%q", cmd.Name(), coloured, want)
		}
	}
}

// The law: help on a narrow terminal is wrapped to it.
func TestHelpOnANarrowTerminal(t *testing.T) {
	c := talk()
	c.ink.width = 60
	for _, line := range lines(c.flagsOf(trainCommand(c).LocalFlags())) {
		if grid.Width(line) > 60 {
			t.Errorf("%d columns: %s", grid.Width(line), line)
		}
	}
}

// The law: a meaningful default is shown, whatever its type; one that means "not given" is not.
func TestHelpNamesDefaults(t *testing.T) {
	help := strings.Join(strings.Fields(run(t, "train", "--help").out), " ")
	for flag, want := range map[string]string{
		"hidden H": "hidden units per layer (default 128)", "clip NORM|off": "clip the global gradient norm to this (default 1)",
		"lr RATE": "learning rate (default 0.002)", "autosave TIME": "TIME between saves; 0: save only at the end (default 30s)",
		"cell CELL": "recurrent cell, or for a series a model without a state: rnn, rnn-relu, lstm, gru, linear, mlp (default lstm)", "steps N": "stop after this many updates --",
		"lines": "treat every line as a separate sequence --", "quiet": "print nothing but errors -h",
	} {
		if !strings.Contains(help, fmt.Sprintf("--%s %s", flag, want)) {
			t.Errorf("--%s %s is not in %s", flag, want, help)
		}
	}
}

// The law: the default length of a run in the help is the real one.
func TestHelpKnowsTheDefaultLength(t *testing.T) {
	if n := strings.Count(talk().words.CLI.Train.Long, count(defaultSteps)); n != 2 {
		t.Errorf("the help of train says %d times that a run has %s updates", n, count(defaultSteps))
	}
}
