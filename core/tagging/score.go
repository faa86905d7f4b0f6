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

// Loss is nats/word.
func (s Score) Loss() float64 { return s.NLL / float64(s.N-s.Missing) }

// Judge has a tagger tag sentences.
func Judge(c *Counts, t Tagger, list []Sentence) Score {
	var s Score
	for _, x := range list {
		p, best := t.Tag(x.Words), t.Best(x.Words)
		for i, w := range x.Words {
			_, seen := c.Words[w]
			k, known := c.index[x.Tags[i]]
			s.N++
			right := known && best[i] == k
			if right {
				s.Right++
			}
			if !seen {
				s.Unseen++
				if right {
					s.RightOfUnseen++
				}
			}
			if !known {
				s.Missing++
				continue
			}
			s.NLL -= math.Log(p[i][k])
		}
	}
	return s
}
