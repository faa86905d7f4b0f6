package forecast

import (
	"strings"

	"unroll/core/series"
)

// Options are what a recipe says about a series: what is read of it, and how. They can be compared with ==. The share that
// is held out is not among them: it is the recipe's, as for a text.
type Options struct {
	Column  string `json:"column,omitempty"`  // as series.Choice
	Columns string `json:"columns,omitempty"` // the columns that are read, separated by commas: series.Choice.Inputs
	Target  string `json:"target,omitempty"`  // as series.Choice
	Gaps    string `json:"gaps,omitempty"`    // as series.Choice

	Rows     int    `json:"rows,omitempty"`      // of a series made by seed, or of each sequence; 0: as its source says
	DataSeed uint64 `json:"data_seed,omitempty"` // of a series made by seed; 0: 1

	TrainRows  int  `json:"train_rows,omitempty"` // as series.Options; of sequences with one answer each, so many sequences
	ValidRows  int  `json:"valid_rows,omitempty"` // the same
	Log        bool `json:"log,omitempty"`        // as series.Options
	Difference bool `json:"difference,omitempty"` // as series.Options

	Lags int `json:"lags,omitempty"` // rows that the network reads at each step, the last one included; 0: 1
}

// MostLags is the most rows that a network can read at each step.
const MostLags = 1024

// Check returns an error if the options are not valid whatever the series.
func (o Options) Check() error {
	if o.Lags < 0 || o.Lags > MostLags {
		return errLags.Of(o.Lags, MostLags)
	}
	return o.Choice().Check()
}

// Choice is what is read of a table.
func (o Options) Choice() series.Choice {
	c := series.Choice{Column: o.Column, Target: o.Target, Gaps: o.Gaps}
	if o.Columns != "" {
		for _, name := range strings.Split(o.Columns, ",") {
			c.Inputs = append(c.Inputs, strings.TrimSpace(name))
		}
	}
	return c
}

// Seed is the seed of a series made by seed.
func (o Options) Seed() uint64 {
	if o.DataSeed == 0 {
		return 1
	}
	return o.DataSeed
}

// Prepare splits s, with a share of valid held out, and puts it on the scale of its training part. Errors: those of
// series.Prepare and New.
func (o Options) Prepare(s *series.Series, valid float64) (*Data, error) {
	d, err := series.Prepare(s, series.Options{Valid: valid, TrainRows: o.TrainRows, ValidRows: o.ValidRows, Log: o.Log, Difference: o.Difference})
	if err != nil {
		return nil, err
	}
	return New(d, max(o.Lags, 1))
}
