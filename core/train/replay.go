package train

import (
	"fmt"

	"unroll/core/text"
)

// Replay makes a run again from its recipe and the settings changed by hand, up to a step, and
// returns where it comes to: the same as the live run, bit by bit.
func Replay(r Recipe, corpus *text.Corpus, events []Event, steps, threads int) (*Checkpoint, error) {
	l, err := newLearner(r, corpus)
	if err != nil {
		return nil, err
	}
	l.use(newPool(threads, false))
	defer l.pool.close()
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
			e := newEvaluation(l.net, corpus.Valid, corpus.Lines, corpus.Vocab.EndOfLine(), l.step)
			for e.next(l.pool) {
			}
			l.judge(e.result)
		}
	}
}
