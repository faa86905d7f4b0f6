package lm

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"unroll/core/nn"
	"unroll/core/text"
	"unroll/core/work"
)

// copies are n lines of a word of up to three letters, a marker, and the word again.
func copies(n int) string {
	rng := rand.New(rand.NewPCG(5, 6))
	var b strings.Builder
	for range n {
		word := ""
		for range 1 + rng.IntN(3) {
			word += string(rune('a' + rng.IntN(3)))
		}
		b.WriteString(word + "=" + word + "\n")
	}
	return b.String()
}

var scoredCopies = text.Options{Tokens: "char", Lines: true, Score: "after:="}

// copier is a model that has learned some of the copies, and their corpus.
func copier(t *testing.T, lines, steps int) (*Model, *text.Corpus) {
	t.Helper()
	c, err := text.NewCorpus(copies(lines), nil, scoredCopies)
	if err != nil {
		t.Fatal(err)
	}
	net, err := nn.New[float32](nn.Spec{Cell: "gru", Vocab: c.Vocab.Len(), Hidden: 12, Layers: 1, Init: "pytorch"})
	if err != nil {
		t.Fatal(err)
	}
	net.Init(rand.New(rand.NewPCG(1, 2)))
	r, err := text.NewPacker(c.TrainLines, 8, 16, func(epoch int) *rand.Rand { return rand.New(rand.NewPCG(3, uint64(epoch))) })
	if err != nil {
		t.Fatal(err)
	}
	tape, w := net.NewTape(16, r.Rows()), text.Window{}
	for range steps {
		r.Next(16, &w)
		b := nn.Batch[float32]{T: w.T, B: w.B, Tokens: w.Inputs, Targets: w.Targets, Reset: w.Reset}
		tape.Forward(&b, nil)
		tape.Backward(&b, 1/float64(max(1, w.Scored)))
		weights := net.Weights()
		for i, g := range tape.Grad() {
			weights[i] -= 2 * g
		}
		net.Prepare()
	}
	return NewModel(net, c.Vocab, true, steps), c
}

// The law: the evaluation is the sum over lines that are read alone, from a state of 0, whatever lane they lie in. The
// numbers of lines are around the edges of lanes (256 rows) and of their largest number (32).
func TestLinesAreEvaluatedAlone(t *testing.T) {
	m, _ := copier(t, 200, 40)
	for _, n := range []int{1, 2, 3, 30, 45, 46, 47, 100, 1600, 2000} {
		stream, err := text.Sequence(m.Vocab, true, copies(n))
		if err != nil {
			t.Fatal(err)
		}
		by, _ := m.Vocab.Scoring("after:=")
		of := text.ScoredLines(stream, by)
		want, tokens := 0.0, 0
		for _, x := range of.Spans {
			tape := m.net.NewTape(x.Len(), 1)
			b := &nn.Batch[float32]{T: x.Len(), B: 1, Tokens: of.Inputs[x.From:x.To], Targets: of.Targets[x.From:x.To]}
			tape.Forward(b, nil)
			nll, k := tape.Score(b, nil)
			want, tokens = want+nll, tokens+k
		}
		e, _ := m.EvaluateLines(of, 2)
		if e.Tokens != tokens || tokens != of.Scored() || math.Abs(e.NLL-want) > 1e-6*want || e.Chars != tokens {
			t.Errorf("%d lines: %v over %d tokens instead of %v over %d", n, e.NLL, e.Tokens, want, tokens)
		}
	}
}

// The law: the result has the same bits for any number of threads, and with marks or without.
func TestLinesAndThreads(t *testing.T) {
	m, c := copier(t, 1500, 40)
	plain := NewLineEvaluator(m.net, c.TrainLines, m.Step)
	p := work.New(1, false)
	defer p.Close()
	for plain.Next(p) {
	}
	want, lengths := m.EvaluateLines(c.TrainLines, 1)
	if want.Valid != plain.Result {
		t.Errorf("with marks %+v, without %+v", want.Valid, plain.Result)
	}
	for _, threads := range []int{2, 3, 8} {
		got, by := m.EvaluateLines(c.TrainLines, threads)
		if got != want || !slices.Equal(by, lengths) {
			t.Errorf("%d threads: %+v %v instead of %+v %v", threads, got, by, want, lengths)
		}
	}
}

// The law: a line is right exactly if the greedy continuation of what is given is its answer.
func TestALineIsRightIfItsContinuationIs(t *testing.T) {
	for _, score := range []string{"after:=", "last"} {
		m, c := copier(t, 120, 250)
		by, _ := m.Vocab.Scoring(score)
		of := text.ScoredLines(c.Train, by)
		p := work.New(1, false)
		defer p.Close()
		e := m.ValidateLines(of)
		for e.Next(p) {
		}
		right := 0
		for i, x := range of.Spans {
			want := slices.DeleteFunc(slices.Clone(of.Targets[x.From:x.To]), func(id int32) bool { return id < 0 })
			if got := m.Answer(of, x).IDs; slices.Equal(got, want) != e.Right(i) {
				t.Errorf("%s, line %d: right %v, but it continues with %q instead of %q", score, x.Line, e.Right(i), m.Vocab.Decode(got), m.Vocab.Decode(want))
			}
			if e.Right(i) {
				right++
			}
		}
		if right == 0 || right == len(of.Spans) {
			t.Fatalf("%d of %d are right: the test does not test what it says", right, len(of.Spans))
		}
		lines, sum := 0, 0
		for i, s := range e.ByLength() {
			lines, sum = lines+s.Lines, sum+s.Right
			if i > 0 && s.Length <= e.ByLength()[i-1].Length {
				t.Errorf("lengths are not in order: %v", e.ByLength())
			}
		}
		if lines != len(of.Spans) || sum != right {
			t.Errorf("%d of %d right by length, %d of %d in all", sum, lines, right, len(of.Spans))
		}
	}
}

// A run's own validation and a later evaluation agree to the last bit.
func TestHeldOutLines(t *testing.T) {
	m, _ := copier(t, 100, 10)
	held := copies(80)
	c, err := text.NewCorpus(copies(100), &held, scoredCopies)
	if err != nil {
		t.Fatal(err)
	}
	p := work.New(2, false)
	defer p.Close()
	e := NewLineEvaluator(m.net, c.ValidLines, m.Step)
	for e.Next(p) {
	}
	got := m.EvaluateValid(c, 1)
	if got.Valid != e.Result || got.Chars != HeldOutChars(c) || got.Tokens != c.ValidLines.Scored() {
		t.Errorf("%+v, %+v", got, e.Result)
	}
}

// An answer with a token that the vocabulary lacks is wrong, whatever the model does.
func TestAnUnknownAnswerIsWrong(t *testing.T) {
	m, _ := copier(t, 100, 10)
	stream, _ := text.Sequence(m.Vocab, true, "a=?\n")
	by, _ := m.Vocab.Scoring("last")
	e, lengths := m.EvaluateLines(text.ScoredLines(stream, by), 1)
	if e.Tokens != 0 || e.Unknown != 1 || len(lengths) != 1 || lengths[0] != (LengthScore{Length: 2, Lines: 1}) {
		t.Errorf("%+v, %v", e, lengths)
	}
}

// Shares are rounded, but all is right only if all is.
func TestTenths(t *testing.T) {
	for s, want := range map[LengthScore]int{{Lines: 45, Right: 39}: 867, {Lines: 3, Right: 1}: 333, {Lines: 3, Right: 2}: 667, {Lines: 9999, Right: 9998}: 999, {Lines: 7, Right: 7}: 1000, {}: 0, {Lines: 5}: 0} {
		if got := s.Tenths(); got != want {
			t.Errorf("%+v: %d, want %d", s, got, want)
		}
	}
}

// Long lines need no more memory than short ones, and are read whole.
func TestALineLongerThanAChunk(t *testing.T) {
	m, _ := copier(t, 100, 10)
	long := strings.Repeat("abc", 100)
	stream, _ := text.Sequence(m.Vocab, true, long+"="+long+"\na=a\n")
	by, _ := m.Vocab.Scoring("after:=")
	of := text.ScoredLines(stream, by)
	if e, _ := m.EvaluateLines(of, 2); e.Tokens != 301+2 {
		t.Error(fmt.Sprint(e, of.Spans))
	}
}
