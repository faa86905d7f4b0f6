// Package historytest makes histories for tests: of given rows, and synthetic ones of any length.
package historytest

import (
	"math"
	"slices"

	"unroll/core/history"
)

// Of is the history of these updates and validations.
func Of(points []history.Point, valids ...history.Valid) history.View {
	return History(points, valids...).View()
}

// History is Of, but can be continued.
func History(points []history.Point, valids ...history.Valid) *history.History {
	h := &history.History{}
	for _, p := range points {
		h.Append(p)
	}
	for _, v := range valids {
		h.AddValid(v)
	}
	return h
}

// Points are the whole updates of v.
func Points(v history.View) []history.Point { return slices.Collect(v.From(0)) }

// Valids are the whole validations of v.
func Valids(v history.View) []history.Valid { return slices.Collect(v.ValidsFrom(0)) }

// Row is a step of a synthetic run: a falling loss, norms some of which are clipped, a validation every
// hundred updates. It depends on the step alone.
func Row(step int) history.Row {
	r := history.Row{Point: history.Point{Step: step}}
	if r.Validated = step%100 == 0; r.Validated {
		r.Valid = history.Valid{Step: step, NLL: 1000 * (1.1 + 3/math.Sqrt(1+float64(step)/50)), Tokens: 1000}
	}
	if step == 0 {
		return r
	}
	x := uint64(step) * 0x9e3779b97f4a7c15
	x ^= x >> 29
	x *= 0xbf58476d1ce4e5b9
	noise := float64(x>>11) / (1 << 53)
	p := &r.Point
	p.Tokens, p.Clip, p.Factor, p.LR, p.Epoch = 1024, 1, 1, 0.002, float64(step)/476
	p.Loss = 1 + 3/math.Sqrt(1+float64(step)/50) + 0.1*noise
	if p.GradNorm = 0.3 + noise; p.GradNorm > p.Clip {
		p.Factor = p.Clip / p.GradNorm
	}
	return r
}

// Made is the history of a synthetic run of the given number of updates.
func Made(steps int) *history.History {
	h := &history.History{}
	for step := range steps + 1 {
		r := Row(step)
		if step > 0 {
			h.Append(r.Point)
		}
		if r.Validated {
			h.AddValid(r.Valid)
		}
	}
	return h
}
