package sessions

import (
	"errors"
	"io"
	"maps"
	"slices"
	"strconv"

	"unroll/core/train"
	"unroll/sessions/safetensors"
)

// NoGood means that the run of a session is ruined or has diverged, and no good state of it from before is known: it went wrong at
// once, or the net is too large for a second copy.
type NoGood struct{ Name string }

// Error is the English text.
func (e *NoGood) Error() string { return e.Fault().Error() }

// Fault is the error with its arguments, for other languages.
func (e *NoGood) Fault() error { return errNoGood.Of(e.Name) }

// A goodMark identifies the good state that a file holds; the zero value: there is none.
type goodMark struct {
	some         bool
	step, events int
}

func markOfGood(g *train.Good) goodMark {
	if g == nil {
		return goodMark{}
	}
	return goodMark{true, g.Step, g.Events}
}

// goodSlot is the prefix of the weights in good.safetensors, beside the optimizer's averages.
const goodSlot = "weights"

// goodOf is good.safetensors: everything that is in optimizer.safetensors, and the weights. Without g it has no tensors, so
// that a save can replace an earlier good state.
func goodOf(g *train.Good) (file, error) {
	if g == nil {
		return file{goodFile, func(w io.Writer) error { return safetensors.Write(w, map[string]string{"format": "pt"}, nil) }}, nil
	}
	t := tally{Slots: slices.Sorted(maps.Keys(g.Slots)), Events: g.Events}
	meta, list, err := encodeWith(&g.Checkpoint, t)
	list = append(list, tensors(goodSlot+".", g.Weights)...)
	return file{goodFile, func(w io.Writer) error { return safetensors.Write(w, meta, list) }}, err
}

// goodState reads good.safetensors, without a history. Errors: *NoGood, *Damaged.
func (f folder) goodState(m Meta) (*train.Good, error) {
	g := &train.Good{Checkpoint: train.Checkpoint{Recipe: m.Recipe}}
	if _, _, err := f.find(goodFile); errors.Is(err, errMissing) {
		return nil, &NoGood{Name: f.name}
	}
	err := f.read(goodFile, func(r io.Reader, size int64) error {
		h, err := safetensors.ReadHeader(r, size)
		if err != nil {
			return err
		}
		if len(h.Tensors) == 0 {
			g = nil
			return nil
		}
		t, err := decodeScalars(h.Meta, &g.Checkpoint)
		if err != nil {
			return err
		}
		if err := h.Load(r); err != nil {
			return err
		}
		if err := decodeTensors(h.Tensors, append(t.Slots, goodSlot), &g.Checkpoint); err != nil {
			return err
		}
		g.Events, g.Weights = t.Events, g.Slots[goodSlot]
		delete(g.Slots, goodSlot)
		return nil
	})
	if err == nil && g == nil {
		err = &NoGood{Name: f.name}
	}
	return g, err
}

// goodInto gives c the last good weights: those of the last save, unless the run is ruined or has diverged, or its last save was in doubt.
func (f folder) goodInto(m Meta, c *train.Checkpoint) error {
	now := train.Checkpoint{Recipe: m.Recipe}
	if _, err := f.state(&now); err != nil {
		return err
	}
	g, err := f.goodState(m)
	if now.Trouble == train.Paused && (err != nil || g.Step > now.Step) {
		return f.lastInto(c)
	}
	if err == nil {
		c.Weights, c.Step = g.Weights, g.Step
	}
	return err
}

// startOf is where the session that was read goes on from.
func (s *Session) startOf(got *content, which Weights) (*train.Checkpoint, error) {
	if _, _, err := s.find(goodFile); err == nil {
		s.good = goodMark{some: true, step: -1} // the next save says anew what it holds
	}
	g, err := s.goodState(got.meta)
	sound := got.c.Trouble == train.Paused
	if sound && err != nil && which == Good {
		return got.c, nil
	}
	if which == Last || sound && which != Good {
		if err == nil && g.Step <= got.c.Step {
			got.c.Good = g // to be kept
		}
		return got.c, nil
	}
	var none *NoGood
	var damaged *Damaged
	switch {
	case err != nil && which == "" && (errors.As(err, &none) || errors.As(err, &damaged)):
		return got.c, nil
	case err != nil:
		return nil, err
	case g.Step > got.c.Step:
		return got.c, nil
	}
	at, err := got.c.Back(g)
	if err == nil {
		at.Left = got.c.Step
	}
	return at, err
}

// GoodStep is the step of the last good state of a session that is ruined or has diverged; false: it has none, or neither happened.
func (s Store) GoodStep(name string) (step int, some bool) {
	sum := s.Look(name)
	if sum.Err != nil || sum.Trouble == train.Paused {
		return 0, false
	}
	err := folder{name: name, dir: s.path(name)}.read(goodFile, func(r io.Reader, size int64) error {
		meta, err := safetensors.ReadMetadata(r, size)
		if err == nil {
			step, err = strconv.Atoi(meta["step"])
		}
		return err
	})
	return step, err == nil
}
