package lab

import (
	"math/rand/v2"
	"time"

	"unroll/core/lm"
	"unroll/core/train"
)

// scribe lets the model write as it learns: a few tokens at a time, each by the newest weights, so
// that one can read along.
type sampler struct {
	busy   bool
	writer *lm.Sampler
	rng    *rand.Rand
	ids    []int32
	last   time.Time
}

type writtenMsg struct {
	lab *Lab
	ids []int32
}

const (
	writeEvery = 120 * time.Millisecond // with writeTokens: about as fast as one reads
	writeKeep  = 1500                   // tokens
)

// writeTokens are how many tokens are written at a time.
func writeTokens(tokenizer string) int {
	if tokenizer == "word" {
		return 1
	}
	return 4
}

// write has a little more written while the run goes on.
func (l *Lab) write() {
	s, snap := &l.sampler, l.data.Snap
	model := snap.Language()
	if s.busy || model == nil || snap.Phase != train.Running || time.Since(s.last) < writeEvery {
		return
	}
	s.busy, s.last = true, time.Now()
	if s.writer == nil {
		s.writer, s.rng = model.Sampler(), lm.SampleStream(snap.Recipe.Seed, 0)
	}
	w, rng, temperature := s.writer, s.rng, snap.Settings.Temperature
	n := writeTokens(l.data.Facts.Tokens)
	l.do(func() any {
		w.Move(model)
		return writtenMsg{lab: l, ids: w.Sample(n, temperature, rng)}
	})
}

func (l *Lab) written(m writtenMsg) {
	s := &l.sampler
	if m.lab != l {
		return
	}
	s.busy = false
	s.ids = append(s.ids, m.ids...)
	if len(s.ids) > 2*writeKeep {
		s.ids = append([]int32(nil), s.ids[len(s.ids)-writeKeep:]...)
	}
	l.data.Sample = l.data.Snap.Language().Vocab.Decode(s.ids[max(0, len(s.ids)-writeKeep):])
}
