package look

import (
	"math"
	"strings"

	"unroll/ui/i18n"
)

// A Unit is the unit of information for losses, entropies and surprisal. The whole screen uses the same one.
type Unit uint8

// The units. Everything is computed and kept in nats.
const (
	Nats Unit = iota
	Bits
)

// Next is the other unit.
func (u Unit) Next() Unit { return Bits - u }

// Of converts nats into the unit.
func (u Unit) Of(nats float64) float64 {
	if u == Bits {
		nats /= math.Ln2
	}
	return nats + 0 // −log 1 is −0
}

// Nats converts v from the unit into nats.
func (u Unit) Nats(v float64) float64 {
	if u == Bits {
		v *= math.Ln2
	}
	return v
}

// FindUnit is the unit of a name: "nats" or "bits", or its name in w.
func FindUnit(name string, w *i18n.Catalogue) (u Unit, ok bool) {
	switch {
	case name == "nats" || strings.EqualFold(name, w.Units.Nats.Name):
		return Nats, true
	case name == "bits" || strings.EqualFold(name, w.Units.Bits.Name):
		return Bits, true
	}
	return Nats, false
}

// Loss converts nats into the unit that is shown.
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
