package lm

import (
	"math"
	"math/rand/v2"
	"strings"

	"unroll/core/heldout"
	"unroll/core/history"
	"unroll/core/kernel"
	"unroll/core/nn"
	"unroll/core/random"
	"unroll/core/text"
	"unroll/core/work"
)

// A Model is a net with its vocabulary, as it was after Step updates. It never changes; any number
// of goroutines may use it at the same time.
type Model struct {
	Step  int
	Vocab *text.Vocab
	Lines bool
	net   nn.Graph[float32]
}

// NewModel returns the model of a net as it was after step updates; the net must not be modified any more.
func NewModel(net nn.Graph[float32], v *text.Vocab, lines bool, step int) *Model {
	return &Model{Step: step, Vocab: v, Lines: lines, net: net}
}

// At is Step; it makes the model a task.Model.
func (m *Model) At() int { return m.Step }

// Spec is the shape of the net.
func (m *Model) Spec() nn.Spec { return m.net.Spec() }

// Evaluate reads text and returns Σ NLL in nats, the number of tokens scored, the number of
// characters that they stand for, and how many tokens are not in the vocabulary (they are not
// scored). The error is a *text.BadUTF8 or a *text.TooShort.
func (m *Model) Evaluate(s string, threads int) (Evaluation, error) {
	stream, err := m.Stream(s)
	if err != nil {
		return Evaluation{}, err
	}
	p := work.New(min(threads, heldout.Groups), false)
	defer p.Close()
	e := NewEvaluator(m.net, stream, m.Step)
	for e.Next(p) {
	}
	ev := Evaluation{Valid: e.Result, Chars: m.Vocab.CharsScored(stream.IDs), Rare: m.Vocab.Rare(stream.IDs[1:])}
	for _, id := range stream.IDs[1:] {
		if id == text.Unknown {
			ev.Unknown++
		}
	}
	return ev, nil
}

// An Evaluation is how well a text was predicted.
type Evaluation struct {
	history.Valid
	Chars   int // characters that the scored tokens stand for
	Unknown int // tokens that could not be scored
	Rare    int // scored tokens that stand for a word too rare for the vocabulary
}

// BitsPerToken is Σ NLL / Σ tokens, ÷ ln 2.
func (e Evaluation) BitsPerToken() float64 { return e.Loss() / math.Ln2 }

// MostRare is the share of scored tokens that may stand for rare words where characters are still counted: which of them it is costs
// nothing, so that beyond it a loss per character says little.
const MostRare = 0.01

// BitsPerChar is Σ NLL / Σ characters, ÷ ln 2: comparable between tokenizers. NaN: more than MostRare of the tokens are rare.
func (e Evaluation) BitsPerChar() float64 {
	if float64(e.Rare) > MostRare*float64(e.Tokens) {
		return math.NaN()
	}
	return e.NLL / float64(e.Chars) / math.Ln2
}

// distribution is softmax(logits/temperature) in float64; at temperature 0, its limit.
func distribution(logits []float32, temperature float64) []float64 {
	p := make([]float64, len(logits))
	if temperature <= 0 {
		best := 0
		for i, v := range logits {
			if v > logits[best] {
				best = i
			}
		}
		p[best] = 1
		return p
	}
	top := float64(kernel.Max(logits)) // subtracted first, so that dividing by a tiny number can only overflow to −∞
	for i, v := range logits {
		p[i] = (float64(v) - top) / temperature
	}
	kernel.Softmax(p, p)
	return p
}

// A Sampler continues a text token by token and keeps the net's state in between. It may move to a
// newer model on the way, keeping its state.
type Sampler struct {
	model  *Model
	tape   nn.Tape[float32]
	logits []float32
	batch  nn.Batch[float32] // of one token
	one    [1]int32
	reset  [1]bool
	begun  bool
	// Of a bidirectional net, which carries no state: what has been read since the last reset, at most the last bothTokens. All of
	// it is read again for every output, with nothing behind the last token, as nobody knows what comes.
	past []int32
	both bool
}

// bothTokens is how many tokens a bidirectional net reads back at most when it is asked for the next one.
const bothTokens = 256

// Sampler returns a sampler with a fresh state.
func (m *Model) Sampler() *Sampler {
	w := &Sampler{model: m, logits: make([]float32, m.Vocab.Len()), both: m.Spec().Bidirectional}
	steps := 1
	if w.both {
		steps = bothTokens
	}
	w.tape = m.net.NewTape(steps, 1)
	return w
}

// Move continues with another model of the same run.
func (w *Sampler) Move(m *Model) {
	w.model = m
	w.tape.Rebind(m.net)
}

// Read feeds tokens. Before the first, or if there is none, the start of a line is fed: if lines
// are separate sequences, that is what precedes their first token.
func (w *Sampler) Read(ids []int32) {
	eol := w.model.Vocab.EndOfLine()
	if !w.begun && (w.model.Lines || len(ids) == 0) {
		w.feed(eol, w.model.Lines)
	}
	for _, id := range ids {
		w.feed(id, w.model.Lines && id == eol)
	}
	w.output()
}

// Logits are those of the token that follows what has been read: V numbers, valid until the next call.
func (w *Sampler) Logits() []float32 { return w.logits }

// output sets the logits of the token that follows what has been read.
func (w *Sampler) output() {
	if !w.both {
		w.tape.Output(0, w.logits)
		return
	}
	w.batch = nn.Batch[float32]{T: len(w.past), B: 1, Tokens: w.past}
	w.tape.Forward(&w.batch, nil)
	w.tape.Output(len(w.past)-1, w.logits)
}

func (w *Sampler) feed(id int32, reset bool) {
	w.begun = true
	if w.both {
		if reset {
			w.past = w.past[:0]
		}
		w.past = append(w.past, id)
		w.past = w.past[max(0, len(w.past)-bothTokens):]
		return
	}
	w.one[0], w.reset[0] = id, reset
	w.batch = nn.Batch[float32]{T: 1, B: 1, Tokens: w.one[:], Reset: w.reset[:]}
	w.tape.Forward(&w.batch, nil)
}

// Sample samples n tokens and feeds each back.
func (w *Sampler) Sample(n int, temperature float64, rng *rand.Rand) []int32 {
	if !w.begun {
		w.Read(nil)
	}
	ids := make([]int32, 0, n)
	for range n {
		id := draw(distribution(w.logits, temperature), rng)
		ids = append(ids, id)
		w.Read([]int32{id})
	}
	return ids
}

func draw(p []float64, rng *rand.Rand) int32 {
	u, last := rng.Float64(), 0
	for i, v := range p {
		if v > 0 {
			last = i
			if u -= v; u < 0 {
				return int32(i)
			}
		}
	}
	return int32(last) // rounding left a remainder of u, or p is not a distribution (NaN)
}

// Sample continues prefix by n tokens; the same seed and model give the same text.
func (m *Model) Sample(prefix string, n int, temperature float64, seed uint64) string {
	_, ids := m.Vocab.Prefix(prefix)
	w := m.Sampler()
	if len(ids) > 0 {
		w.Read(ids)
	}
	out := m.Vocab.Decode(w.Sample(n, temperature, SampleStream(seed, m.Step)))
	if len(ids) > 0 && m.Vocab.Tokenizer().EndOfLine == text.EOS && !strings.HasSuffix(prefix, "\n") {
		out = " " + out // a space before the first word
	}
	return out
}

// SampleStream is the random stream for samples at a step; it is separate from those used in learning.
func SampleStream(seed uint64, step int) *rand.Rand {
	return random.Stream(seed, "sample", uint64(step))
}
