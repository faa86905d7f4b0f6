package ngram

import "context"

// heldOut are the last tenth of the tokens that were counted, with the counts of the others: what
// constants of a smoothing are fitted on. A model then uses all of the counts.
type heldOut struct {
	counts *Counts
	stream []int32 // what is to be predicted is all but the first
}

// holdOut cuts c's text; with lines, at the end of one. nil: the text is too short to spare a tenth.
func holdOut(c *Counts) *heldOut {
	t := c.text
	n := len(t.IDs) - len(t.IDs)/10
	for t.Lines && n < len(t.IDs) && !t.Starts(t.IDs[n-1]) {
		n++
	}
	if len(t.IDs)-n < 2 {
		return nil
	}
	rest := t.IDs[n-1:] // the token before is read first, and was predicted by the others
	t.IDs = t.IDs[:n]
	counts, err := Count(context.Background(), t, c.most)
	if err != nil {
		return nil
	}
	return &heldOut{counts: counts, stream: rest}
}

// each calls see for every token held out, with the contexts of 0, 1, … tokens before it that were
// seen among the others.
func (h *heldOut) each(see func(path []int32, next int32)) {
	m := Model{c: h.counts, order: h.counts.most}
	r := m.Begin()
	for i, id := range h.stream[:len(h.stream)-1] {
		r.Read(id, h.counts.text.Starts(id))
		if next := h.stream[i+1]; next >= 0 {
			see(r.path, next)
		}
	}
}
