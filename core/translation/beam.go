package translation

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// A Beam says how to search for a translation.
type Beam struct {
	Width int     // hypotheses that are kept at every step
	Alpha float64 // length penalty: the score is log P / L^α; 0: log P alone
	Most  int     // tokens
}

// A Search is what a beam search has looked at.
type Search struct {
	Found []Hypothesis // by score, the best first; greedy's own path is one of them
	Nodes []Node       // the tree: what was kept at every step, parents before children
}

// A Node is a hypothesis's last token in the tree of a search.
type Node struct {
	Parent int // place in Search.Nodes; −1: <bos>
	Step   int // from 0
	ID     int32
	LogP   float64 // of all tokens up to it, in nats
	Found  int     // place in Search.Found if it ended there; −1: it did not
}

// grown is a hypothesis during a search.
type grown struct {
	Hypothesis
	logP float64
	node int
}

// Search searches for translations of a source (SourceRow): of all continuations of what it keeps, the Width likeliest are kept, and
// those that end with <eos> leave the beam. Greedy's path is a candidate too, so that the best is never less likely than it at α = 0.
// What has Most tokens and no <eos> is a candidate as it is. A Width below 1 is 1. Errors: the source has more than MostTokens or none;
// ctx's.
func (m *Model) Search(ctx context.Context, source []int32, b Beam) (Search, error) {
	if err := m.fits(source); err != nil {
		return Search{}, err
	}
	b.Width = max(1, b.Width)
	sources := make([][]int32, b.Width)
	for k := range sources {
		sources[k] = source
	}
	var s Search
	d, live := newDecoder(m.Net, sources), []grown{{node: -1}}
	var done []grown
	for step := 0; step < b.Most && len(live) > 0; step++ {
		if err := ctx.Err(); err != nil {
			return Search{}, err
		}
		d.step()
		next := d.widen(live, b.Width)
		var from []int
		live = live[:0:0]
		for _, x := range next {
			s.Nodes = append(s.Nodes, Node{Parent: x.node, Step: step, ID: x.IDs[step], LogP: x.logP, Found: -1})
			x.node = len(s.Nodes) - 1
			if x.IDs[step] == Eos {
				done = append(done, x.grown)
				continue
			}
			live, from = append(live, x.grown), append(from, x.row)
		}
		d.keep(live, from)
	}
	done = append(done, live...)
	greedy, err := m.Greedy(ctx, sources[:1], b.Most)
	if err != nil {
		return Search{}, err
	}
	s.rank(done, greedy[0], b.Alpha)
	return s, nil
}

// An option is a hypothesis with one token more, of row of the decoder.
type option struct {
	grown
	row int
}

// widen are the width likeliest continuations of hypotheses, the likeliest first; of equals that of the better hypothesis, and of the
// smaller id.
func (d *decoder) widen(live []grown, width int) []option {
	type candidate struct {
		row  int
		id   int32
		logP float64
	}
	var best []candidate
	for k, h := range live {
		logits := d.logits[k*d.V : (k+1)*d.V]
		sum := logSum(logits)
		for id, v := range logits {
			c := candidate{k, int32(id), h.logP + float64(v) - sum}
			worse := len(best) == width && c.logP <= best[width-1].logP
			if c.id == Pad || c.id == Bos || worse || math.IsNaN(c.logP) {
				continue
			}
			if len(best) == width {
				best = best[:width-1]
			}
			at, _ := slices.BinarySearchFunc(best, c.logP, func(x candidate, logP float64) int {
				if x.logP >= logP {
					return -1
				}
				return 1
			})
			best = slices.Insert(best, at, c)
		}
	}
	var list []option
	for _, c := range best {
		h := live[c.row]
		x := option{grown{Hypothesis{slices.Concat(h.IDs, []int32{c.id}), slices.Concat(h.Nats, []float64{h.logP - c.logP}), h.Attention}, c.logP, h.node}, c.row}
		if w := d.attention(c.row); w != nil {
			x.Attention = slices.Concat(h.Attention, [][]float32{w})
		}
		list = append(list, x)
	}
	return list
}

// keep gives every hypothesis the state of the row that it comes from.
func (d *decoder) keep(live []grown, from []int) {
	for _, s := range d.tape.State() {
		n := len(s) / len(d.tokens)
		old := slices.Clone(s)
		for k, row := range from {
			copy(s[k*n:(k+1)*n], old[row*n:])
		}
	}
	for k := range d.tokens {
		d.tokens[k] = -1
		if k < len(live) {
			d.tokens[k] = live[k].IDs[len(live[k].IDs)-1]
		}
	}
}

// rank sorts what was found, with greedy's path among it.
func (s *Search) rank(done []grown, greedy Hypothesis, alpha float64) {
	if !slices.ContainsFunc(done, func(x grown) bool { return slices.Equal(x.IDs, greedy.IDs) }) {
		done = append(done, grown{greedy, greedy.LogP(), -1})
	}
	slices.SortStableFunc(done, func(x, y grown) int { return cmp.Compare(y.Score(alpha), x.Score(alpha)) })
	for i, x := range done {
		s.Found = append(s.Found, x.Hypothesis)
		if x.node >= 0 {
			s.Nodes[x.node].Found = i
		}
	}
}
