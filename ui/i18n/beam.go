package i18n

// BeamView holds the words of the view on the search for a translation.
type BeamView struct {
	Title, TitleBook                   string
	Pair, PairTrained                  string // which, of how many
	Typed, Unknown                     string // Unknown: how many tokens
	Width, Alpha, In                   string // names of the settings; the unit
	Source, Reference                  string
	Nothing, NoModel, Searching        string
	TypeHint, TypeSomething, NoTree    string
	BadValue                           string // what was typed, the setting, its least and greatest value
	Best, Greedy, BestGreedy           string // the lines of the tree
	Node                               string // the step, the token, its probability, log P, the score
	Kept, Dropped, Outside, Ended      string // what becomes of a node; Ended: the rank
	NotInBook                          string
	Left, LeftBrief                    string // the step
	Score, LogP, Length, P, BLEU, Book string // columns
	Translation                        string
	Keys                               BeamKeys
	Explain                            ExplainBeam
}

// BeamKeys holds what the keys of the view do.
type BeamKeys struct {
	Turn, TurnBrief, TurnDown, Knob, KnobBrief, Value, Default string
	Right, Left, Up, Down, MoveBrief, Home, End                string
	Book, BookBrief                                            string
	Next, Before, NextBrief, Type, TypeBrief, Done, DoneBrief  string
}

// ExplainBeam holds the texts on the view's page.
type ExplainBeam struct {
	Beam, Book, Tree, Score, Greedy, Left string // Left: the step
	Best, BestGreedy, GreedyLine          string // the lines
	Length, BLEU, BookBLEU, NotInBook     string
	Settings, Type                        string
}

var englishBeamView = BeamView{
	Title: "beam search", TitleBook: "beam search in the example of Dive into Deep Learning, 10.8",
	Pair: "held-out pair %s of %s", PairTrained: "training pair %s of %s", Typed: "typed", Unknown: "%d unknown",
	Width: "width", Alpha: "α", In: "log P in %s", Source: "source", Reference: "reference",
	Nothing: "there are no pairs", NoModel: "waiting for the first update … e shows an example", Searching: "searching …",
	TypeHint: "esc when done", TypeSomething: "type a source", NoTree: "the network's probabilities are not numbers",
	BadValue: "%q is no value of %s: from %.4g to %.4g",
	Best:     "best", Greedy: "greedy", BestGreedy: "both",
	Node: "step %d: “%s” with p %s · log P %s · score %s",
	Kept: "continued", Dropped: "dropped: others were likelier", Outside: "greedy's path, which the beam dropped", Ended: "a candidate, number %d",
	NotInBook: "the book does not say what follows",
	Left:      "at step %d the beam drops greedy's path, which stays a candidate: so the best is never below it", LeftBrief: "greedy's path is dropped at step %d",
	Score: "score", LogP: "log P", Length: "L", P: "P", BLEU: "BLEU-4", Book: "book's", Translation: "translation",
	Keys: BeamKeys{
		Turn: "increase the chosen setting", TurnBrief: "adjust", TurnDown: "decrease it", Knob: "choose width or length penalty", KnobBrief: "setting",
		Value: "type a value of the chosen setting", Default: "reset it to its initial value",
		Right: "next token", Left: "previous token", Up: "row above", Down: "row below", MoveBrief: "move", Home: "first token of the best candidate", End: "its last token",
		Book: "switch between the network and the example of the book", BookBrief: "example",
		Next: "next pair", Before: "previous pair; after a typed source, back to the pair", NextBrief: "pair", Type: "type a source", TypeBrief: "type", Done: "close the line", DoneBrief: "done",
	},
	Explain: ExplainBeam{
		Beam:       "How a translation is searched for. {Greedy search|greedy-decoding} takes the likeliest token every time; {beam search|beam} keeps the most probable beginnings, as many as its width, and extends all of them at every step. What ends with <eos> leaves the beam as a candidate.",
		Book:       "The example of the book’s section on beam search: after A greedy search takes B, which is likelier than C, and ends with probability 0.048. The path over C has 0.054. With a width of 1 beam search is greedy; with 2 it finds the other path.",
		Tree:       "A column is a step, and every token in it is one that was kept there; dim ones were dropped at the next step. Where there is room, the {probability of a token|chain-rule} given those before it stands after it. At the end of a candidate are its rank and its score.",
		Score:      "The score is log~P divided by L^α, where L is the number of tokens with <eos> and α the length penalty: 0 ranks by log~P alone, which prefers short translations. What is kept in the beam does not depend on it.",
		Greedy:     "Greedy’s path is always a candidate, also where the beam has dropped it: so the best candidate is never less likely than greedy’s where α is 0.",
		Left:       "Here the beam drops it at step %d.",
		Best:       "the path of the best candidate",
		GreedyLine: "the path of greedy search",
		BestGreedy: "the best candidate is what greedy search finds",
		Length:     "the number of tokens, <eos> included",
		BLEU:       "{BLEU|bleu} of this one sentence; without a matching 4-gram it is 0",
		BookBLEU:   "the score of one sentence that the book calls BLEU: n-grams up to 2, each share to the power of 1/2ⁿ",
		NotInBook:  "a beginning of which the book does not say what follows",
		Settings:   "tab chooses between width and α, + and − adjust it, and enter takes a typed value.",
		Type:       "i types a source of your own, which is searched at every key; n and p show other pairs.",
	},
}

// englishBeamTries are what to try next on the pages of the views on pairs.
var englishBeamTries = map[string]string{
	"beam":        "set the width to 1, which is greedy search, then to 8; and α to 0, and see whether a shorter translation wins",
	"pairs":       "press n, and see how much padding is saved where pairs about as long come together; then see what the minimum is in the numbers",
	"pair-errors": "see whether long sources cost more than short ones, first with attention and then without it",
}
