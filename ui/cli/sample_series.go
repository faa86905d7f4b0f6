package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"unroll/core/random"
)

// sampleSeries writes a free run, a number a line: what a network of a series makes of its own forecasts, each drawn from the
// distribution it predicts if it predicts one.
func (c *call) sampleSeries(cmd *cobra.Command, f sampleFlags, name string) error {
	x, err := c.forecasting(name, f.weights, f.data.last(), cmd.Flags().Changed("past"))
	if err != nil {
		return err
	}
	if x.Answers != nil {
		return misuse(errNoFreeRun, x.Meta.Name)
	}
	past := seriesUpTo(x.Model, x.Model.Data.Series.Rows())
	if cmd.Flags().Changed("past") {
		if past, err = c.pastOf(x, f.past); err != nil {
			return err
		}
	}
	if f.length == 0 {
		return nil
	}
	c.warnOfWrong(name, f.weights)
	drawn, err := x.Model.Sample(context.Background(), past, f.length, random.Stream(f.seed, "sample", 0))
	if err != nil {
		return wrong(err)
	}
	var b strings.Builder
	for _, v := range drawn {
		b.WriteString(exactly(v) + "\n")
	}
	_, err = c.stdout.Write([]byte(b.String()))
	return err
}
