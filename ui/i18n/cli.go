package i18n

import "fmt"

// CLI holds the texts of the command line, a part for each command. Names of flags and commands, keys of JSON and
// headings of CSV are not included: they are the same in every language. `N` in back quotes is the name that help
// gives a flag's value.
type CLI struct {
	Help       CLIHelp
	Flags      CLIFlags
	Recipe     map[string]string // what a flag of the recipe sets, by its name
	Units      CLIUnits
	Root       CLIRoot
	Train      CLITrain
	Kept       CLIKept
	Progress   CLIProgress
	Summary    CLISummary
	Eval       CLIEval
	Ladder     CLILadder
	Predict    CLIPredict
	Sample     CLISample
	Sessions   CLISessions
	Session    CLISession
	Forks      CLIForks
	Datasets   CLIDatasets
	Presets    CLIPresets
	Bench      CLIBench
	Series     CLISeries
	Tagging    CLITagging
	Fill       CLIFill
	Pairs      CLIPairs
	Reading    CLIReading
	Version    string
	Completion string
	Man        string
}

// A Command is the help of a command: in a line, in full, by examples. Lines fit 80 columns, those of examples
// with an indentation of two.
type Command struct{ Short, Long, Example string }

// A Plural is the text for a number of things: for one, and for any other number (%s).
type Plural struct{ One, Many string }

// Of is the text for n things; shown is n as it is written.
func (p Plural) Of(n int, shown string) string {
	if n == 1 {
		return p.One
	}
	return fmt.Sprintf(p.Many, shown)
}

// CLIUnits are the units and countable things of the command line.
type CLIUnits struct {
	NatsPerChar, BitsPerChar       string // in full: the other names are in Catalogue.Units
	Updates, Epochs, Tokens, Cores Plural
	TokenKinds                     map[string]string // plural of tokens, by the tokenizer's name
	Seconds, TenthsOfSeconds       string            // a duration below a minute
	NotKnown                       string            // in a cell of a table
}

// CLIHelp holds the fixed texts of every --help.
type CLIHelp struct {
	Usage, Examples, Commands, Flags, GlobalFlags string
	More                                          string // the command
	Default                                       string // a flag's
	HelpFlag                                      string
	HelpCommand                                   Command
	SubCommand                                    string // in a line of usage
}

// CLIFlags holds the flags that several commands have.
type CLIFlags struct {
	Sessions, Bits, Dataset, ValidFile, Preset, Resume string
	Threads, Weights, Smoothing, Temperature           string
	WeightsAbout                                       map[string]string
	JSONObject, JSONObjectTable, JSONArray             string
	SessionAt                                          string // a session's model and step, in a completion
	OfSeries                                           string // what a model is that needs a series of numbers
}

var englishCLI = CLI{
	Help: CLIHelp{
		Usage: "Usage:", Examples: "Examples:", Commands: "Commands:", Flags: "Flags:", GlobalFlags: "Global flags:",
		More:    `Use "%s [command] --help" for more information about a command.`,
		Default: "(default %s)", HelpFlag: "show this help",
		HelpCommand: Command{Short: "Show help for a command", Long: "Show help for any command, as its --help does.", Example: "unroll help train\nunroll help sessions export"},
		SubCommand:  "[command]",
	},
	Flags: CLIFlags{
		Sessions: "folder `DIR` of the sessions (default: UNROLL_SESSIONS, or your data folder)", Bits: "show losses in bits instead of nats",
		Dataset: "use the built-in data `NAME`: %s", ValidFile: "validate on the text in `FILE` instead of a share of the training text",
		Preset: "start from the published configuration `NAME` (see: unroll presets); other flags change it",
		Resume: "resume session `NAME`", Threads: "compute on `N` threads; the result does not depend on it",
		Weights: "`WHICH` of the session's weights to use: %s", Smoothing: "smoothing `METHOD` for the k-gram's counts: %s",
		Temperature:  "divide the logits by `T`; 0: always the most likely token",
		WeightsAbout: map[string]string{"last": "as the session was last saved", "best": "with the lowest validation loss so far", "good": "before the run went wrong, if it did"},
		JSONObject:   "print a JSON object", JSONObjectTable: "print a JSON object instead of a table", JSONArray: "print a JSON array instead of a table",
		SessionAt: "%s, step %s", OfSeries: "%s (needs a series)",
	},
	Recipe: map[string]string{
		"tokens": "tokenizer:", "lines": "treat every line as a separate sequence",
		"score": "which tokens of a line count: all, last, or after:X, those after the first X",
		"valid": "share of the data, at their end, held out for validation",
		"cell":  "recurrent cell, or for a series a model without a state:", "hidden": "hidden units per layer", "layers": "number of layers",
		"embed": "size of the embedding (default 0: one-hot; of tagged sentences 100, of pairs 64)", "dropout": "probability of dropout on the embedded input, between layers and before the head", "dropout-between": "dropout between layers only, as PyTorch's argument of a GRU does",
		"reset": "of a gru: the reset gate acts after the product with W_hh, as in PyTorch, or before it, as in Cho et al. 2014:", "biases": "biases of each gate: 1, or 2 as in PyTorch, which learn twice as fast",
		"windows":  "of a text or series: windows continue each other, or begin with a state of 0, cut at a random place or at every token:",
		"momentum": "decay of the sum of gradients, for --optimizer momentum", "valid-every": "updates between validations; learning is the same (default: by the size of the data)",
		"init": "weight initialization:", "batch": "sequences per batch", "unroll": "steps of backpropagation through time",
		"optimizer": "optimizer:", "lr": "learning rate", "schedule": "learning rate schedule:",
		"clip": "clip the global gradient norm to this", "steps": "stop after this many updates", "epochs": "stop after this many epochs",
		"column": "of a series: column to predict from its own past, by name or number (default: the only one)",
		"inputs": "of a series: columns to read, separated by commas", "target": "of a series: column to predict",
		"gaps": "of a series: missing values:", "log": "of a series: learn logarithms", "difference": "of a series: learn differences from row to row",
		"rows": "of a built-in series: rows to make", "data-seed": "of a built-in series: random seed (default 1)",
		"train-rows": "of a series: rows to train on, from the first (default: by --valid)", "valid-rows": "of a series: rows held out after those (default: all the others)",
		"lags": "of a series: rows read at each step (linear and mlp: 4)", "head": "of a series: what is predicted:",
		"tags":     "of tagged sentences: the column of the tags, by number (default: upos, or the second) or by name:",
		"lower":    "of tagged sentences: read words in lower case",
		"min-freq": "tokens that occur less often are <unk>", "vocab-size": "of a text: most tokens of the vocabulary; the least common are <unk>", "suffixes": "of tagged sentences: read suffixes too; =false: words alone",
		"bidirectional": "of tagged sentences, and of pairs the encoder: read both ways; =false: left to right",
		"source-tokens": "of pairs: tokens of the first language (default: as it looks):", "target-tokens": "of pairs: tokens of the second language (default: as it looks):",
		"prepare":   "of pairs: lower case, and a space before , . ! ? as in Dive into Deep Learning",
		"count-all": "of pairs: --min-freq counts held-out words too", "length": "of pairs: most tokens of a sentence, <eos> included; longer pairs are left out",
		"cut": "of pairs: cut sentences at --length instead", "first": "of pairs: read the first N only (default: all)",
		"in-order": "of pairs: hold out the last ones (default: by a hash of the source)", "reverse": "of pairs: translate the second language into the first",
		"attention": "of pairs: attention to the source:", "context": "of pairs, without attention: the decoder reads the encoder's last state at every step",
		"mask": "of pairs: off: padding is learned too", "teacher-forcing": "of pairs: probability that the decoder reads the reference in training, not its own word",
		"seed": "random seed; the same seed gives the same run",
	},
	Units: CLIUnits{
		NatsPerChar: "nats/char", BitsPerChar: "bits/char",
		Updates: Plural{"1 update", "%s updates"}, Epochs: Plural{"1 epoch", "%s epochs"},
		Tokens: Plural{"1 token", "%s tokens"}, Cores: Plural{"1 core", "%s cores"},
		TokenKinds: map[string]string{"char": "characters", "word": "words", "punct": "words and marks", "byte": "bytes"},
		Seconds:    "%d s", TenthsOfSeconds: "%.1f s", NotKnown: "–",
	},
	Root: englishRoot, Train: englishTrain, Kept: englishKept, Progress: englishProgress, Summary: englishSummary,
	Eval: englishEval, Ladder: englishLadderCLI, Predict: englishPredictCLI, Sample: englishSampleCLI,
	Sessions: englishSessions, Session: englishSession, Forks: englishForks, Datasets: englishDatasets, Presets: englishPresets, Bench: englishBench, Series: englishSeries, Tagging: englishTaggingCLI, Fill: englishFillCLI, Pairs: englishPairsCLI, Reading: englishCLIReading,
	Version: "Print the version", Completion: "Generate a completion script for your shell", Man: "Write a manual page for every command into a folder",
}
