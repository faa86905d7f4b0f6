package fill

import (
	"context"
	"math"
	"strings"

	"unroll/core/lm"
	"unroll/core/nn"
	"unroll/core/text"
	"unroll/core/work"
)

// A Model is a network that fills in blanks and does not learn. Any goroutine may ask it.
type Model struct {
	Vocab *text.Vocab
	Lines bool
	net   nn.Graph[float32]
	step  int
}

// NewModel makes net, as it was after step updates, available for questions; net must never be modified again.
func NewModel(net nn.Graph[float32], v *text.Vocab, lines bool, step int) *Model {
	return &Model{Vocab: v, Lines: lines, net: net, step: step}
}

// At is the number of updates that it was trained for.
func (m *Model) At() int { return m.step }

// Rows are ids, as the model's own text has them, in the form that it reads.
func (m *Model) Rows(ids []int32) *text.Sequences {
	return Sequences(ids, m.Lines, m.Vocab.EndOfLine())
}

// A Token of a text with blanks.
type Token struct {
	Text  string // as typed
	ID    int32
	Known bool
	Blank bool
	Row   int // in Text.Rows; −1: the end of a line, which is not scored
}

// A Text is a typed text with blanks, as a network reads it.
type Text struct {
	Tokens []Token
	Rows   *text.Sequences
	Blanks []int // indices in Tokens
}

// isBlank: a blank is a token of nothing but underscores. If tokens are characters or bytes, each underscore is one.
func isBlank(token string) bool { return token != "" && strings.Trim(token, "_") == "" }

// Text splits what a person typed.
func (m *Model) Text(s string) Text {
	tokens, ids := m.Vocab.Prefix(s)
	eol := m.Vocab.EndOfLine()
	var t Text
	stream := make([]int32, 0, len(ids)+2)
	split := m.Lines && eol != text.Unknown
	if split {
		stream = append(stream, eol)
	}
	row := 0
	for i, token := range tokens {
		x := Token{Text: token, ID: ids[i], Known: ids[i] != text.Unknown, Row: row}
		if isBlank(token) {
			x.ID, x.Known, x.Blank = text.Unknown, true, true
			t.Blanks = append(t.Blanks, i)
		}
		switch last := len(stream) - 1; {
		case !split:
			row++
		case x.ID == eol:
			x.Row = -1
		default:
			if stream[last] == eol { // a line begins, after its start
				row += startRows(row)
			}
			x.Row = row
			row++
		}
		stream = append(stream, x.ID)
		t.Tokens = append(t.Tokens, x)
	}
	t.Rows = m.Rows(stream)
	return t
}

// startRows is how many rows that are not typed come before the first token of a line: its start, and the end of the line
// before.
func startRows(row int) int {
	if row == 0 {
		return 1
	}
	return 2
}

// Distributions are P(x_t | all other tokens) at rows of sequences, V numbers each, which sum to 1. Error: ctx's.
func (m *Model) Distributions(ctx context.Context, of *text.Sequences, at []int) ([][]float64, error) {
	want := make(map[int]int, len(at))
	for i, row := range at {
		want[row] = i
	}
	list := make([][]float64, len(at))
	err := m.read(ctx, of, func(row int, logits []float32) {
		if i, ok := want[row]; ok {
			list[i] = softmax(logits)
		}
	})
	return list, err
}

// read shows the outputs for every scored row.
func (m *Model) read(ctx context.Context, of *text.Sequences, see func(row int, logits []float32)) error {
	e := NewEvaluator(m.net, of, m.step)
	e.Seen = see
	p := work.New(1, false)
	defer p.Close()
	for more := len(of.Spans) > 0; more; {
		if err := ctx.Err(); err != nil {
			return err
		}
		more = e.Next(p)
	}
	return ctx.Err()
}

// A Filled is a text with its blanks filled in.
type Filled struct {
	Text
	IDs []int32     // of Rows, each blank with its likeliest token
	P   [][]float64 // of each of Blanks: P(x_t | all other tokens, the other blanks as they are filled in)
}

// sweeps is how often a text with several blanks is gone through at most.
const sweeps = 4

// Fill fills in the blanks of a text. A single blank is predicted from what is there. Of several, each is first filled with
// its likeliest token from left to right, those to the right of it being unknown (no input); then again, all others being
// as filled in, until nothing changes, at most 4 times. Error: ctx's.
func (m *Model) Fill(ctx context.Context, t Text) (Filled, error) {
	f := Filled{Text: t, IDs: append([]int32(nil), t.Rows.Inputs...)}
	of := &text.Sequences{Inputs: f.IDs, Targets: t.Rows.Targets, Spans: t.Rows.Spans}
	var at []int
	for _, i := range t.Blanks {
		at = append(at, t.Tokens[i].Row)
	}
	var err error
	for n, changed := 0, len(at) > 1; changed && n < sweeps; n++ {
		changed = false
		for _, row := range at {
			p, err := m.Distributions(ctx, of, []int{row})
			if err != nil {
				return f, err
			}
			if id := likeliest(p[0]); id != f.IDs[row] {
				f.IDs[row], changed = id, true
			}
		}
	}
	if f.P, err = m.Distributions(ctx, of, at); err != nil {
		return f, err
	}
	for i, row := range at {
		f.IDs[row] = likeliest(f.P[i])
	}
	return f, nil
}

// likeliest is the token with the highest probability; among equals the lowest.
func likeliest(p []float64) int32 {
	best := 0
	for i, v := range p {
		if v > p[best] {
			best = i
		}
	}
	return int32(best)
}

// A Scored is a token of a text and what a network says of it without having read it.
type Scored struct {
	lm.Scored
	Best  int32   // the likeliest token
	BestP float64 // its probability
}

// Score scores every row that has a target, given all others of its sequence: a Scored for each row of of (zero where nothing
// is scored). Error: ctx's.
func (m *Model) Score(ctx context.Context, of *text.Sequences) ([]Scored, error) {
	list := make([]Scored, len(of.Inputs))
	err := m.read(ctx, of, func(row int, logits []float32) {
		if id := of.Targets[row]; id >= 0 {
			list[row] = ScoredOf(softmax(logits), id)
		}
	})
	return list, err
}

// ScoredOf is id under a distribution.
func ScoredOf(p []float64, id int32) Scored {
	s := Scored{Scored: lm.Scored{ID: id, P: p[id], Nats: -math.Log(p[id]), Rank: 1}, Best: likeliest(p)}
	s.BestP = p[s.Best]
	for other, q := range p {
		if q > s.P || (q == s.P && other < int(id)) {
			s.Rank++
		}
	}
	return s
}

func softmax(logits []float32) []float64 {
	most := math.Inf(-1)
	for _, v := range logits {
		most = math.Max(most, float64(v))
	}
	p, sum := make([]float64, len(logits)), 0.0
	for k, v := range logits {
		p[k] = math.Exp(float64(v) - most)
		sum += p[k]
	}
	for k := range p {
		p[k] /= sum
	}
	return p
}

// Evaluate reads sequences: Σ NLL of each token given those on both sides, on so many threads.
func (m *Model) Evaluate(of *text.Sequences, threads int) lm.Evaluation {
	p := work.New(min(threads, groups), false)
	defer p.Close()
	e := NewEvaluator(m.net, of, m.step)
	for more := len(of.Spans) > 0; more; {
		more = e.Next(p)
	}
	v := lm.Evaluation{Valid: e.Result, Chars: Chars(m.Vocab, of)}
	for _, x := range of.Spans {
		v.Unknown += x.Unknown
	}
	return v
}

// Chars counts the characters of text that the scored rows stand for.
func Chars(v *text.Vocab, of *text.Sequences) int {
	n, chars := 0, v.Tokenizer().Chars
	for _, x := range of.Spans {
		before := ""
		for i := x.From; i < x.To; i++ {
			if id := of.Targets[i]; id >= 0 {
				n += chars(v.Token(id), before)
			}
			before = v.Token(of.Inputs[i])
		}
	}
	return n
}

// Walk scores every row that has a target as Score does, and says P(x_t | all other tokens) at one row besides (nil if it is none
// that is read). Error: ctx's.
func (m *Model) Walk(ctx context.Context, of *text.Sequences, at int) (list []Scored, p []float64, err error) {
	list = make([]Scored, len(of.Inputs))
	err = m.read(ctx, of, func(row int, logits []float32) {
		id := of.Targets[row]
		if id < 0 && row != at {
			return
		}
		q := softmax(logits)
		if id >= 0 {
			list[row] = ScoredOf(q, id)
		}
		if row == at {
			p = q
		}
	})
	return list, p, err
}

// Read is the text as it is filled in, in the form that the network reads.
func (f Filled) Read() *text.Sequences {
	return &text.Sequences{Inputs: f.IDs, Targets: f.Rows.Targets, Spans: f.Rows.Spans}
}
