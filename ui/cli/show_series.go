package cli

import (
	"cmp"
	"fmt"
	"strings"

	"unroll/core/recipe"
	"unroll/core/series"
	"unroll/core/task"
	"unroll/sessions"
)

// addSeries adds the rows that a session of a series has in place of those about tokens.
func (c *call) addSeries(t *table, m sessions.Meta) {
	w, r := c.words.CLI.Series.Show, m.Recipe
	if source, answered := series.FindAnswered(m.Data.Source); answered {
		t.add(w.Reads, c.sequencesOf(source, r))
	} else {
		t.add(w.Reads, tame(c.choiceOf(r)))
	}
	t.add(w.Split, c.shareOf(r))
	t.add(c.words.CLI.Session.Model, fmt.Sprintf(w.Model, r.Model, r.Model.Head, max(r.Series.Lags, 1), r.Model.Dropout, r.Model.Init, count(m.Parameters)))
}

// choiceOf says what is read of a series, and how.
func (c *call) choiceOf(r recipe.Recipe) string {
	w, o := c.words.CLI.Series.Show, r.Series
	var list []string
	switch {
	case o.Column != "":
		list = append(list, fmt.Sprintf(w.Only, o.Column))
	case o.Columns != "":
		list = append(list, fmt.Sprintf(w.Inputs, o.Columns, o.Target))
	case o.Target != "":
		list = append(list, fmt.Sprintf(w.Only, o.Target))
	default:
		list = append(list, w.TheOnly)
	}
	switch {
	case o.Log && o.Difference:
		list = append(list, w.LogDifferences)
	case o.Log:
		list = append(list, w.Logs)
	case o.Difference:
		list = append(list, w.Differences)
	}
	if o.Gaps == "interpolate" {
		list = append(list, w.Filled)
	}
	if o.Rows > 0 {
		list = append(list, c.rows(o.Rows))
	}
	if o.DataSeed > 0 {
		list = append(list, fmt.Sprintf(w.Seed, o.DataSeed))
	}
	return strings.Join(list, ", ")
}

// sequencesOf says what is read of sequences with one answer each.
func (c *call) sequencesOf(s series.Answered, r recipe.Recipe) string {
	w, o := c.words.CLI.Series.Show, r.Series
	said := fmt.Sprintf(w.Answered, count(cmp.Or(o.SequencesFor(s), s.N)), c.rows(cmp.Or(o.Rows, s.Rows)))
	if o.DataSeed > 0 {
		said += ", " + fmt.Sprintf(w.Seed, o.DataSeed)
	}
	return said
}

// shareOf says what is held out.
func (c *call) shareOf(r recipe.Recipe) string {
	w, o := c.words.CLI.Series.Show, r.Series
	switch {
	case o.TrainRows > 0 && o.ValidRows > 0:
		return fmt.Sprintf(w.FirstRowsOf, c.rows(o.TrainRows), count(o.ValidRows))
	case o.TrainRows > 0:
		return fmt.Sprintf(w.FirstRows, c.rows(o.TrainRows))
	}
	return fmt.Sprintf(w.Share, 100*r.Text.Valid)
}

// scored is a score with its unit, if that is not the data's own.
func (c *call) scored(of task.Metric, shown string) string {
	if of.Unit != "" {
		return shown + " " + of.Unit
	}
	return shown
}
