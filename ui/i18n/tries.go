package i18n

// englishTries are the ends of pages: what to try next, by what the page is about.
var englishTries = map[string]string{
	// panels
	"curves": "multiply the learning rate by 8 (+ three times) and watch the loss; then press 0",
	"norm":   "type :clip off and watch how long gradients become, then :clip 1",
	"knobs":  "double unroll~T and watch the speed fall; what lies farther back can then be learned",
	"next":   "press i and type the beginning of a word that the text repeats",
	"sample": "type :temperature 0.2, then :temperature 1.5, and compare the samples",
	// views
	"predict": "raise the temperature and watch the entropy grow",
	"ladder":  "let the network learn until its row is below the 3-gram's",
	"text":    "find where words begin: the first letters cost most",
	"bet":     "play 30 tokens and compare your mean with the network's",
	"list":    "open periodic and watch the loss fall in steps",
	// terms
	"learning-rate": "halve it once the loss no longer falls",
	"clip":          "type :clip off, wait for a peak of ‖g‖, and see what it does to the loss",
	"unroll":        "double it and watch the speed fall; what lies farther back can then be learned",
	"batch":         "double it and watch the band of the training loss become narrower",
	"temperature":   "set it to 0 and read how the sample repeats itself",
	"momentum":      "set it to 0 and watch the loss become steadier but fall more slowly",
	"perplexity":    "press u: the loss changes its unit, the perplexity stays the same",
	"cross-entropy": "press u: the loss changes its unit, the perplexity stays the same",
	"surprisal":     "open the text view and move the cursor to the darkest token",
	"validation":    "let it learn on until validation loss rises: that is overfitting",
	"k-gram":        "open the ladder and see up to which order counting still gains",
	"entropy-rate":  "open markov and see how close to the minimum the network comes",
	"softmax":       "open the predict view and change the temperature",
	"entropy":       "type a prefix that can go on in only one way, and one that can in many",
}
