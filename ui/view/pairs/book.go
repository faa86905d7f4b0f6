package pairs

import (
	"cmp"
	"math"
	"slices"

	"unroll/core/translation"
)

// The example of Dive into Deep Learning, beam search: a vocabulary of A, B, C and <eos>, and what may follow some beginnings. After
// the others the book does not say what follows.
var (
	bookTokens = []string{"A", "B", "C", "<eos>"}
	bookTable  = map[string][]float64{
		"":    {0.5, 0.2, 0.2, 0.1},
		"A":   {0.1, 0.4, 0.3, 0.2},
		"AB":  {0.2, 0.2, 0.4, 0.2},
		"ABC": {0.0, 0.2, 0.2, 0.6},
		"AC":  {0.1, 0.6, 0.2, 0.1},
		"ACB": {0.1, 0.2, 0.1, 0.6},
	}
)

// bookMost is the most tokens of the example.
const bookMost = 4

// bookID is the id of a token of the example.
func bookID(i int) int32 {
	if i == len(bookTokens)-1 {
		return translation.Eos
	}
	return translation.Marks + int32(i)
}

// A bookPath is a beginning of the example.
type bookPath struct {
	text string
	node int
	hyp  translation.Hypothesis
	logP float64
}

// more are the continuations of a beginning; nil where the book does not say them.
func (b bookPath) more() (list []bookPath) {
	for i, p := range bookTable[b.text] {
		if p > 0 {
			list = append(list, bookPath{b.text + bookTokens[i], b.node, translation.Hypothesis{IDs: slices.Concat(b.hyp.IDs, []int32{bookID(i)}),
				Nats: slices.Concat(b.hyp.Nats, []float64{-math.Log(p)})}, b.logP + math.Log(p)})
		}
	}
	return list
}

// bookTree is a beam search in the example. Greedy's path is a candidate.
func bookTree(width int) *tree {
	t := &tree{left: -1}
	greedy := bookGreedy()
	live := []bookPath{{node: -1}}
	for step := range bookMost {
		var next []bookPath
		for _, b := range live {
			next = append(next, b.more()...)
		}
		slices.SortStableFunc(next, func(x, y bookPath) int { return cmp.Compare(y.logP, x.logP) })
		live = nil
		for _, b := range next[:min(width, len(next))] {
			id := b.hyp.IDs[step]
			b.node = t.add(node{parent: b.node, step: step, id: id, token: bookWord(id), logP: b.logP})
			if b.hyp.Ended() {
				t.found = append(t.found, bookCandidate(b.hyp, b.node, greedy))
			} else if bookTable[b.text] == nil {
				t.nodes[b.node].unknown = true
			} else {
				live = append(live, b)
			}
		}
	}
	if !slices.ContainsFunc(t.found, func(x candidate) bool { return x.greedy }) {
		t.found = append(t.found, bookCandidate(greedy, t.graft(greedy, bookWord), greedy))
	}
	return t.finish()
}

func bookCandidate(h translation.Hypothesis, node int, greedy translation.Hypothesis) candidate {
	x := candidate{Hypothesis: h, node: node, greedy: slices.Equal(h.IDs, greedy.IDs)}
	for _, id := range h.IDs {
		if id != translation.Eos {
			x.tokens = append(x.tokens, bookWord(id))
		}
	}
	return x
}

// bookGreedy takes the likeliest token every time.
func bookGreedy() translation.Hypothesis {
	b := bookPath{node: -1}
	for !b.hyp.Ended() {
		b = slices.MaxFunc(b.more(), func(x, y bookPath) int { return cmp.Compare(x.logP, y.logP) })
	}
	return b.hyp
}

func bookWord(id int32) string {
	if id == translation.Eos {
		return bookTokens[len(bookTokens)-1]
	}
	return bookTokens[id-translation.Marks]
}
