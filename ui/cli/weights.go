package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"unroll/sessions"
)

// weightsChoices lists what --weights can be, the default first.
func weightsChoices() []choice {
	return []choice{
		{string(sessions.Last), "as the session was last saved"},
		{string(sessions.Best), "with the lowest validation loss so far"},
	}
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

// Set takes one of weightsChoices.
func (v weightsValue) Set(s string) error {
	for _, c := range weightsChoices() {
		if c.Name == s {
			*v.which = sessions.Weights(s)
			return nil
		}
	}
	return fmt.Errorf("there are %s", strings.Join(names(weightsChoices()), ", "))
}

// addWeights adds --weights to a command that asks a session's network.
func addWeights(cmd *cobra.Command, which *sessions.Weights) {
	*which = sessions.Last
	cmd.Flags().Var(weightsValue{which}, "weights", "use the session's `WHICH` weights: "+strings.Join(names(weightsChoices()), ", "))
	complete(cmd, "weights", weightsChoices)
}
