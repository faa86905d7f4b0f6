package nn

// A graphTape is what the tapes of all graphs have in common: one crew, the stacks whose state is carried,
// a head at the end, the gradient. A graph adds its own Forward, Backward and Rebind.
type graphTape[F Float] struct {
	*crew[F]
	maxT   int
	stacks []*stackTape[F]
	out    *readOutTape[F]
	grad   []F
}

// readyBackward lays out what the backward pass of a frozen graph needs, and allocates the gradient if there
// is none yet; fresh reports that the parts must claim their places in it.
func (t *graphTape[F]) readyBackward(w *weights[F]) (fresh bool) {
	w.readyBackward()
	if t.grad != nil {
		return false
	}
	t.grad = make([]F, len(w.W))
	return true
}

// Score returns the loss of a batch under the last Forward.
func (t *graphTape[F]) Score(b *Batch[F], losses []float64) (loss float64, scored int) {
	return t.out.score(b, losses)
}

// Right is the number of rows of the last Score whose target has the largest output.
func (t *graphTape[F]) Right() int { return t.out.right }

// Losses views the loss of each row of the last Backward.
func (t *graphTape[F]) Losses() []float64 { return t.out.losses[:t.out.rows] }

// Output copies the head's outputs for row i of the last Forward and those behind it to dst.
func (t *graphTape[F]) Output(i int, dst []F) { t.out.output(i, dst) }

// Grad views the gradient of the last Backward.
func (t *graphTape[F]) Grad() []F { return t.grad }

// State views the carried state, stack after stack.
func (t *graphTape[F]) State() [][]F {
	var all [][]F
	for _, s := range t.stacks {
		all = append(all, s.state()...)
	}
	return all
}

// Reset sets the carried state to 0.
func (t *graphTape[F]) Reset() {
	for _, s := range t.stacks {
		s.clearState()
	}
}

// Undo restores the carried state from before the last Forward, once.
func (t *graphTape[F]) Undo() {
	for _, s := range t.stacks {
		s.undo()
	}
}

// Activations views gates and states of the last Forward, stack after stack.
func (t *graphTape[F]) Activations() []Activation[F] {
	var list []Activation[F]
	for _, s := range t.stacks {
		list = s.activations(list)
	}
	return list
}

// UseWorkers makes w do the work from now on.
func (t *graphTape[F]) UseWorkers(w Workers) {
	t.use(w)
	t.grad = nil
}
