package baseline

import (
	"math"

	"unroll/core/history"
)

// A Clipping says in one word what clipping by the global norm does to a run.
type Clipping int

// What clipping may do.
const (
	ClipUnknown    Clipping = iota // no update yet with this θ
	ClipOff                        // there is no θ
	ClipsNever                     // none of the last updates
	ClipsRarely                    // a safety net for outliers
	ClipsOften                     // more than outliers, but not nearly all
	ClipsNearlyAll                 // a limit on every step
)

// Clips is what clipping has done of late: Clipped of Count updates.
type Clips struct {
	Is             Clipping
	Clipped, Count int
}

// The shares that tell the words apart, and how many updates they are of.
const (
	clipLong   = 1000 // updates
	clipShort  = 100
	rarely     = 0.05
	nearlyAll  = 0.9
	leastShort = 20 // updates before nearly all of them mean anything
)

// ClippingOf says what clipping does at threshold θ (+Inf: off), by the updates made since θ was last changed: the last 100
// where nearly all of them were clipped, else the last 1000.
func ClippingOf(h history.View, theta float64) Clips {
	if math.IsInf(theta, 1) {
		return Clips{Is: ClipOff}
	}
	since := 0
	for _, e := range h.Events() {
		if e.Knob == "clip" {
			since = e.Step
		}
	}
	n := h.Step() - since
	short := h.Latest(min(n, clipShort))
	if short.Count >= leastShort && float64(short.Clipped) >= nearlyAll*float64(short.Count) {
		return Clips{ClipsNearlyAll, short.Clipped, short.Count}
	}
	long := h.Latest(min(n, clipLong))
	c := Clips{ClipsOften, long.Clipped, long.Count}
	switch {
	case long.Count == 0:
		c.Is = ClipUnknown
	case long.Clipped == 0:
		c.Is = ClipsNever
	case float64(long.Clipped) <= max(1, rarely*float64(long.Count)):
		c.Is = ClipsRarely
	}
	return c
}
