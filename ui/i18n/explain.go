package i18n

// Explain holds the texts of ?. In its sentences {nats|nat} is the word "nats", which is explained as the term
// "nat", and {entropy} is a word that is its own term; everything is a format. A ~ is a no-break space.
type Explain struct {
	Words, Keys     string // headings of the terms, of the keys
	Below           string // in the lower edge: the number of lines
	ToKeys, ToPanel string // there too: how to get to the keys, and to the next panel
	NoTerm          string // the requested name, the existing terms
	Now             string // a term's live value: its sentence
	Things, Thing   map[string]string
	Perplexity      ExplainPerplexity
	Curves          ExplainCurves
	Norm            ExplainNorm
	Knobs           ExplainKnobs
	Next            ExplainNext
	Sample          ExplainSample
	Predict         ExplainPredict
	Softmax         ExplainSoftmax
	Ladder          ExplainLadder
	Forecast        ExplainForecast
	Text            ExplainText
	Game            ExplainGame
	Answers         ExplainAnswers
	Fill            ExplainFill
	Picker          ExplainPicker
	Terms           map[string]Term
	Try             string            // what to try next: a sentence of Tries
	Tries           map[string]string // by the id of a panel, a view or a page of one, a term, and "list"
}

// A Term is a word of the field.
type Term struct {
	Name string
	Says string   // what it means, in up to three sentences
	Also []string // other names by which it is found
}

// ExplainPerplexity holds what a perplexity means. All texts take the perplexity first, and then the arguments in
// brackets.
type ExplainPerplexity struct {
	As      string // as unsure as between that many (number, characters)
	Two     string // less than between two (characters)
	Sure    string // close to 1 (character)
	Uniform string // V (V, characters)
	Worse   string // above V (V, characters)
	Huge    string // too large to write; without arguments
	Inf     string // a loss of ∞; without arguments
	NaN     string // without arguments
	Loss    string // a loss with its unit, what its perplexity means
}

// ExplainCurves holds the texts on the loss chart.
type ExplainCurves struct {
	About                 string // character, the unit, how perplexity follows from it
	Exp, Exp2             string // from nats, from bits
	AboutOther            string // for another task: the loss, its unit, the score
	Train, Diverged       string // the step, the loss
	Valid                 string // the step, the loss
	TrainMark, ValidMark  string // the meaning of the curve; for validation: updates between
	BothMark              string // a validation that lies on the training curve
	Levels                string // the logarithm, V, an untrained model's loss
	Log, Log2             string // for nats, for bits
	Beyond                string
	Floor, Epoch, Verdict string // the floor; nothing; the sentence
	NaN                   string
}

// ExplainNorm holds the texts on the gradient's norm.
type ExplainNorm struct {
	About, Off         string
	Clipped, Whole     string // ‖g‖, θ, the factor
	NaN                string
	Some, Rare, Always string // clipped, out of
	Sets               string // after Always: the optimizer uses gradients as they are
	Normalises         string // after Always: the optimizer, which does not
	Mark, Line, Clip   string
}

// ExplainKnobs holds the texts on the settings.
type ExplainKnobs struct {
	About string
	Rate  string // the schedule's current rate
}

// ExplainNext holds the texts on the panel of the next token.
type ExplainNext struct {
	About   string
	Entropy string // the entropy, its perplexity
	Sure    string // the entropy: close to 0
	Top     string // the most likely token, its probability
	NaN     string
	Bar     string
	Unknown string
}

// ExplainSample holds the texts on the sample.
type ExplainSample struct {
	About      string
	Greedy, As string // at temperature 0, at 1
	Cool, Hot  string // the temperature
}

// ExplainPredict holds the texts on the view of one prediction.
type ExplainPredict struct {
	About                     string
	Kept                      string // how many tokens of how many
	Bar, Dropped, Law, Beside string
	Continuations             string
	Chain                     string // tokens, Σ, perplexity
}

// ExplainSoftmax holds the texts on the page of softmax step by step.
type ExplainSoftmax struct {
	About, Limits string
	Fine          string // c
	Broken        string // c, the kinds of number in which it breaks
	Both          string // two kinds of number
	Gradient      string // the target, −log~p with its unit
}

// ExplainLadder holds the texts on the ladder.
type ExplainLadder struct {
	About                              string
	Now                                string // the loss
	Bar, Gain, Contexts, Chars         string
	Deflate, Floor, Network, Published string
}

// ExplainText holds the texts on the view of a text.
type ExplainText struct {
	About           string
	Mean            string // tokens read, the loss
	Cursor          string // the token, p, the surprisal
	Low, High       string // nothing; bits
	Better, Worse   string // for a difference
	Numbers, Cursed string
}

// ExplainGame holds the texts on the game.
type ExplainGame struct {
	About, AboutGuesses string
	You, Network        string // tokens, the loss
	Infinite            string
	Bounds              string // lower, upper
	Bet, Mean           string
}

// ExplainPicker holds the texts on the list of texts.
type ExplainPicker struct {
	About, Opens     string
	Presets          string
	Text             string // the name, characters, V, things
	Series           string // the name, rows, the column that is predicted
	Tagged           string // the name, sentences, words, tags
	TaggedLines      string // the lines on the loss chart
	TaggedLaw        string // what is known if the law is
	Asks             string
	Live             string // the step, what the perplexity means
	Session, Preview string
}

var englishExplain = Explain{
	Words: "words used here", Keys: "keys", Below: "%d more lines", ToKeys: "? again: keys", ToPanel: "tab: next panel",
	NoTerm: "no term %q: there are %s", Now: "Now: %s.",
	Things: map[string]string{"char": "characters", "word": "words", "punct": "words and marks", "byte": "bytes", "": "tokens"},
	Thing:  map[string]string{"char": "character", "word": "word", "punct": "word or mark", "byte": "byte", "": "token"},
	Perplexity: ExplainPerplexity{
		As:      "perplexity %s: as unsure as between %s equally likely %s",
		Two:     "perplexity %s: less unsure than between 2 equally likely %s",
		Sure:    "perplexity %s: almost sure of every %s",
		Uniform: "perplexity %s: as unsure as between all %s %s, a uniform guess",
		Worse:   "perplexity %s: worse than a uniform guess between all %s %s",
		Huge:    "a perplexity too large to write: far worse than a uniform guess",
		Inf:     "perplexity ∞: something that came was given probability 0",
		NaN:     "not a number: the run diverged",
		Loss:    "%s, %s",
	},
	Curves: ExplainCurves{
		About:      "How well the network predicts the next %s, {update} by update. The loss is the {cross-entropy} in {%s|nat} per {token}, and lower is better; {perplexity} is %s.",
		AboutOther: "How well the network does, update by update: the %s, in %s, and the %s that goes with it. Lower loss is better.",
		Train:      "Training loss at step %s: %s.",
		Diverged:   "The loss at step %s is not a number: the run diverged.",
		Valid:      "{Validation|validation} loss at step %s: %s.",
		TrainMark:  "training loss: the loss on the batch, before the weights change",
		ValidMark:  "validation loss, every %s updates, and early in the run, when most is learned, usually also after 0, 10, 20 and 50. The thin line after a circle holds its exact value until the next. Where it rises while training loss falls, the network overfits. Early on it can be below the training loss: it is computed with dropout off and with the newest weights, whereas the line shows the loss before each update, averaged over the updates of a column",
		BothMark:   "validation and training loss at the same height",
		Levels:     "lines to compare with: untrained (%s~%d~=~%.2f, the logarithm of the size of the {vocabulary}) and the {k-grams|k-gram}, which only count",
		Floor:      "the minimum, which is the {entropy rate|entropy-rate} of the source, %s: on average no model can be below it, but on this held-out text a loss may be slightly lower by chance",
		Epoch:      "a new {epoch}; where these would be too close, one line stands for several, and the axis says for how many", Verdict: "Now: “%s”.",
		NaN: "a value that is not a number", Exp: "exp(loss)", Exp2: "2^loss", Log: "ln", Log2: "log₂",
		Beyond: "with a number: here the curve leaves the chart, and this is its highest value",
	},
	Norm: ExplainNorm{
		About:      "The {gradient norm|gradient-norm} ‖g‖ of every update before clipping, on a logarithmic axis. A gradient longer than the threshold {θ|clip} is shortened to length θ; its direction stays.",
		Off:        "Clipping is off: every gradient is used as it is.",
		Clipped:    "Last update: ‖g‖~=~%s is above θ~=~%s, so all gradients were multiplied by θ/‖g‖~=~%s.",
		Whole:      "Last update: ‖g‖~=~%s is not above θ~=~%s, so nothing was clipped.",
		NaN:        "The gradient of the last update is not a number: the run diverged.",
		Some:       "Of the last %[2]d updates %[1]d were clipped.",
		Rare:       "Of the last %[2]d updates %[1]d were clipped: θ is a safety net, which shortens a rare large gradient and leaves the others as they are.",
		Always:     "Of the last %[2]d updates %[1]d were clipped: nearly every gradient is shortened to length θ.",
		Sets:       "So θ sets the step size, together with the learning rate.",
		Normalises: "But %s normalises the step: it divides each gradient by the size that gradients have had lately, so making all of them shorter hardly changes a step, and θ hardly matters.",
		Mark:       "‖g‖; where several updates share a column, their mean",
		Line:       "the threshold θ",
		Clip:       "a gradient was clipped",
	},
	Knobs: ExplainKnobs{
		About: "What can be changed while the network learns. + and - adjust the selected setting, 0 resets it; each change is marked on the charts and logged with its step.",
		Rate:  "The schedule has the learning rate at %s now.",
	},
	Next: ExplainNext{
		About:   "The {softmax} of the network after the prefix: a probability for every token that may come next, the most likely first. The {entropy} on top says how unsure it is. i types another prefix; every key asks the newest weights.",
		Entropy: "The {entropy} is %s: as unsure as between %s equally likely tokens.",
		Sure:    "The {entropy} is %s: almost sure of what comes next.",
		Top:     "The most likely token, “%s”, has probability %s.",
		NaN:     "The probabilities are not numbers: the run diverged.",
		Bar:     "probability from 0 to 1; beside it the {surprisal} %s, what the token would cost if it came",
		Unknown: "a token of the prefix that is not in the {vocabulary}",
	},
	Sample: ExplainSample{
		About:  "What the network writes by itself with its newest weights: each token is sampled from the {softmax} of the {logits|logit} divided by the {temperature}, and is then read as the next input.",
		Greedy: "At temperature 0 it always takes the most likely token.",
		Cool:   "At temperature %s likely tokens are taken even more often than the network's probabilities say.",
		As:     "At temperature 1 tokens come as often as the network's probabilities say.",
		Hot:    "At temperature %s unlikely tokens come more often than the network's probabilities say.",
	},
	Predict: ExplainPredict{
		About:         "One prediction, taken apart: for every token that may follow the prefix its {logit}, its probability by {softmax} and its {surprisal}; over all of them the {entropy}.",
		Kept:          "%s of %s tokens are kept; the others have probability 0.",
		Bar:           "probability from 0 to 1, after {temperature}, {top-k} and {top-p}, which here change this view alone",
		Dropped:       "dropped by top-k or top-p",
		Law:           "the exact probability: the source's distribution is known. Below the list are the {cross-entropy} and the {KL divergence|kl} to it",
		Beside:        "the {k-gram} that it is compared with",
		Continuations: "the prefix continued in three ways: greedily (always the most likely token), sampled, and by {beam search|beam}. The number is log P of the continuation.",
		Chain:         "Over the %d tokens of this prefix Σ −log~p is %s: perplexity %s.",
	},
	Softmax: ExplainSoftmax{
		About:    "The {softmax} of the {logits|logit}, computed in two ways that are equal on paper: e^x over the sum of all e^x, and the same after the maximum m has been subtracted from every x. Adding c to all logits changes neither, until a number overflows.",
		Limits:   "e^x is ∞ above 88.72 in float32 and above 709.78 in float64, and 0 below −103.97 and −745.13. After the maximum is subtracted no x is above 0, so nothing overflows.",
		Fine:     "With c~=~%s both ways agree.",
		Broken:   "With c~=~%s the naive way breaks in %s: ∞/∞ and 0/0 are not numbers.",
		Both:     "%s and %s",
		Gradient: "The lower bars, softmax(o)~−~y, are the gradient of the loss −log~p with respect to the logits, for the target “%s”, whose −log~p is %s. They sum to 0: what one logit gains, the others lose.",
	},
	Ladder: ExplainLadder{
		About:     "How far counting gets on this text: a row for each {k-gram}, trained and evaluated on the same tokens as the network. The network's row moves down as it learns; a network above the k-grams has learned less than counting.",
		Now:       "The network's last {validation}: %s.",
		Bar:       "the gain as a bar",
		Gain:      "by how many {%s|nat} per token a row is below the k-gram before it",
		Contexts:  "the different contexts counted; beside them how many are possible",
		Chars:     "the loss per character instead of per token, which can be compared between characters, words and bytes",
		Deflate:   "what a general compressor makes of the held-out text",
		Floor:     "the {entropy rate|entropy-rate} of the source: on average no model can be below it, but on this text a loss may be by chance",
		Network:   "the network's row",
		Published: "the result that the preset's source reports",
	},
	Answers: englishExplainAnswers,
	Fill:    englishExplainFill,
	Text: ExplainText{
		About:  "A text token by token, coloured by {surprisal}: what the newest network did not expect. The mean of the surprisals is the {cross-entropy}, so this is the loss, token by token.",
		Mean:   "Over the %s tokens read so far: %s.",
		Cursor: "At the cursor: “%s” had p~=~%s and cost −log~p~=~%s.",
		Low:    "expected: costs next to nothing",
		High:   "a surprise: costs %s or more",
		Better: "the network gave it more than the {k-gram} did",
		Worse:  "the k-gram gave it more", Cursed: "the cursor",
		Numbers: "Row of marks under the text: the surprisal in whole %s (+ from 10, # from 15).",
	},
	Game: ExplainGame{
		About:        "You and the network predict the same held-out text, token by token. You pay the {surprisal} of your bet, −log of the probability that you gave to what came; the mean is a loss like the network's, with its {perplexity}.",
		AboutGuesses: "Shannon's experiment of 1951: guess the next token until you are right. From how many guesses you need follow bounds on the {perplexity} of your prediction.",
		You:          "You (%d played): %s.",
		Network:      "The network, on the same tokens: %s.",
		Infinite:     "You gave probability 0 to a token that came: it costs ∞, and no later bet makes up for that.",
		Bounds:       "Your perplexity lies between %s and %s.",
		Bet:          "your bet: half of what is left goes on each token that you type",
		Mean:         "what the tokens cost on average: the {cross-entropy}, in {%s|nat} per token",
	},
	Picker: ExplainPicker{
		About:       "Each line is a text, a series of numbers, tagged sentences or pairs to be translated. Beside its name is its title, a saved session's age, or a file's size. A + stands for entries that are folded: enter shows them, ← folds them again, and / finds them too.",
		Opens:       "enter opens the highlighted line in the lab, with the network that has already begun to learn it. A saved session opens paused where it ended.",
		Presets:     "The network is a small LSTM, for a series a small GRU, for tagged sentences a bidirectional LSTM, for pairs a small GRU as encoder and another as decoder, unless options or a preset choose another: unroll --preset d2l-rnn, for example, uses the recipe of a chapter of the textbook Dive into Deep Learning (d2l); unroll presets lists them.",
		Preview:     "Beside the list: what the text shows, its size, how the loss falls and what the network writes so far; of a series its first rows, of tagged sentences and pairs the first ones.",
		Text:        "“%s” has %s characters; its {vocabulary} has %s different {tokens|token}.",
		Series:      "“%s” is a series of %s rows; the network predicts column %s, each value from those before it.",
		Tagged:      "“%s” has %s sentences with %s words, each with one of %s {tags|tag}; the network learns {tagging}. A {bidirectional} one reads what comes after a word too. An {unseen word|unseen} is one that only the held-out part has.",
		TaggedLines: "Lines to compare with are simple taggers: the commonest tag, the tags that each word had, those of words that end alike, and a {hidden Markov model|hmm}, whose likeliest tags {Viterbi|viterbi} finds.",
		TaggedLaw:   "They were made by a {hidden Markov source|hmm} with known tables, so the least possible loss is known: from the past alone by {filtering}, from the whole sentence by {smoothing}.",
		Asks:        "The answer decides what is learned: a series, whose next value is predicted, or a text, whose next character is. A column can be predicted from its own past, or from all columns of numbers. c asks again.",
		Live:        "After %s updates its training loss is %s.",
		Session:     "“%s” is a saved session, at step %s.",
	},
	Forecast: englishExplainForecast,
	Terms:    joined(joined(joined(englishTerms, englishTagTerms), joined(englishSeriesTerms, englishTaggingTerms)), joined(englishTranslateTerms, englishPairTerms)),
	Try:      "Try: %s.", Tries: joined(joined(joined(englishTries, englishSeriesTries), englishTaggingTries), joined(joined(englishTranslateTries, englishPairTries), englishBeamTries)),
}
