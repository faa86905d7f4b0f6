package nn

import (
	"slices"
	"strings"
)

// Resets lists where the reset gate of a GRU can act: after the product with W_hh, as in PyTorch, which a Spec may leave
// out, or before it, as in Cho et al. 2014 and Dive into Deep Learning.
var Resets = []string{"after", "before"}

// checkVariant is the part of Check about Reset and Biases.
func (s Spec) checkVariant(cell Info) error {
	switch {
	case s.Reset != "" && !slices.Contains(Resets, s.Reset):
		return errReset.Of(s.Reset, strings.Join(Resets, ", "))
	case s.Reset != "" && s.Cell != "gru":
		return errNoReset.Of(s.Cell)
	case s.Biases < 0 || s.Biases > 2:
		return errBiases.Of(s.Biases)
	case s.Biases != 0 && cell.FeedForward:
		return errNoBiases.Of(s.Cell)
	}
	return nil
}

// cellFor is the cell of a Spec that has passed Check: of the table, or a variant of it.
func cellFor[F Float](s Spec) Cell[F] {
	c := cellOf[F](s.Cell)
	if s.Reset == "before" {
		c = gruBefore[F](c.Info)
	}
	c.OneBias = s.Biases == 1
	return c
}

// Info describes the cell of s. The error is that of FindCell.
func (s Spec) Info() (Info, error) {
	if info, err := FindCell(s.Cell); err != nil {
		return info, err
	}
	return cellFor[float64](s).Info, nil
}

// Variants lists the recurrent cells with every combination of Reset and Biases that is not the plain cell: Specs of
// which only these three are set.
func Variants() (list []Spec) {
	for _, c := range Cells() {
		list = append(list, Spec{Cell: c.Name, Biases: 1})
		if c.Name == "gru" {
			list = append(list, Spec{Cell: c.Name, Reset: "before"}, Spec{Cell: c.Name, Reset: "before", Biases: 1})
		}
	}
	return list
}

// Variant names the cell of s with its variant: "gru", "gru-before-1".
func (s Spec) Variant() string {
	name := s.Cell
	if s.Reset == "before" {
		name += "-before"
	}
	if s.Biases == 1 {
		name += "-1"
	}
	return name
}
