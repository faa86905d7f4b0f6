package nn

import "math/rand/v2"

// A Graph is what a trainer trains: weights, and the equations that they stand in. It holds nothing
// that changes while it reads: many Tapes may read one Graph at the same time, as long as nobody writes
// its weights.
type Graph[F Float] interface {
	Spec() Spec
	// Weights views all parameters as one vector, in the order of Tensors. PrepareBy has to follow every change.
	Weights() []F
	Tensors() []Tensor
	// States names the matrices of the state that a tape of B sequences carries, in the order of Tape.State.
	States(B int) []Tensor
	// Init draws first weights, tensor by tensor in their order, and prepares them.
	Init(rng *rand.Rand)
	// PrepareBy lays the weights out for the products, once for all time steps, the work shared out by w.
	PrepareBy(w Workers)
	// Prepare is PrepareBy on one thread.
	Prepare()
	// Export copies the weights out, in PyTorch's names and shapes.
	Export() []Values[F]
	// Values does the same with any vector that lies like the weights: a gradient, an optimizer's averages.
	Values(flat []F) []Values[F]
	// Import is the inverse of Values: it fills flat from tensors found by name. Every tensor must be there in
	// its shape; the error names the one that is not.
	Import(flat []F, find func(name string) (shape []int, data []F, ok bool)) error
	// Frozen is a copy of the graph as it is now, for others to read while this one learns on.
	Frozen() Graph[F]
	// NewTape is a tape for up to T steps of B sequences, with a state of 0.
	NewTape(T, B int) Tape[F]
}

// A Tape is where B sequences are read through a Graph: the numbers of every step, which the backward
// pass needs, the state that is carried from one reading to the next, and the gradient. One
// goroutine uses a Tape at a time (its Workers help); several Tapes can share a Graph.
type Tape[F Float] interface {
	// Forward reads a batch and carries the state on. masks says which numbers dropout drops; nil: none.
	Forward(b *Batch[F], masks *Masks)
	// Backward goes back through the last Forward, from the loss of b's targets through all its steps and no
	// further: the carried state is taken as given (truncated backpropagation through time). Grad becomes the
	// gradient of scale·Σ loss. It returns Σ loss over the scored rows, in the head's unit, and their number.
	Backward(b *Batch[F], scale float64) (loss float64, scored int)
	// Score returns Σ loss of b's targets under the last Forward and how many rows were scored, without a
	// backward pass. Where losses is not nil, it gets each row's (T·B; 0 where not scored).
	Score(b *Batch[F], losses []float64) (loss float64, scored int)
	// Losses views what each row of the last Backward cost (T·B; 0 where not scored). It holds until the next.
	Losses() []float64
	// Output copies what the head says in row i of the last Forward to dst (K): logits, or the prediction itself.
	Output(i int, dst []F)
	// Grad views the gradient of the last Backward, laid out like the weights; nil before the first.
	Grad() []F
	// State views the carried state: for each layer the hidden state (B×H) and, of cells that have them, the
	// others (B×kH). Writing to it sets it. The views hold until the next Forward or Undo.
	State() [][]F
	// Reset forgets the carried state.
	Reset()
	// Undo gives the carried state back that there was before the last Forward, once.
	Undo()
	// Activations views gates and states of the last Forward; see Activation.
	Activations() []Activation[F]
	// Rebind makes the tape read another graph of the same Spec, its state kept.
	Rebind(g Graph[F])
	// UseWorkers has w do the tape's work from now on.
	UseWorkers(w Workers)
}
