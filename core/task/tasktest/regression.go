// Package tasktest has a task that only tests have.
package tasktest

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"math/rand/v2"

	"unroll/core/history"
	"unroll/core/nn"
	"unroll/core/task"
	"unroll/core/text"
)

// Regression is a task without a vocabulary: two numbers in, two numbers out, squared loss. The second output is the
// first input of the step before, so a state has to be carried. A test that trains it adds it to task.Tasks.
//
//	y_t = (½ u_t − ¼ v_t, u_{t−1}) + noise of variance s²        floor of the loss: ½ · 2 · s² = s²
var Regression = &task.Task{
	Name: "regression", About: "two numbers from two numbers",
	Loss:  task.Metric{ID: "loss", Unit: "½ squared error", Of: func(loss float64) float64 { return loss }},
	Score: task.Metric{ID: "rmse", Short: "rmse", Of: func(loss float64) float64 { return math.Sqrt(2 * loss / outputs) }},
	Graph: task.Net,
}

// Noise is s.
const Noise = 0.1

const inputs, outputs = 2, 2

// Numbers are inputs and targets, the last part of which is held out.
type Numbers struct {
	Train, Valid int       // steps
	x, y         []float32 // 2 per step
}

// New makes numbers by a seed.
func New(seed uint64, train, valid int) *Numbers {
	rng := rand.New(rand.NewPCG(seed, 7))
	d := &Numbers{Train: train, Valid: valid}
	last := 0.0
	for range train + valid {
		u, v := rng.Float64()-0.5, rng.Float64()-0.5
		d.x = append(d.x, float32(u), float32(v))
		d.y = append(d.y, float32(0.5*u-0.25*v+Noise*rng.NormFloat64()), float32(last+Noise*rng.NormFloat64()))
		last = u
	}
	return d
}

// SHA256 is that of the numbers, in hex.
func (d *Numbers) SHA256() string {
	var b []byte
	for _, list := range [][]float32{d.x, d.y} {
		for _, v := range list {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
		}
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// Task is Regression.
func (d *Numbers) Task() *task.Task { return Regression }

// Fit sets the widths and the head.
func (d *Numbers) Fit(s nn.Spec) nn.Spec {
	s.Vocab, s.Embed, s.Inputs, s.Outputs, s.Head = 0, 0, inputs, outputs, "squared"
	return s
}

// Batches goes through the training part in order.
func (d *Numbers) Batches(_ nn.Spec, batch, T int, _ func(epoch int) *rand.Rand) (task.Batches, error) {
	r := &steps{d: d}
	r.Resize(batch, T)
	return r, nil
}

// HeldOut is the held-out part's length in steps.
func (d *Numbers) HeldOut() int { return d.Valid }

// Vocab is nil.
func (d *Numbers) Vocab() *text.Vocab { return nil }

// Levels are the loss of predicting 0.
func (d *Numbers) Levels() []task.Level {
	return []task.Level{{ID: "mean", Loss: 0.5 * (0.25/12 + 0.0625/12 + 1.0/12 + 2*Noise*Noise)}}
}

// Model cannot be asked anything.
func (d *Numbers) Model(_ nn.Graph[float32], step int) task.Model { return still(step) }

type still int

func (s still) At() int { return int(s) }

// batchOf sets b to steps at … at+T of B sequences of the given length, the first of which begins at from.
func (d *Numbers) batchOf(b *nn.Batch[float32], from, length, at, T, B int, fresh bool) {
	*b = nn.Batch[float32]{T: T, B: B}
	for t := range T {
		for s := range B {
			i := 2 * (from + s*length + at + t)
			b.Reals = append(b.Reals, d.x[i:i+2]...)
			b.RealTargets = append(b.RealTargets, d.y[i:i+2]...)
			b.Reset = append(b.Reset, fresh && t == 0)
		}
	}
}

// Validate reads the held-out part in one piece.
func (d *Numbers) Validate(g nn.Graph[float32], step int) task.Validation {
	return &validation{d: d, tape: g.NewTape(d.Valid, 1), at: step}
}

type validation struct {
	d    *Numbers
	tape nn.Tape[float32]
	at   int
	is   history.Valid
}

func (c *validation) Next(nn.Workers) bool {
	var b nn.Batch[float32]
	c.d.batchOf(&b, c.d.Train, c.d.Valid, 0, c.d.Valid, 1, true)
	c.tape.Forward(&b, nil)
	sum, n := c.tape.Score(&b, nil)
	c.is = history.Valid{Step: c.at, NLL: sum, Tokens: n}
	return false
}

func (c *validation) Outcome() (history.Valid, history.Windows) { return c.is, history.Windows{} }

// steps goes through the training part in parallel sequences.
type steps struct {
	d      *Numbers
	pos    text.Position
	length int // of a sequence
}

func (r *steps) Next(T int, b *nn.Batch[float32]) (scored int, fresh bool) {
	if r.pos.Offset+T > r.length {
		r.pos = text.Position{Epoch: r.pos.Epoch + 1, Rows: r.pos.Rows, Fresh: true}
	}
	fresh = r.pos.Fresh
	r.d.batchOf(b, 0, r.length, r.pos.Offset, T, r.pos.Rows, fresh)
	r.pos.Offset, r.pos.Fresh = r.pos.Offset+T, false
	return T * r.pos.Rows, fresh
}

func (r *steps) Rows() int { return r.pos.Rows }

func (r *steps) Epochs() float64 {
	return float64(r.pos.Epoch) + float64(r.pos.Offset)/float64(r.length)
}

func (r *steps) Passed(int) float64          { return r.Epochs() }
func (r *steps) Position() text.Position     { return r.pos }
func (r *steps) Seek(p text.Position, _ int) { r.pos, r.length = p, r.d.Train/p.Rows }
func (r *steps) Holds(p text.Position) bool  { return p.Rows > 0 && p.Offset <= r.d.Train/p.Rows }
func (r *steps) Fits(T int) bool             { return T <= r.d.Train }

func (r *steps) Resize(batch, T int) {
	r.pos = text.Position{Epoch: r.pos.Epoch, Rows: min(batch, r.d.Train/T), Fresh: true}
	r.length = r.d.Train / r.pos.Rows
}
