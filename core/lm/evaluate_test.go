package lm

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"unroll/core/nn"
	"unroll/core/text"
	"unroll/core/text/texttest"
	"unroll/core/work"
)

// naiveEvaluation reads a stream token by token, in one piece.
func naiveEvaluation(m *Model, stream []int32) (nll float64, tokens int) {
	tape := m.net.NewTape(1, 1)
	eol := m.Vocab.EndOfLine()
	for i, id := range stream[:len(stream)-1] {
		b := &nn.Batch[float32]{T: 1, B: 1, Tokens: []int32{id}, Targets: stream[i+1 : i+2], Reset: []bool{m.Lines && id == eol}}
		tape.Forward(b, nil)
		v, n := tape.Score(b, nil)
		nll, tokens = nll+v, tokens+n
	}
	return nll, tokens
}

// A short text is read in one piece: the evaluation is the plain reading. float32 states from
// products of other sizes may differ by one rounding, 6e-8.
func TestAShortEvaluationIsThePlainReading(t *testing.T) {
	for _, o := range []text.Options{chars, {Tokens: "word"}, {Tokens: "byte"}, {Tokens: "char", Lines: true}} {
		m := trained(t, o)
		for _, n := range []int{2, 3, 31, 32, 33, 64, 255} {
			s := texttest.Prose(20)[:n]
			stream, err := text.Sequence(m.Vocab, m.Lines, s)
			if err != nil {
				t.Fatal(err)
			}
			if len(stream) < 2 {
				continue
			}
			want, tokens := naiveEvaluation(m, stream)
			e, err := m.Evaluate(s, 1)
			if err != nil {
				t.Fatal(err)
			}
			if e.Tokens != tokens || math.Abs(e.NLL-want) > 1e-6*want {
				t.Errorf("%+v, %d characters: %v over %d tokens instead of %v over %d", o, n, e.NLL, e.Tokens, want, tokens)
			}
		}
	}
}

// A long text is read in parts side by side, each with some context before it: within 1 % of the plain reading.
func TestALongEvaluationIsCloseToThePlainReading(t *testing.T) {
	for _, o := range []text.Options{chars, {Tokens: "char", Lines: true}} {
		m := trained(t, o)
		for _, lines := range []int{30, 330} {
			s := texttest.Prose(lines)
			stream, _ := text.Sequence(m.Vocab, m.Lines, s)
			want, tokens := naiveEvaluation(m, stream)
			e, err := m.Evaluate(s, 2)
			if err != nil {
				t.Fatal(err)
			}
			if e.Tokens != tokens || math.Abs(e.NLL/want-1) > 0.01 {
				t.Errorf("%d tokens: %v over %d instead of %v", tokens, e.NLL, e.Tokens, want)
			}
		}
	}
}

// A uniform model has the same loss for every token, so Σ NLL counts them. The lengths are around
// the edges of chunks (32) and parts (at least 256 tokens, at most 32 parts).
func TestEveryTokenIsScoredOnce(t *testing.T) {
	m := modelWith(t, "ab", chars, "rnn", "uniform:0")
	p := work.New(1, false)
	defer p.Close()
	for _, n := range []int{1, 2, 31, 32, 33, 255, 256, 257, 511, 512, 513, 800, 8191, 8192, 8193, 8300, 20000} {
		e := NewEvaluator(m.net, m.stream(make([]int32, n+1)), 0)
		for e.Next(p) {
		}
		if e.Result.Tokens != n || math.Abs(e.Result.NLL-float64(n)*math.Ln2) > 1e-9*float64(n) {
			t.Errorf("%d tokens: %d scored, %g times log 2", n, e.Result.Tokens, e.Result.NLL/math.Ln2)
		}
	}
}

// Each token of a stream of different tokens is a target exactly once, except the first, which is
// none; and each is predicted from the token before it.
func TestEveryTokenIsATargetOnce(t *testing.T) {
	const n = 1900 // 7 parts
	net, err := nn.New[float32](nn.Spec{Cell: "rnn", Vocab: n, Hidden: 1, Layers: 1, Init: "uniform:0"})
	if err != nil {
		t.Fatal(err)
	}
	net.Prepare()
	stream := make([]int32, n)
	for i := range stream {
		stream[i] = int32(i)
	}
	e := NewEvaluator(net, text.Stream{IDs: stream, V: n}, 0)
	p := work.New(1, false)
	defer p.Close()
	counts := make([]int, n)
	for more := true; more; {
		more = e.Next(p)
		for _, b := range e.Read() {
			for i, y := range b.Targets {
				if y == text.Unknown {
					continue
				}
				counts[y]++
				if b.Tokens[i] != y-1 {
					t.Fatalf("token %d is predicted from %d", y, b.Tokens[i])
				}
			}
		}
	}
	want := slices.Repeat([]int{1}, n)
	want[0] = 0
	if !slices.Equal(counts, want) {
		t.Errorf("times scored: %v", counts)
	}
}

// Neither threads nor earlier evaluations affect the result.
func TestEvaluationDoesNotDependOnThreads(t *testing.T) {
	m := trained(t, chars)
	s := texttest.Prose(100)
	one, err := m.Evaluate(s, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, threads := range []int{0, 2, 3, 5} {
		if e, _ := m.Evaluate(s, threads); e != one {
			t.Errorf("%d threads: %+v instead of %+v", threads, e, one)
		}
	}
}

// Perplexity is exp(Σ NLL/Σ tokens): V for a model that knows nothing, 1 for one that is certain.
func TestPerplexityOfUniformIsV(t *testing.T) {
	for _, s := range []string{"ab", "abcdefghij", texttest.Prose(10)} {
		m := modelWith(t, s, chars, "lstm", "uniform:0")
		e, err := m.Evaluate(s, 1)
		if err != nil {
			t.Fatal(err)
		}
		V := float64(m.Vocab.Len())
		if ppl := Perplexity(e.Loss()); math.Abs(ppl/V-1) > 1e-12 {
			t.Errorf("perplexity %v with %g tokens", ppl, V)
		}
		if bits := e.BitsPerToken(); math.Abs(bits-math.Log2(V)) > 1e-12 {
			t.Errorf("%v bits instead of log₂ %g", bits, V)
		}
	}
	if Perplexity(0) != 1 || !math.IsInf(Perplexity(math.Inf(1)), 1) {
		t.Error("certainty must have a perplexity of 1, impossibility of ∞")
	}
}

// Bits per character: Σ NLL over the characters that the scored tokens stand for. If all V tokens
// are equally likely, n tokens cost n·log₂ V bits.
func TestBitsPerCharacterByHand(t *testing.T) {
	for _, c := range []struct {
		tokens, learn, text    string
		scored, chars, unknown int
	}{
		// a c b c → the first is not scored; one character each
		{"char", "abc", "acbc", 3, 3, 0},
		{"char", "abc", "a?b?", 1, 1, 2}, // unknown characters are not scored and stand for nothing
		// "aa bbb <eos> c <eos>" → the space before bbb and bbb 4, <eos> 1, c 1, <eos> 1
		{"word", "aa bbb c\n", "aa bbb\nc\n", 4, 7, 0},
		{"word", "aa bbb c\n", "aa dddd\nc\n", 3, 3, 1},
		// ü is two bytes and one character: the bytes after a are ü's two and b
		{"byte", "", "aüb", 3, 2, 0},
	} {
		m := modelWith(t, c.learn, text.Options{Tokens: c.tokens}, "rnn", "uniform:0")
		e, err := m.Evaluate(c.text, 1)
		if err != nil {
			t.Fatal(err)
		}
		if e.Tokens != c.scored || e.Chars != c.chars || e.Unknown != c.unknown {
			t.Errorf("%s %q: %d tokens, %d characters, %d unknown instead of %d, %d, %d",
				c.tokens, c.text, e.Tokens, e.Chars, e.Unknown, c.scored, c.chars, c.unknown)
		}
		want := float64(c.scored) * math.Log2(float64(m.Vocab.Len())) / float64(c.chars)
		if math.Abs(e.BitsPerChar()-want) > 1e-9 {
			t.Errorf("%s %q: %v bits a character instead of %v", c.tokens, c.text, e.BitsPerChar(), want)
		}
	}
}

func TestEvaluationOfNothing(t *testing.T) {
	m := modelWith(t, "abc", chars, "rnn", "uniform:0")
	for _, s := range []string{"", "a"} {
		if _, err := m.Evaluate(s, 1); err == nil {
			t.Errorf("%q is evaluated", s)
		}
	}
	if _, err := m.Evaluate("ab\xff", 1); err == nil {
		t.Error("invalid UTF-8 is evaluated as characters")
	}
	none, err := text.NewCorpus("abcabc", nil, chars)
	if err != nil {
		t.Fatal(err)
	}
	if e := m.EvaluateValid(none, 1); e.Tokens != 0 || e.Chars != 0 {
		t.Errorf("nothing held out: %+v", e)
	}
}

// With lines, the lines before make no difference to a line: each starts from a fresh state.
func TestLinesAreEvaluatedApart(t *testing.T) {
	m := trained(t, text.Options{Tokens: "char", Lines: true})
	one, _ := m.Evaluate("the ray bends.\n", 1)
	two, _ := m.Evaluate("white light.\n", 1)
	both, err := m.Evaluate("white light.\nthe ray bends.\n", 1)
	if err != nil || both.Tokens != one.Tokens+two.Tokens || math.Abs(both.NLL-one.NLL-two.NLL) > 1e-5 {
		t.Errorf("%v and %v apart, %v together (%v)", one.NLL, two.NLL, both.NLL, err)
	}
}

func ExamplePerplexity() {
	nats := (math.Log(2) + math.Log(8)) / 2 // one token of probability 1/2, one of 1/8
	fmt.Printf("%.0f\n", Perplexity(nats))
	// Output: 4
}
