package pairs

import (
	"cmp"
	"math"
	"slices"

	"unroll/core/translation"
)

// A node is a token in the tree of a search.
type node struct {
	parent int // place in the tree, before it; −1: <bos>
	step   int // from 0
	id     int32
	token  string
	logP   float64 // of all tokens up to it, nats
	p      float64 // of the token, given those before it
	row    int     // in the picture
	first  int     // the child in the same row; −1: none
	last   int     // the child in the lowest row; −1: none
	marks
}

// marks are what is special about a node.
type marks struct {
	best, greedy bool // it is on the path of the best candidate, on that of greedy search
	outside      bool // greedy's path has it and the beam did not keep it
	unknown      bool // of a table that does not say what follows
	found        int  // the candidate that ends there; −1: none
}

// A candidate is a translation that a search has found.
type candidate struct {
	translation.Hypothesis
	tokens []string // without <eos>
	node   int      // the last; −1: none
	greedy bool     // greedy search finds it
	score  translation.Score
}

// A tree is what a search has kept at every step, and what it has found.
type tree struct {
	nodes []node
	found []candidate // the likeliest first
	left  int         // the step at which the beam did not keep greedy's path; −1: it always did
	rows  int
}

// add adds a node behind all others.
func (t *tree) add(x node) int {
	before := 0.0
	if x.parent >= 0 {
		before = t.nodes[x.parent].logP
	}
	x.p, x.found, x.first, x.last = math.Exp(x.logP-before), -1, -1, -1
	t.nodes = append(t.nodes, x)
	return len(t.nodes) - 1
}

// child is the node of a token after another; −1: there is none.
func (t *tree) child(parent int, id int32) int {
	return slices.IndexFunc(t.nodes, func(x node) bool { return x.parent == parent && x.id == id })
}

// grow is the tree of a search by a network. greedy is what greedy search finds, which is among the candidates; reference is nil if it
// is not known.
func grow(c *translation.Corpus, s translation.Search, greedy translation.Hypothesis, reference []string) *tree {
	t, last := &tree{left: -1}, map[int]int{}
	for i, n := range s.Nodes {
		t.add(node{parent: n.Parent, step: n.Step, id: n.ID, token: c.Target.Word(n.ID), logP: n.LogP})
		if n.Found >= 0 {
			last[n.Found] = i
		}
	}
	for i, h := range s.Found {
		x := candidate{Hypothesis: h, tokens: c.Words(h), greedy: slices.Equal(h.IDs, greedy.IDs)}
		if reference != nil {
			x.score = translation.Compare(reference, x.tokens)
		}
		at, in := last[i]
		if x.node = at; !in {
			x.node = t.graft(h, c.Target.Word)
		}
		t.found = append(t.found, x)
	}
	return t.finish()
}

// graft adds what the tree lacks of a path, and returns its last node.
func (t *tree) graft(h translation.Hypothesis, word func(int32) string) int {
	at, logP := -1, 0.0
	for step, id := range h.IDs {
		logP -= h.Nats[step]
		next := t.child(at, id)
		if next < 0 {
			next = t.add(node{parent: at, step: step, id: id, token: word(id), logP: logP})
			t.nodes[next].outside = true
			if t.left < 0 {
				t.left = step
			}
		}
		at = next
	}
	return at
}

// finish says of every node whether a candidate ends there and whether it is greedy's, and where it is drawn.
func (t *tree) finish() *tree {
	slices.SortStableFunc(t.found, func(x, y candidate) int { return cmp.Compare(y.LogP(), x.LogP()) })
	for i, x := range t.found {
		if x.node >= 0 {
			t.nodes[x.node].found = i
		}
		if x.greedy {
			t.walk(x.node, func(n *node) { n.greedy = true })
		}
	}
	t.layOut()
	return t
}

// walk calls do with a node and all before it.
func (t *tree) walk(at int, do func(*node)) {
	for ; at >= 0; at = t.nodes[at].parent {
		do(&t.nodes[at])
	}
}

// score is the score of a node's path, nats.
func (t *tree) score(i int, alpha float64) float64 {
	return t.nodes[i].logP / math.Pow(float64(t.nodes[i].step+1), alpha)
}

// ranked are the places of the candidates by score, the best first, and marks the path of the best.
func (t *tree) ranked(alpha float64) []int {
	list := make([]int, len(t.found))
	for i := range list {
		list[i] = i
	}
	slices.SortStableFunc(list, func(i, j int) int { return cmp.Compare(t.found[j].Score(alpha), t.found[i].Score(alpha)) })
	for i := range t.nodes {
		t.nodes[i].best = false
	}
	if len(list) > 0 {
		t.walk(t.found[list[0]].node, func(n *node) { n.best = true })
	}
	return list
}

// greedyFound is greedy's candidate; nil: there is none.
func (t *tree) greedyFound() *candidate {
	for i := range t.found {
		if t.found[i].greedy {
			return &t.found[i]
		}
	}
	return nil
}

// path are the ids from <bos> to a node.
func (t *tree) path(at int) (ids []int32) {
	t.walk(at, func(n *node) { ids = append(ids, n.id) })
	slices.Reverse(ids)
	return ids
}

// find is the last node of a path, as far as the tree has it; −1: not even its first token.
func (t *tree) find(ids []int32) int {
	at := -1
	for _, id := range ids {
		next := t.child(at, id)
		if next < 0 {
			break
		}
		at = next
	}
	return at
}
