package i18n

import "fmt"

// Ruin holds the texts about runs that are ruined, about going back to a good state, and about figures that are not of the
// newest weights.
type Ruin struct {
	Ruined   string   // the phase, in one word
	Hint     string   // in the lab, below a ruined run
	Stopped  string   // recent training loss, with its unit, and what an untrained model has
	Listed   string   // in the list: what happened, the step that enter shows, the step that space continues from
	Verdict  []string // under the curves, in its forms
	Judged   string   // the same of the last validation
	WentBack string   // session, step that it had reached, step that it continues from
	NoGood   string   // session
	// Opened is about an opened session: its name, what happened to it, where space continues from.
	Opened             string
	GoesOn             string // the same in the bottom row: what happened, where space continues from
	GoesOnNewest       string // the same where no good state is kept: what happened
	GoesBack           string // in the lab: the step that was left, the step that the run continues from
	Ago                string // after a step: how many updates ago that was, as a text
	At                 string // in a table: a score and the step that it is of
	KeepGoing, Weights string // flags
	ListBest           string // the heading of a column
	Frozen             string // what clip 0 does
	Sure               string // asks back: setting, from, to
	Smaller            Plural // of the sequences that fit, where a batch is to have more
	SmallerThan        string // the batch asked for, and the above
}

var englishRuin = Ruin{
	Ruined: "ruined", Hint: "ruined: reopened from the list it continues from the last good state",
	Stopped:  "recent training loss %s %s, and an untrained network has %s",
	Judged:   "validation loss %s %s, and an untrained network has %s",
	Listed:   "%s: enter opens it at step %s; space then continues from step %s, the last good one",
	Verdict:  []string{"the loss is far above that of an untrained network", "far above an untrained network"},
	WentBack: "session %s went wrong before step %s: it continues from its last good state, step %s (--weights last: from the newest)",
	NoGood:   "session %s went wrong before step %s, and no good state is known: it continues from the newest",
	Opened:   "session %s, %s: space continues from step %s, the last good one",
	GoesOn:   "%s: space continues from step %s, the last good one", GoesOnNewest: "%s: space continues from the newest state; no good one is kept",
	GoesBack: "step %s was left: the run continues from step %s, the last good one",
	Ago:      "%s, %s ago", At: "%s at %s",
	KeepGoing: "do not stop a run that is ruined", Weights: "with --resume or --init-from: begin with `WHICH` weights: %s (default: good, after a run that went wrong)",
	ListBest: "best", Frozen: "clip 0 freezes learning: every gradient becomes zero",
	Sure:    "%s from %s to %s? enter does it, any other key does not",
	Smaller: Plural{"only 1 sequence fits the data", "only %s sequences fit the data"}, SmallerThan: "batch %s: %s",
}

// AgoOf is a step and how long before the newest update it was, if it was; updates is that number of updates as a text.
func (r Ruin) AgoOf(step string, ago int, updates string) string {
	if ago <= 0 {
		return step
	}
	return fmt.Sprintf(r.Ago, step, updates)
}
