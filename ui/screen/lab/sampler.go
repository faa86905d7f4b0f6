package lab

import (
	"context"
	"math/rand/v2"
	"time"

	"unroll/core/lm"
	"unroll/core/text"
	"unroll/core/train"
	"unroll/ui/screen/ask"
)

// sampler lets the model write as it learns: a few tokens at a time, each with the newest weights, slowly enough
// to read along.
type sampler struct {
	asker  ask.Asker[int, []int32] // keyed by the number of the request
	asked  int
	writer *lm.Sampler
	rng    *rand.Rand
	ids    []int32
}

const (
	writeEvery = 120 * time.Millisecond // with writeTokens: about the speed of reading
	writeKeep  = 1500                   // tokens
	writeOnce  = 75                     // times as many at once for a paused run that has written nothing yet
)

// writeTokens is how many tokens are written at a time.
func writeTokens(tokenizer string) int {
	if text.InWords(tokenizer) {
		return 1
	}
	return 4
}

// write requests a little more text while the run learns. A run that is paused when first seen, such as an opened
// session, gets one sample.
func (l *Lab) write() {
	s, snap := &l.sampler, l.data.Snap
	model := snap.Language()
	once := snap.Phase != train.Running
	if !s.asker.Free() || model == nil || model.Step == 0 && once || once && s.asked > 0 {
		return
	}
	if s.writer == nil {
		s.writer, s.rng = model.Sampler(), lm.SampleStream(snap.Recipe.Seed, 0)
	}
	w, rng, temperature := s.writer, s.rng, snap.Settings.Temperature
	n := writeTokens(l.data.Facts.Tokens)
	if once {
		n *= writeOnce
	}
	s.asked++
	l.jobs = append(l.jobs, s.asker.Ask(ask.Question[int, []int32]{Key: s.asked, Work: func(context.Context) []int32 {
		w.Move(model)
		return w.Sample(n, temperature, rng)
	}})...)
}

// written takes a message if it is the sampler's.
func (l *Lab) written(msg any) (own bool) {
	s := &l.sampler
	answer, own := s.asker.Take(msg)
	if answer == nil {
		return own
	}
	s.asker.Rest(writeEvery-answer.Took, 0)
	s.ids = append(s.ids, answer.Is...)
	if len(s.ids) > 2*writeKeep {
		s.ids = append([]int32(nil), s.ids[len(s.ids)-writeKeep:]...)
	}
	l.data.Sample = l.data.Snap.Language().Vocab.Decode(s.ids[max(0, len(s.ids)-writeKeep):])
	return own
}
