package train

import (
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"unroll/core/fault"
	"unroll/core/history"
	"unroll/core/kernel"
	"unroll/core/marks"
	"unroll/core/nn"
	"unroll/core/optim"
	"unroll/core/random"
	"unroll/core/recipe"
	"unroll/core/ruin"
	"unroll/core/task"
	"unroll/core/work"
)

// ErrDiverged means that a loss or a gradient was not a finite number. The update that would have spread
// it was not made: weights, carried state, place in the data and history are as they were before it.
var ErrDiverged = fault.New("train.diverged", "diverged: the loss or the gradient is not a finite number").Of()

// ErrRuined means that a run's loss is far worse than an untrained model's: see ruin.Rule.
var ErrRuined = fault.New("train.ruined", "ruined: the loss is far above that of an untrained network").Of()

// A learner makes updates. It knows nothing of channels, clocks or readers.
type learner struct {
	recipe   recipe.Recipe
	data     task.Data
	set      recipe.Settings
	schedule optim.Schedule
	net      nn.Graph[float32]
	opt      optim.Kind[float32]
	slots    [][]float32   // the optimizer's averages, each laid out like the weights
	chunks   [][][]float32 // views of slots, one set for each chunk
	partial  []float64     // Σ g² of each chunk
	reader   task.Batches
	tape     nn.Tape[float32]
	batch    nn.Batch[float32] // of the last update
	scored   int               // number of its rows that were scored
	masks    nn.Masks
	pool     *work.Pool
	hist     *history.History
	older    Rows // finds the rows that hist no longer keeps individually; nil: they cannot be found
	step     int  // updates made
	plateau
	bestKeeper
	watch    ruin.Rule       // whether the run is ruined
	goods    goodKeeper      // its last good state
	marks    marks.Set[Good] // states to go back to
	sizeEach func(piece, thread int)
	moveEach func(piece, thread int)
	hyper    optim.Hyper // of the current update
	recent   history.RecentWindows
}

// plateau is the state of the schedule of that name.
type plateau struct {
	judged      int     // epochs that it has judged
	plateauBest float64 // lowest validation loss at an epoch's end
	decay       float64 // the factor that it applies to the learning rate
}

// chunk is the number of weights in one piece of work; the order of summation of Σ g² depends on it.
const chunk = 1 << 14

func newLearner(r recipe.Recipe, d task.Data) (*learner, error) {
	r.Model = d.Fit(r.Model)
	if err := r.Check(); err != nil {
		return nil, err
	}
	if err := r.Matches(d); err != nil {
		return nil, err
	}
	d = r.ReadAs(d)
	if sch, _ := optim.ParseSchedule(r.Schedule); sch.Plateau > 0 && d.HeldOut() == 0 {
		return nil, errPlateau.Of(r.Schedule)
	}
	opt, err := optim.Find[float32](r.Optimizer)
	if err != nil {
		return nil, err
	}
	net, err := d.Task().Graph(r.Model)
	if err != nil {
		return nil, err
	}
	l := &learner{recipe: r, data: d, set: r.Settings, net: net, opt: opt, hist: &history.History{},
		plateau: plateau{plateauBest: math.Inf(1), decay: 1}, bestKeeper: bestKeeper{lowest: math.Inf(1), room: maxBest},
		watch: ruin.For(d), goods: goodKeeper{off: len(net.Weights()) > maxGood}}
	l.hist.Hold(0) // until something has stored it
	l.schedule, _ = optim.ParseSchedule(r.Schedule)
	l.reader, err = d.Batches(r.Model, l.set.Batch, l.set.Unroll, r.Order)
	if err != nil {
		return nil, err
	}
	net.Init(random.Stream(r.Seed, "init", 0))
	l.partial = make([]float64, (len(net.Weights())+chunk-1)/chunk)
	for range opt.Slots {
		l.slots = append(l.slots, make([]float32, len(net.Weights())))
	}
	for i := range l.partial {
		lo, hi := l.span(i)
		var views [][]float32
		for _, s := range l.slots {
			views = append(views, s[lo:hi])
		}
		l.chunks = append(l.chunks, views)
	}
	l.sizeEach, l.moveEach = l.sizeChunk, l.moveChunk
	l.use(work.New(1, false))
	l.layOut()
	return l, nil
}

// use makes the threads of p do the work.
func (l *learner) use(p *work.Pool) {
	l.pool = p
	if l.tape != nil {
		l.tape.UseWorkers(p)
	}
}

// layOut makes the tape for the current batch and unroll; the carried state is lost.
func (l *learner) layOut() {
	l.tape = l.net.NewTape(l.set.Unroll, l.reader.Rows())
	l.tape.UseWorkers(l.pool)
}

// update reads one window, goes back through it and changes the weights. The error is ErrDiverged.
func (l *learner) update() error {
	start, before, lr, due := time.Now(), l.reader.Position(), l.lr(), l.beforeUpdate()
	scored, fresh := l.reader.Next(l.set.Unroll, &l.batch)
	l.scored = scored
	l.sample()
	l.tape.Forward(&l.batch, l.dropoutMasks())
	scale := 1 / math.Max(1, float64(scored))
	nll, _ := l.tape.Backward(&l.batch, scale)
	l.pool.Run(len(l.partial), l.sizeEach)
	norm := 0.0
	for _, p := range l.partial {
		norm += p
	}
	norm = math.Sqrt(norm)
	p := history.Point{Step: l.step + 1, Tokens: scored, Loss: nll * scale, GradNorm: norm,
		Clip: float64(l.set.Clip), LR: lr, Epoch: l.reader.Epochs()}
	if !finite(p.Loss) || !finite(norm) {
		l.tape.Undo()
		l.reader.Seek(before, l.set.Unroll)
		return ErrDiverged
	}
	if !fresh {
		l.recent.Add(l.tape.Losses(), l.batch.B, l.batch.Counts)
	}
	l.keepGood(due, p.Loss)
	p.Factor, _ = optim.Clip(norm, p.Clip)
	l.hyper = optim.Hyper{LR: p.LR, Momentum: l.set.Momentum, Step: l.step + 1, Factor: p.Factor}
	l.pool.Run(len(l.partial), l.moveEach)
	l.net.PrepareBy(l.pool)
	l.step++
	p.Millis = float64(time.Since(start).Microseconds()) / 1e3
	l.hist.Append(p)
	l.watch.Add(p.Loss, p.Tokens)
	return nil
}

// sample lets a decoder read some of its own predictions, as many as the setting says.
func (l *learner) sample() {
	if s, ok := l.reader.(interface {
		Sample(tape nn.Tape[float32], last *nn.Batch[float32], share float64, rng *rand.Rand)
	}); ok && l.set.Sampled > 0 {
		s.Sample(l.tape, &l.batch, l.set.Sampled, random.Stream(l.recipe.Seed, "teacher forcing", uint64(l.step)))
	}
}

// dropoutMasks determines what dropout drops in the next reading; nil: nothing.
func (l *learner) dropoutMasks() *nn.Masks {
	if l.recipe.Model.Dropout == 0 {
		return nil
	}
	l.masks = nn.Masks{Seed: random.Seed(l.recipe.Seed, "dropout"), Step: uint64(l.step)}
	return &l.masks
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// lr is the learning rate of the next update. An epoch is over as soon as no window is left in it:
// the next update reads the next epoch.
func (l *learner) lr() float64 {
	return l.set.LR * l.decay * l.schedule.Factor(l.epochEnd(), l.progress())
}

// progress is the fraction of the run that is done; 0 if it has no end.
func (l *learner) progress() float64 {
	switch {
	case l.recipe.Steps > 0:
		return float64(l.step) / float64(l.recipe.Steps)
	case l.recipe.Epochs > 0:
		return l.reader.Epochs() / l.recipe.Epochs
	}
	return 0
}

// done reports whether the run has reached the end that its recipe sets.
func (l *learner) done() bool {
	r := l.recipe
	return (r.Steps > 0 && l.step >= r.Steps) || (r.Epochs > 0 && l.epochEnd() >= r.Epochs)
}

// epochEnd counts an epoch as done when no whole window is left in it.
func (l *learner) epochEnd() float64 { return l.reader.Passed(l.set.Unroll) }

func (l *learner) span(i int) (lo, hi int) { return i * chunk, min((i+1)*chunk, len(l.net.Weights())) }

// sizeChunk sums the squares of a chunk of the gradient.
func (l *learner) sizeChunk(i, _ int) {
	lo, hi := l.span(i)
	l.partial[i] = kernel.SumSquares(l.tape.Grad()[lo:hi])
}

// moveChunk updates a chunk of the weights.
func (l *learner) moveChunk(i, _ int) {
	lo, hi := l.span(i)
	l.opt.Update(l.net.Weights()[lo:hi], l.tape.Grad()[lo:hi], l.chunks[i], l.hyper)
}

// change sets a knob, between updates, and logs it. It reports whether anything changed.
func (l *learner) change(k recipe.Knob, v float64) (bool, error) {
	if err := k.Check(v); err != nil {
		return false, err
	}
	if k.Task != "" && k.Task != l.recipe.Task {
		return false, errKnobTask.Of(k.Name, k.Task)
	}
	old, next := k.Get(&l.set), l.set
	k.Set(&next, v)
	if old == v {
		return false, nil
	}
	if err := l.recipe.Fits(next); err != nil {
		return false, err
	}
	if k.Name == "unroll" && !l.reader.Fits(next.Unroll) {
		return false, l.misfit(next.Unroll)
	}
	if !k.Looks {
		l.keepMark(true)
		l.beforeChange()
	}
	l.set = next
	l.hist.AddEvent(history.Event{Step: l.step, Knob: k.Name, From: old, To: v})
	switch k.Name {
	case "batch":
		l.reader.Resize(l.set.Batch, l.set.Unroll)
		l.layOut()
	case "unroll":
		l.reunroll()
	}
	return true, nil
}

// misfit says why there are no windows of T steps.
func (l *learner) misfit(T int) error {
	if r, ok := l.reader.(interface{ Misfit(T int) error }); ok {
		return r.Misfit(T)
	}
	return errUnroll.Of(T)
}

// reunroll makes a tape of another length and keeps the carried state.
func (l *learner) reunroll() {
	old := l.state()
	l.layOut()
	l.setState(old)
}

// state is the carried state of the whole batch: B×H numbers for each of the net's state matrices.
func (l *learner) state() [][]float32 {
	var all [][]float32
	for _, m := range l.tape.State() {
		all = append(all, slices.Clone(m))
	}
	return all
}

func (l *learner) setState(all [][]float32) {
	for i, m := range l.tape.State() {
		copy(m, all[i])
	}
}
