package fill

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"unroll/core/nn"
	"unroll/core/text"
	"unroll/core/work"
)

// netOf is a small network over V tokens with random weights.
func netOf(t testing.TB, V int) nn.Graph[float32] {
	t.Helper()
	g, err := nn.New[float32](nn.Spec{Cell: "gru", Vocab: V, Hidden: 7, Layers: 2, Init: "uniform:0.9", Bidirectional: true, Fill: true})
	if err != nil {
		t.Fatal(err)
	}
	g.Init(rand.New(rand.NewPCG(1, 2)))
	return g
}

// vocabOf is the vocabulary of a text.
func vocabOf(t testing.TB, kind, s string) *text.Vocab {
	t.Helper()
	tok, err := text.FindTokenizer(kind)
	if err != nil {
		t.Fatal(err)
	}
	return text.BuildVocab(tok, s)
}

func randomIDs(n, V int) []int32 {
	rng, ids := rand.New(rand.NewPCG(3, 4)), make([]int32, n)
	for i := range ids {
		ids[i] = int32(rng.IntN(V))
	}
	return ids
}

// The law: whatever the length, every row is scored in exactly one piece, each with Context rows on both sides where its
// sequence has as many, and no piece is longer than a window.
func TestEveryTokenIsScoredOnce(t *testing.T) {
	for _, n := range []int{0, 1, 2, inner - 1, inner, inner + 1, steps - 1, steps, steps + 1, 2*inner + 1, 1000, 1001} {
		ids := randomIDs(n, 5)
		times := make([]int, n)
		for _, p := range pieces(Sequences(ids, false, 0)) {
			if p.to-p.from > steps {
				t.Fatalf("%d tokens: a piece has %d rows", n, p.to-p.from)
			}
			for i := p.lo; i < p.hi; i++ {
				times[i]++
				if left, right := i-p.from, p.to-1-i; left < min(Context, i) || right < min(Context, n-1-i) {
					t.Fatalf("%d tokens: the one at %d has %d before and %d behind it", n, i, left, right)
				}
			}
		}
		if slices.ContainsFunc(times, func(k int) bool { return k != 1 }) {
			t.Errorf("%d tokens are scored %v times", n, times)
		}
		e := NewEvaluator(netOf(t, 5), Sequences(ids, false, 0), 7)
		p := work.New(1, false)
		for n > 0 && e.Next(p) {
		}
		p.Close()
		if e.Result.Tokens != n || e.Result.Step != 7 {
			t.Errorf("%d tokens: %+v", n, e.Result)
		}
	}
}

// The law: the result is the same to the last bit on any number of threads, and equals reading each sequence by itself.
func TestEvaluatorAgreesWithReadingAlone(t *testing.T) {
	net := netOf(t, 6)
	ids := append([]int32{5}, randomIDs(3000, 6)...)
	of := Sequences(ids, true, 5) // lines of some six tokens
	var first float64
	for i, threads := range []int{1, 2, 3, 8} {
		p := work.New(threads, false)
		e := NewEvaluator(net, of, 0)
		for e.Next(p) {
		}
		p.Close()
		if i == 0 {
			first = e.Result.NLL
		} else if e.Result.NLL != first {
			t.Errorf("%d threads: %v instead of %v", threads, e.Result.NLL, first)
		}
	}
	sum, n := 0.0, 0
	for _, x := range of.Spans {
		tape := net.NewTape(x.Len(), 1)
		b := &nn.Batch[float32]{T: x.Len(), B: 1, Tokens: of.Inputs[x.From:x.To], Targets: of.Targets[x.From:x.To]}
		tape.Forward(b, nil)
		nll, scored := tape.Score(b, nil)
		sum, n = sum+nll, n+scored
	}
	if math.Abs(sum-first) > 1e-4*sum || n != of.Scored() {
		t.Errorf("together %v, alone %v (%d tokens)", first, sum, n)
	}
}

// The law: what is said of a token does not depend on the token, and depends on those on both sides.
func TestATokenIsNotReadWhereItIsPredicted(t *testing.T) {
	net, ids := netOf(t, 5), randomIDs(20, 5)
	m := NewModel(net, vocabOf(t, "char", "abcde"), false, 0)
	at := func(ids []int32, row int) []float64 {
		p, err := m.Distributions(context.Background(), m.Rows(ids), []int{row})
		if err != nil {
			t.Fatal(err)
		}
		return p[0]
	}
	for row := range ids {
		want := at(ids, row)
		for other := range ids {
			changed := slices.Clone(ids)
			changed[other] = (changed[other] + 1) % 5
			if same := slices.Equal(at(changed, row), want); same != (other == row) {
				t.Errorf("the distribution at %d with another token at %d: the same %v", row, other, same)
			}
		}
	}
}

// The law: with lines, each is read between two ends of line, which are not scored; other lines change nothing.
func TestLinesAreReadAlone(t *testing.T) {
	s := Sequences([]int32{9, 1, 2, 9, 9, 3, 9}, true, 9)
	if !slices.Equal(s.Inputs, []int32{9, 1, 2, 9, 9, 3, 9}) || !slices.Equal(s.Targets, []int32{-1, 1, 2, -1, -1, 3, -1}) {
		t.Errorf("inputs %v, targets %v", s.Inputs, s.Targets)
	}
	if len(s.Spans) != 2 || s.Spans[1].From != 4 || s.Spans[1].Line != 3 || s.Scored() != 3 || s.Spans[0].Unknown != 0 {
		t.Errorf("spans %+v", s.Spans)
	}
}

// The law: a typed token is at its row, whatever lines and blanks there are.
func TestTypedTokensAndRows(t *testing.T) {
	for _, c := range []struct {
		kind, learned, typed string
		lines                bool
		blanks               int
	}{
		{"char", "I am not hungry\n", "I am ___ hungry", false, 3},
		{"char", "ab\ncd\n", "a_\n\n_d\nab", true, 2},
		{"char", "ab\ncd\n", "\n\na_b_c", true, 2},
		{"word", "I am not hungry\nnor are you\n", "I am ___ hungry _", false, 2},
		{"word", "I am not hungry\nnor are you\n", "I _ you\nnor __ you", true, 2},
		{"char", "ab", "", false, 0},
		{"byte", "ab", "_é", false, 1},
	} {
		v := vocabOf(t, c.kind, c.learned)
		m := NewModel(netOf(t, v.Len()), v, c.lines, 0)
		x := m.Text(c.typed)
		if len(x.Blanks) != c.blanks {
			t.Errorf("%q: %d blanks", c.typed, len(x.Blanks))
		}
		for _, token := range x.Tokens {
			switch {
			case token.Row >= 0 && x.Rows.Inputs[token.Row] != token.ID:
				t.Errorf("%q: %+v, at its row is %d", c.typed, token, x.Rows.Inputs[token.Row])
			case token.Row < 0 && token.ID != v.EndOfLine():
				t.Errorf("%q: %+v has no row", c.typed, token)
			case token.Blank != (strings.Trim(token.Text, "_") == ""):
				t.Errorf("%q: %+v", c.typed, token)
			}
		}
		f, err := m.Fill(context.Background(), x)
		if err != nil || len(f.P) != c.blanks {
			t.Fatalf("%q: %d distributions, %v", c.typed, len(f.P), err)
		}
		for i, p := range f.P {
			sum := 0.0
			for _, v := range p {
				sum += v
			}
			if row := x.Tokens[x.Blanks[i]].Row; math.Abs(sum-1) > 1e-9 || f.IDs[row] != likeliest(p) {
				t.Errorf("%q, blank %d: Σ %v, filled with %d", c.typed, i, sum, f.IDs[row])
			}
		}
	}
}

// The law: several blanks are filled in so that each is the likeliest given the others, and always in the same way.
func TestBlanksAgreeWithEachOther(t *testing.T) {
	v := vocabOf(t, "char", "abcdefgh")
	m := NewModel(netOf(t, v.Len()), v, false, 0)
	x := m.Text("ab__cd_ef")
	one, _ := m.Fill(context.Background(), x)
	two, _ := m.Fill(context.Background(), x)
	if !slices.Equal(one.IDs, two.IDs) {
		t.Error("filled in twice, in different ways")
	}
	s, err := m.Score(context.Background(), Sequences(one.IDs, false, 0))
	if err != nil {
		t.Fatal(err)
	}
	for i, b := range x.Blanks {
		if got := s[b]; got.Rank != 1 || got.Best != one.IDs[b] || math.Abs(got.P-one.P[i][got.ID]) > 1e-6 {
			t.Errorf("blank %d: %+v, filled with %d", i, got, one.IDs[b])
		}
	}
}

// The law: estimates are distributions, they are the frequencies where much was counted, and they never rule anything out.
func TestCountsAreDistributions(t *testing.T) {
	ids := randomIDs(500, 4)
	c := Count(Sequences(ids, false, 0), 6)
	for a := int32(-2); a < 6; a++ {
		for b := int32(-2); b < 6; b++ {
			past, both := 0.0, 0.0
			for x := range int32(6) {
				p, q := c.Past(x, a), c.Both(x, a, b)
				if !(p > 0 && q > 0) {
					t.Fatalf("P(%d | %d, %d) = %v, %v", x, a, b, p, q)
				}
				past, both = past+p, both+q
			}
			if math.Abs(past-1) > 1e-12 || math.Abs(both-1) > 1e-12 {
				t.Errorf("between %d and %d: Σ %v, %v", a, b, past, both)
			}
		}
	}
	abc := Count(Sequences(slices.Repeat([]int32{0, 1, 2}, 400), false, 0), 3)
	if p := abc.Both(1, 0, 2); p < 0.99 {
		t.Errorf("P(1 | 0, 2) = %v in 012012…", p)
	}
	past, both := abc.Losses(Sequences([]int32{0, 1, 2, 0, 1, 2}, false, 0))
	if !(both < 0.5 && past < 0.5 && both > 0) {
		t.Errorf("losses %v, %v", past, both)
	}
}

// The law: passages one after another are the whole, and what is said of a token of a passage is what is said of it in the whole, as far as
// Context reaches.
func TestPassages(t *testing.T) {
	net := netOf(t, 6)
	m := NewModel(net, vocabOf(t, "char", "abcdef"), false, 0)
	for _, lines := range []bool{false, true} {
		of := Sequences(append([]int32{5}, randomIDs(700, 6)...), lines, 5)
		at := 0
		for at < len(of.Inputs) {
			p := PassageOf(of, at+3, 90)
			if p = PassageOf(of, at, 90); p.From != at || p.N < 1 || p.Of != len(of.Inputs) {
				t.Fatalf("lines %v, from %d: %+v", lines, at, p)
			}
			list, q, err := m.Walk(context.Background(), p.Rows, p.First)
			if err != nil || (q == nil) != (p.Rows.Spans == nil) {
				t.Fatalf("%v, %v", q, err)
			}
			for i := range p.N {
				if p.Rows.Inputs[p.First+i] != of.Inputs[at+i] || of.Targets[at+i] >= 0 && list[p.First+i].ID != of.Targets[at+i] {
					t.Fatalf("lines %v, row %d of the passage from %d differs", lines, i, at)
				}
			}
			at += p.N
		}
		if at != len(of.Inputs) {
			t.Errorf("lines %v: %d rows of %d", lines, at, len(of.Inputs))
		}
	}
	if p := PassageOf(&text.Sequences{}, 0, 10); p.N != 0 || p.Span(0) != (text.Span{}) {
		t.Errorf("of nothing: %+v", p)
	}
}

// The law: a blank has a distribution whatever is around it: nothing, other blanks, tokens that the vocabulary lacks.
func TestBlanksWithoutKnownNeighbours(t *testing.T) {
	v := vocabOf(t, "char", "abc abc")
	m := NewModel(netOf(t, v.Len()), v, false, 1)
	for _, s := range []string{"_", "__", "x_y", "_x", strings.Repeat("_", 300), strings.Repeat("x", 200) + "_"} {
		f, err := m.Fill(t.Context(), m.Text(s))
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range f.P {
			sum := 0.0
			for _, q := range p {
				sum += q
			}
			if math.Abs(sum-1) > 1e-9 {
				t.Errorf("%.10q, blank %d: %v", s, i, p)
			}
		}
	}
}
