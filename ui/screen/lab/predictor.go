package lab

import (
	"unroll/core/lm"
)

// candidates is how many next tokens are asked for: more than any screen shows.
const candidates = 64

// oracle computes predictions beside the screen, one at a time: while one is being computed, only
// the newest question is remembered.
type predictor struct {
	busy  bool
	asked question
	shown string // the prefix whose prediction is shown
}

type question struct {
	prefix string
	step   int
}

type predictedMsg struct {
	lab *Lab
	q   question
	is  lm.Prediction
}

// ask has the present prefix predicted by the newest model, unless that is known or under way.
func (l *Lab) ask() {
	m := l.data.Snap.Language()
	if m == nil || l.predictor.busy {
		return
	}
	q := question{prefix: l.data.Prefix.Text, step: m.Step}
	if l.data.Prefix.Known && q == l.predictor.asked {
		return
	}
	l.predictor.busy, l.predictor.asked = true, q
	l.do(func() any { return predictedMsg{lab: l, q: q, is: m.Predict(q.prefix, 1, candidates)} })
}

func (l *Lab) predicted(m predictedMsg) {
	if m.lab != l {
		return
	}
	l.predictor.busy = false
	l.awaited = l.awaited || m.q.prefix != l.predictor.shown
	l.predictor.shown = m.q.prefix
	l.data.Prefix.Is, l.data.Prefix.Known = m.is, true
	l.ask()
}
