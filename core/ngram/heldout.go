package ngram

import "context"

// heldOut is the last tenth of the counted tokens, with the counts of the others, to fit a
// smoothing's constants on. The model itself uses all counts.
type heldOut struct {
	counts *Counts
	stream []int32 // all but the first are predicted
}

// holdOut splits c's text; with lines, at the end of one. nil: the text is too short to spare a tenth.
func holdOut(c *Counts) *heldOut {
	t := c.text
	n := len(t.IDs) - len(t.IDs)/10
	for t.Lines && n < len(t.IDs) && !t.Starts(t.IDs[n-1]) {
		n++
	}
	if len(t.IDs)-n < 2 {
		return nil
	}
	rest := t.IDs[n-1:] // begins with the last token of the others, which is only read
	t.IDs = t.IDs[:n]
	counts, err := Count(context.Background(), t, c.most)
	if err != nil {
		return nil
	}
	return &heldOut{counts: counts, stream: rest}
}

// each calls see for every held-out token, with the contexts of 0, 1, … tokens before it that
// occurred among the others.
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
