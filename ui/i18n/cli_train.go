package i18n

// CLIRoot holds the texts of the command that opens the lab.
type CLIRoot struct {
	Command
	Theme, Glyphs string // flags; the names that exist
}

var englishRoot = CLIRoot{
	Command: Command{
		Short: "Watch a recurrent network learn, and steer it, in your terminal",
		Long: `unroll shows recurrent networks learning: choose a text, a series of numbers,
tagged sentences or translations, watch the loss fall, adjust the learning rate
and the clipping threshold meanwhile, and see what the network predicts.

FILE is a text in UTF-8, a folder of texts, a table of numbers (CSV or TSV),
tagged sentences (CoNLL-U), pairs of sentences with tabs between them or in two
files, the name of a dataset, or - for standard input.
Without FILE you choose from the datasets, your sessions and the files in this
folder.

The defaults below are those of a text; those of other data are in unroll train
--help.`,
		Example: `unroll                                 choose a text or a series, and watch
unroll book.txt --cell gru --lr 1e-3   train on a text of your own
curl -s URL | unroll -                 or on one from a pipe
unroll prices.csv --column close       or on a series of numbers
unroll --resume opticks-lstm           resume a session
unroll train book.txt --save book      without a terminal`,
	},
	Theme:  "colour theme `NAME`: %s (default: chosen by the terminal's background)",
	Glyphs: "`GLYPHS` for the curves: %s",
}

// CLITrain holds the texts of the command train.
type CLITrain struct {
	Command                    // Long: number of updates after which a run ends by itself
	Save, JSONL, CSV, Autosave string
	Quiet                      string
	OtherMachine               string // session, architecture, kernel
	WillRetry                  string // the error
	SameCommand, SavedAs       string
	InitFrom                   string
	Meeting                    string // session, tokens known, new, unused
}

var englishTrain = CLITrain{
	Command: Command{
		Short: "Train without a terminal",
		Long: `Train a network without a terminal, on FILE or on a dataset; without either, on
the first dataset. The run stops after --steps or --epochs, or else after 2,000
updates. Without --save nothing is saved, unless the run is interrupted: then
it becomes a session, and the name of the session is printed.

With --resume a session continues, on its own data (or on FILE, if those are the
same data in another place). It stops where it was meant to, or after --steps or
--epochs, which count from the start of the run; a session of the lab, which was
meant to stop nowhere, after another 2,000 updates. To a run that has made all
its updates nothing is added, with exit code 0, unless --steps or --epochs ask
for more; a schedule that has an end, as cosine has (the schedule of pairs),
cannot be given another. --lr, --clip, --momentum and --valid-every take effect
from there on.

Tagged sentences are learned word by word: CoNLL-U, or a word, a tab and its tag
a line with empty lines between sentences, or a folder with files whose names
have train and dev in them. Their default is a network that reads both ways
(--bidirectional=false: left to right) words and suffixes (--suffixes=false:
words alone), with --embed 100 --batch 8 --lr 0.003 --epochs 10, and a window
into which the longest sentence fits.

Pairs of sentences are learned by an encoder and a decoder: a sentence, a tab
and its translation a line, two files (train.en train.fr), or a folder of such
for training and validation. Their default is an encoder that reads both ways,
--attention additive --cell gru --embed 64 --dropout 0.2 --batch 64 --lr 0.003
--schedule cosine --length 40 --min-freq 2 --epochs 10. A batch has as many
steps as its longest sentence.

A table of numbers is learned as a series: the next value of a column, from
its own past (--column) or from several columns (--inputs and --target). .csv
and .tsv are tables; of other files --task says it, where it is not clear. The
default of a series is --cell gru --hidden 16 --batch 4 --lr 0.003; linear and
mlp read the last 4 rows (--lags) with --unroll 1 --batch 64 --lr 0.005.

With --init-from a run begins with the weights of a session and learns another
text: the network and its tokens are the session's, the rest is as usual. What
belongs to a token that the session does not know begins as --init says; tokens
that the text lacks are left out. The recipe keeps the session's name and a
checksum of its weights.

--jsonl and --csv write a row for every update and every validation; --csv has
first the columns of a session's metrics.csv. Progress is printed on standard
error.

A run is ruined when the mean loss of its last 20 updates is more than twice
that of an untrained network, although it was below an untrained network's
before, or when it is more than four times as high as both that and the loss of
the first update. (Of series, the error counts so, not its square.) A run that
reaches its end so, or with a loss too high for a perplexity, is ruined too,
however short it was. It says so and stops; with --keep-going it continues. The
session of a run that was ruined or diverged also keeps its last good weights,
with which --resume continues (--weights last: with the newest).

SIGINT (ctrl+c), SIGTERM and (except under nohup) SIGHUP end the run after its
update and save it. A second signal, if it comes a second later or more, or a
third, skips the last validation and does not wait for a reader; it saves too.
SIGQUIT (ctrl+\) ends the run at once, unsaved.

Exit code: 0 done, 1 failed, 2 usage, 3 diverged or ruined, 4 bad data,
130 interrupted (saved first),
141 a reader of rows closed the pipe.`,
		Example: `unroll train book.txt --save book
unroll train --dataset tide --cell gru --hidden 64 --steps 500 --jsonl -
cat *.txt | unroll train - --tokens word --epochs 3 --csv run.csv
unroll train --preset char-rnn book.txt --epochs 10
unroll train prices.csv --column close --log --difference --save prices
unroll train sine-noise --cell linear --lags 4 --epochs 50
unroll train en-ud-train.conllu --tags xpos --save tagger
unroll train weather --bidirectional=false
unroll train dates --save dates
unroll train fra.txt --first 600 --prepare --attention none --context
unroll train train.en train.fr --attention dot --length 30 --save fra
unroll train --init-from book poem.txt --lr 5e-4 --save poem
unroll train --resume book --steps 5000 --lr 5e-4`,
	},
	Save: "save the run as session `NAME`", JSONL: "write one JSON object per row to `FILE`, or - for standard output",
	CSV: "write the rows as CSV to `FILE`, or - for standard output", Autosave: "`TIME` between saves; 0: save only at the end",
	Quiet:        "print nothing but errors",
	InitFrom:     "begin with the weights of session `NAME`, a language model, on another text",
	Meeting:      "begins with the weights of session %s: %s known, %s new, %s unused",
	OtherMachine: "session %s was started on %s with kernel %s: it continues here, but not bit for bit",
	WillRetry:    "%s: will try again",
	SavedAs:      "saved as session %s: see unroll sample %[1]s, unroll train --resume %[1]s",
	SameCommand:  "not saved: the same command with --save NAME repeats the run and saves it",
}

// CLIProgress holds the texts of the line that shows a run's progress.
type CLIProgress struct {
	Opening      string // title, tokens, their kind, vocabulary, model, parameters, length
	OpeningLines string // the same of lines: title, lines, tokens, their kind, vocabulary, model, parameters, length
	Lines        Plural
	FromStep     string // step: appended to the opening of a resumed run
	Step         string // before a line of its own
	Epoch        string // which, of how many
	Loss         string // and its unit
	Score        string // the metric's name and value
	Valid        string
	Speed        string
	Left         string // a duration
}

var englishProgress = CLIProgress{
	Opening: "%s: %s %s, vocabulary %s; %s, %s parameters; %s", FromStep: ", from step %s",
	OpeningLines: "%s: %s, %s %s with their ends, vocabulary %s; %s, %s parameters; %s", Lines: Plural{One: "1 line", Many: "%s lines"},
	Step: "step %s", Epoch: "epoch %.2f/%g", Loss: "loss %s %s", Score: "%s %s", Valid: "valid %s", Speed: "%s tok/s", Left: "%s left",
}

// CLISummary holds the texts printed at the end of a run.
type CLISummary struct {
	Took            string // updates, duration, tokens per second
	Validation      string // perplexity, loss and unit per token, loss and unit per character, step
	ValidationWords string // the same without characters, which many words that are <unk> make meaningless
	NoneHeld        string // training perplexity
	RightLines      string // right, lines, percent
	// RightBeyond is also about lines that are longer than those trained: the longest trained, percent.
	RightBeyond string
	Scale       string // the list of those below
	Untrained   string
	Unigram     string
	Floor       string
	Preset      string // name
	PresetWith  string // name, flags
	NoFigure    string // preset, why
	NoCompare   string // preset, why
	Compare     string // preset, published figure, comparison
	Published   string // part of the data, metric, figure
	FromMemory  string // published figure
	NotYet      string // published figure
	Above       string // published figure, this run's, percent
	Within      string // published figure, this run's, if it is within the range of several
	Below       string
}

var englishSummary = CLISummary{
	Took: "%s in %s, %s tokens/s", Validation: "validation perplexity %s (%s %s, %s %s) at step %s", ValidationWords: "validation perplexity %s (%s %s) at step %s",
	RightLines: "%s of %s held-out lines right: %s", RightBeyond: "%s of %s held-out lines right: %s; of those longer than %d, the longest trained: %s",
	NoneHeld: "recent training perplexity %s; nothing was held out for validation",
	Scale:    "for scale: %s", Untrained: "untrained %s", Unigram: "unigram %s", Floor: "minimum %s",
	Preset: "preset %s", PresetWith: "preset %s with %s", NoFigure: "%s: no figure was published: %s",
	NoCompare: "%s: not comparable with the published figure: %s", Compare: "%s: %s",
	Published: "published %s %s %s", FromMemory: "%s (from memory)", NotYet: "%s; this run has none yet",
	Within: "%s; yours is %s, within that range",
	Above:  "%s; yours is %s, %.1f %% above", Below: "%s; yours is %s, %.1f %% below",
}
