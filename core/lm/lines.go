package lm

import (
	"maps"
	"slices"

	"unroll/core/heldout"
	"unroll/core/history"
	"unroll/core/kernel"
	"unroll/core/nn"
	"unroll/core/text"
	"unroll/core/work"
)

// A LineEvaluator reads sequences, each once and whole, and adds up the NLL of what is scored in them, chunk by chunk,
// so that the caller can do other things in between. The sequences are laid one after another in up to 32 lanes that
// are read side by side; the result depends only on the weights and the sequences.
type LineEvaluator struct {
	Result history.Valid

	of     *text.Sequences
	groups []laneGroup
	left   int // rows that the longest lane has yet to read
	each   func(i, thread int)
	wrong  []bool // of each sequence: a scored token is not the likeliest; nil: not asked for
}

// A laneGroup is the lanes that one tape reads.
type laneGroup struct {
	lanes  []lane
	tape   nn.Tape[float32]
	batch  nn.Batch[float32]
	of     []int32 // the sequence of each row of the batch
	nll    float64
	scored int
	logits []float32
}

// A lane reads the sequences at … end−1, and is at row of the first.
type lane struct{ at, end, row int }

// NewLineEvaluator prepares to read sequences with net, whose weights are those after step updates.
func NewLineEvaluator(net nn.Graph[float32], of *text.Sequences, step int) *LineEvaluator {
	e := &LineEvaluator{of: of, Result: history.Valid{Step: step}}
	lanes, longest := layLanes(of)
	e.left = longest
	groups := min(heldout.Groups, len(lanes))
	for g := range groups {
		mine := lanes[g*len(lanes)/groups : (g+1)*len(lanes)/groups]
		e.groups = append(e.groups, laneGroup{lanes: mine, tape: net.NewTape(heldout.Steps, len(mine)),
			of: make([]int32, heldout.Steps*len(mine)), logits: make([]float32, net.Spec().OutputWidth())})
	}
	e.each = e.read
	return e
}

// layLanes divides sequences among lanes of about the same length, and returns the longest lane's rows.
func layLanes(of *text.Sequences) (lanes []lane, longest int) {
	rows := of.Rows()
	n := min(max(1, rows/heldout.Short), heldout.Pieces)
	read, at := 0, 0
	for k := range n {
		l := lane{at: at, end: at}
		began := read
		for l.end < len(of.Spans) && read < (k+1)*rows/n {
			read += of.Spans[l.end].Len()
			l.end++
		}
		lanes, at, longest = append(lanes, l), l.end, max(longest, read-began)
	}
	return lanes, longest
}

// Next reads a chunk, dividing the work among w; false: all has been read and Result is complete.
func (e *LineEvaluator) Next(w nn.Workers) bool {
	if e.left <= 0 {
		return false
	}
	w.Run(len(e.groups), e.each)
	for g := range e.groups {
		e.Result.NLL += e.groups[g].nll
		e.Result.Tokens += e.groups[g].scored
	}
	e.left -= heldout.Steps
	return e.left > 0
}

func (e *LineEvaluator) read(i, _ int) {
	g := &e.groups[i]
	b := &g.batch
	b.T, b.B = heldout.Steps, len(g.lanes)
	b.Tokens, b.Targets, b.Reset = b.Tokens[:0], b.Targets[:0], b.Reset[:0]
	for range heldout.Steps {
		for k := range g.lanes {
			g.of[len(b.Tokens)] = g.lanes[k].next(e.of, b)
		}
	}
	g.tape.Forward(b, nil)
	g.nll, g.scored = g.tape.Score(b, nil)
	if e.wrong != nil {
		g.mark(e.wrong)
	}
}

// next appends the lane's next row to b, or padding, and returns its sequence.
func (l *lane) next(of *text.Sequences, b *nn.Batch[float32]) int32 {
	in, out, first, sequence := text.Unknown, text.Unknown, true, int32(l.at)
	if l.at < l.end {
		x := of.Spans[l.at]
		in, out, first = of.Inputs[x.From+l.row], of.Targets[x.From+l.row], l.row == 0
		if l.row++; l.row == x.Len() {
			l.at, l.row = l.at+1, 0
		}
	}
	b.Tokens, b.Targets, b.Reset = append(b.Tokens, in), append(b.Targets, out), append(b.Reset, first)
	return sequence
}

// mark notes the sequences with a scored token that is not the likeliest.
func (g *laneGroup) mark(wrong []bool) {
	for i, y := range g.batch.Targets {
		if y < 0 || wrong[g.of[i]] {
			continue
		}
		g.tape.Output(i, g.logits)
		wrong[g.of[i]] = likeliest(g.logits) != y
	}
}

// likeliest is the id with the largest logit; among equals the lowest, as in Scored.Rank.
func likeliest(logits []float32) int32 {
	top := kernel.Max(logits)
	return int32(slices.Index(logits, top)) // −1 if there is a NaN: nothing is right
}

// ValidateLines is NewLineEvaluator with marks: Right says which lines are answered right. It may be asked of a model
// while its run goes on.
func (m *Model) ValidateLines(of *text.Sequences) *LineEvaluator {
	e := NewLineEvaluator(m.net, of, m.Step)
	e.wrong = make([]bool, len(of.Spans))
	for i, x := range of.Spans {
		e.wrong[i] = x.Unknown > 0
	}
	return e
}

// Right reports whether the sequence at index i is answered right: every scored token is the likeliest, so that the
// greedy continuation of what is given is exactly the answer. Call it after the last Next.
func (e *LineEvaluator) Right(i int) bool { return !e.wrong[i] }

// A LengthScore is how many of the lines of one length are answered right.
type LengthScore struct {
	Length, Lines, Right int
}

// Accuracy is the share that is right; NaN if there are no lines.
func (s LengthScore) Accuracy() float64 { return float64(s.Right) / float64(s.Lines) }

// Tenths is Accuracy in tenths of a percent, rounded, but 1000 only if every line is right; 0 if there are no lines.
func (s LengthScore) Tenths() int {
	switch tenths := (2000*s.Right + s.Lines) / max(1, 2*s.Lines); {
	case s.Right < s.Lines:
		return min(tenths, 999)
	default:
		return tenths
	}
}

// ByLength is the score of every length that occurs (text.Span.Length), in ascending order. Call it after the last Next.
func (e *LineEvaluator) ByLength() []LengthScore {
	of := map[int]LengthScore{}
	for i, x := range e.of.Spans {
		s := of[x.Length]
		s.Length = x.Length
		s.Lines++
		if e.Right(i) {
			s.Right++
		}
		of[x.Length] = s
	}
	var list []LengthScore
	for _, n := range slices.Sorted(maps.Keys(of)) {
		list = append(list, of[n])
	}
	return list
}

// EvaluateLines reads sequences: Σ NLL of what is scored, and the share of lines that are right, by length.
func (m *Model) EvaluateLines(of *text.Sequences, threads int) (Evaluation, []LengthScore) {
	p := work.New(min(threads, heldout.Groups), false)
	defer p.Close()
	e := m.ValidateLines(of)
	for e.Next(p) {
	}
	ev := Evaluation{Valid: e.Result, Chars: m.Vocab.ScoredChars(of)}
	for _, x := range of.Spans {
		ev.Unknown += x.Unknown
	}
	return ev, e.ByLength()
}

// Answer is the greedy continuation of what is given in a sequence: until the line ends, or until it is clear that it is
// not the answer.
func (m *Model) Answer(of *text.Sequences, x text.Span) Path {
	asked := x.Scored + x.Unknown
	given := of.Inputs[x.From+1 : x.To-asked+1]
	if asked > 1 {
		asked += spare
	}
	return Read(m, m.prompt(given)).Greedy(asked)
}

// spare is how many tokens an answer may be longer than the right one.
const spare = 8
