package tagging

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// A Report is how well a tagger did, tag by tag and word by word. The zero value is of no words.
type Report struct {
	Score
	ByTag     []TagScore // K, in the order of Corpus.Tags
	Confusion [][]int    // K×K: how often a word of a tag (row) was given each (column)
	wrong     map[mistake]int
	often     map[string]int // how often each word was judged
}

// A TagScore is how well a tagger did on the words of one tag.
type TagScore struct {
	Tag   string
	N     int     // words that have it
	Said  int     // words that were given it
	Right int     // words that have it and were given it
	NLL   float64 // Σ −log p over the words that have it, nats
}

// Precision is the share of the words given the tag that have it; NaN if it was never given.
func (s TagScore) Precision() float64 { return float64(s.Right) / float64(s.Said) }

// Recall is the share of the words that have the tag that were given it; NaN if none has it.
func (s TagScore) Recall() float64 { return float64(s.Right) / float64(s.N) }

// F1 is the harmonic mean of precision and recall; NaN if no word has the tag and none was given it.
func (s TagScore) F1() float64 { return 2 * float64(s.Right) / float64(s.N+s.Said) }

// Loss is the mean NLL of the words that have the tag, nats/word; NaN if there are none.
func (s TagScore) Loss() float64 { return s.NLL / float64(s.N) }

// A mistake is a word that was given a tag in place of another.
type mistake struct {
	word       string
	gold, said int // tags; gold −1: one that training did not have
}

// A WrongWord is a word that was often tagged wrong, always in the same way.
type WrongWord struct {
	Word       string
	Gold, Said int // in the order of Corpus.Tags; Gold −1: a tag that training did not have
	Times, Of  int // how often it was wrong in this way, of how often it was there
}

// WrongWords are the words most often wrong, the worst first; of equals in the order of the alphabet. At most n.
func (r *Report) WrongWords(n int) []WrongWord {
	list := make([]WrongWord, 0, len(r.wrong))
	for m, times := range r.wrong {
		list = append(list, WrongWord{m.word, m.gold, m.said, times, r.often[m.word]})
	}
	slices.SortFunc(list, func(a, b WrongWord) int {
		return cmp.Or(-cmp.Compare(a.Times, b.Times), cmp.Compare(a.Word, b.Word), cmp.Compare(a.Gold, b.Gold), cmp.Compare(a.Said, b.Said))
	})
	return list[:min(n, len(list))]
}

// NewReport is an empty report on the tags of c.
func NewReport(c *Corpus) *Report {
	r := &Report{wrong: map[mistake]int{}, often: map[string]int{}}
	for _, tag := range c.Tags {
		r.ByTag = append(r.ByTag, TagScore{Tag: tag})
		r.Confusion = append(r.Confusion, make([]int, len(c.Tags)))
	}
	return r
}

// Add counts a word with the distribution p over tags, in the order of Corpus.Tags, whose right tag is gold (−1: one that
// training did not have) and which was given said; seen says whether training had the word.
func (r *Report) Add(word string, p []float64, gold, said int, seen bool) {
	nll := 0.0
	if gold >= 0 {
		nll = -math.Log(p[gold])
	}
	if math.IsNaN(p[said]) {
		said = -1
	}
	r.count(word, nll, gold, said, seen)
}

// count counts a word, the NLL of whose right tag is nll; said −1: it was given none, which is wrong, and in no confusion.
func (r *Report) count(word string, nll float64, gold, said int, seen bool) {
	r.often[word]++
	r.Score.Count(said >= 0 && gold == said, seen)
	if said >= 0 {
		r.ByTag[said].Said++
		if gold != said {
			r.wrong[mistake{word, gold, said}]++
		}
	}
	if gold < 0 {
		r.Missing++
		return
	}
	s := &r.ByTag[gold]
	s.N++
	s.NLL += nll
	r.NLL += nll
	if said < 0 {
		return
	}
	if gold == said {
		s.Right++
	}
	r.Confusion[gold][said]++
}

// Report has m tag sentences and judges each word. Its NLL is finite also where the probability is too small a number. Error: ctx's.
func (m *Model) Report(ctx context.Context, list []Sentence) (*Report, error) {
	of := m.Corpus.Rows(list)
	rows := make([][]float32, len(of.Targets))
	if err := m.read(ctx, of, func(row int, logits []float32) { rows[row] = slices.Clone(logits) }); err != nil {
		return nil, err
	}
	r := NewReport(m.Corpus)
	for i, x := range of.Spans {
		for t, w := range list[i].Words {
			logits, gold, nll := rows[x.From+t], of.Targets[x.From+t], 0.0
			if gold >= 0 {
				if nll = -math.Log(softmax(logits)[gold]); math.IsInf(nll, 1) {
					nll = Surprisal(logits, gold)
				}
			}
			r.count(w, nll, int(gold), int(Likeliest(logits)), m.Corpus.Counts.Words[w] != nil)
		}
	}
	return r, nil
}
