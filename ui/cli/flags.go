package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"unroll/core/series"
	"unroll/core/tagging"
	"unroll/core/translation"
	"unroll/datasets"
	"unroll/sessions"
)

// flagError translates pflag's errors about flags into ours.
func flagError(err error) error {
	var bad *pflag.InvalidValueError
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	var syntax *pflag.InvalidSyntaxError
	switch {
	case errors.As(err, &bad):
		f := bad.GetFlag()
		why := bad.Unwrap()
		if takes, ok := expected[f.Value.Type()]; ok {
			why = takes
		}
		return misuse(errFlagValue, f.Name, bad.GetValue(), why)
	case errors.As(err, &unknown):
		return misuse(errUnknownFlag, dashed(unknown.GetSpecifiedName(), unknown.GetSpecifiedShortnames()))
	case errors.As(err, &missing):
		return misuse(errValueMissing, dashed(missing.GetSpecifiedName(), missing.GetSpecifiedShortnames()))
	case errors.As(err, &syntax):
		return misuse(errFlagSyntax, syntax.GetSpecifiedFlag())
	}
	return wrong(err)
}

// dashed is a flag as it was typed, alone or in a group of short ones.
func dashed(name, group string) string {
	if group != "" {
		return "-" + name
	}
	return "--" + name
}

// expected describes pflag's own types of values.
var expected = map[string]error{
	"bool":     errTakesBool.Of(),
	"int":      errTakesWhole.Of(),
	"uint64":   errTakesNatural.Of(),
	"float64":  errTakesNumber.Of(),
	"duration": errTakesTime.Of(),
}

// completeRecipe provides completion for the values of recipeFlags.
func (c *call) completeRecipe(cmd *cobra.Command) {
	for _, f := range recipeFlags {
		switch {
		case cmd.Flags().Lookup(f.name) == nil:
		case f.choices != nil:
			complete(cmd, f.name, func() []choice { return f.choices(c) })
		case f.forms != nil:
			complete(cmd, f.name, plainChoices(f.forms))
		}
	}
}

// complete provides completion for a flag's value.
func complete(cmd *cobra.Command, flag string, choices func() []choice) {
	_ = cmd.RegisterFlagCompletionFunc(flag, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return explained(choices()), cobra.ShellCompDirectiveNoFileComp
	})
}

// completeArg provides completion for the first argument, and for files after it if files is set.
func completeArg(choices func() []choice, files bool) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		switch {
		case len(args) == 0:
			return explained(choices()), cobra.ShellCompDirectiveNoFileComp
		case files:
			return nil, cobra.ShellCompDirectiveDefault
		}
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
}

func explained(choices []choice) []string {
	var list []string
	for _, c := range choices {
		list = append(list, cobra.CompletionWithDesc(c.Name, c.About))
	}
	return list
}

func plainChoices(names []string) func() []choice {
	return func() []choice {
		var list []choice
		for _, n := range names {
			list = append(list, choice{Name: n})
		}
		return list
	}
}

func (c *call) datasetChoices() []choice {
	var list []choice
	for _, s := range datasets.Sources {
		list = append(list, choice{Name: s.Name, About: c.words.Say("dataset."+s.Name+".title", s.Title)})
	}
	return list
}

// dataChoices are the data that come with the program, of whatever task.
func (c *call) dataChoices() []choice {
	list := c.datasetChoices()
	add := func(name, title string) {
		list = append(list, choice{Name: name, About: c.words.Say("dataset."+name+".title", title)})
	}
	for _, s := range series.Sources {
		add(s.Name, s.Title)
	}
	for _, s := range series.AnsweredSources {
		add(s.Name, s.Title)
	}
	for _, s := range tagging.Sources {
		add(s.Name, s.Title)
	}
	for _, s := range translation.Sources {
		add(s.Name, s.Title)
	}
	return list
}

func (c *call) sessionChoices() []choice {
	all, _ := sessions.Default(c.folder).List() // nothing to complete is not an error
	var list []choice
	for _, s := range all {
		list = append(list, choice{Name: s.Name, About: fmt.Sprintf(c.words.CLI.Flags.SessionAt, s.Model(), count(s.Step))})
	}
	return list
}

// listed joins names for a sentence.
func listed(names []string) string { return strings.Join(names, ", ") }
