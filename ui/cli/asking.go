package cli

import (
	"maps"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"unroll/sessions"
)

// asking are the flags of eval, predict and sample that not every session understands, with the tasks of those that do.
var asking = map[string]tasksOf{
	"per-token": ofScored, "prefix": ofTexts, "prefix-file": ofTexts, "temperature": ofTexts, "top": ofWords,
	"horizon": ofSeries, "from": ofSeries, "past": ofSeries, "csv": ofSeries, "data": ofKept,
	"sentence": ofTagged, "conllu": ofTagged, "text": ofFill,
	"beam": ofPairs, "alpha": ofPairs, "source": ofPairs, "reference": ofPairs,
}

// laddering are those of ladder, besides the ones of recipes.
var laddering = map[string]tasksOf{
	"smoothing": ofTexts, "max-order": ofTexts, "horizon": ofSeries, "period": ofSeries, "most": ofSeries, "min-freq": {language, filling, paired},
}

// The tasks whose sessions need their data to be used, and others.
var (
	ofKept   = tasksOf{numeric, tagged, paired}
	ofScored = tasksOf{language, paired} // whose sessions say the loss of each token
)

// inputs are the flags for what a network is to read, by task: where one is given for another, that one is meant.
var inputs = map[string]string{language: "prefix", tagged: "sentence", filling: "text", paired: "source"}

// sessionTask is the task of a session, once flags of other tasks have been refused. One that cannot be looked at is of language:
// opening it says what is wrong.
func (c *call) sessionTask(cmd *cobra.Command, session string) (string, error) {
	m, missing := sessions.Default(c.folder).Meta(session)
	of := kindOf(language)
	if missing == nil {
		of = kindOf(m.TaskName())
	}
	var err error
	cmd.Flags().Visit(func(f *pflag.Flag) {
		its := asking[f.Name]
		switch {
		case err != nil || its.has(of.name):
		case missing != nil:
			err = missing
		default:
			hint := hintLeaveOut.Of(f.Name)
			if instead := inputs[of.name]; instead != "" && slices.Contains(slices.Collect(maps.Values(inputs)), f.Name) && cmd.Flags().Lookup(instead) != nil {
				hint = hintInstead.Of(instead)
			}
			err = &usage{errSessionFlag.Of(f.Name, its.nouns(func(k kind) error { return k.models }), session, of.has), hint}
		}
	})
	return of.name, err
}

// onlyLadder refuses flags of other tasks than that of the data of a name.
func onlyLadder(cmd *cobra.Command, of kind, name string) (err error) {
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if its := laddering[f.Name]; err == nil && !its.has(of.name) {
			err = foreignFlag(f.Name, its, of, name, true)
		}
	})
	return err
}
