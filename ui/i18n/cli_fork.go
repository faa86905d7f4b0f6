package i18n

// CLIForks holds the texts of the commands that make a session's updates again, leave a session for another, and compare sessions.
type CLIForks struct {
	Replay, Fork, Compare Command

	Until, At, Save string // flags

	Again, AgainLeft     string // updates made again, of how many; also how long it will still take
	Same, SameRows       string // updates, tensors
	Other                string // step, column of metrics.csv, the stored value, the value now
	OtherTensor          string // file, tensor with the place, the stored value, the value now
	OtherShape           string // file, tensor
	Tensors              Plural
	Diverged             string // in place of a value
	Leaves               string // new session, parent, step, changes
	LeavesAnew           string // new session, parent
	LeavesGood           string // parent, step
	ForkOtherMachine     string // session, architecture and kernel then
	NoChanges            string
	Parent               string // heading of a column
	Updates, Read, Above string // results
	Loss, Best           string // the unit of the loss; the name of the score
	AllSame              string
	NotCompared          string            // in what sessions differ
	Contrasts            map[string]string // by sessions.Contrast
}

var englishForks = CLIForks{
	Replay: Command{
		Short: "Make a session's run again and compare",
		Long: `Make a run again from its recipe and its changes of settings alone, and compare
every update (loss, gradient norm, factor, learning rate, epoch), and at the end
weights, optimizer state and carried state, bit for bit, with what the session
has stored. It says "identical", or the first step or tensor that differs. The
session is only read. If its data have moved, FILE is where they are now.

Exit code: 0 identical, 1 different.`,
		Example: `unroll sessions replay book
unroll sessions replay book --until 500`,
	},
	Fork: Command{
		Short: "Begin a new session at a step of another, with other settings",
		Long: `Make a new session that is another one up to a step, and train it from there
with the settings that the flags change. The other session is not changed.
Without --at it is left where it would be resumed. An earlier step is reached by
making its updates again, from the beginning. The new run ends where the old one
was to end, unless --steps or --epochs say otherwise; both count from the
beginning.

Settings (learning rate, clipping, batch, unroll …) can change at any step, and
are recorded as changes at that step. The network, the optimizer, the schedule
and the seed can change only with --at 0. If the data have moved, FILE is where
they are now.

Two forks at one step that differ in one setting show what that setting does.`,
		Example: `unroll sessions fork book --at 500 --lr 0.0005 --save slow
unroll sessions fork book --at 500 --clip off --save unclipped
unroll sessions fork book --at 0 --cell gru --save gru
unroll sessions compare book slow unclipped`,
	},
	Compare: Command{
		Short: "Compare sessions: what differs, and the results",
		Long: `Print what differs between sessions (recipe, settings, changes made by hand,
data, parent), and what they came to. Losses are compared only if they are of
the same task and the same data, read in the same way.`,
		Example: `unroll sessions compare book slow
unroll sessions compare book slow unclipped --json`,
	},
	Until: "compare only up to `STEP`", At: "fork at `STEP` (default: where the session would be resumed)",
	Save:  "save as session `NAME` (default: a free name)",
	Again: "%s/%s updates made again", AgainLeft: "%s left",
	Same: "identical (%s, %s)", SameRows: "identical up to step %s (%s)",
	Other: "different at step %s: %s was %s and is %s", OtherTensor: "different in %s: %s was %s and is %s", OtherShape: "different in %s: %s has another shape",
	Tensors: Plural{"1 tensor", "%s tensors"}, Diverged: "not a finite number",
	Leaves: "session %s: session %s up to step %s, then: %s", LeavesAnew: "session %s begins again like session %s", LeavesGood: "session %s went wrong: the fork begins at its last good state, step %s",
	ForkOtherMachine: "session %s was started on %s with kernel %s: from here on it is not the same bit for bit", NoChanges: "the same settings",
	Parent:  "parent",
	Updates: "updates", Read: "read", Loss: "loss, %s", Best: "best %s", Above: "above minimum",
	AllSame: "recipe, data and changes of settings are the same", NotCompared: "losses are not compared: the sessions differ in %s",
	Contrasts: map[string]string{"task": "their task", "data": "their data", "reading": "how they read their data", "loss": "their loss", "answers": "whether they read what they are to predict"},
}
