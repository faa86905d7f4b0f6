package lab

import (
	"context"

	"unroll/core/forecast"
	"unroll/core/work"
	"unroll/ui/panel"
	"unroll/ui/screen/ask"
)

// An answerer asks a network for its answers to held-out sequences, keyed by the step of the network.
type answerer = ask.Asker[int, panel.Answers]

// answer requests the answers of the newest network.
func (l *Lab) answer() {
	l.tag()
	m, ok := l.data.Snap.Model.(*forecast.Answerer)
	if !ok || l.data.Answered == nil {
		return
	}
	l.jobs = append(l.jobs, l.answerer.Ask(ask.Question[int, panel.Answers]{
		Key: m.At(), Patient: l.data.Answers.Known,
		Work: func(ctx context.Context) (a panel.Answers) {
			work.Quietly(func() { a = panel.AnswersOf(ctx, m) })
			return a
		},
	})...)
}

// answered takes a message if it is the answerer's.
func (l *Lab) answered(msg any) (own bool) {
	if l.hasTagged(msg) {
		return true
	}
	answer, own := l.answerer.Take(msg)
	if answer != nil {
		l.data.Answers = answer.Is
		l.answerer.Rest(forecastRest, answer.Took)
	}
	if own {
		l.jobs = append(l.jobs, l.answerer.Next()...)
	}
	return own
}
