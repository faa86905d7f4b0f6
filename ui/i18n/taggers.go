package i18n

import (
	"fmt"
	"math"
	"strings"

	"unroll/core/tagging"
	"unroll/core/tagging/ladder"
)

// Taggers holds the words on the ladder of simple taggers, and on how a network stands on it.
type Taggers struct {
	Names                  map[string]string // of the rungs, by ladder.Rung.ID
	Verdict                TaggerStanding    // the sentence
	Counting, NothingHeld  string
	Accuracy, Seen, Unseen string // headings: right of all words, of those that training had, of those that it did not have
	Loss                   string // the unit: a heading
	Judged, JudgedPart     string // words, of how many
	UnseenWords            string // how many of them
	Training               string // words that were counted
	Explain                ExplainTaggers
}

// ExplainTaggers holds the texts on the table.
type ExplainTaggers struct {
	About                                string
	Now                                  string            // the step, the share of right words, the loss, its unit
	NaN                                  string            // the step
	Rungs                                map[string]string // by ladder.Rung.ID
	Accuracy, Seen, Unseen, Loss, Paired string
	Bars, Bar                            string
}

// TaggerStanding holds sentences on how good a tagger is, each from its fullest form to its shortest.
type TaggerStanding struct {
	NoBetter   []string
	Worse      []string // amount above
	Unsure     []string // held-out words
	BelowRungs []string
	AsGood     []string // a rung
	Between    []string // the rung that it is better than
	PastRungs  []string // the best rung, amount below it
	PastBest   []string // the best rung
	PastPast   []string
	AtPast     []string
	AtWhole    []string
	TooGood    []string // with the past only
	TooWhole   []string // with the whole sentence
	// What may stand behind them: the sentence, an amount.
	AbovePast, AboveWhole string
	AboveBest             string            // also the best rung
	Right                 string            // the sentence, percent
	In                    map[string]string // names of the rungs within a sentence
}

var englishTaggers = Taggers{
	Names: map[string]string{tagging.CommonestTag: "commonest tag", tagging.TagsOfWord: "tags of each word", tagging.SuffixTable: "suffix table", tagging.BigramHMM: "bigram HMM",
		tagging.PastFloor: "minimum, past", tagging.WholeFloor: "minimum, whole"},
	Verdict: TaggerStanding{
		NoBetter:   []string{"no better than giving every word the commonest tag", "no better than the commonest tag"},
		Worse:      []string{"worse than giving every word the commonest tag: %s above it", "worse than the commonest tag, by %s", "worse than the commonest tag"},
		Unsure:     []string{"better than the commonest tag, but %s held-out words are too few to be sure", "better than the commonest tag, too few words to be sure", "not surely better"},
		BelowRungs: []string{"better than the commonest tag, not as good as the tags of each word", "better than the commonest tag"},
		AsGood:     []string{"about as good as %s", "≈ %s"},
		Between:    []string{"better than %s"},
		PastRungs:  []string{"past %s, by %s", "past %[1]s"},
		PastBest:   []string{"past %s"},
		PastPast:   []string{"better than the past allows"},
		AtPast:     []string{"at what the past can tell: only later words could tell more", "at what the past can tell"},
		AtWhole:    []string{"at the minimum of the whole sentence: nothing can do better", "at the minimum of the whole sentence", "at the minimum"},
		TooGood:    []string{"below what the past can tell: it has seen later words, or the tags it is judged by", "below what the past can tell: it has seen more", "below what the past can tell"},
		TooWhole:   []string{"below the minimum of the whole sentence: it has seen the tags it is judged by", "below the minimum of the whole sentence", "below the minimum"},
		AbovePast:  "%s, %s above what the past can tell", AboveWhole: "%s, %s above the minimum of the whole sentence",
		AboveBest: "%s, %s above %s", Right: "%s; %s %% of words right",
		In: map[string]string{tagging.CommonestTag: "the commonest tag", tagging.TagsOfWord: "the tags of each word", tagging.SuffixTable: "a suffix table", tagging.BigramHMM: "the HMM"},
	},
	Counting: "counting tags …", NothingHeld: "no sentences are held out",
	Accuracy: "right", Seen: "seen", Unseen: "unseen", Loss: "%s/word",
	Judged: "judged by %s held-out words", JudgedPart: "judged by the first %s of %s held-out words", UnseenWords: "%s of them unseen", Training: "%s training words counted",
	Explain: ExplainTaggers{
		About: "How far simple taggers get on these sentences: each has counted the training part and tags the held-out part, on which the network is judged too. A row for each, from the greatest loss to the least; the network's moves down as it learns.",
		Now:   "After %s updates the network has %s %% of the words right; its loss is %s %s.",
		NaN:   "After %s updates the network's outputs are not numbers: the run diverged.",
		Rungs: map[string]string{
			tagging.CommonestTag: "gives every word the tags of the whole training part, as often as they are there",
			tagging.TagsOfWord:   "a word has the tags that it had in training; a word that was not there has those of words that were there once",
			tagging.SuffixTable:  "the same, but a word that training does not have is judged by its last letters, and by whether it begins with a capital or a digit",
			tagging.BigramHMM:    "a hidden Markov model over the suffix table: each tag depends on the one before it; the loss is that of forward–backward, right words are those of the likeliest sequence (Viterbi)",
			tagging.PastFloor:    "the law that made the sentences, which knows the words up to each one ({filtering}): no network that reads forward is better, except by chance",
			tagging.WholeFloor:   "the law that made the sentences, which knows all words of the sentence ({smoothing}): no network is better, except by chance",
		},
		Accuracy: "the share of words whose {tag} is right", Seen: "the same of the words that the training part has", Unseen: "the same of the words that it does not have",
		Loss:   "the mean of −log p of the right tag",
		Paired: "The network's loss is compared with that of each rung sentence by sentence: much of what chance does to one it does to the other. Words of one sentence are not independent, so the standard error is that of a sum over sentences.",
		Bars:   "Bars are of the loss on a logarithmic scale that begins below the least of them, because from 0 on they would all look alike: equal distances are equal ratios.",
		Bar:    "the network's loss, across the bars of all rows",
	},
}

// Amount is a difference of two losses with its unit; of a network whose losses are far off only the order of magnitude is of interest.
func Amount(v float64, unit string) string {
	switch {
	case math.Abs(v) < 0.00995:
		return fmt.Sprintf("%.3f %s", v, unit)
	case math.Abs(v) >= 1e5:
		return strings.Replace(fmt.Sprintf("%.1e %s", v, unit), "e+", "e", 1)
	}
	return fmt.Sprintf("%.2f %s", v, unit)
}

// Sentence says how a tagger stands on the ladder, in all its forms, the fullest first; none where nothing can be said. n is
// v.N as numbers are written; amount writes an amount of nats.
func (w *Taggers) Sentence(v ladder.Verdict, n string, amount func(nats float64) string) []string {
	s := w.Verdict
	switch v.Standing {
	case ladder.NoBetter:
		if v.Worse > 0 {
			return Forms(s.Worse, amount(v.Worse))
		}
		return s.NoBetter
	case ladder.Unsure:
		return Forms(s.Unsure, n)
	case ladder.BelowRungs:
		return w.behind(s.BelowRungs, v, amount)
	case ladder.AsGood:
		forms := s.AsGood
		if v.Between {
			forms = s.Between
		}
		return w.behind(Forms(forms, s.In[v.Rung]), v, amount)
	case ladder.PastRungs:
		if !math.IsNaN(v.AboveFloor) {
			return w.behind(Forms(s.PastBest, s.In[v.Best]), v, amount)
		}
		return w.right(Forms(s.PastRungs, s.In[v.Best], amount(-v.AboveBest)), v)
	case ladder.PastThePast:
		return w.behind(s.PastPast, v, amount)
	case ladder.AtFloor:
		if v.Whole {
			return w.right(s.AtWhole, v)
		}
		return w.right(s.AtPast, v)
	case ladder.BelowFloor:
		if v.Whole {
			return s.TooWhole
		}
		return s.TooGood
	}
	return nil
}

// behind are forms with how far above the floor a tagger is, or where that is not known above the best rung, if it is.
func (w *Taggers) behind(forms []string, v ladder.Verdict, amount func(nats float64) string) []string {
	s := w.Verdict
	var far []string
	for _, f := range forms {
		switch {
		case math.IsNaN(v.AboveFloor) && v.AboveBest > 0 && v.Best != v.Rung:
			far = append(far, fmt.Sprintf(s.AboveBest, f, amount(v.AboveBest), s.In[v.Best]))
		case v.AboveFloor > 0 && v.Whole:
			far = append(far, fmt.Sprintf(s.AboveWhole, f, amount(v.AboveFloor)))
		case v.AboveFloor > 0:
			far = append(far, fmt.Sprintf(s.AbovePast, f, amount(v.AboveFloor)))
		}
	}
	return append(w.right(far, v), w.right(forms, v)...)
}

// right are forms with the share of right words behind the first of them, before those without.
func (w *Taggers) right(forms []string, v ladder.Verdict) []string {
	if len(forms) == 0 {
		return nil
	}
	return append([]string{fmt.Sprintf(w.Verdict.Right, forms[0], fmt.Sprintf("%.1f", 100*v.Accuracy))}, forms...)
}
