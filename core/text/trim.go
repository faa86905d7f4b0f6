package text

import (
	"cmp"
	"slices"
)

// trim makes the vocabulary smaller as MinFreq and MaxVocab say: tokens that are rare in the training part become <unk>, which learns what
// to expect of a token that is not known. The end of a line always stays. Errors: options that no text fits.
func (c *Corpus) trim() error {
	v := c.Vocab
	switch {
	case c.MinFreq < 0:
		return errMinFreq.Of(c.MinFreq)
	case c.MaxVocab < 0 || c.MaxVocab == 1:
		return errMaxVocab.Of(c.MaxVocab)
	case c.MinFreq < 2 && c.MaxVocab == 0:
		return nil
	case v.tok.EndOfLine != EOS: // <unk> is no character
		return errTrimAll.Of(v.tok.Name)
	}
	counts := make([]int, v.Len())
	for _, id := range c.Train {
		counts[id]++
	}
	kept := v.common(counts, c.MinFreq, c.MaxVocab)
	if len(kept) == v.Len() {
		return nil
	}
	if !slices.Contains(kept, UnknownWord) {
		kept = append(kept, UnknownWord)
	}
	slices.Sort(kept)
	c.Vocab = newVocab(v.tok, kept)
	to := make([]int32, v.Len())
	for id, token := range v.tokens {
		to[id] = c.Vocab.ID(token)
	}
	for _, ids := range [][]int32{c.Train, c.Valid} {
		for i, id := range ids {
			ids[i] = to[id]
		}
	}
	return nil
}

// common are the tokens that occur often enough, the end of a line among them, the most common ones if there are too many; <unk> takes
// the place of one.
func (v *Vocab) common(counts []int, least, most int) (kept []string) {
	var ids []int32
	for id, n := range counts {
		if n >= max(least, 1) || int32(id) == v.EndOfLine() {
			ids = append(ids, int32(id))
		}
	}
	first := func(id int32) int { // which is never left out
		if id == v.EndOfLine() || v.tokens[id] == UnknownWord {
			return 0
		}
		return 1
	}
	slices.SortFunc(ids, func(a, b int32) int {
		return cmp.Or(cmp.Compare(first(a), first(b)), cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	if most > 0 && (len(ids) > most || len(ids) < v.Len() && len(ids) > most-1) {
		_, has := v.ids[UnknownWord]
		if !has {
			most--
		}
		ids = ids[:min(most, len(ids))]
	}
	for _, id := range ids {
		kept = append(kept, v.tokens[id])
	}
	return kept
}

// Unknown is the share of <unk> among the tokens that are trained on, and among those held out; 0 if there are none.
func (c *Corpus) Unknown() (train, valid float64) {
	unk, ok := c.Vocab.ids[UnknownWord]
	share := func(ids []int32) float64 {
		n := 0
		for _, id := range ids {
			if id < 0 || ok && id == unk {
				n++
			}
		}
		return float64(n) / float64(max(len(ids), 1))
	}
	return share(c.Train), share(c.Valid)
}
