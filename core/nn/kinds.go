package nn

import (
	"fmt"
	"strings"
)

// A Kind is a cell: what turns the gates' sums of one step into the next state, and the gradient
// of that state back into gradients of the sums. The products around it are the layer's.
//
// To add a cell, write its two functions in a file of their own and a line in kinds: flag, menu,
// gradient test and parity test range over the table.
type Kind[F Float] struct {
	Info
	Forward func(s *Step[F])
	Back    func(s *Step[F])
}

// Info is what there is to say of a cell without its equations.
type Info struct {
	Name  string // as in --cell
	About string // one line for a menu
	Gates int    // G: sums of width H that a step needs
	Cell  bool   // it carries a cell state c besides the hidden state h
	Split bool   // it needs the sums from the input and from the hidden state apart
	Saves bool   // Forward leaves B×H numbers for Back in Step.Save
}

// kinds is the table of cells; the first is the plainest.
func kinds[F Float]() []Kind[F] {
	return []Kind[F]{
		{Info{Name: "rnn", About: "hidden state through tanh", Gates: 1}, tanhForward[F], tanhBack[F]},
		{Info{Name: "rnn-relu", About: "hidden state through max(0, x)", Gates: 1}, reluForward[F], reluBack[F]},
		{Info{Name: "lstm", About: "input, forget and output gates around a cell state", Gates: 4, Cell: true, Saves: true}, lstmForward[F], lstmBack[F]},
		{Info{Name: "gru", About: "reset and update gates, no cell state", Gates: 3, Split: true}, gruForward[F], gruBack[F]},
	}
}

// Kinds lists the cells there are.
func Kinds() []Info {
	var list []Info
	for _, k := range kinds[float64]() {
		list = append(list, k.Info)
	}
	return list
}

// FindKind looks a cell's name up in the table.
func FindKind(name string) (Info, error) {
	var names []string
	for _, k := range Kinds() {
		if k.Name == name {
			return k, nil
		}
		names = append(names, k.Name)
	}
	return Info{}, fmt.Errorf("no cell %q: there are %s", name, strings.Join(names, ", "))
}

func kindOf[F Float](name string) Kind[F] {
	for _, k := range kinds[F]() {
		if k.Name == name {
			return k
		}
	}
	panic("nn: no cell " + name) // Spec.Check comes first
}

// A Step is one time step of one layer, for B sequences: what a cell works on. All slices hold
// B rows.
type Step[F Float] struct {
	B, H int
	// X holds the sums X_t W_x + b_x + H_{t−1} W_h + b_h (B×GH); of a Split cell without the part
	// from the hidden state, which Hx holds. Forward leaves there what Back needs (the gates), and
	// Back leaves there the gradients of the sums.
	X, Hx []F
	// States before and after the step (B×H). C and PrevC only of cells that carry one.
	PrevH, PrevC, Out, C []F
	Save                 []F // B×H for the cell's own use, if it Saves
	// For Back: the gradient at the new hidden state, and at the new cell state, which Back
	// replaces by the gradient at the old one. To DPrev it adds what reaches the old hidden state other
	// than through the sums.
	DH, DC, DPrev []F
}
