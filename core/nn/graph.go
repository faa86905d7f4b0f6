package nn

import "math/rand/v2"

// A Graph is what a trainer trains: weights, and the equations that use them. Reading changes nothing
// in it: many Tapes may read one Graph at the same time, as long as nothing writes its weights.
type Graph[F Float] interface {
	Spec() Spec
	// Weights views all parameters as one vector, in the order of Tensors. After every change, PrepareBy must be
	// called.
	Weights() []F
	Tensors() []Tensor
	// States names the matrices of the state that a tape of B sequences carries, in the order of Tape.State.
	States(B int) []Tensor
	// Init sets random initial weights, tensor by tensor in order, and prepares them.
	Init(rng *rand.Rand)
	// PrepareBy lays the weights out for the matrix products, once for all time steps, with the work
	// divided among w.
	PrepareBy(w Workers)
	// Prepare is PrepareBy on one thread.
	Prepare()
	// Export copies the weights out, in PyTorch's names and shapes.
	Export() []Values[F]
	// Values does the same with any vector laid out like the weights: a gradient, an optimizer's averages.
	Values(flat []F) []Values[F]
	// Import is the inverse of Values: it fills flat from tensors found by name. Every tensor must exist and
	// have the right shape; the error names one that does not.
	Import(flat []F, find func(name string) (shape []int, data []F, ok bool)) error
	// Frozen is a copy of the graph as it is now, for others to read while this one keeps learning.
	Frozen() Graph[F]
	// NewTape is a tape for up to T steps of B sequences, with a state of 0.
	NewTape(T, B int) Tape[F]
}

// A Tape reads B sequences through a Graph. It holds the numbers of every step, which the backward
// pass needs, the state carried from one reading to the next, and the gradient. One goroutine uses a
// Tape at a time (its Workers help); several Tapes can share a Graph.
type Tape[F Float] interface {
	// Forward reads a batch, starting from the carried state and updating it. masks determines which
	// numbers dropout drops; nil: none.
	Forward(b *Batch[F], masks *Masks)
	// Backward goes back through the last Forward, from the loss of b's targets through all its steps and no
	// further: the carried state is taken as given (truncated backpropagation through time). Grad becomes the
	// gradient of scale·Σ loss. It returns Σ loss over the scored rows, in the head's unit, and their number.
	Backward(b *Batch[F], scale float64) (loss float64, scored int)
	// Score returns Σ loss of b's targets under the last Forward and how many rows were scored, without a
	// backward pass. If losses is not nil, each row's loss is stored there (T·B; 0 where not scored).
	Score(b *Batch[F], losses []float64) (loss float64, scored int)
	// Right is the number of rows of the last Score whose target has the largest output, the first of equals.
	Right() int
	// Losses views the loss of each row of the last Backward (T·B; 0 where not scored). It is valid until the
	// next.
	Losses() []float64
	// Output copies the head's outputs for row i of the last Forward and those behind it to dst, as many as fit
	// (n×Spec.OutputWidth): logits, or the prediction itself; see GaussianOf for that of the Gaussian head.
	Output(i int, dst []F)
	// Grad views the gradient of the last Backward, laid out like the weights; nil before the first.
	Grad() []F
	// State views the carried state: for each layer the hidden state (B×H) and, for cells that have them,
	// the others (B×kH). Writing to it sets it. The views are valid until the next Forward or Undo.
	State() [][]F
	// Reset sets the carried state to 0.
	Reset()
	// Undo restores the carried state from before the last Forward, once.
	Undo()
	// Activations views gates and states of the last Forward; see Activation.
	Activations() []Activation[F]
	// Rebind makes the tape read another graph of the same Spec, keeping its state.
	Rebind(g Graph[F])
	// UseWorkers makes w do the tape's work from now on.
	UseWorkers(w Workers)
}
