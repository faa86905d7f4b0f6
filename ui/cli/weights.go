package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"unroll/sessions"
)

// weights lists the values of --weights, the default first.
var weights = []sessions.Weights{sessions.Last, sessions.Best, sessions.Good}

func (c *call) weightsChoices() []choice {
	var list []choice
	for _, w := range weights {
		list = append(list, choice{string(w), c.words.CLI.Flags.WeightsAbout[string(w)]})
	}
	return list
}

func weightsNames() string {
	var list []string
	for _, w := range weights {
		list = append(list, string(w))
	}
	return listed(list)
}

// weightsValue is --weights on a command line.
type weightsValue struct{ which *sessions.Weights }

// String is what help shows as the default.
func (v weightsValue) String() string {
	if v.which == nil {
		return ""
	}
	return string(*v.which)
}

// Type is what help calls the value.
func (v weightsValue) Type() string { return "WHICH" }

// Set parses one of weights.
func (v weightsValue) Set(s string) error {
	for _, w := range weights {
		if string(w) == s {
			*v.which = w
			return nil
		}
	}
	return errChoose.Of(weightsNames())
}

// addStart adds --weights to a command that resumes a session: where from.
func (c *call) addStart(cmd *cobra.Command, which *sessions.Weights) {
	cmd.Flags().Var(weightsValue{which}, "weights", fmt.Sprintf(c.words.Ruin.Weights, weightsNames()))
	complete(cmd, "weights", c.weightsChoices)
}

// addWeights adds --weights to a command that uses a session's network.
func (c *call) addWeights(cmd *cobra.Command, which *sessions.Weights) {
	*which = sessions.Last
	cmd.Flags().Var(weightsValue{which}, "weights", fmt.Sprintf(c.words.CLI.Flags.Weights, weightsNames()))
	complete(cmd, "weights", c.weightsChoices)
}
