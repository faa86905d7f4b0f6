package i18n

// Predict are the words of the view on a prediction.
type Predict struct {
	// The candidates.
	Title, Token, Logit, P, Law, Cut string
	EntropyIs                        string // in nats, in bits
	Most                             string // V, how many, what share of p
	Kept                             string // how many of V a cut leaves
	Against                          string // cross-entropy to the law and KL, and their unit
	RuledOut                         string
	TopK, TopP, Beam, Seed           string
	// What follows.
	GoOn, Greedy, Drawn, BeamOf string
	LogP                        string
	// The chain rule.
	Chain, Cost, Sum, Perplexity, Ppl, Given, NotThere, SumIs string
	// The microscope.
	Micro, AddC, Naive, Stable, Exp, ExpLess, Moved, LogSum, LogSumLess, LossOf, Gradient, GradientSum string
	Fine, Overflows, Underflows, NoLog                                                                 string
	Keys                                                                                               PredictKeys
}

// PredictKeys are what the view's keys do.
type PredictKeys struct {
	Up, Down, MoveBrief, PageUp, PageDown, Home string
	Append, AppendBrief, Back, Units            string
	Knob, KnobBrief, KnobBefore                 string
	Turn, TurnBrief, TurnDown, Default          string
	Beside, BesideBrief                         string
	Microscope, MicroscopeBrief                 string
	AddTen, AddBrief, TakeTen, AddOne, TakeOne  string
	Edge, EdgeBrief, NoC, Leave, LeaveBrief     string
}

// english holds the views' English words, a file each.
var english = struct{ predict Predict }{
	predict: Predict{
		Title: "next token", Token: "token", Logit: "logit", P: "p", Law: "law", Cut: "cut",
		EntropyIs: "entropy %.2f nats = %.2f bits",
		Most:      "V %d · %d make %.0f %%", Kept: "%d of %d kept",
		Against: "law: cross-entropy %s · KL %s %s", RuledOut: "the law rules this prefix out",
		TopK: "top-k", TopP: "top-p", Beam: "beam", Seed: "seed",
		GoOn: "going on", Greedy: "greedy", Drawn: "drawn, seed %d", BeamOf: "beam of %d", LogP: "log P",
		Chain: "chain rule", Cost: "−log p", Sum: "Σ", Perplexity: "perplexity", Ppl: "ppl", Given: "given", NotThere: "not in the vocabulary", SumIs: "log P %.2f %s · perplexity %s",
		Micro: "softmax under the microscope", AddC: "c on all logits o",
		Naive: "naive", Stable: "stable", Exp: "e^x", ExpLess: "e^(x−m)", Moved: "x = o+c", LogSum: "log Σ", LogSumLess: "log Σ − c", LossOf: "−log p(%s)",
		Gradient: "softmax(o) − y", GradientSum: "y = %s · −log p %s %s · Σ %s",
		Fine:       "%s: both ways agree. e^x is ∞ above %.2f and 0 below %.2f",
		Overflows:  "%s overflows: e^x is ∞ above %.2f, and ∞/∞ is NaN",
		Underflows: "%s underflows: e^x is 0 below %.2f, and 0/0 is NaN",
		NoLog:      "%s: p of the target has become 0, and −log 0 is ∞",
		Keys: PredictKeys{
			Up: "candidate above", Down: "candidate below: the target, and what enter takes", MoveBrief: "move",
			PageUp: "ten up", PageDown: "ten down", Home: "back to the likeliest",
			Append: "put the token behind the prefix", AppendBrief: "take it", Back: "take the last token off the prefix", Units: "nats or bits",
			Knob: "next knob of this view", KnobBrief: "knob", KnobBefore: "knob before",
			Turn: "turn it up", TurnBrief: "turn", TurnDown: "turn it down", Default: "give it its first value back",
			Beside: "a k-gram's p beside the network's: none, the next …", BesideBrief: "beside",
			Microscope: "softmax under the microscope", MicroscopeBrief: "softmax",
			AddTen: "add 10 to all logits", AddBrief: "add c", TakeTen: "take 10 off them", AddOne: "add 1", TakeOne: "take 1 off",
			Edge: "to the next c at which something breaks", EdgeBrief: "edges", NoC: "c back to 0",
			Leave: "back to the prediction", LeaveBrief: "back",
		},
	},
}
