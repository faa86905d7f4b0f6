package train

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"unroll/core/kernel"
	"unroll/core/nn"
	"unroll/core/optim"
	"unroll/core/text"
)

// ErrDiverged says that a loss or a gradient was not a finite number. The update that would have
// spread it was not made: weights, carried state, place in the text and history are those before it.
var ErrDiverged = errors.New("diverged: the loss or the gradient is not a finite number")

// A learner makes updates. It knows nothing of channels, clocks or readers.
type learner struct {
	recipe   Recipe
	corpus   *text.Corpus
	set      Settings
	schedule schedule
	net      *nn.Net[float32]
	opt      optim.Kind[float32]
	slots    [][]float32   // the optimizer's averages, each laid out like the weights
	chunks   [][][]float32 // views of slots, one set a chunk
	grad     []float32     // Σ over the shards
	partial  []float64     // Σ g² of each chunk
	reader   *text.Reader
	window   text.Window
	shards   []shard
	pool     *pool
	hist     History
	step     int     // updates made
	judged   int     // epochs that plateau has looked at
	best     float64 // lowest validation loss at an epoch's end, for plateau
	decay    float64 // what plateau has come to
	readEach func(i int)
	addEach  func(i int)
	moveEach func(i int)
	scale    float64 // of the update being made
	hyper    optim.Hyper
	factor   float32
}

// A shard is a part of the batch: rows lo … lo+n of every window, read through a tape of its own.
type shard struct {
	lo, n           int
	tape            *nn.Tape[float32]
	tokens, targets []int32
	reset           []bool
	nll             float64
}

// chunk is the range of weights that is one piece of work; the order of Σ g² hangs on it.
const chunk = 1 << 14

func newLearner(r Recipe, c *text.Corpus) (*learner, error) {
	r.Model.Vocab = c.Vocab.Len()
	if err := r.Check(); err != nil {
		return nil, err
	}
	if sch, _ := parseSchedule(r.Schedule); sch.plateau > 0 && len(c.Valid) < 2 {
		return nil, fmt.Errorf("schedule %s needs text held out for validation", r.Schedule)
	}
	opt, err := optim.Find[float32](r.Optimizer)
	if err != nil {
		return nil, err
	}
	net, err := nn.New[float32](r.Model)
	if err != nil {
		return nil, err
	}
	l := &learner{recipe: r, corpus: c, set: r.Settings, net: net, opt: opt, best: math.Inf(1), decay: 1}
	l.schedule, _ = parseSchedule(r.Schedule)
	l.reader, err = text.NewReader(c, l.set.Batch, l.set.Unroll, func(epoch int) *rand.Rand {
		return stream(r.Seed, "data", uint64(epoch))
	})
	if err != nil {
		return nil, err
	}
	net.Init(stream(r.Seed, "init", 0))
	l.grad = make([]float32, len(net.W))
	l.partial = make([]float64, (len(net.W)+chunk-1)/chunk)
	for range opt.Slots {
		l.slots = append(l.slots, make([]float32, len(net.W)))
	}
	for i := range l.partial {
		lo, hi := l.span(i)
		var views [][]float32
		for _, s := range l.slots {
			views = append(views, s[lo:hi])
		}
		l.chunks = append(l.chunks, views)
	}
	l.readEach, l.addEach, l.moveEach = l.readShard, l.addChunk, l.moveChunk
	l.layOut()
	return l, nil
}

// layOut makes the shards' tapes for the present batch and unroll; carried states are lost.
func (l *learner) layOut() {
	B, S := l.reader.Rows(), min(l.recipe.Shards, l.reader.Rows())
	l.shards = make([]shard, S)
	for s := range l.shards {
		lo := s * B / S
		n := (s+1)*B/S - lo
		l.shards[s] = shard{lo: lo, n: n, tape: nn.NewTape(l.net, l.set.Unroll, n)}
	}
}

// update reads one window, goes back through it and moves the weights. The error is ErrDiverged.
func (l *learner) update() error {
	start, before, lr := time.Now(), l.reader.Position(), l.lr()
	l.reader.Next(l.set.Unroll, &l.window)
	l.scale = 1 / math.Max(1, float64(l.window.Scored))
	l.pool.run(len(l.shards), l.readEach)
	nll := 0.0
	for s := range l.shards {
		nll += l.shards[s].nll
	}
	l.pool.run(len(l.partial), l.addEach)
	norm := 0.0
	for _, p := range l.partial {
		norm += p
	}
	norm = math.Sqrt(norm)
	p := Point{Step: l.step + 1, Tokens: l.window.Scored, Loss: nll * l.scale, GradNorm: norm,
		Clip: float64(l.set.Clip), LR: lr, Epoch: l.reader.Epochs()}
	if !finite(p.Loss) || !finite(norm) {
		l.undo(before)
		return ErrDiverged
	}
	p.Factor, _ = optim.Clip(norm, p.Clip)
	l.factor = float32(p.Factor)
	l.hyper = optim.Hyper{LR: p.LR, Momentum: l.set.Momentum, Step: l.step + 1}
	l.pool.run(len(l.partial), l.moveEach)
	l.net.Prepare()
	l.step++
	p.Millis = float64(time.Since(start).Microseconds()) / 1e3
	l.hist.Points = append(l.hist.Points, p)
	l.hist.Tokens += int64(p.Tokens)
	return nil
}

// undo forgets a window that was read and not learned from.
func (l *learner) undo(before text.Position) {
	for s := range l.shards {
		l.shards[s].tape.Undo()
	}
	l.reader.Seek(before, l.set.Unroll)
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// lr is the learning rate of the next update. That a pass is over counts as soon as no window is
// left in it: the next update reads the next pass.
func (l *learner) lr() float64 {
	return l.set.LR * l.decay * l.schedule.factor(l.epochEnd(), l.progress())
}

// progress is the part of the run that is done; 0 where it has no end.
func (l *learner) progress() float64 {
	switch {
	case l.recipe.Steps > 0:
		return float64(l.step) / float64(l.recipe.Steps)
	case l.recipe.Epochs > 0:
		return l.reader.Epochs() / l.recipe.Epochs
	}
	return 0
}

// done says whether the run has come to the end that its recipe sets.
func (l *learner) done() bool {
	r := l.recipe
	return (r.Steps > 0 && l.step >= r.Steps) || (r.Epochs > 0 && l.epochEnd() >= r.Epochs)
}

// epochEnd counts a pass as made when no whole window is left in it.
func (l *learner) epochEnd() float64 { return l.reader.Passed(l.set.Unroll) }

// readShard reads shard i of the window and goes back through it.
func (l *learner) readShard(i int) {
	s, w := &l.shards[i], &l.window
	s.tokens, s.targets, s.reset = s.tokens[:0], s.targets[:0], s.reset[:0]
	for t := range w.T {
		lo := t*w.B + s.lo
		s.tokens = append(s.tokens, w.Inputs[lo:lo+s.n]...)
		s.targets = append(s.targets, w.Targets[lo:lo+s.n]...)
		s.reset = append(s.reset, w.Reset[lo:lo+s.n]...)
	}
	if l.recipe.Model.Dropout > 0 {
		s.tape.Forward(s.tokens, s.reset, stream(l.recipe.Seed, "dropout", uint64(l.step)<<8|uint64(i)))
	} else {
		s.tape.Forward(s.tokens, s.reset, nil)
	}
	s.nll, _ = s.tape.Back(s.targets, l.scale)
}

func (l *learner) span(i int) (lo, hi int) { return i * chunk, min((i+1)*chunk, len(l.grad)) }

// addChunk adds the shards' gradients in their order, and squares the sum.
func (l *learner) addChunk(i int) {
	lo, hi := l.span(i)
	g := l.grad[lo:hi]
	copy(g, l.shards[0].tape.Grad[lo:hi])
	for s := 1; s < len(l.shards); s++ {
		kernel.Add(g, l.shards[s].tape.Grad[lo:hi])
	}
	l.partial[i] = kernel.SumSquares(g)
}

// moveChunk clips a piece of the gradient and moves its weights.
func (l *learner) moveChunk(i int) {
	lo, hi := l.span(i)
	if l.factor != 1 {
		kernel.Scale(l.factor, l.grad[lo:hi])
	}
	l.opt.Update(l.net.W[lo:hi], l.grad[lo:hi], l.chunks[i], l.hyper)
}

// change sets a knob, between updates, and logs it. It reports whether anything changed.
func (l *learner) change(k Knob, v float64) (bool, error) {
	if err := k.Check(v); err != nil {
		return false, err
	}
	old, next := k.Get(&l.set), l.set
	k.Set(&next, v)
	if old == v {
		return false, nil
	}
	if err := l.recipe.fits(next); err != nil {
		return false, err
	}
	if k.Name == "unroll" && !l.reader.Fits(next.Unroll) {
		return false, fmt.Errorf("the text has not %d tokens to unroll over", next.Unroll)
	}
	l.set = next
	l.hist.Events = append(l.hist.Events, Event{Step: l.step, Knob: k.Name, From: old, To: v})
	switch k.Name {
	case "batch":
		l.reader.Resize(l.set.Batch, l.set.Unroll)
		l.layOut()
	case "unroll":
		l.reunroll()
	}
	return true, nil
}

// reunroll makes tapes of another length and keeps what they carry.
func (l *learner) reunroll() {
	old := l.state()
	l.layOut()
	l.setState(old)
}

// state is the carried state of the whole batch: for each of the net's state matrices B×H numbers.
func (l *learner) state() [][]float32 {
	var all [][]float32
	for _, s := range l.shards {
		for i, m := range s.tape.State() {
			if i == len(all) {
				all = append(all, nil)
			}
			all[i] = append(all[i], m...)
		}
	}
	return all
}

func (l *learner) setState(all [][]float32) {
	H := l.recipe.Model.Hidden
	for _, s := range l.shards {
		for i, m := range s.tape.State() {
			copy(m, all[i][s.lo*H:(s.lo+s.n)*H])
		}
	}
}
