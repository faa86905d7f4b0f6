package i18n

// Ladder are the words on how far counting comes and what a loss is worth beside it.
type Ladder struct {
	Uniform, Unigram, Bigram, Gram string   // names of k-grams; Gram: of which order
	Rung                           string   // a line on the chart: its name, its loss
	Verdict                        Verdicts // the sentence
	Ails                           Ails     // the sentence on what is wrong, which comes before it
	Clips                          Clips    // the sentence on clipping
	Counting, NothingHeldOut       string
	// The table.
	Title, Smoothing, Network, Floor, Deflate, Published                    string
	Name, Nats, Ppl, Gain, TrainPpl, BitsPerChar, Contexts, Possible, Order string
	CountedIn, CountedInPart, JudgedBy, JudgedByPart, Chance                string
	Bars                                                                    string // the head of the bars of the loss: the mark of the network
	Keys                                                                    LadderKeys
}

// LadderKeys are what the table's keys do.
type LadderKeys struct{ Up, Down, MoveBrief, Home string }

// Verdicts are sentences on how a run stands, each from its fullest form to its shortest. A form that
// leaves something out names what it takes by number.
type Verdicts struct {
	WorseThanUniform []string
	NoBetter         []string // the k-gram that it is no better than
	NoBetterForgets  []string // the same
	Worth            []string // k-gram, nats above the best, the best
	WorthFloor       []string // k-gram, nats above the floor
	BelowAll         []string // nats below the best, the best
	BelowAllFloor    []string // nats above the floor
	AtFloor          []string
	BelowFloor       []string
	AboveFloor       []string // nats
	Windows          []string // nats
}

var englishLadder = Ladder{
	Uniform: "uniform", Unigram: "unigram", Bigram: "bigram", Gram: "%s-gram", Rung: "%s %.2f",
	Verdict: Verdicts{
		WorseThanUniform: []string{"worse than giving every token the same probability", "worse than uniform"},
		NoBetter:         []string{"no better than a %s"},
		NoBetterForgets:  []string{"no better than a %s: is the state carried?", "is the state carried?"},
		Worth: []string{"about as good as a %s, %.2f nats above the best k-gram, the %s", "about as good as a %s, %.2f nats above the %s",
			"≈ %s, %.2f nats above the %s", "about as good as a %[1]s", "≈ %[1]s"},
		WorthFloor:    []string{"about as good as a %s, %.2f nats above the theoretical minimum", "≈ %s, %.2f nats above the minimum", "about as good as a %[1]s", "≈ %[1]s"},
		BelowAll:      []string{"better than every n-gram: %.2f nats below the best, the %s", "better than every n-gram, by %.2[1]f nats", "better than every n-gram"},
		BelowAllFloor: []string{"better than every n-gram, %.2f nats above the theoretical minimum", "better than every n-gram, %.2f above the minimum", "better than every n-gram"},
		AtFloor:       []string{"at the theoretical minimum", "at the minimum"},
		BelowFloor:    []string{"below the theoretical minimum: the held-out text was in the training text", "below the minimum: it was trained on this", "below the minimum"},
		AboveFloor:    []string{"%.2f nats above the theoretical minimum", "%.2f nats above the minimum"},
		Windows: []string{"a window's first tokens cost %.2f nats more than later ones: is the state carried?",
			"first tokens cost +%.2f: is the state carried?", "is the state carried?"},
	},
	Ails: englishAils, Clips: englishClips,
	Counting: "counting …", NothingHeldOut: "no text was held out",
	Title: "ladder", Smoothing: "interpolated modified Kneser–Ney", Network: "network", Floor: "minimum", Deflate: "deflate", Published: "published",
	Name: "model", Nats: "nats", Ppl: "ppl", Gain: "gain", TrainPpl: "train ppl", BitsPerChar: "bits/ch", Contexts: "contexts", Possible: "possible", Order: "order",
	CountedIn: "counted in %s tokens", CountedInPart: "counted in the last %s of %s tokens",
	JudgedBy: "evaluated on %s held-out tokens", JudgedByPart: "evaluated on the first %s of %s held-out tokens",
	Chance: "the minimum is exact; on this many tokens a loss varies by ±%.3f by chance",
	Bars:   "loss, %s network",
	Keys:   LadderKeys{Up: "previous line", Down: "next line", MoveBrief: "move", Home: "the network's line"},
}
