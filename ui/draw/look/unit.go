package look

import (
	"math"
	"strings"

	"unroll/ui/i18n"
)

// A Unit is what information is shown in: losses, entropies, surprisal. One holds for the whole screen.
type Unit uint8

// The units. Everything is worked out and kept in nats.
const (
	Nats Unit = iota
	Bits
)

// Next is the other unit.
func (u Unit) Next() Unit { return Bits - u }

// Of is so many nats in the unit.
func (u Unit) Of(nats float64) float64 {
	if u == Bits {
		nats /= math.Ln2
	}
	return nats + 0 // −log 1 is −0
}

// Nats is so much of the unit in nats.
func (u Unit) Nats(v float64) float64 {
	if u == Bits {
		v *= math.Ln2
	}
	return v
}

// FindUnit is the unit of a name: "nats" or "bits", or as w has it.
func FindUnit(name string, w *i18n.Catalogue) (u Unit, ok bool) {
	switch {
	case name == "nats" || strings.EqualFold(name, w.Units.Nats.Name):
		return Nats, true
	case name == "bits" || strings.EqualFold(name, w.Units.Bits.Name):
		return Bits, true
	}
	return Nats, false
}

// Loss is so many nats in the unit that is shown.
func (l Look) Loss(nats float64) float64 { return l.Unit.Of(nats) }

// Units are the names of the unit that is shown.
func (l Look) Units() i18n.Unit {
	if l.Unit == Bits {
		return l.Words.Units.Bits
	}
	return l.Words.Units.Nats
}

// UnitName is the unit that is shown: nats or bits.
func (l Look) UnitName() string { return l.Units().Name }
