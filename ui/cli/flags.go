package cli

import (
	"errors"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"unroll/core/nn"
	"unroll/core/optim"
	"unroll/datasets"
	"unroll/sessions"
)

// flagError puts pflag's words about a flag into fewer.
func flagError(err error) error {
	var bad *pflag.InvalidValueError
	if !errors.As(err, &bad) {
		return wrong(err)
	}
	f := bad.GetFlag()
	why, ok := expected[f.Value.Type()]
	if !ok {
		why = bad.Unwrap().Error()
	}
	return usagef("--%s is %q: %s", f.Name, bad.GetValue(), why)
}

// expected says what pflag's own kinds of values are.
var expected = map[string]string{
	"bool":     "it takes true or false",
	"int":      "it takes a whole number",
	"uint64":   "it takes a whole number of at least 0",
	"float64":  "it takes a number",
	"duration": "it takes a duration, such as 30s or 5m",
}

// completeRecipe lets a shell complete the values of recipeFlags.
func completeRecipe(cmd *cobra.Command) {
	for _, f := range recipeFlags {
		if f.choices != nil {
			complete(cmd, f.name, f.choices)
		}
	}
	complete(cmd, "init", plainChoices(nn.Inits))
	complete(cmd, "schedule", plainChoices(optim.Schedules))
}

// complete lets a shell complete a flag's value.
func complete(cmd *cobra.Command, flag string, choices func() []choice) {
	_ = cmd.RegisterFlagCompletionFunc(flag, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return described(choices()), cobra.ShellCompDirectiveNoFileComp
	})
}

// completeArg lets a shell complete the first argument, and files after it if files is set.
func completeArg(choices func() []choice, files bool) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		switch {
		case len(args) == 0:
			return described(choices()), cobra.ShellCompDirectiveNoFileComp
		case files:
			return nil, cobra.ShellCompDirectiveDefault
		}
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
}

func described(choices []choice) []string {
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

func datasetChoices() []choice {
	var list []choice
	for _, s := range datasets.Sources {
		list = append(list, choice{Name: s.Name, About: s.Title})
	}
	return list
}

func (c *call) sessionChoices() []choice {
	all, _ := sessions.Default(c.folder).List() // nothing to complete is no error
	var list []choice
	for _, s := range all {
		list = append(list, choice{Name: s.Name, About: s.Model() + ", step " + count(s.Step)})
	}
	return list
}
