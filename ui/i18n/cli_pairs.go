package i18n

// CLIPairs holds the texts of the command line about pairs of sentences, translation.
type CLIPairs struct {
	Pairs    Plural
	Opening  string // title, pairs, to train on and held out, vocabularies of source and target, tokens of the longest sentence, model, parameters, length
	Left     string // list of what was left out or cut
	Empty    string // pairs
	Long     string // pairs, most tokens
	Cut      string // sentences, most tokens
	Floor    string // loss, its unit, ambiguous sources, all
	Beam     string // flags of eval and predict
	Alpha    string
	Summary  CLIPairsSummary
	Eval     CLIPairsEval
	Ladder   CLIPairsLadder
	Predict  CLIPairsPredict
	Show     CLIPairsShow
	Datasets CLIPairsDatasets
}

// CLIPairsSummary holds the texts printed at the end of a run.
type CLIPairsSummary struct {
	Validation string // loss, its unit, perplexity, share of tokens right, step
	NoneHeld   string // perplexity of training
	Decoded    string // pairs, exact match, BLEU, the book's
	OfMore     string // pairs, all
	Scale      string // unit, the list of rungs
	Rung       string // name, loss
	Copying    string // name, exact match, BLEU
	SavedAs    string // session
}

// CLIPairsEval holds the rows and headings of an evaluation.
type CLIPairsEval struct {
	Pairs, Tokens, Unknown, Loss, Perplexity, Accuracy string // rows
	UnknownOf                                          string // unknown source tokens and their share, unknown target tokens and theirs
	Untrained, WithReference                           string // what is said of a row: size of the vocabulary
	Exact, ExactIs                                     string // row of the exact law: unit of its loss, exact match
	Decoded                                            string // heading of the first column
	Greedy, BeamOf                                     string // headings: width, α
	Match, InPlace, BLEU, Book, Lengths                string // rows of translations
	NoGram                                             string // n
}

// CLIPairsLadder holds the texts of the ladder of simple models.
type CLIPairsLadder struct {
	Rung, Perplexity, Match, BLEU, Book string // headings
	Judged                              string // pairs, title, pairs of training
	OfMore                              string // pairs judged, all
}

// CLIPairsPredict holds the texts of translations.
type CLIPairsPredict struct {
	Source, Reference                  string // flags
	Token, P, LooksAt, Likeliest, Word string // headings
	SourceIs, Translation, LogP        string // rows
	LogPIs, ScoreIs                    string // log P, unit, tokens; score, α
	Unended                            string // most tokens
	Score, Tokens                      string // headings of the hypotheses of a beam
	ReferenceIs                        string // heading: the reference
	ReferenceSum                       string // nats, unit, nats per token, perplexity
	Judged                             string // BLEU, the book's
	Unknown                            string // list
	UnknownReference                   string
	Looked                             string // nodes of a beam's tree, width
}

// CLIPairsShow holds the rows that describe a session of pairs.
type CLIPairsShow struct {
	SideIs, Words, Chars, AsItLooks            string // of what is read: source, target
	Prepared, MinFreq, CountAll, Length, CutAt string // least number; most tokens
	First, InOrder, NoMask, Reversed           string
	Sees, Attends, NoAttention, Context        string // row; kind of attention
}

// CLIPairsDatasets holds the texts on the pairs that come with the program.
type CLIPairsDatasets struct {
	Name, Pairs, Vocab, Longest, Floor, Shows                 string // headings
	Legend                                                    string // below the table: unit
	Title, About, Tokens, Vocabulary, Exact, Ambiguous, Sides string // rows
	SHA256                                                    string
	SplitIs, VocabIs, VocabularyIs, LongestIs                 string // two numbers each, LongestIs one
	FloorIs                                                   string // loss, unit, exact match
	AmbiguousIs                                               string // sources, all, loss, unit
	OneTarget                                                 string // no source is ambiguous
}

var englishPairsCLI = CLIPairs{
	Pairs:   Plural{"1 pair", "%s pairs"},
	Opening: "%s: %s, %s to train on and %s held out, vocabularies of %s and %s, up to %s tokens a sentence; %s, %s parameters; %s",
	Left:    "left out: %s", Empty: "%s with an empty side", Long: "%s with a sentence of more than %d tokens (see --length)",
	Cut:   "cut after %[2]d tokens: %[1]s",
	Floor: "the training loss cannot fall below %s %s: %s of %s sources have several translations",
	Beam:  "of sessions that translate: search with a beam of `W` hypotheses (default 0: take the likeliest token every time)",
	Alpha: "with --beam: choose by log P / L^`A`, L being the number of tokens",
	Summary: CLIPairsSummary{
		Validation: "validation loss %s %s, perplexity %s of a target token, %s of the tokens right, with the reference as input, at step %s",
		NoneHeld:   "recent training perplexity %s; nothing was held out for validation",
		Decoded:    "translated without the reference, %s: exact match %s, BLEU-4 %s, the book's BLEU %s",
		OfMore:     "%s of the %s held out",
		Scale:      "for scale, %s: %s", Rung: "%s %s", Copying: "%s, exact match %s, BLEU-4 %s",
		SavedAs: "saved as session %s: see unroll eval %[1]s, unroll predict %[1]s --source \"a sentence\", unroll train --resume %[1]s",
	},
	Eval: CLIPairsEval{
		Pairs: "pairs", Tokens: "target tokens", Unknown: "unknown", Loss: "loss", Perplexity: "perplexity", Accuracy: "token accuracy",
		UnknownOf: "%s of the sources' tokens unknown (%s), %s of the targets' (%s)",
		Untrained: "of a target token; untrained: %s", WithReference: "with the reference as input",
		Exact: "exact law", ExactIs: "%s on the same pairs; its likeliest translations match %s of them",
		Decoded: "translations", Greedy: "greedy", BeamOf: "beam %d, α %g",
		Match: "exact match", InPlace: "tokens in place", BLEU: "BLEU-4", Book: "the book's BLEU (k = 2)", Lengths: "length / reference's",
		NoGram: "no n-gram with n = %d is in a reference, so BLEU-4 is 0",
	},
	Ladder: CLIPairsLadder{
		Rung: "model", Perplexity: "perplexity", Match: "exact match", BLEU: "BLEU-4", Book: "book's BLEU",
		Judged: "judged on %s of %s; counted in the %s to train on",
		OfMore: "judged on %s of %s",
	},
	Predict: CLIPairsPredict{
		Source:    "of sessions that translate: translate `TEXT`",
		Reference: "of sessions that translate: compare with the translation `TEXT`",
		Token:     "token", P: "p", LooksAt: "attends to", Likeliest: "likeliest", Word: "reference",
		SourceIs: "source", Translation: "translation", LogP: "log P", LogPIs: "%s %s, %s", ScoreIs: "score %s at α = %g",
		Unended: "stopped after %s tokens, without <eos>", Score: "score", Tokens: "tokens",
		ReferenceIs: "the reference, token by token:", ReferenceSum: "log P %s %s; %s %s, perplexity %s",
		Judged: "translation against reference: BLEU-4 %s, the book's BLEU %s", Unknown: "unknown in the source: %s", UnknownReference: "unknown in the reference: %s",
		Looked: "of a tree of %s nodes, a beam of %d and the greedy path",
	},
	Show: CLIPairsShow{
		SideIs: "%s → %s", Words: "words", Chars: "characters", AsItLooks: "tokens as they look", Prepared: "prepared as in the book",
		MinFreq: "tokens that occur %d times or more", CountAll: "counted in all pairs", Length: "sentences of up to %d tokens",
		CutAt: "sentences cut after %d tokens", First: "the first %s pairs", InOrder: "the last ones held out", NoMask: "padding is learned too",
		Reversed: "from the second language into the first", Sees: "decoder", Attends: "with %s attention",
		NoAttention: "without attention, begins with the encoder's last state", Context: "without attention, reads the encoder's last state at every step",
	},
	Datasets: CLIPairsDatasets{
		Name: "pairs", Pairs: "pairs", Vocab: "vocab", Longest: "longest", Floor: "minimum", Shows: "shows",
		Legend: "vocab: source, target; longest: tokens; minimum: %s, of what is held out",
		Title:  "title", About: "about", Tokens: "target tokens", Vocabulary: "vocabulary", Exact: "exact law", Ambiguous: "ambiguous", Sides: "tokens", SHA256: "sha256",
		SplitIs: "%s for training, the last %s held out", VocabIs: "%s, %s", VocabularyIs: "%s of the sources, %s of the targets", LongestIs: "%s tokens, with <eos>",
		FloorIs:     "%.4f %s and an exact match of %s expected on the held-out part: the best there is",
		AmbiguousIs: "%s of %s sources for training have several targets: the training loss cannot fall below %.4f %s",
		OneTarget:   "every source has one target: the loss can fall to 0",
	},
}
