package i18n

// PairPages holds what the keys do that turn and scroll the pages of pairs.
type PairPages struct {
	NextPage, NextPageBrief, PageBefore                string
	Down, Up, MoveBrief, PageDown, PageUp, First, Last string
}

var englishPairPages = PairPages{
	NextPage: "next page", NextPageBrief: "page", PageBefore: "previous page",
	Down: "down", Up: "up", MoveBrief: "move", PageDown: "many rows down", PageUp: "many rows up", First: "to the top", Last: "to the bottom",
}

// BatchView holds the words of the view on pairs as data.
type BatchView struct {
	Pages                                   []string // names of the view's pages
	Reading                                 string
	Batch                                   string // which, of how many, the epoch
	Size                                    string // pairs, steps of the source, of the target
	Padding, PaddingBrief                   string // percent of the source, of the target; tokens
	Source, Input, Target, Mask             string // rows of a pair; columns
	SourceLengths, TargetLengths            string // least, greatest, mean
	WithEos, Length                         string
	PairsRead, LeftEmpty, LeftLong, LeftCut string // LeftLong and LeftCut: the limit
	TrainPairs, ValidPairs, Learned         string
	TokensAre, Chars, Words                 string
	Vocabulary, Different, Rare, Unseen     string // Rare: the least count
	UnkTrain, UnkValid                      string
	Sources, Ambiguous                      string
	Floor, ExactTrain, ExactValid           string // the unit
	ExactMatch                              string
	Keys                                    BatchKeys
	Explain                                 ExplainBatches
}

// BatchKeys holds what the keys of the page of batches do.
type BatchKeys struct {
	Next, Before, NextBrief, Now, NowBrief, Right, Left string
}

// ExplainBatches holds the texts on the view's pages.
type ExplainBatches struct {
	Batch, Order, NoMask, Source, Input, Target, Mask string
	Unk, Pad, Bos, Eos                                string
	Lengths, Numbers, Unknown, Floor, Law             string // Floor: the unit
}

var englishBatchView = BatchView{
	Pages: []string{"batches", "lengths", "numbers"}, Reading: "reading …",
	Batch: "batch %s of %s, epoch %d", Size: "%d pairs, source %d steps, target %d",
	Padding: "padding: %s %% of the source, %s %% of the target · %s tokens scored", PaddingBrief: "padding %s %% and %s %%",
	Source: "source", Input: "input", Target: "target", Mask: "scored",
	SourceLengths: "source %d to %d tokens, mean %.1f", TargetLengths: "target %d to %d, mean %.1f", WithEos: "<eos> included", Length: "length",
	PairsRead: "pairs read", LeftEmpty: "left out: a side is empty", LeftLong: "left out: longer than %d tokens", LeftCut: "sentences cut at %d tokens",
	TrainPairs: "training pairs", ValidPairs: "held-out pairs", Learned: "target tokens learned in an epoch",
	TokensAre: "tokens are", Chars: "characters", Words: "words", Vocabulary: "vocabulary, four marks included", Different: "different tokens",
	Rare: "of them <unk>: fewer than %d in training", Unseen: "of them <unk>: not in training", UnkTrain: "<unk> among training tokens, %", UnkValid: "<unk> among held-out tokens, %",
	Sources: "different training sources", Ambiguous: "of them with several targets", Floor: "minimum of the training loss, %s/token",
	ExactTrain: "minimum by the law, training, %s/token", ExactValid: "minimum by the law, held out, %s/token", ExactMatch: "most exact matches by the law, %",
	Keys: BatchKeys{Next: "next batch", Before: "previous batch", NextBrief: "batch", Now: "the batch that the run reads next", NowBrief: "read next", Right: "later positions", Left: "earlier positions"},
	Explain: ExplainBatches{
		Batch:   "A batch as the network reads it: pairs side by side, padded to the longest. Sources are padded in front, so that all of them end at the same step; targets are padded at the end.",
		Order:   "The batches are those of this run, in its order: of every sixteen batches the pairs are sorted by length, which saves padding, and the batches are then shuffled. An {epoch} has all pairs once.",
		NoMask:  "Padding is scored too in this run, so the network learns to predict it: compare the loss per token.",
		Source:  "what the encoder reads, with <eos> at its end",
		Input:   "what the decoder reads: <bos>, then the target without its last token",
		Target:  "what is to be predicted at each step: the input, one step later",
		Mask:    "the {mask|padding-mask}: 1 where a token counts in the loss, 0 where it is padding",
		Unk:     "<unk>, a rare token",
		Pad:     "<pad>, which nothing depends on",
		Bos:     "<bos>, with which a target begins",
		Eos:     "<eos>, the end of a sentence",
		Lengths: "How many sentences of each side have how many tokens, <eos> included, in both parts, without what was left out. A full bar is the same number on both sides. A batch takes as many steps as its longest sentence.",
		Numbers: "What was read, what was left out or cut, and what the network can know: every token that is common enough has a place in the {vocabulary}, beside the {marks|sequence-marks} <unk>, <pad>, <bos> and <eos>.",
		Unknown: "A token that is too rare is read and predicted as <unk>; so is one that only held-out pairs have.",
		Floor:   "If a source has several targets in the training part, no network can know which is meant. What that costs at least, in {%s|nat} per token, is the minimum of the training loss; dropout and sampled inputs come on top of it. It says nothing about the {validation} loss.",
		Law:     "The pairs come from a source of this program, whose law is known: no loss, on any part, can be expected to be lower than the entropy of its translations, and no one can match more of them exactly.",
	},
}

// ErrorView holds the words of the view on errors.
type ErrorView struct {
	Pages                             []string // names of the view's pages
	Nothing, Judging, OfTraining      string
	Pairs                             string // judged, of how many
	Loss                              string // the loss, its unit
	RightTokens, ExactMatch           string // percent
	Corpus                            string // BLEU
	Sentence                          string // BLEU of a sentence, the book's
	PerToken                          string // the unit
	Position, Tokens, Right           string // columns
	SourceLength, Number, Exact, BLEU string
	PairNumber                        string
	Source, Reference, Greedy         string
	Explain                           ExplainErrors
}

// ExplainErrors holds the texts on the view's pages.
type ExplainErrors struct {
	Positions, Lengths, Worst, Reference, Scores string
	Sample                                       string // pairs, of how many, the step
}

var englishErrorView = ErrorView{
	Pages:   []string{"by position", "by length", "worst pairs"},
	Nothing: "there are no pairs", Judging: "reading the held-out pairs …", OfTraining: "training pairs: nothing is held out",
	Pairs: "%s of %s pairs", Loss: "%s %s/token", RightTokens: "%s %% of tokens right", ExactMatch: "%s %% exact", Corpus: "BLEU-4 %s", Sentence: "BLEU-4 %s, book's %s",
	PerToken: "%s/token", Position: "position", Tokens: "tokens", Right: "right %", SourceLength: "length", Number: "pairs", Exact: "exact %", BLEU: "BLEU-4",
	PairNumber: "pair %s", Source: "source", Reference: "reference", Greedy: "greedy",
	Explain: ExplainErrors{
		Positions: "What a {token} of the target costs, by its position from the beginning on, and how often the right one was the likeliest.",
		Lengths:   "What a {token} of the target costs, and how often the right one was the likeliest, by the number of tokens of the source, <eos> included; and the scores of greedy translations.",
		Worst:     "The pairs, those translated wrongly first and of them those that cost most. Tokens of the translation that are not those of the reference at the same place are underlined.",
		Reference: "Losses and right tokens are with the reference as the decoder’s input: an error costs nothing later. Translations are {decoded greedily|greedy-decoding}: the decoder reads what it has written.",
		Scores:    "{Exact matches|exact-match} and {BLEU-4|bleu} are of these translations; “book's” is the score of one sentence that Dive into Deep Learning calls BLEU: n-grams up to 2.",
		Sample:    "%s of %s pairs were read, spread over all, by the network after %s updates.",
	},
}
