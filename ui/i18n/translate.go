package i18n

// Translate holds the words of the two views on translations: a sentence that is translated, and the map of attention.
type Translate struct {
	Title, MapTitle          string
	Nothing                  string // there are no pairs
	Pair, PairTrained, Typed string // which pair, of how many
	TypingSource             string // before the line that is typed
	TypingReference          string
	TypeHint                 string
	NoWords                  string
	Source, Greedy, Beam     string // names of parts; Beam: its width
	Reference, OwnReference  string
	NoReference              string
	Tokens                   string // how many
	Token, P, Likeliest      string // names of rows
	New, Rare, Others        string // words; words, min-freq; words, how many others
	Long                     string // tokens, how many a source has at most
	LogP, Score              string // the amount and its unit; the score and α
	Both                     string // the beam's width
	NotEnded                 string // tokens
	PerToken                 string // the loss, its unit
	BLEU, Book               string
	NoGram, TooShort         string // the n of n-grams
	Exact                    string
	More                     string // rows
	// The map.
	Own         string // whose translation
	Axes, Kind  string // Kind: of attention
	LooksAt     string // the token, weights
	Weight      string // a token, its weight
	ReadAs      string // the source token, of a word that the network does not know
	Under       string // the source token, its weight, the probability of the translation's token
	BarsOf      string // the token
	NoAttention string // of a network without attention
	LastState   string // layers, numbers of a layer
	Context     string // the same, of a network that reads it at every step
	Choose      string
	Keys        TranslateKeys
	Explain     ExplainTranslate
}

// TranslateKeys holds what the keys of both views do.
type TranslateKeys struct {
	Next, Before, NextBrief                       string
	Type, TypeBrief, Done, DoneBrief              string
	Reference, ReferenceBrief                     string
	Wider, Narrower, WidthBrief                   string
	MoreAlpha, LessAlpha, AlphaBrief              string
	Down, Up, ScrollBrief, PageDown, PageUp       string
	Top, Bottom                                   string
	NextQuery, QueryBefore, WalkBrief             string
	NextSource, SourceBefore, Most, MostBrief     string
	Whose                                         string
	PageQuery, PageQueryUp, FirstQuery, LastQuery string
}

// ExplainTranslate holds the texts on the pages of both views.
type ExplainTranslate struct {
	About, Now, ReferenceNow               string // Now: the step, the translation, its log P, the unit; ReferenceNow: the loss, tokens
	Greedy, Beam, Score, Reference         string
	Wrong, Unknown, BLEU, Type             string
	Shade, Unlikely                        string
	Map, Shapes, Additive, Dot, Own, Given string
	Most, Percent, None, Glyphs            string
}

var englishTranslate = Translate{
	Title: "a sentence translated", MapTitle: "attention",
	Nothing: "there are no pairs of sentences", Pair: "held-out pair %s of %s", PairTrained: "training pair %s of %s", Typed: "typed",
	TypingSource: "source:", TypingReference: "reference:", TypeHint: "esc when done", NoWords: "type a sentence to be translated",
	Source: "source", Greedy: "greedy", Beam: "beam %d", Reference: "reference", OwnReference: "reference, typed", NoReference: "there is none: r types one",
	Tokens: "%s tokens", Token: "token", P: "p", Likeliest: "likeliest",
	New: "the training part does not have %s: read as <unk>", Rare: "%s: fewer than %d times in the training part, so read as <unk>", Others: "%s and %d others",
	Long: "%s tokens: no source among the pairs has more than %s", LogP: "log P %s %s", Score: "score %s at %s", Both: "also the best of beam %d", NotEnded: "stopped after %s tokens, without <eos>",
	PerToken: "%s %s/token", BLEU: "BLEU-4 %.3f", Book: "book's BLEU %.3f", NoGram: "(no %d-gram in common)", TooShort: "(it has no %d-gram)", Exact: "the same",
	More: "%s more rows",
	Own:  "own translation", Axes: "rows: translation, columns: source", Kind: "%s attention",
	LooksAt: "“%s” looks at %s", Weight: "“%s” %s", ReadAs: "%s, read as <unk>,", Under: "at the cursor: %s %s · the row's token has p %s", BarsOf: "what “%s” looks at",
	NoAttention: "This network has no attention, so there is no map: its decoder cannot look back at the source.",
	LastState:   "What its decoder has instead is the encoder's last state, %d × %d numbers, from which it begins: all that it is to know of a sentence must fit into these, however long the sentence is.",
	Context:     "What its decoder has instead is the encoder's last state, %d × %d numbers: it begins from it and reads its top layer again at every step. All that it is to know of a sentence must fit into these, however long the sentence is.",
	Choose:      "A network with attention is another network: start a run with --attention additive or --attention dot.",
	Keys: TranslateKeys{
		Next: "next pair", Before: "previous pair", NextBrief: "pair", Type: "type a source sentence, which is translated at every key", TypeBrief: "type",
		Done: "close the line", DoneBrief: "done", Reference: "type a reference: a translation to compare with", ReferenceBrief: "reference",
		Wider: "wider beam", Narrower: "narrower beam", WidthBrief: "beam", MoreAlpha: "raise the length penalty α", LessAlpha: "lower α", AlphaBrief: "α",
		Down: "scroll down", Up: "scroll up", ScrollBrief: "scroll", PageDown: "page down", PageUp: "page up", Top: "to the source", Bottom: "to the reference",
		NextQuery: "next token of the translation", QueryBefore: "previous token of the translation", WalkBrief: "walk",
		NextSource: "next token of the source", SourceBefore: "previous token of the source", Most: "to the greatest weight of the row", MostBrief: "greatest",
		Whose:     "attention of the reference, or of the network's own translation",
		PageQuery: "many tokens down", PageQueryUp: "many tokens up", FirstQuery: "first token of the translation", LastQuery: "last token of the translation",
	},
	Explain: ExplainTranslate{
		About:        "A sentence, as the newest network translates it: the {encoder|encoder-decoder} reads the source, then the decoder writes the translation token by token, each given the source and the tokens before it. p is the probability of each token.",
		Now:          "After %s updates the {greedy|greedy-decoding} translation is “%s”, with log~P %s~%s.",
		ReferenceNow: "The reference costs %s per token, over %s tokens.",
		Greedy:       "{always the likeliest token|greedy-decoding}, until {<eos>|sequence-marks}",
		Beam:         "the best that {beam search|beam} of this width finds, by its score; it is shown if it is another translation. Greedy's own is always among the candidates.",
		Score:        "the length penalty: the score is log~P~/~L^α, where L is the number of tokens with <eos>. At 0 it is log~P alone, which prefers short translations.",
		Reference:    "how likely each token of a given translation is when the decoder reads that translation ({teacher forcing|teacher-forcing}); in the rows below it, the likeliest token where that is another one. Its mean −log~p is what training and validation compute.",
		Wrong:        "a token of the reference that is not the likeliest at its place",
		Unknown:      "the network has no token of its own for the word, and reads all such words as the same one",
		BLEU:         "how much of the translation, which is made without the reference, the reference has too, by {BLEU|bleu}; “book's BLEU” is the form of Dive into Deep Learning",
		Shade:        "the larger the number, the stronger the colour", Unlikely: "an unlikely token: the less likely, the stronger the colour",
		Type:     "i types a source, r a reference; what is typed is answered at every key while the network learns. ← and → go back to the pairs.",
		Map:      "What the decoder looks at ({attention}): a row for each token of the translation, a column for each of the source. A row is the weights with which that token's step reads the encoder's states; they sum to 1, and the weighted sum of the states is the {context|context}.",
		Shapes:   "Word by word in the same order is a diagonal, backwards the other diagonal; a phrase that moves is a block beside it. A row that is spread out looks at nothing in particular, as all do before anything is learned.",
		Additive: "Additive attention: the weights are the softmax of v·tanh(W_q~q~+~W_k~k) over all source positions, q being the decoder's state and k the encoder's at that position.",
		Dot:      "Scaled dot-product attention: the weights are the softmax of q·k/√d over all source positions, q being the decoder's state and k the encoder's at that position.",
		Own:      "the weights while the network writes its own translation, greedily",
		Given:    "the weights while it reads the reference, each token of it after the right ones before",
		Most:     "before the greatest weight of a row, and before the chosen row",
		Percent:  "a weight in percent", None: "less than half a percent; where a column has one character, less than 5~%%",
		Glyphs: "weights where a column has one character: from 5, 20, 45 and 75~%%",
	},
}

// englishTranslateTerms are words of the field that are about translations, by id.
var englishTranslateTerms = map[string]Term{
	"greedy-decoding": {Name: "greedy decoding", Also: []string{"greedy", "greedily"},
		Says: "The likeliest token is taken at every step and never taken back. The result need not be the likeliest sequence."},
}

// englishTranslateTries are what to try next, by what the page is about.
var englishTranslateTries = map[string]string{
	"translate": "press i, type a sentence, then change one word and see which probabilities change",
	"attention": "walk down the rows with ↓ and find a token that looks at more than one place",
}
