package i18n

// CLISessions holds the texts of the commands on sessions.
type CLISessions struct {
	Command
	Export                                       Command
	List, Show, Rename, Remove                   string
	To                                           string // flag
	Name, Text, Model, Step, Perplexity, SavedAt string // headings
	Data, Score                                  string // headings in place of Text and Perplexity where there are series
	None, Removed, Exported                      string
}

var englishSessions = CLISessions{
	Command: Command{
		Short: "List, show, fork, replay, compare, export, rename and remove",
		Long: `A session is a saved run: a folder with its recipe, weights and history.
Alone, the command lists them.`,
		Example: `unroll sessions list
unroll sessions show book --json
unroll sessions fork book --at 500 --lr 0.0005 --save slow
unroll sessions compare book slow
unroll sessions rename book opticks`,
	},
	List: "List the sessions, newest first",
	Show: "Describe a session",
	Export: Command{
		Short: "Export a session's network to PyTorch",
		Long: `Write what a session has learned into a new folder, for PyTorch:

  model.safetensors   the weights, under PyTorch's names
  vocab.json          of a text: the tokens in the order of their ids; of
                      tagged sentences: words, suffixes and tags
  model.py            a module, LM, Series or Tagger, that loads them with
                      PyTorch alone
  check.json          an input, and what unroll computes from it: the logits of
                      the next token or of each word's tags, or forecasts in
                      the data's units
  check.py            compares the module's output with that; exit code 0 if
                      they agree

The scales of a series, and the numbers of words and tags, are computed again
from the data. If they have moved, FILE is where they are now.`,
		Example: `unroll sessions export book
python3 book-pytorch/check.py`,
	},
	Rename: "Rename a session",
	Remove: "Delete sessions permanently",
	To:     "create the folder `DIR` (default: the session's name with -pytorch)",
	Name:   "name", Text: "text", Model: "model", Step: "step", Perplexity: "perplexity", SavedAt: "saved",
	Data: "data", Score: "score",
	None:     "no sessions yet: unroll train FILE --save NAME makes one",
	Removed:  "removed session %s",
	Exported: "exported session %s at step %s to %s; python3 %s compares it with PyTorch",
}

// CLISession holds the rows that describe a session, and their texts.
type CLISession struct {
	Session, Folder, Parent, Task, Text, SHA256, Preset, Tokens, Model string
	Optimizer, Window, Seed, Step, Loss, Validation, Best, Changed     string
	Created, By, Line                                                  string
	ParentIs, ParentBranch                                             string
	TextAt, ValidatedOn                                                string // and where
	TokensAre, TokensLines                                             string // kind, vocabulary
	Scored                                                             string // which tokens of a line count
	ModelIs, OneHot                                                    string
	OptimizerIs, WindowIs, StepIs, Recent, At, Earlier, ChangedIs      string
	ChangedOver                                                        string // also the last step
	ByIs                                                               string
}

var englishSession = CLISession{
	Session: "session", Folder: "folder", Parent: "parent", Task: "task", Text: "text", SHA256: "sha256", Preset: "preset", Tokens: "tokens",
	Model: "model", Optimizer: "optimizer", Window: "window", Seed: "seed", Step: "step", Loss: "loss", Validation: "validation", Best: "best",
	Changed: "changed", Created: "created", By: "by", Line: "line",
	ParentIs: "step %s of session %s", ParentBranch: "step %s of session %s, branch %s",
	TextAt: "%s (%s)", ValidatedOn: "%s, validated on %s",
	TokensAre: "%s, vocabulary %s", TokensLines: "%s, one sequence per line, vocabulary %s", Scored: "scored",
	ModelIs: "%s, embedding %s, dropout %g, init %s; %s parameters", OneHot: "one-hot",
	OptimizerIs: "%s, learning rate %g (%s), clip %s", WindowIs: "batch %d × unroll %d", StepIs: "%s, %s",
	Recent: "%s %s, %s (recent)", At: "%s %s, %s at step %s",
	Earlier: "%s earlier changes", ChangedIs: "%s from %s to %s at step %s", ChangedOver: "%s from %s to %s at steps %s to %s", ByIs: "unroll %s on %s, kernel %s",
}

// CLIDatasets holds the texts of the commands on datasets.
type CLIDatasets struct {
	Command
	List, Show                                      string
	Name, Characters, Vocab, Unigram, Shows         string // headings
	NotHere                                         string // in a row: the dataset's name
	UnigramIs                                       string // below the table
	Title, About, Split, Tokens, Vocabulary, SHA256 string // rows
	Entropy                                         string
	SplitIs, TokensAre, UnigramAt, EntropyIs        string
	SplitLines                                      string // kind, which tokens count: of a text with lines of its own to hold out
}

var englishDatasets = CLIDatasets{
	Command: Command{
		Short: "List and show the built-in texts, series, sentences",
		Long: `The built-in texts (prose, names, sources whose entropy is known exactly),
series of numbers, tagged sentences and pairs of sentences, most of a known law.
A dataset's name can stand wherever a command wants a FILE to learn from.
Alone, the command lists them.`,
		Example: `unroll datasets list
unroll datasets show markov
unroll datasets show sine-noise
unroll datasets show weather
unroll datasets show chinese`,
	},
	List: "List the datasets",
	Show: "Describe a dataset and show its beginning",
	Name: "name", Characters: "characters", Vocab: "vocab", Unigram: "unigram", Shows: "shows",
	NotHere:   "not on this computer: see unroll datasets show %s",
	UnigramIs: "unigram: the perplexity of a model that knows only token frequencies",
	Title:     "title", About: "about", Split: "split", Tokens: "tokens", Vocabulary: "vocabulary", SHA256: "sha256", Entropy: "entropy",
	SplitIs: "into %s, the last %g %% held out", SplitLines: "into %s, lines of its own held out; what counts is %s", TokensAre: "%s for training, %s held out",
	UnigramAt: "%.4f %s, perplexity %s", EntropyIs: "%.4f %s, perplexity %s: the minimum",
}

// CLIPresets holds the texts of the command presets.
type CLIPresets struct {
	Command
	JSON                                           string
	Name, Model, Parameters, Published, Source     string // headings
	Legend                                         string
	Title, Text, Prepare, Split, SameAs, Differs   string // rows
	SplitIs, SplitWhole, Figure, FromMemory, NoOne string
	SplitSeries                                    string            // rows that are read at each step, examples to train on and held out
	MSE                                            string            // the name of the metric
	Range                                          string            // a figure, the lowest and the highest of several
	FigureIs                                       string            // part of the data, metric, figure, source
	Parts                                          map[string]string // part of the text that a figure is about, by preset.Figure.On
	Pairs                                          PresetsOfPairs
}

var englishPresets = CLIPresets{
	Command: Command{
		Short: "List published configurations, or show one",
		Long: `A preset is a configuration from a book, a paper or a well-known program, with
the result that was published for it. With NAME: the flags that it stands for,
the text it needs, where it comes from and what differs here.`,
		Example: `unroll presets
unroll presets zaremba-small
unroll train --preset char-rnn tinyshakespeare.txt
unroll train --preset d2l-ar --dataset sine-noise
unroll train --preset d2l-seq2seq fra.txt`,
	},
	JSON: "print JSON instead of a table",
	Name: "name", Model: "model", Parameters: "params", Published: "published", Source: "source",
	Pairs:  englishPresetsOfPairs,
	Legend: "published: perplexity, MSE or loss as printed; ~ from memory; see presets NAME",
	Title:  "title", Text: "text", Prepare: "prepare", Split: "split", SameAs: "same as", Differs: "differs",
	SplitIs:     "into %s, vocabulary %s; %s for training, %s held out",
	SplitWhole:  "into %s, vocabulary %s; %s for training, nothing held out",
	SplitSeries: "lags %d; %s examples for training, %s held out",
	MSE:         "MSE", Range: "%s (%s–%s)", FigureIs: "%s %s %s: %s",
	Figure: "%s perplexity %s (%.3f %s): %s", FromMemory: "%s (from memory)", NoOne: "no figure: %s",
	Parts: map[string]string{"training": "training", "validation": "validation", "test": "test"},
}

// CLIBench holds the texts of the command bench.
type CLIBench struct {
	Command
	Seconds, Quick, Threads                                     string // flags
	Measuring                                                   string
	Kernel, Peak, Took                                          string
	Product, Sizes, Gflops, OfPeak                              string // headings
	Update, Millis, PerSecond, OfRoofline, PerSecondOn, Speedup string
	UnknownProcessor                                            string
}

var englishBench = CLIBench{
	Command: Command{
		Short: "Measure how fast this machine trains",
		Long: `Measure how fast this machine trains: the peak rate of multiply-adds in the
registers of one thread, the matrix products that networks consist of, and
whole updates of every cell at three sizes (Adam, clip 1, one-hot, 65
characters) and of two taggers (BiLSTM, embedding 100, 5,000 words, sentences
of 16 words on average), on one thread and on --threads, taking turns.

"of roofline" is the speed of an update on one thread as a percentage of what
its matrix products alone would allow at that peak; "speedup" is how many times
as fast it is on --threads. Padding is neither counted as words nor as work.
Run nothing else meanwhile. UNROLL_KERNEL selects a kernel.`,
		Example: `unroll bench
unroll bench --quick --threads 1
UNROLL_KERNEL=avx2 unroll bench --json`,
	},
	Seconds: "take about `S` seconds in all; what would take longer is left out", Quick: "the same as --seconds %g",
	Threads:   "compare one thread with `N`; 1: one thread only",
	Measuring: "measuring %s", Kernel: "kernel %s on %s, %s", Peak: "peak of one thread: %s GFLOP/s", Took: "took %.0f s",
	Product: "product", Sizes: "M×N×K", Gflops: "GFLOP/s", OfPeak: "of peak",
	Update: "update", Millis: "ms", PerSecond: "tok/s", OfRoofline: "of roofline", PerSecondOn: "tok/s, %d threads", Speedup: "speedup",
	UnknownProcessor: "unknown processor",
}
