package nn

import "strings"

// A Cell turns the gates' sums (pre-activations) of one step into the next state, and the gradient
// of that state back into gradients of the sums. The matrix products around it belong to the layer.
//
// To add a cell, write its two functions in a file of their own and a line in cells: flag, menu,
// gradient test and parity test range over the table. Those of a FeedForward model are its hidden layers', for which
// Step.X holds all of the sums and no state exists.
type Cell[F Float] struct {
	Info
	Forward  func(s *Step[F])
	Backward func(s *Step[F])
	// For cells with Second gates. Forward then sees the complete sums of the other gates only, and leaves
	// the input of the second product in Step.Mid; Forward2 follows that product. Backward2, the backward
	// pass of Forward2, comes first in the backward pass; Backward follows with the gradient of Mid in
	// Step.DMid.
	Forward2, Backward2 func(s *Step[F])
}

// Info describes a cell without its equations.
type Info struct {
	Name      string   // as in --cell
	About     string   // one line for a menu
	Gates     []string // names of the G sums of width H that a step needs, in the order of their columns
	States    []string // names of the states that it carries besides the hidden state h, H numbers each
	Vectors   []string // names of its vectors of H parameters: in layer 0 of a stack called rnn, "rnn.NAME_l0"
	Second    int      // number of gates, the last ones, whose W_h multiplies Step.Mid instead of H_{t−1}
	Split     bool     // it needs the sums from the input and from the hidden state separately
	Shared    int      // of a Split cell: so many first gates have the same gradient in both
	OneBias   bool     // its sums have one bias, b_x: no b_h
	NoProduct bool     // its sums do not see the hidden state: neither W_h nor b_h; not with Split or Second
	Saves     bool     // Forward leaves B×H numbers for Backward in Step.Save
	// FeedForward: it carries no state and reads real vectors, each row by itself (feedforward.go). Without Gates it
	// has no hidden layer either.
	FeedForward bool
}

// cells is the table of cells, the simplest first.
func cells[F Float]() []Cell[F] {
	return []Cell[F]{
		{Info: Info{Name: "rnn", About: "hidden state through tanh", Gates: []string{"sum"}},
			Forward: tanhForward[F], Backward: tanhBackward[F]},
		{Info: Info{Name: "rnn-relu", About: "hidden state through max(0, x)", Gates: []string{"sum"}},
			Forward: reluForward[F], Backward: reluBackward[F]},
		{Info: Info{Name: "lstm", About: "input, forget and output gates around a cell state",
			Gates: []string{"input", "forget", "candidate", "output"}, States: []string{"c"}, Saves: true},
			Forward: lstmForward[F], Backward: lstmBackward[F]},
		{Info: Info{Name: "gru", About: "reset and update gates, no cell state",
			Gates: []string{"reset", "update", "candidate"}, Split: true, Shared: 2},
			Forward: gruForward[F], Backward: gruBackward[F]},
		{Info: Info{Name: "linear", About: "outputs straight from the inputs: linear regression", FeedForward: true}},
		{Info: Info{Name: "mlp", About: "hidden layers through max(0, x), no state", Gates: []string{"sum"}, FeedForward: true},
			Forward: reluForward[F], Backward: reluBackward[F]},
	}
}

// Cells lists the recurrent cells, the simplest first.
func Cells() []Info { return infos(false) }

// FeedForward lists the models without a state, the simplest first. They read real vectors: a window of past values
// makes an autoregressive model of them.
func FeedForward() []Info { return infos(true) }

func infos(feedForward bool) (list []Info) {
	for _, c := range cells[float64]() {
		if c.FeedForward == feedForward {
			list = append(list, c.Info)
		}
	}
	return list
}

// FindCell looks a name up in the table, whether of a recurrent cell or of a model without a state. The error lists
// the names.
func FindCell(name string) (Info, error) {
	var names []string
	for _, c := range cells[float64]() {
		if c.Name == name {
			return c.Info, nil
		}
		names = append(names, c.Name)
	}
	return Info{}, errCell.Of(name, strings.Join(names, ", "))
}

func cellOf[F Float](name string) Cell[F] {
	for _, c := range cells[F]() {
		if c.Name == name {
			return c
		}
	}
	panic("nn: no cell " + name) // Spec.Check has passed
}

// A Step is one time step of one layer, for B sequences: what a cell works on. All slices except P
// hold B rows.
type Step[F Float] struct {
	B, H int
	// X holds the sums X_t W_x + b_x + H_{t−1} W_h + b_h (B×GH); for a Split cell, without the part
	// from the hidden state, which Hx holds. Forward overwrites them with what Backward needs (the
	// gates), and Backward with the gradients of the sums.
	X, Hx []F
	// States before and after the step: B×H, and B×kH for a cell with k other states.
	PrevH, PrevC, Out, C []F
	Save                 []F // B×H for the cell's own use, if it Saves
	// For Backward: the gradient at the new hidden state, and at the other new states, which Backward
	// replaces by the gradient at the old ones. It adds to DPrev what reaches the old hidden state other
	// than through the products.
	DH, DC, DPrev []F
	// For a cell with Vectors: their numbers, one vector after another, and what each sequence adds to
	// their gradients, which Backward sets.
	P, DP []F
	// For a cell with Second gates: the input of their product (B×H), and its gradient.
	Mid, DMid []F
}
