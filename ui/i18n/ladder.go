package i18n

// Ladder holds the words on how well counting does and how a loss compares with it.
type Ladder struct {
	Uniform, Unigram, Bigram, Gram string   // names of k-grams; Gram: the order
	Rung                           string   // a line on the chart: its name, its loss
	Verdict                        Verdicts // the sentence
	Ails                           Ails     // the sentence on what is wrong, which takes precedence
	Clips                          Clips    // the sentence on clipping
	Counting, NothingHeldOut       string
	// The table.
	Title, Smoothing, Network, Floor, Deflate, Published     string
	Name, Ppl, Gain, TrainPpl, Contexts, Possible, Order     string
	CountedIn, CountedInPart, JudgedBy, JudgedByPart, Chance string
	Bars                                                     string // the heading of the bars of the loss: the mark of the network
	Keys                                                     LadderKeys
}

// LadderKeys holds what the table's keys do.
type LadderKeys struct{ Up, Down, MoveBrief, Home string }

// Verdicts holds sentences on the state of a run, each from its fullest form to its shortest. A form that omits
// something refers to its arguments by number. An amount is a number and its unit, nats or bits.
type Verdicts struct {
	WorseThanUniform []string // the loss with the unit, a uniform guess's
	AboutUniform     []string
	NoBetter         []string // the k-gram that it is no better than
	NoBetterForgets  []string // the same
	Worth            []string // k-gram, amount above the best, the best
	WorthFloor       []string // k-gram, amount above the floor
	BelowAll         []string // amount below the best, the best
	BelowAllFloor    []string // amount above the floor
	AtFloor          []string
	BelowFloor       []string
	AboveFloor       []string // amount
	Windows          []string // amount
}

var englishLadder = Ladder{
	Uniform: "uniform", Unigram: "unigram", Bigram: "bigram", Gram: "%s-gram", Rung: "%s %.2f",
	Verdict: Verdicts{
		AboutUniform:     []string{"a uniform guess: nothing learned yet", "nothing learned yet"},
		WorseThanUniform: []string{"validation loss %s: worse than a uniform guess (%s)", "worse than a uniform guess (%[2]s)", "worse than uniform"},
		NoBetter:         []string{"no better than a %s"},
		NoBetterForgets:  []string{"no better than a %s: is the state carried?", "is the state carried?"},
		Worth: []string{"about as good as a %s, %.2f %s above the best k-gram, the %s", "about as good as a %s, %.2f %s above the %s",
			"≈ %s, %.2f %s above the %s", "about as good as a %[1]s", "≈ %[1]s"},
		WorthFloor:    []string{"about as good as a %s, %.2f %s above the minimum", "≈ %s, %.2f %s above the minimum", "about as good as a %[1]s", "≈ %[1]s"},
		BelowAll:      []string{"better than every n-gram: %.2f %s below the best, the %s", "better than every n-gram, by %.2[1]f %[2]s", "better than every n-gram"},
		BelowAllFloor: []string{"better than every n-gram, %.2f %s above the minimum", "better than every n-gram, %.2[1]f above the minimum", "better than every n-gram"},
		AtFloor:       []string{"at the minimum"},
		BelowFloor:    []string{"below the minimum: the held-out text was in the training text", "below the minimum: it was trained on this", "below the minimum"},
		AboveFloor:    []string{"%.2f %s above the minimum"},
		Windows: []string{"a window's first tokens cost %.2f %s more than later ones: is the state carried?",
			"first tokens cost +%.2[1]f: is the state carried?", "is the state carried?"},
	},
	Ails: englishAils, Clips: englishClips,
	Counting: "counting …", NothingHeldOut: "nothing was held out",
	Title: "ladder", Smoothing: "k-grams: interpolated modified Kneser–Ney", Network: "network", Floor: "minimum", Deflate: "deflate", Published: "published",
	Name: "model", Ppl: "ppl", Gain: "gain", TrainPpl: "train ppl", Contexts: "contexts", Possible: "possible", Order: "order",
	CountedIn: "counted in %s tokens", CountedInPart: "counted in the last %s of %s tokens",
	JudgedBy: "evaluated on %s held-out tokens", JudgedByPart: "evaluated on the first %s of %s held-out tokens",
	Chance: "the minimum is exact; a loss on these tokens varies by ±%.3f %s by chance",
	Bars:   "loss, %s network",
	Keys:   LadderKeys{Up: "previous line", Down: "next line", MoveBrief: "move", Home: "the network's line"},
}
