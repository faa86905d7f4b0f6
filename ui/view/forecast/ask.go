package forecast

import (
	"context"
	"math"
	"time"

	"unroll/core/forecast"
	"unroll/core/work"
	"unroll/ui/screen/ask"
	"unroll/ui/screen/event"
)

const (
	rest     = 250 * time.Millisecond // the least time between two answers for newer models
	mostRows = 4096                   // that are forecast at once: more than any screen has columns of dots
)

// horizons are the steps ahead to choose from, as the book has them; the last choice is all of them.
var horizons = []int{1, 4, 16, 64}

// longest is the most steps ahead that errors are shown for.
const longest = 64

// chosen are the horizons that are shown.
func (v *View) chosen() []int {
	switch {
	case !v.data.Feeds():
		return horizons[:1]
	case v.choice == len(horizons):
		return horizons
	}
	return horizons[v.choice : v.choice+1]
}

// An aheadKey is what forecasts of the rows on the screen depend on.
type aheadKey struct {
	step, from, to int
	choice         int
}

// aheads are those forecasts, by horizon; what is not known of a row is NaN.
type aheads struct {
	key   aheadKey
	lines []line
}

// A line is the forecasts k steps ahead of the rows from … on, each from the values up to k rows before it.
type line struct {
	k, from int
	points  []forecast.Point
}

// at is the forecast of a row; NaN if there is none.
func (l line) at(row int) forecast.Point {
	if i := row - l.from; i >= 0 && i < len(l.points) {
		return l.points[i]
	}
	return nothing
}

var nothing = forecast.Point{Value: math.NaN(), Low: math.NaN(), High: math.NaN()}

// A runKey is what a free run depends on.
type runKey struct{ step, origin, n, past int }

// A run is a free run; its points are of the rows behind its origin.
type run struct {
	key    runKey
	points []forecast.Point
	err    error
}

// ask has the questions answered that the screen has now. If only the model is newer, they wait their turn, so that watching
// takes little time from learning.
func (v *View) ask() []event.Job {
	if v.model == nil || !v.shown {
		return nil
	}
	if v.errors {
		return v.askFigures()
	}
	return append(v.askAhead(), v.askRun()...)
}

// tooMany reports whether there are too many rows on the screen to forecast each.
func (v *View) tooMany() bool { return v.at.rows > mostRows }

func (v *View) askAhead() []event.Job {
	if v.tooMany() {
		return nil
	}
	m, ks := v.model, v.chosen()
	key := aheadKey{m.At(), v.at.from, v.at.to(), v.choice}
	same := key
	if v.got.ahead != nil {
		same.step = v.got.ahead.key.step
	}
	return v.aheads.Ask(askFor[aheadKey, *aheads](key, v.got.ahead != nil && same == v.got.ahead.key, func(ctx context.Context) *aheads {
		return aheadOf(ctx, m, key, ks)
	}))
}

// aheadOf answers a question about the rows on the screen.
func aheadOf(ctx context.Context, m *forecast.Model, key aheadKey, ks []int) *aheads {
	a := &aheads{key: key}
	first, end := m.Data.Bounds()
	for _, k := range ks {
		l := line{k: k, from: max(key.from, first)}
		if k == 1 {
			l.points, _ = m.OneStep(ctx, l.from, max(l.from, min(key.to, end)))
			a.lines = append(a.lines, l)
			continue
		}
		l.from = max(key.from, first-1+k)
		from, to := l.from-k, min(key.to-k, end)
		if to > from {
			paths, _ := m.Ahead(ctx, from, to, k)
			for _, p := range paths {
				l.points = append(l.points, forecast.Point{Value: p[k-1], Low: math.NaN(), High: math.NaN()})
			}
		}
		a.lines = append(a.lines, l)
	}
	return a
}

func (v *View) askRun() []event.Job {
	if !v.free || !v.data.Feeds() || v.origin >= v.at.to() || v.at.from-v.origin > mostRows { // nothing of it is on the screen
		return nil
	}
	n := min(max(v.at.to()-v.origin-1, 1), mostRows)
	m := v.model
	key := runKey{m.At(), v.origin, n, v.past.version}
	same := key
	if v.got.run != nil {
		same.step = v.got.run.key.step
	}
	before := v.before(v.origin)
	return v.runs.Ask(askFor[runKey, *run](key, v.got.run != nil && same == v.got.run.key, func(ctx context.Context) *run {
		r := &run{key: key}
		r.points, r.err = m.Run(ctx, before, n)
		return r
	}))
}

func (v *View) askFigures() []event.Job {
	m := v.model
	return v.figures.Ask(askFor[int, *figures](m.At(), v.got.figures != nil, func(ctx context.Context) *figures {
		return figuresOf(ctx, m)
	}))
}

// askFor is a question whose work is done quietly.
func askFor[K comparable, A any](key K, patient bool, do func(ctx context.Context) A) ask.Question[K, A] {
	return ask.Question[K, A]{Key: key, Patient: patient, Work: func(ctx context.Context) (is A) {
		work.Quietly(func() { is = do(ctx) })
		return is
	}}
}
