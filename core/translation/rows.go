package translation

import "unroll/core/nn"

// A Row is a pair as a network reads it: the ids of its source; the tokens that the decoder reads, <bos> and the target without its
// last token; and those that it is to predict. Both sides end with <eos>, unless they were cut.
type Row struct{ Source, Tokens, Targets []int32 }

// Row is the ids of a pair. Places below 0 are <unk>.
func (c *Corpus) Row(p Pair) Row {
	r := Row{Source: c.ids(&c.Source, p.Source), Targets: c.ids(&c.Target, p.Target)}
	r.Tokens = append([]int32{Bos}, r.Targets[:len(r.Targets)-1]...)
	return r
}

// ids are those of a sentence, with <eos> unless it was cut.
func (c *Corpus) ids(s *Side, x []int32) []int32 {
	list := make([]int32, 0, len(x)+1)
	for _, w := range x {
		list = append(list, s.ID(w))
	}
	if c.steps(x) > len(x) {
		list = append(list, Eos)
	}
	return list
}

// Rows are pairs as ids.
func (c *Corpus) Rows(list []Pair) []Row {
	rows := make([]Row, len(list))
	for i, p := range list {
		rows[i] = c.Row(p)
	}
	return rows
}

// SourceRow is the ids of a sentence to be translated, as long as it is. A token that no pair has is <unk>.
func (c *Corpus) SourceRow(tokens []string) []int32 {
	list := make([]int32, 0, len(tokens)+1)
	for _, i := range c.Source.Index(tokens) {
		list = append(list, c.Source.ID(i))
	}
	return append(list, Eos)
}

// steps are the most steps of source and target.
func steps(rows []Row) (S, T int) {
	for _, r := range rows {
		S, T = max(S, len(r.Source)), max(T, len(r.Targets))
	}
	return S, T
}

// A layOut is a batch whose memory is used again.
type layOut struct {
	b, source nn.Batch[float32]
	tokens    [3][]int32 // of the source, of the decoder, and its targets
	reset     []bool
}

// lay puts rows side by side in B columns: sources end together, targets begin together; padding is behind. padded: padding of targets
// is to be predicted too, up to T steps.
func (l *layOut) lay(rows []Row, B, S, T int, padded bool) (scored int) {
	s, tok, want := grow(&l.tokens[0], S*B, -1), grow(&l.tokens[1], T*B, -1), grow(&l.tokens[2], T*B, -1)
	l.reset = append(l.reset[:0], make([]bool, S*B)...)
	for k, r := range rows {
		first := S - len(r.Source)
		l.reset[first*B+k] = true
		for i, id := range r.Source {
			s[(first+i)*B+k] = id
		}
		for i, id := range r.Targets {
			tok[i*B+k], want[i*B+k] = r.Tokens[i], id
		}
		scored += len(r.Targets)
		for i := len(r.Targets); padded && i < T; i++ {
			tok[i*B+k], want[i*B+k] = Pad, Pad
			if i == len(r.Targets) {
				tok[i*B+k] = r.Targets[i-1]
			}
			scored++
		}
	}
	l.source = nn.Batch[float32]{T: S, B: B, Tokens: s, Reset: l.reset}
	l.b = nn.Batch[float32]{T: T, B: B, Tokens: tok, Targets: want, Source: &l.source}
	return scored
}

// grow makes a list n long, all of it v.
func grow(list *[]int32, n int, v int32) []int32 {
	if cap(*list) < n {
		*list = make([]int32, n)
	}
	*list = (*list)[:n]
	for i := range *list {
		(*list)[i] = v
	}
	return *list
}
