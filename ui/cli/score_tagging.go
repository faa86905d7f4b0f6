package cli

import (
	"context"
	"fmt"
	"math"
	"slices"

	"unroll/core/tagging"
	"unroll/core/task"
	"unroll/ui/draw/chart"
)

// wordsOf and sentencesOf are counts with their nouns.
func (c *call) wordsOf(n int) string { return c.words.CLI.Tagging.Words.Of(n, count(n)) }

func (c *call) sentencesOf(n int) string { return c.words.CLI.Tagging.Sentences.Of(n, count(n)) }

// shareOfAll is right of all in per cent: 100.00 % only if all are; a sign if there are none.
func (c *call) shareOfAll(right, all int) string {
	if all == 0 {
		return c.words.CLI.Units.NotKnown
	}
	hundredths := math.Round(1e4 * float64(right) / float64(all))
	if right < all {
		hundredths = min(hundredths, 9999)
	}
	return fmt.Sprintf("%.2f %%", hundredths/100)
}

// seenOf is the part of a score that is about words that training had.
func seenOf(s tagging.Score) (right, all int) { return s.Right - s.RightOfUnseen, s.N - s.Unseen }

// A missingTag is a tag that words have which are judged, and training does not.
type missingTag struct {
	Tag      string `json:"tag"`
	Words    int    `json:"words"`
	Word     string `json:"word"`     // the first
	Sentence int    `json:"sentence"` // its, from 1
}

// missingTags are the tags of sentences that a corpus was not trained on, in the order of their first use.
func missingTags(c *tagging.Corpus, list []tagging.Sentence) (missing []missingTag) {
	for i, s := range list {
		for t, tag := range s.Tags {
			if c.Tag(tag) >= 0 {
				continue
			}
			at := slices.IndexFunc(missing, func(m missingTag) bool { return m.Tag == tag })
			if at < 0 {
				at = len(missing)
				missing = append(missing, missingTag{tag, 0, s.Words[t], i + 1})
			}
			missing[at].Words++
		}
	}
	return missing
}

// namesOfMissing are their names and the number of their words.
func namesOfMissing(missing []missingTag) (names []string, words int) {
	const most = 8 // more are not read by anybody
	for i, m := range missing {
		words += m.Words
		if i < most {
			names = append(names, m.Tag)
		}
	}
	if len(missing) > most {
		names = append(names, "…")
	}
	return names, words
}

// A taggerScore is how well a simple tagger, or the exact law, does.
type taggerScore struct {
	ID string // of its task.Level
	tagging.Score
}

// taggerScores are those of the simple taggers from low to high, then of the exact law where it is known, from the past and from
// the whole sentence.
func taggerScores(c *tagging.Corpus, list []tagging.Sentence) (scores []taggerScore) {
	for _, x := range tagging.Taggers(c.Counts) {
		scores = append(scores, taggerScore{x.ID, tagging.Judge(c.Counts, x.Tagger, list)})
	}
	return append(scores, exactScores(c, list)...)
}

// exactScores are those of the exact law: none where it is not known, or has no such words.
func exactScores(c *tagging.Corpus, list []tagging.Sentence) []taggerScore {
	if c.Law == nil {
		return nil
	}
	for _, s := range list {
		if _, ok := c.Law.Likelihoods(s.Words); !ok {
			return nil
		}
	}
	past, whole := inOrderOf(c.Counts, tagging.Exact{Law: *c.Law, PastOnly: true}), inOrderOf(c.Counts, tagging.Exact{Law: *c.Law})
	return []taggerScore{{tagging.PastFloor, tagging.Judge(c.Counts, past, list)}, {tagging.WholeFloor, tagging.Judge(c.Counts, whole, list)}}
}

// A reordered is the exact law with its tags in the order of counts.
type reordered struct {
	tagging.Exact
	at []int // of the counts' tags in the law
}

func inOrderOf(c *tagging.Counts, x tagging.Exact) reordered {
	r := reordered{Exact: x}
	for _, tag := range c.Tags {
		r.at = append(r.at, slices.Index(x.States, tag))
	}
	return r
}

// Tag is the law's, in the order of the counts.
func (r reordered) Tag(words []string) [][]float64 {
	list := r.Exact.Tag(words)
	for t, p := range list {
		ordered := make([]float64, len(r.at))
		for k, at := range r.at {
			if at >= 0 {
				ordered[k] = p[at]
			}
		}
		list[t] = ordered
	}
	return list
}

// Best is the likeliest tag of each word.
func (r reordered) Best(words []string) []int {
	var best []int
	for _, p := range r.Tag(words) {
		best = append(best, tagging.Best(p))
	}
	return best
}

// scoresLine are scores in a line.
func (c *call) scoresLine(list []taggerScore) (said []string) {
	for _, s := range list {
		said = append(said, fmt.Sprintf(c.words.CLI.Tagging.Summary.Tagger, c.words.Taggers.Names[s.ID], c.shareOfAll(s.Right, s.N), c.lossOf(s.Loss(), chart.Short)))
	}
	return said
}

// lossOf is a loss in the unit shown, written by write; a sign if no word has a tag that training has.
func (c *call) lossOf(nats float64, write func(float64) string) string {
	if math.IsNaN(nats) {
		return c.words.CLI.Units.NotKnown
	}
	return write(c.inUnit(nats))
}

// perplexityOfTag is that of a loss, in the same way.
func (c *call) perplexityOfTag(nats float64, write func(float64) string) string {
	if math.IsNaN(nats) {
		return c.words.CLI.Units.NotKnown
	}
	return write(task.Tagging.Score.Of(nats))
}

// perWord is the unit of a loss.
func (c *call) perWord() string { return fmt.Sprintf(c.words.CLI.Tagging.Eval.PerWord, c.unit().Name) }

// reportOn has a network tag sentences and judges it.
func reportOn(m *tagging.Model, list []tagging.Sentence) (*tagging.Report, error) {
	return m.Report(context.Background(), list)
}
