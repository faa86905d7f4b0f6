package train

import (
	"fmt"

	"unroll/core/history"
	"unroll/core/lm"
	"unroll/core/text"
	"unroll/core/work"
)

// Replay makes a run again from its recipe and the settings changed by hand, up to a step, and
// returns where it comes to: the same as the live run, bit by bit.
func Replay(r Recipe, corpus *text.Corpus, events []history.Event, steps, threads int) (*Checkpoint, error) {
	l, err := newLearner(r, corpus)
	if err != nil {
		return nil, err
	}
	l.use(work.New(threads, false))
	defer l.pool.Close()
	for {
		for len(events) > 0 && events[0].Step <= l.step {
			k, err := FindKnob(events[0].Knob)
			if err != nil {
				return nil, err
			}
			if _, err := l.change(k, events[0].To); err != nil {
				return nil, fmt.Errorf("at step %d: %w", l.step, err)
			}
			events = events[1:]
		}
		if l.step >= steps {
			return l.checkpoint(), nil
		}
		if err := l.update(); err != nil {
			return l.checkpoint(), err
		}
		if l.unjudged() && len(corpus.Valid) > 1 {
			e := lm.NewEvaluator(l.net, corpus.Valid, corpus.Lines, corpus.Vocab.EndOfLine(), l.step)
			for e.Next(l.pool) {
			}
			l.judge(e.Result)
		}
	}
}
