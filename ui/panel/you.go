package panel

import (
	"fmt"
	"math"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/look"
)

// You is how well a person predicts the held-out text; it is both a message and what is drawn.
type You struct {
	Nats   float64 // nats/token; +Inf if a token that came was given no probability
	Tokens int     // predicted so far; fewer than Played: nothing is drawn
	AtMost bool    // Nats is a bound, from counted guesses
}

// Played is how many tokens a person has to play before the mean loss, and what follows from it, says anything.
const Played = 30

// yours is the value of a person's line in nats/token, NaN if there is none to draw.
func (d *Data) yours() float64 {
	if d.You.Tokens < Played || math.IsInf(d.You.Nats, 0) {
		return math.NaN()
	}
	return d.You.Nats
}

// ref is that line with its label.
func (y You) ref(l look.Look) chart.Ref {
	format := l.Words.Game.Line
	if y.AtMost {
		format = l.Words.Game.LineAtMost
	}
	return chart.Ref{Value: l.Loss(y.Nats), Label: fmt.Sprintf(format, l.Loss(y.Nats), y.Tokens), Style: l.Accent, Dashed: true}
}
