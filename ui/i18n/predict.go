package i18n

// Predict holds the words of the view on a prediction.
type Predict struct {
	// The candidates.
	Title, Token, Logit, P, Law, Cut string
	EntropyIs                        string // and its unit
	Most, MostOne                    string // V, how many of the likeliest, the share of p that they have together; MostOne: of one
	Kept                             string // how many of V remain after truncation
	Against                          string // cross-entropy to the law and KL, and their unit
	RuledOut                         string
	TopK, TopP, Beam, Seed           string
	// The continuations.
	GoOn, Greedy, Drawn, BeamOf string
	DrawnMany, UpTo             string // DrawnMany: first and last seed; UpTo: Σ of p
	// The chain rule.
	Chain, Sum, Perplexity, Ppl, Given, NotThere, SumIs string
	// The second page.
	Micro, AddC, Naive, Stable, Exp, ExpLess, Moved, LogSum, LogSumLess, LossOf, Gradient, GradientSum string
	MaxLogSum, MaxIs                                                                                   string // MaxIs: the greatest x
	Fine, Overflows, Underflows, NoLog                                                                 string
	Keys                                                                                               PredictKeys
}

// PredictKeys holds what the view's keys do.
type PredictKeys struct {
	Up, Down, MoveBrief, PageUp, PageDown, Home string
	Append, AppendBrief, Back                   string
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
		Title: "next token", Token: "token", Logit: "logit", P: "p", Law: "law", Cut: "dropped",
		EntropyIs: "entropy %s %s",
		Most:      "vocabulary %s · %s tokens reach %.0f %%", MostOne: "vocabulary %s · %s token reaches %.0f %%", Kept: "%s of %s kept",
		Against: "law: cross-entropy %s · KL %s %s", RuledOut: "impossible under the law",
		TopK: "top-k", TopP: "top-p", Beam: "beam", Seed: "seed",
		GoOn: "continuations", Greedy: "greedy", Drawn: "sampled, seed %d", DrawnMany: "sampled, seeds %d–%d", UpTo: "Σ p", BeamOf: "beam, width %d",
		Chain: "chain rule", Sum: "Σ", Perplexity: "perplexity", Ppl: "ppl", Given: "start", NotThere: "not in the vocabulary", SumIs: "%s %s %s · perplexity %s",
		Micro: "softmax step by step", AddC: "c added to all logits o",
		Naive: "naive", Stable: "stable", Exp: "e^x", ExpLess: "e^(x−m)", Moved: "x = o+c", LogSum: "log Σ", MaxLogSum: "m + log Σ", LogSumLess: "the same − c", LossOf: "%s(“%s”)",
		MaxIs:    "m = max x = %.2f",
		Gradient: "softmax(o) − y", GradientSum: "target “%s” · %s %s %s · sums to %s",
		Fine:       "%s: both agree. e^x is ∞ above %.2f and 0 below %.2f",
		Overflows:  "%s overflows: e^x is ∞ above %.2f, and ∞/∞ is NaN",
		Underflows: "%s underflows: e^x is 0 below %.2f, and 0/0 is NaN",
		NoLog:      "%s: p of the target is rounded to 0, and −log 0 is ∞",
		Keys: PredictKeys{
			Up: "previous candidate", Down: "next candidate (the target; enter appends it)", MoveBrief: "move",
			PageUp: "ten up", PageDown: "ten down", Home: "most likely candidate",
			Append: "append the token to the prefix", AppendBrief: "append token", Back: "delete the last token of the prefix",
			Knob: "next setting of this view", KnobBrief: "setting", KnobBefore: "previous setting",
			Turn: "increase it", TurnBrief: "adjust", TurnDown: "decrease it", Default: "reset it to its initial value",
			Beside: "compare with a k-gram: none, or the next one", BesideBrief: "compare with k-gram",
			Microscope: "softmax step by step", MicroscopeBrief: "softmax",
			AddTen: "add 10 to all logits", AddBrief: "add c", TakeTen: "subtract 10", AddOne: "add 1", TakeOne: "subtract 1",
			Edge: "next c at which something overflows or underflows", EdgeBrief: "limits", NoC: "set c to 0",
			Leave: "back to the prediction", LeaveBrief: "back",
		},
	},
}
