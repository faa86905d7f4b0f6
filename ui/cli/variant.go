package cli

import (
	"strconv"

	"unroll/core/nn"
	"unroll/core/text"
)

// The flags of a recipe whose plain value a recipe leaves out.

// A windowKind is --windows.
type windowKind string

// String is what the flag shows.
func (w *windowKind) String() string { return named(string(*w), text.WindowKinds[0]) }

func (w *windowKind) parse(s string) error {
	*w = windowKind(unnamed(s, text.WindowKinds[0]))
	return nil
}

// A reset is --reset.
type reset string

// String is what the flag shows.
func (r *reset) String() string { return named(string(*r), nn.Resets[0]) }

func (r *reset) parse(s string) error {
	*r = reset(unnamed(s, nn.Resets[0]))
	return nil
}

// named is a value as its flag writes it, whose plain one a recipe leaves out.
func named(value, plain string) string {
	if value == "" {
		return plain
	}
	return value
}

// unnamed is the inverse of named.
func unnamed(s, plain string) string {
	if s == plain {
		return ""
	}
	return s
}

// biases is --biases.
type biases int

// String is what the flag shows.
func (b *biases) String() string {
	if *b == 1 {
		return "1"
	}
	return "2"
}

func (b *biases) parse(s string) error {
	switch s {
	case "1":
		*b = 1
	case "2":
		*b = 0
	default:
		return errChoose.Of("1, 2")
	}
	return nil
}

// An interval is --valid-every. Without the flag it is chosen by the data.
type interval int

// String is what the flag shows: it has no default of its own.
func (n *interval) String() string { return "" }

func (n *interval) parse(s string) error {
	v, err := strconv.Atoi(s)
	if err != nil {
		return errTakesWhole.Of()
	}
	*n = interval(v)
	return nil
}

func windowKinds(*call) []choice { return plainChoices(text.WindowKinds)() }

func resets(*call) []choice { return plainChoices(nn.Resets)() }
