package i18n

import (
	"fmt"
	"math"

	"unroll/core/translation"
	"unroll/core/translation/ladder"
)

// Pairs holds the words about runs that translate: their panels, the ladder, the verdict.
type Pairs struct {
	Title, TitleTrained, Brief string   // of the panel: its name, the same if nothing is held out, the same with less room
	Waiting                    string   // before the first translation
	At                         string   // which, of how many
	Exact, BLEU, Without       string   // the translation is the reference; its BLEU; the shortest n-gram that does not match, for which BLEU is 0
	Labels, LabelsBrief        []string // of source, reference, translation
	Next, NextBrief            string   // the key that chooses other sentences
	NoPrefix, NoTemperature    string   // why there is none
	LabAbout                   string   // what the lab's panels show
	Held, Vocab                string   // in the header: pairs learned from; the sizes of both vocabularies
	Accuracy, AccuracyBrief    string   // the panel of the share of right tokens
	TrainFloor, TrainBrief     string   // on the loss chart: the least training loss
	ValidFloor, ValidBrief     string   // and the least validation loss
	Names                      map[string]string
	GramsOf                    string // the name of the k-gram: k
	Loss, ExactHead, BLEUHead  string // headings: the unit
	BookHead                   string
	Judged, JudgedPart         string // pairs; of how many
	JudgedTraining             string // training pairs
	Training                   string // pairs that were learned from
	OnTraining                 string // before the verdict: the sentence
	AtStep                     string // the verdict of an older network than the last validation: the sentence, the step
	Counting                   string
	Verdict                    PairStanding
	Explain                    ExplainPairs
}

// PairStanding holds sentences on how good a network that translates is, each from its fullest form to its shortest.
type PairStanding struct {
	NoBetter   []string
	Worse      []string // amount above
	Unsure     []string // pairs
	BelowGrams []string // amount above the k-gram, k
	AsGood     []string // k
	PastGrams  []string // amount below the k-gram, k
	PastRungs  []string // the best rung, amount below it
	AtLaw      []string
	BelowLaw   []string
	AboveLaw   string // behind a sentence: it, an amount above the law
	Right      string // behind a sentence: it, exact matches in percent, BLEU
	RightBrief string // the same with exact matches alone
	In         map[string]string
	InGrams    string
}

// ExplainPairs holds the texts about them.
type ExplainPairs struct {
	Panel, Now, NowExact    string // Now: the step, tokens, of them in the reference, BLEU, the book's form; NowExact: the step
	Wrong, Right, Endless   string // marks
	Attention, NoAttention  string
	Model, Marks, Scores    string
	Accuracy, AccuracyNow   string // AccuracyNow: the step, the share, right tokens, tokens
	Unigram, Grams          string // levels: the loss; k, the loss
	TrainFloor, FloorLifted string // TrainFloor: the loss, ambiguous sources, of how many
	ValidFloor              string // the loss
	Padding, Unmasked       string
	Table, TableNow, NaN    string // TableNow: the step, the loss, its unit, exact matches in percent, BLEU; NaN: the step
	Rungs                   map[string]string
	Loss, Exact, BLEU, Book string // columns
	Paired, Bars, Bar       string
}

var englishPairs = Pairs{
	Title: "held-out sentences, translated", TitleTrained: "training sentences, translated", Brief: "translated",
	Waiting: "the first translations come with the first update", At: "sentence %s of %s",
	Exact: "exact match", BLEU: "BLEU %s", Without: "BLEU 0: no %d-gram matches",
	Labels: []string{"source", "reference", "greedy"}, LabelsBrief: []string{"src", "ref", "out"},
	Next: "translate other sentences", NextBrief: "next pair",
	NoPrefix:      "pairs of sentences have no prefix: a sentence is typed in the view “translate”",
	NoTemperature: "the temperature is for sampling text: translations are not sampled",
	LabAbout:      "loss, gradient norm, settings, right tokens, translations",
	Held:          "%s pairs", Vocab: "V %s→%s",
	Accuracy: "held-out tokens right, given the reference", AccuracyBrief: "tokens right",
	TrainFloor: "train minimum %s", TrainBrief: "train min %s", ValidFloor: "valid minimum %s", ValidBrief: "valid min %s",
	Names:   map[string]string{translation.Untrained: "untrained", translation.TargetUnigram: "one token, no context", translation.IBMModel1: "IBM model 1", translation.Copying: "copying the source", ladder.Law: "exact law"},
	GramsOf: "%d-gram of the target", Loss: "%s/token", ExactHead: "exact", BLEUHead: "BLEU", BookHead: "book's",
	Judged: "judged by %s held-out pairs", JudgedPart: "judged by %s of %s held-out pairs", Training: "%s training pairs", JudgedTraining: "judged by %s training pairs: none are held out",
	OnTraining: "on training pairs: %s", AtStep: "%s (step %s)", Counting: "fitting models to compare with",
	Verdict: PairStanding{
		NoBetter:   []string{"no better than knowing how common each token is", "no better than token counts"},
		Worse:      []string{"worse than knowing how common each token is: %s above that", "worse than token counts, by %s", "worse than token counts"},
		Unsure:     []string{"better than token counts, but too few pairs (%s) to be sure", "not surely better"},
		BelowGrams: []string{"%s above a %d-gram of the target, which does not see the source", "%s above a %d-gram of the target", "not as good as a %[2]d-gram"},
		AsGood:     []string{"as good as a %d-gram of the target, which does not see the source", "as good as a %d-gram of the target", "as good as a %d-gram"},
		PastGrams:  []string{"%s below a %d-gram of the target: it uses the source", "below a %[2]d-gram: it uses the source", "it uses the source"},
		PastRungs:  []string{"better than every simple model: %[2]s below %[1]s", "%[2]s below %[1]s", "better than %[1]s"},
		AtLaw:      []string{"at the minimum: what is left is what the sources leave open", "at the minimum"},
		BelowLaw:   []string{"below the minimum: it has seen the translations it is judged by", "below the minimum"},
		AboveLaw:   "%s, %s above the minimum", Right: "%s; exact match %s, BLEU %s", RightBrief: "%s; exact match %s",
		In:      map[string]string{translation.Untrained: "a uniform guess", translation.TargetUnigram: "token counts", translation.IBMModel1: "IBM model 1"},
		InGrams: "a %d-gram of the target",
	},
	Explain: ExplainPairs{
		Panel:       "Sentences that the network never trains on, each with its reference and with what the newest network makes of it. Decoding is {greedy|greedy-decoding}: the likeliest token is taken every time and becomes the next input, until {<eos>|sequence-marks} comes; the reference is not seen. From time to time other sentences take their place.",
		Now:         "After %s updates the first translation has %d tokens, %d of them also in the reference: {BLEU|bleu} %s, in the book's form %s.",
		NowExact:    "After %s updates the first translation is an {exact match|exact-match}.",
		Wrong:       "underlined: not part of the longest sequence of tokens that translation and reference have in common",
		Right:       "the same as the reference, token by token",
		Endless:     "it had not ended when it was more than twice as long as source and reference",
		Attention:   "This network has {attention}: at each token of the target it weighs all states of the encoder, whose weighted sum is the {context}.",
		NoAttention: "This network has no {attention}: all that the decoder knows of the source is the encoder's last state, and with it the {context}.",
		Model:       "The network is an {encoder–decoder|encoder-decoder}, trained with {teacher forcing|teacher-forcing}.",
		Marks:       "Four tokens are not words: {<bos>, <eos>, <pad>, <unk>|sequence-marks}. In a batch short sentences are padded; the {padding mask|padding-mask} keeps padding out of the loss and out of attention. A {beam search|beam} may find a likelier translation than greedy decoding.",
		Scores:      "The loss is one thing, translations are another: a network can give the reference a good probability and still write something else. So {BLEU|bleu} and {exact match|exact-match} are of decoded sentences.",
		Accuracy:    "The share of held-out tokens that are the network's likeliest ones when the decoder reads the reference: each token is predicted from the source and from the right tokens before it ({teacher forcing|teacher-forcing}), so one error does not lead to the next. <eos> counts as a token. It is higher than what the decoder reaches alone: for that see {exact match|exact-match} and {BLEU|bleu}.",
		AccuracyNow: "After %s updates %s are right: %s of %s tokens.",
		Unigram:     "one token, no context: how common each token is among targets",
		Grams:       "a {%d-gram|k-gram} of the target, which sees the tokens before but not the source: a network above it does no better than without the source",
		TrainFloor:  "train minimum %s: of the training curve alone. %s of the %s different training sources have several translations; which of them is meant cannot be known, so no network's training loss can be lower",
		FloorLifted: "Dropout lifts the training curve above that minimum, and so do wrong inputs when {teacher forcing|teacher-forcing} is below 1. The validation curve has nothing to do with it: held-out sources are others.",
		ValidFloor:  "valid minimum %s: the least validation loss that can be expected, by the exact law of the source, which knows how probable each translation is; on these pairs a loss may be slightly lower by chance",
		Padding:     "The loss is the mean over target tokens, <eos> included; padding is in no sum ({padding mask|padding-mask}). The validation loss is always with the reference as the decoder's input.",
		Unmasked:    "Here padding is learned too: the training loss is a mean over padding as well, which is easy to predict, so it is lower than it should be. The validation loss is without padding.",
		Table:       "How far simple models get on the same pairs. The network's row moves down as it learns; above the {k-gram} of the target it does no better than without the source.",
		TableNow:    "After %s updates: %s %s, exact match %s, BLEU %s.", NaN: "After %s updates the loss is not a number: the run diverged.",
		Rungs: map[string]string{
			translation.Untrained:     "every token of the target's vocabulary is equally likely",
			translation.TargetUnigram: "how common each token is among targets, whatever the source",
			translation.TargetGrams:   "a {k-gram} of targets, which does not see the source",
			translation.IBMModel1:     "each token translates some token of the source, in any order (Brown et al. 1993), with a model of length for <eos>; it knows words, not order, and is often worse than the k-gram",
			translation.Copying:       "the source itself, unchanged, as its translation: exact match and BLEU only",
			ladder.Law:                "the probability of each translation, as the source makes them: no network is better, except by chance",
		},
		Loss: "the mean of −log p of a target token, with the reference as the decoder's input", Exact: "the share of translations that are the reference token by token ({exact match|exact-match}); the network's are greedy",
		BLEU: "{BLEU|bleu} of all translations together, with up to 4-grams", Book: "the mean of the book's form of {BLEU|bleu}, k = 2",
		Paired: "The network's loss is compared with that of each rung pair by pair: much of what chance does to one it does to the other. Tokens of one sentence are not independent, so the standard error is that of a sum over pairs.",
		Bars:   "Bars are of the loss on a logarithmic scale that begins below the least of them, because from 0 on they would all look alike: equal distances are equal ratios.",
		Bar:    "the network's loss, across the bars of all rows",
	},
}

// Name is the name of a rung; order is that of the k-gram.
func (w *Pairs) Name(id string, order int) string {
	if id == translation.TargetGrams {
		return fmt.Sprintf(w.GramsOf, order)
	}
	return w.Names[id]
}

// Sentence says how a network stands on the ladder, in all its forms, the fullest first; none where nothing can be said. order is
// that of the k-gram, n is v.Pairs as numbers are written; amount writes an amount of nats.
func (w *Pairs) Sentence(v ladder.Verdict, order int, n string, amount func(nats float64) string) []string {
	s := w.Verdict
	best := s.In[v.Best]
	if v.Best == translation.TargetGrams {
		best = fmt.Sprintf(s.InGrams, order)
	}
	switch v.Standing {
	case ladder.NoBetter:
		if v.Worse > 0 {
			return Forms(s.Worse, amount(v.Worse))
		}
		return s.NoBetter
	case ladder.Unsure:
		return Forms(s.Unsure, n)
	case ladder.BelowGrams:
		return w.right(Forms(s.BelowGrams, amount(v.Grams), order), v)
	case ladder.AsGood:
		return w.right(Forms(s.AsGood, order), v)
	case ladder.PastGrams:
		return w.behind(Forms(s.PastGrams, amount(-v.Grams), order), v, amount)
	case ladder.PastRungs:
		return w.behind(Forms(s.PastRungs, best, amount(-v.Above)), v, amount)
	case ladder.AtLaw:
		return w.right(s.AtLaw, v)
	case ladder.BelowLaw:
		return s.BelowLaw
	}
	return nil
}

// behind are forms with how far above the law a network is, where that is known, before those without.
func (w *Pairs) behind(forms []string, v ladder.Verdict, amount func(nats float64) string) []string {
	if math.IsNaN(v.AboveLaw) || v.AboveLaw <= 0 {
		return w.right(forms, v)
	}
	far := make([]string, len(forms))
	for i, f := range forms {
		far[i] = fmt.Sprintf(w.Verdict.AboveLaw, f, amount(v.AboveLaw))
	}
	return append(w.right(far, v), w.right(forms, v)...)
}

// right are forms with how many translations are right behind the first of them, before those without.
func (w *Pairs) right(forms []string, v ladder.Verdict) []string {
	if math.IsNaN(v.Exact) || len(forms) == 0 {
		return forms
	}
	share := ExactText(v.Exact)
	list := []string{fmt.Sprintf(w.Verdict.Right, forms[0], share, fmt.Sprintf("%.3f", v.BLEU))}
	for _, f := range forms {
		list = append(list, fmt.Sprintf(w.Verdict.RightBrief, f, share))
	}
	return append(list, forms...)
}

// ExactText is a share of exact matches in percent: 100 only if all are.
func ExactText(share float64) string {
	if share < 1 {
		share = math.Min(share, 0.999)
	}
	return fmt.Sprintf("%.1f %%", 100*share)
}
