package tagging

import "math"

// A Score is how well a tagger does.
type Score struct {
	N             int     // words
	Right         int     // whose tag was right
	NLL           float64 // Σ −log p of the right tag, nats
	Unseen        int     // words that training did not have
	RightOfUnseen int
	Missing       int // words whose tag training did not have: wrong, and in no NLL
}

// Accuracy is the share of words that are right.
func (s Score) Accuracy() float64 { return float64(s.Right) / float64(s.N) }

// AccuracySeen is the share that is right of the words that training had; NaN if there are none.
func (s Score) AccuracySeen() float64 {
	return float64(s.Right-s.RightOfUnseen) / float64(s.N-s.Unseen)
}

// AccuracyUnseen is the share that is right of those that it did not have; NaN if there are none.
func (s Score) AccuracyUnseen() float64 { return float64(s.RightOfUnseen) / float64(s.Unseen) }

// Loss is nats/word.
func (s Score) Loss() float64 { return s.NLL / float64(s.N-s.Missing) }

// Judge has a tagger tag sentences.
func Judge(c *Counts, t Tagger, list []Sentence) Score {
	var s Score
	for _, x := range list {
		p, best := TagAndBest(t, x.Words)
		for i, w := range x.Words {
			_, seen := c.Words[w]
			k, known := c.index[x.Tags[i]]
			if !known {
				k = -1
			}
			s.add(p[i], k, best[i], seen)
		}
	}
	return s
}

// add counts a word with distribution p, whose right tag is k (−1: one that training did not have), tagged as best.
func (s *Score) add(p []float64, k, best int, seen bool) {
	s.Count(k == best, seen)
	if k < 0 {
		s.Missing++
		return
	}
	s.NLL -= math.Log(p[k])
}

// Count counts a word, whether it is right and whether training had it; its NLL is the caller's.
func (s *Score) Count(right, seen bool) {
	s.N++
	if right {
		s.Right++
	}
	if !seen {
		s.Unseen++
		if right {
			s.RightOfUnseen++
		}
	}
}
