package i18n

// CLIEval holds the texts of the command eval.
type CLIEval struct {
	Command
	PerToken, Ngram                        string // flags
	Tokens, Unknown, NotScored, Characters string // rows
	NLL, Perplexity, Untrained             string
	RightLines                             string // a row, of texts of which only some tokens count
	OfLines                                string // all lines, the share that is right
	Length, Lines, Right, Accuracy         string // columns
}

var englishEval = CLIEval{
	Command: Command{
		Short: "Evaluate a session, or a k-gram on a text",
		Long: `Measure how well a session's network predicts a text: the text that was held
out when it was trained, or FILE. Tokens that are not in the session's
vocabulary are counted, and not scored.

For a session of a series FILE is a table. The errors are in its unit: RMSE and
MAE, the share of the variance that is left, the skill (1: perfect, 0: no better
than repeating the last value), RMSE 1, 4, 16 and 64 steps ahead; with a
Gaussian head the loss and how often the band covers; where the law of the
series is known, its own error and the distance in standard errors.

For a session of tagged sentences FILE has such too: the share of the words that
are tagged right (all, known from training, unseen), nats per word, precision,
recall and F1 of each tag, and what is most often confused. --json has all of
it, with the confusion matrix.

For a session that translates FILE has pairs, with tabs between them or in two
files: nats and perplexity of a target token with the reference as input, then
how good translations are that were made without it, greedy and with --beam:
exact match, BLEU-4 of all together, and the score that Dive into Deep Learning
calls BLEU (k = 2), the mean over sentences.

With --ngram no session is evaluated but the k-gram of that order: it is
counted in FILE or a dataset as unroll ladder does, and evaluated on the part
that is held out there.

--per-token prints one JSON object per token: the token, its probability,
−log of that in nats, and its rank (1: the most likely). Without it a long
text is read in parallel parts, each after some context that is not scored, so
that the sum over the tokens can differ a little from the printed total.

If only some tokens of a line counted in training, the figures are of those, and
a table shows how many lines of each length are right: a line is right if
every token that counts is the most likely one. A length is the number of tokens
before the marker, or before the last token.`,
		Example: `unroll eval book
unroll eval book other.txt --json
unroll eval book --weights best
unroll eval prices new.csv
unroll eval tagger en-ud-test.conllu
unroll eval dates --beam 4 --alpha 0.75
unroll eval fra test.en test.fr --json
unroll eval book - --per-token < other.txt
unroll eval --ngram 5 --smoothing kn book.txt`,
	},
	PerToken: "print a JSON object for each scored token", Ngram: "evaluate the `N`-gram counted in a text; the flags below say which text and how",
	Tokens: "tokens", Unknown: "unknown", NotScored: "not in the vocabulary, not scored", Characters: "characters",
	NLL: "NLL", Perplexity: "perplexity", Untrained: "untrained %s",
	RightLines: "right lines", OfLines: "of %s: %s", Length: "length", Lines: "lines", Right: "right", Accuracy: "accuracy",
}

// CLILadder holds the texts of the command ladder.
type CLILadder struct {
	Command
	MaxOrder, JSON                     string
	Order, Contexts, Possible          string // headings
	TrainPPL, ValidPPL, Gain           string
	Evaluated, Deflate, NothingHeldOut string
	Floor                              string
}

var englishLadderCLI = CLILadder{
	Command: Command{
		Short: "Evaluate k-grams, or simple forecasts, taggers, translations",
		Long: `Evaluate what counting alone can do: the k-grams of every order, counted in the
training part of a text and evaluated on its held-out part, the same tokens as
a network's validations. Order 0 gives every token the same probability, order
1 is the unigram, and order n looks at the n−1 tokens before.

Of a series it shows simple forecasts, fitted to its training part and judged on
its held-out part: the mean, the last value, the value a period ago, lines
through the past by least squares, and the exact law where it is known.

Of tagged sentences it shows simple taggers, counted in the training part: the
commonest tag, the tags that each word had, suffixes for words never seen, a
hidden Markov model of tags over that, and the exact law where it is known.

Of pairs of sentences it shows models that know how common target tokens are,
what follows what in targets, or which words translate each other in any order
(IBM model 1), and the sources themselves as translations.

Below the table of a text stands what a compressor makes of the held-out part
and, where the source's law is known, its exact entropy rate: on average no
model can be below it.`,
		Example: `unroll ladder book.txt
unroll ladder markov --max-order 4
unroll ladder prices.csv --column close --most 8 --horizon 4
unroll ladder en-ud-train.conllu
unroll ladder chinese
unroll ladder ptb.train.txt --valid-file ptb.valid.txt --tokens word --json`,
	},
	MaxOrder: "highest order `N`", JSON: "print one JSON object per order, as soon as it is known, instead of a table",
	Order: "order", Contexts: "contexts", Possible: "possible", TrainPPL: "train ppl", ValidPPL: "valid ppl", Gain: "gain",
	Evaluated:      "evaluated on %s of %s; counted in the other %s",
	Deflate:        "deflate: %s %s for the held-out text, given the last 32 KiB of the training text",
	NothingHeldOut: "nothing was held out: see --valid and --valid-file",
	Floor:          "minimum: %s %s, perplexity %s (a loss may be lower by chance)",
}

// CLIPredict holds the texts of the command predict.
type CLIPredict struct {
	Command
	Prefix, Top string // flags
	Token, P    string // headings
	Entropy     string // in a unit, over tokens
	Unknown     string // tokens
}

var englishPredictCLI = CLIPredict{
	Command: Command{
		Short: "Show the next token, a forecast, tags or a translation",
		Long: `Show what a session's network predicts after a prefix: the most likely tokens,
their probabilities, and their surprisal −log p. Tokens of the prefix that are
not in the vocabulary are named; the network reads nothing in their place (or
<unk>, where the training text had that word).

For a session of a series: a forecast of the next rows, after its last row, from
a row of it on (--from, counted from 1), or after other numbers (--past). With a
Gaussian head every row has a band.

For a session of tagged sentences: the tags of the words of --sentence, or of
the sentences in FILE, one a line with spaces between words, or as those that
are learned from (their tags are shown where they are not the predicted ones).
--json prints an object for each sentence, --conllu CoNLL-U.

For a session of task fill: what may stand at each blank (_) of --text, known
from both sides. Of several blanks each is filled with its likeliest token, from
left to right, then again with all others as filled in, until nothing changes.

For a session that translates: the translation of --source, what it attends to
at each token, and with --reference what it thinks of another translation. With
--beam the hypotheses of a search, by log P / L^A. Of FILE or - each line is
translated, a line each; --json prints an object for each, with the attention as
a matrix, and what stands after a tab is the reference.`,
		Example: `unroll predict book --prefix "the rays of li"
unroll predict book --prefix "Q" --top 3 --temperature 0.5 --json
unroll predict prices --horizon 5 --csv
unroll predict prices --past "101.5 102 101.8"
unroll predict tagger --sentence "The tide tables the wreck ."
unroll predict blanks --text "I am _ hungry"
unroll predict tagger sentences.txt --conllu > tagged.conllu
unroll predict dates --source "Thu, Mar 3, 1994" --beam 4 --json
unroll predict fra --source "I am here ." --reference "je suis ici ."
unroll predict fra sentences.txt > translations.txt`,
	},
	Prefix: "`TEXT` to continue; may be empty", Top: "show the `N` most likely tokens, in --json tags, or hypotheses",
	Token: "token", P: "p", Entropy: "entropy %s %s over %s", Unknown: "not in the vocabulary: %s",
}

// CLISample holds the texts of the command sample.
type CLISample struct {
	Command
	Prefix, Length, Seed      string
	TopK, TopP, Samples, Line string
}

var englishSampleCLI = CLISample{
	Command: Command{
		Short: "Sample text, or a free run of a series, from a session",
		Long: `Sample text from a session. Standard output gets the sampled text alone, without
the prefix; the same session and seed give the same text.

From a session of a series: a free run after its last row or after --past, a
number on each line. With a Gaussian head each value is sampled, with another
one the network repeats its own forecasts.`,
		Example: `unroll sample book --prefix "The " --length 500
unroll sample book --temperature 0 > greedy.txt
unroll sample names --line --samples 10 --top-p 0.9
unroll sample prices --length 100 --seed 2`,
	},
	Prefix: "`TEXT` to continue", Length: "sample `N` tokens, or rows of a series", Seed: "random seed `N`",
	TopK: "sample from the `K` most likely tokens only; 0: from all", TopP: "sample from the fewest tokens whose probabilities sum to `P`",
	Samples: "write `N` samples, with seeds that follow each other and a line --- between", Line: "end with the first newline",
}
