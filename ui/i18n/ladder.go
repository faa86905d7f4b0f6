package i18n

// Ladder are the words on how far counting comes and what a loss is worth beside it.
type Ladder struct {
	Uniform, Unigram, Bigram, Gram string   // names of k-grams; Gram: of which order
	Rung                           string   // a line on the chart: its name, its loss
	Verdict                        Verdicts // the sentence
	Counting, NothingHeldOut       string
	// The table.
	Title, Smoothing, Network, Floor, Deflate, Published                    string
	Name, Nats, Ppl, Gain, TrainPpl, BitsPerChar, Contexts, Possible, Order string
	CountedIn, CountedInPart, JudgedBy, JudgedByPart, Chance                string
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
		WorseThanUniform: []string{"worse than calling every token as likely", "worse than uniform"},
		NoBetter:         []string{"no better than a %s"},
		NoBetterForgets:  []string{"no better than a %s: is the state carried?", "is the state carried?"},
		Worth: []string{"worth a %s, %.2f nats above the best count, the %s", "worth a %s, %.2f nats above the %s",
			"worth a %[1]s"},
		WorthFloor:    []string{"worth a %s, %.2f nats above the floor", "worth a %s, %.2f above floor", "worth a %[1]s"},
		BelowAll:      []string{"below every rung: %.2f nats better than the best count (%s)", "below every rung, %.2f nats below the %s", "below every rung"},
		BelowAllFloor: []string{"below every rung, %.2f nats above the floor", "below every rung"},
		AtFloor:       []string{"at the floor: nothing is left to learn", "at the floor"},
		BelowFloor:    []string{"below the floor: it has seen what it is judged by", "below the floor: it has seen this text", "below the floor"},
		AboveFloor:    []string{"%.2f nats above the floor"},
		Windows: []string{"a window's first tokens cost %.2f nats more than later ones: is the state carried?",
			"first tokens cost +%.2f: is the state carried?", "is the state carried?"},
	},
	Counting: "counting …", NothingHeldOut: "nothing is held out to be judged by",
	Title: "ladder", Smoothing: "interpolated modified Kneser–Ney", Network: "network", Floor: "floor", Deflate: "deflate", Published: "published",
	Name: "model", Nats: "nats", Ppl: "ppl", Gain: "gain", TrainPpl: "train ppl", BitsPerChar: "bits/ch", Contexts: "contexts", Possible: "possible", Order: "order",
	CountedIn: "counted in %s tokens", CountedInPart: "counted in the last %s of %s tokens",
	JudgedBy: "judged by %s others", JudgedByPart: "judged by the first %s of %s others",
	Chance: "the floor is exact; over so many tokens chance moves a loss by ±%.3f",
	Keys:   LadderKeys{Up: "line above", Down: "line below", MoveBrief: "move", Home: "back to the network's line"},
}
