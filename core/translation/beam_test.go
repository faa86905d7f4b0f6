package translation

import (
	"cmp"
	"math"
	"slices"
	"testing"
)

// exhaustive are all translations of a source of at most n tokens: those that end with <eos>, and those of n tokens that do not. Each
// costs what Read says; nothing of decode.go or beam.go is used.
func exhaustive(t testing.TB, m *Model, source []int32, n int) (list []Reading) {
	t.Helper()
	var rows []Row
	var grow func(ids []int32)
	grow = func(ids []int32) {
		if len(ids) > 0 && (len(ids) == n || ids[len(ids)-1] == Eos) {
			rows = append(rows, Row{Source: source, Tokens: append([]int32{Bos}, ids[:len(ids)-1]...), Targets: ids})
			return
		}
		for id := range int32(m.Corpus.Target.Vocab()) {
			if id != Pad && id != Bos {
				grow(append(slices.Clone(ids), id))
			}
		}
	}
	grow(nil)
	return readingsOf(t, m, rows)
}

// The law: a beam of Vⁿ hypotheses finds every translation of at most n tokens, each once and for what reading it costs, and puts them
// in the order of their scores, for every α; V being the number of ids that can be said.
func TestAWideBeamIsExhaustive(t *testing.T) {
	const V, n = 4, 4 // <unk>, <eos> and two letters
	c := corpus(t, letterPairs(6, 12, 4, 2), nil, Options{})
	if c.Target.Vocab() != V+2 {
		t.Fatalf("%d ids", c.Target.Vocab())
	}
	for name, s := range shapes() {
		m := untrained(t, c, s, 11)
		source := c.Row(c.Train[1]).Source
		all := exhaustive(t, m, source, n)
		for _, alpha := range []float64{0, 0.75, 2} {
			found := searchOf(t, m, source, Beam{Width: int(math.Pow(V, n)), Alpha: alpha, Most: n}).Found
			if len(found) != len(all) || len(all) != 1+3+9+27*4 {
				t.Fatalf("%s: %d found, there are %d", name, len(found), len(all))
			}
			score := func(r Reading) float64 { return -r.Loss() / math.Pow(float64(len(r.Targets)), alpha) }
			slices.SortStableFunc(all, func(x, y Reading) int { return cmp.Compare(score(y), score(x)) })
			seen := map[string]bool{}
			for i, h := range found {
				seen[string(runesOf(h.IDs))] = true
				if math.Abs(h.Score(alpha)-score(all[i])) > tight {
					t.Fatalf("%s, α = %g, place %d: %v with %g, %v with %g", name, alpha, i, h.IDs, h.Score(alpha), all[i].Targets, score(all[i]))
				}
				j := slices.IndexFunc(all, func(r Reading) bool { return slices.Equal(r.Targets, h.IDs) })
				if j < 0 || math.Abs(all[j].Loss()+h.LogP()) > tight || (s.Attention != "" && !sameWeights(h.Attention, all[j].Attention)) {
					t.Fatalf("%s: %v costs %g", name, h.IDs, -h.LogP())
				}
			}
			if len(seen) != len(all) {
				t.Errorf("%s: %d different ones of %d", name, len(seen), len(all))
			}
		}
	}
}

func runesOf(ids []int32) []rune {
	list := make([]rune, len(ids))
	for i, id := range ids {
		list[i] = 'a' + id
	}
	return list
}

// The law: at α = 0 the best of a beam is never less likely than what greedy finds, whatever net, source and width; greedy's path is
// among what was found; and a beam of one is greedy.
func TestABeamIsNeverBelowGreedy(t *testing.T) {
	c := corpus(t, letterPairs(7, 30, 8, 6), nil, Options{})
	better, cases := 0, 0
	for name, s := range shapes() {
		for seed := range uint64(3) {
			m := untrained(t, c, s, seed)
			for i, source := range sourcesOf(c, c.Train[:10]) {
				greedy := greedyOf(t, m, [][]int32{source}, 9)[0]
				for _, width := range []int{1, 2, 5} {
					found := searchOf(t, m, source, Beam{Width: width, Most: 9}).Found
					at := slices.IndexFunc(found, func(h Hypothesis) bool { return slices.Equal(h.IDs, greedy.IDs) })
					if at < 0 || math.Abs(found[at].LogP()-greedy.LogP()) > tight || found[0].LogP() < greedy.LogP()-tight {
						t.Fatalf("%s, source %d, width %d: best %v, greedy %v", name, i, width, found[0], greedy)
					}
					if len(found) < width || (width > 1 && slices.Equal(found[0].IDs, found[1].IDs)) {
						t.Fatalf("%s: a beam of %d finds %d", name, width, len(found))
					}
					if width == 1 && (len(found) != 1 || at != 0) {
						t.Fatalf("%s: a beam of one finds %v, greedy %v", name, found, greedy)
					}
					if cases++; found[0].LogP() > greedy.LogP()+tight {
						better++
					}
				}
			}
		}
	}
	if better < cases/10 {
		t.Errorf("it is better in %d of %d cases: the test does not test what it says", better, cases)
	}
}

// The law: the tree of a search has its hypotheses: parents come before children and are a step earlier, no step has more nodes than the
// width, and from a node where something ended back to <bos> are its tokens and the sums of its nats.
func TestTheTreeHasWhatWasFound(t *testing.T) {
	c := corpus(t, letterPairs(8, 30, 8, 6), nil, Options{})
	for name, s := range shapes() {
		m := untrained(t, c, s, 17)
		for _, source := range sourcesOf(c, c.Train[:6]) {
			const width = 5
			x := searchOf(t, m, source, Beam{Width: width, Alpha: 0.75, Most: 7})
			ended, nodes := map[int]bool{}, map[int]int{}
			for i, n := range x.Nodes {
				nodes[n.Step]++
				if n.Parent >= i || (n.Parent < 0) != (n.Step == 0) || (n.Parent >= 0 && x.Nodes[n.Parent].Step != n.Step-1) {
					t.Fatalf("%s: node %d is %+v", name, i, n)
				}
				if n.Found < 0 {
					continue
				}
				ended[n.Found] = true
				ids, logP := x.Found[n.Found].IDs, 0.0
				for k, v := range x.Found[n.Found].Nats {
					logP -= v
					at := n
					for at.Step > k {
						at = x.Nodes[at.Parent]
					}
					if at.ID != ids[k] || math.Abs(at.LogP-logP) > 1e-9 {
						t.Fatalf("%s: %+v at step %d of %v", name, at, k, x.Found[n.Found])
					}
				}
				if n.Step != len(ids)-1 {
					t.Fatalf("%s: %+v ends %v", name, n, ids)
				}
			}
			for step, k := range nodes {
				if k > width {
					t.Errorf("%s: %d nodes at step %d", name, k, step)
				}
			}
			if len(x.Found)-len(ended) > 1 { // only greedy's path may be beside the tree
				t.Errorf("%s: %d found, %d in the tree", name, len(x.Found), len(ended))
			}
		}
	}
}

// The law: of hypotheses as likely, those of the earlier hypothesis come first, and of one those with the smaller id; a search made
// twice is the same. In a net of zeros all are as likely.
func TestTiesAreBrokenByOrder(t *testing.T) {
	c := corpus(t, letterPairs(9, 30, 5, 3), nil, Options{})
	m := untrained(t, c, shapes()["lstm, sees \"dot\""], 1)
	clear(m.Net.Weights())
	m.Net.Prepare()
	x := searchOf(t, m, []int32{5, Eos}, Beam{Width: 3, Most: 2})
	var ids []int32
	for _, n := range x.Nodes {
		ids = append(ids, n.ID)
	}
	if want := []int32{Unk, Eos, 4, Unk, Eos, 4}; !slices.Equal(ids, want) {
		t.Errorf("kept %v, want %v", ids, want)
	}
	y := searchOf(t, m, []int32{5, Eos}, Beam{Width: 3, Most: 2})
	if !slices.Equal(x.Nodes, y.Nodes) || !slices.EqualFunc(x.Found, y.Found, func(a, b Hypothesis) bool { return slices.Equal(a.IDs, b.IDs) }) {
		t.Errorf("%v and %v", x, y)
	}
}

// The law: a width below 1 is 1, and one beyond all there is finds all.
func TestWidthsOfABeam(t *testing.T) {
	c := corpus(t, letterPairs(10, 30, 5, 3), nil, Options{})
	m := untrained(t, c, shapes()["rnn, sees \"\""], 2)
	for width, want := range map[int]int{-1: 1, 0: 1, 1: 1, 500: 1 + 4*5} {
		if x := searchOf(t, m, []int32{5, 6, Eos}, Beam{Width: width, Most: 2}); len(x.Found) != want {
			t.Errorf("width %d: %d found, want %d", width, len(x.Found), want)
		}
	}
}
