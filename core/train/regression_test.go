package train

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"unroll/core/history"
	"unroll/core/nn"
	"unroll/core/task"
	"unroll/core/text"
)

// regression is a task used only in tests: two numbers in, two numbers out, squared loss. The second output is the
// first input of the step before, so a state has to be carried.
//
//	y_t = (½ u_t − ¼ v_t, u_{t−1}) + noise of variance s²        floor of the loss: ½ · 2 · s² = s²
var regression = &task.Task{
	Name: "regression", About: "two numbers from two numbers",
	Loss:  task.Metric{ID: "loss", Unit: "½ squared error", Of: func(loss float64) float64 { return loss }},
	Score: task.Metric{ID: "rmse", Short: "rmse", Of: func(loss float64) float64 { return math.Sqrt(loss) }},
	Graph: task.Net,
}

// numbers is a series of inputs and targets, the last part of which is held out.
type numbers struct {
	x, y         []float32 // 2 per step
	train, valid int       // steps
}

const noise = 0.1 // s

func newNumbers(train, valid int) *numbers {
	rng := rand.New(rand.NewPCG(5, 7))
	d := &numbers{train: train, valid: valid}
	last := 0.0
	for range train + valid {
		u, v := rng.Float64()-0.5, rng.Float64()-0.5
		d.x = append(d.x, float32(u), float32(v))
		d.y = append(d.y, float32(0.5*u-0.25*v+noise*rng.NormFloat64()), float32(last+noise*rng.NormFloat64()))
		last = u
	}
	return d
}

func (d *numbers) Task() *task.Task { return regression }

func (d *numbers) Fit(s nn.Spec) nn.Spec {
	s.Vocab, s.Embed, s.Inputs, s.Outputs, s.Head = 0, 0, 2, 2, "linear"
	return s
}

func (d *numbers) Batches(batch, T int, _ func(epoch int) *rand.Rand) (task.Batches, error) {
	r := &steps{d: d}
	r.Resize(batch, T)
	return r, nil
}
func (d *numbers) HeldOut() int       { return d.valid }
func (d *numbers) Vocab() *text.Vocab { return nil }
func (d *numbers) Levels() []task.Level {
	return []task.Level{{ID: "mean", Loss: 0.5 * (0.25/12 + 0.0625/12 + 1.0/12 + 2*noise*noise)}}
}
func (d *numbers) Model(_ nn.Graph[float32], step int) task.Model { return still(step) }

type still int

func (s still) At() int { return int(s) }

// batchOf sets b to steps at … at+T of B sequences of the given length.
func (d *numbers) batchOf(b *nn.Batch[float32], from, length, at, T, B int, fresh bool) {
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

func (d *numbers) Validate(g nn.Graph[float32], step int) task.Validation {
	return &check{d: d, tape: g.NewTape(d.valid, 1), at: step}
}

// check is a validation that reads the held-out part in one piece.
type check struct {
	d    *numbers
	tape nn.Tape[float32]
	at   int
	is   history.Valid
}

func (c *check) Next(nn.Workers) bool {
	var b nn.Batch[float32]
	c.d.batchOf(&b, c.d.train, c.d.valid, 0, c.d.valid, 1, true)
	c.tape.Forward(&b, nil)
	sum, n := c.tape.Score(&b, nil)
	c.is = history.Valid{Step: c.at, NLL: sum, Tokens: n}
	return false
}
func (c *check) Outcome() (history.Valid, history.Windows) { return c.is, history.Windows{} }

// steps goes through the training part in parallel sequences.
type steps struct {
	d      *numbers
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
func (r *steps) Passed(T int) float64        { return r.Epochs() }
func (r *steps) Position() text.Position     { return r.pos }
func (r *steps) Seek(p text.Position, _ int) { r.pos, r.length = p, r.d.train/p.Rows }
func (r *steps) Holds(p text.Position) bool  { return p.Rows > 0 && p.Offset <= r.d.train/p.Rows }
func (r *steps) Fits(T int) bool             { return T <= r.d.train }
func (r *steps) Resize(batch, T int) {
	r.pos = text.Position{Epoch: r.pos.Epoch, Rows: min(batch, r.d.train/T), Fresh: true}
	r.length = r.d.train / r.pos.Rows
}

// The law: a task unknown to the program works in the trainer like any other: its loss falls to the known floor, its
// validations and its score are in its own unit, a saved run resumes bit for bit, and any number of threads makes the
// same bytes. 8,000 held-out numbers leave a standard error of 1.6 % of the floor.
func TestARegressionIsLearnedToItsFloor(t *testing.T) {
	d := newNumbers(20000, 4000)
	r := tiny(func(r *Recipe) {
		r.Model.Cell, r.Model.Hidden, r.Steps = "rnn", 16, 1500
		r.Settings.Batch, r.Settings.Unroll, r.Settings.LR, r.Settings.ValidEvery = 20, 10, 0.005, 500
	})
	kept := &memory{}
	tr, err := New(r, d, Options{Threads: 2, Recorder: kept})
	if err != nil {
		t.Fatal(err)
	}
	ran := make(chan error, 1)
	go func() { ran <- tr.Run(context.Background()) }()
	var last Snapshot
	for s := range tr.Snapshots(context.Background()) {
		v, ok := s.History.LastValid()
		if last = s; ok && s.Phase == Finished && !s.Validating && v.Step == r.Steps {
			tr.Send(Stop())
		}
	}
	if err := <-ran; err != nil {
		t.Fatal(err)
	}
	v, _ := last.History.LastValid()
	loss := v.Loss()
	const floor = noise * noise
	if loss < floor*(1-4*0.016) || loss > floor*1.1 {
		t.Errorf("the loss is %.5f: the floor is %.5f", loss, floor)
	}
	if last.Task != regression || math.Abs(last.Task.Score.Of(loss)-math.Sqrt(loss)) > 1e-12 || last.Language() != nil {
		t.Errorf("%+v", last.Task)
	}
	blind, err := Replay(r, d, nil, 300, 1)
	if err != nil {
		t.Fatal(err)
	}
	half, err := Replay(r, d, nil, 100, 3)
	if err != nil {
		t.Fatal(err)
	}
	l, err := newLearner(r, d)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.restore(half); err != nil {
		t.Fatal(err)
	}
	for l.step < 300 {
		if err := l.update(); err != nil {
			t.Fatal(err)
		}
	}
	if diff := differs(blind, l.checkpoint()); diff != "" {
		t.Errorf("resumed: %s", diff)
	}
}
