package sessions

import (
	"errors"
	"io"
	"math"
	"strconv"

	"unroll/core/lm"
	"unroll/core/train"
	"unroll/sessions/safetensors"
)

// Weights selects one of a session's sets of weights.
type Weights string

// The weights that a session keeps.
const (
	Last Weights = "last" // those of the last save
	Best Weights = "best" // those with the lowest validation loss so far
	Good Weights = "good" // those before the run was ruined or diverged; those of the last save if neither happened
)

// NoBest means that a session has no best weights: nothing was held out or validated yet, the net is too
// large for a second copy, or the best weights came before the session was saved in a format that keeps them.
type NoBest struct{ Name string }

// Error is the English text.
func (e *NoBest) Error() string { return e.Fault().Error() }

// Fault is the error with its arguments, for other languages.
func (e *NoBest) Fault() error { return errNoBest.Of(e.Name) }

// A bestMark identifies the best weights that a file holds; the zero value: not known.
type bestMark struct {
	known bool
	step  int
	loss  float64
}

// markOfBest is the mark of a file that holds b.
func markOfBest(b *train.Best) bestMark {
	if b == nil {
		return bestMark{known: true, step: -1}
	}
	return bestMark{known: true, step: b.Step, loss: b.Loss}
}

// bestOf is best.safetensors, without tensors if c has no best, so that a save can replace an earlier best.
func bestOf(c *train.Checkpoint) file {
	return file{bestFile, func(w io.Writer) error {
		meta := map[string]string{"format": "pt"}
		if c.Best == nil {
			return safetensors.Write(w, meta, nil)
		}
		meta["step"], meta["loss"] = strconv.Itoa(c.Best.Step), strconv.FormatFloat(c.Best.Loss, 'g', -1, 64)
		return safetensors.Write(w, meta, tensors("", c.Best.Weights))
	}}
}

// readBest reads the folder's best weights into c. If they are damaged, the run continues without them: the
// newest weights are what matters.
func (s *Session) readBest(c *train.Checkpoint) error {
	b, err := s.bestWeights(s.meta)
	var damaged *Damaged
	var none *NoBest
	switch {
	case errors.As(err, &damaged):
		s.noBest = true
		return nil // the next save rewrites the file
	case errors.As(err, &none) && s.meta.Format < 3:
		return nil // the next save rewrites the file
	case err != nil && none == nil:
		return err
	case b != nil && b.Step > c.Step:
		return nil
	}
	c.Best, s.best = b, markOfBest(b)
	return nil
}

// bestWeights reads best.safetensors of the session described by m. Errors: *NoBest, *Damaged.
func (f folder) bestWeights(m Meta) (*train.Best, error) {
	return f.readBestFile(m, func(r io.Reader, size int64) (*train.Best, error) {
		h, err := safetensors.ReadHeader(r, size)
		if err != nil {
			return nil, err
		}
		b, err := bestSaid(h.Meta)
		if err == nil && (b != nil || len(h.Tensors) > 0) {
			err = fits(h.Tensors, m.Recipe)
		}
		if err == nil {
			err = h.Load(r)
		}
		if err != nil || b == nil {
			return nil, err
		}
		b.Weights = values(h.Tensors)
		return b, nil
	})
}

// readBestFile reads the file with read; if there is no best, the error is a *NoBest.
func (f folder) readBestFile(m Meta, read func(r io.Reader, size int64) (*train.Best, error)) (b *train.Best, err error) {
	err = f.read(bestFile, func(r io.Reader, size int64) (err error) {
		b, err = read(r, size)
		return err
	})
	switch {
	case m.Format < 3 && errors.Is(err, errMissing), err == nil && b == nil:
		return nil, &NoBest{Name: f.name}
	case err != nil:
		return nil, err
	}
	return b, nil
}

// bestSaid is what the metadata say about the weights; nil: there are none.
func bestSaid(meta map[string]string) (*train.Best, error) {
	if _, some := meta["step"]; !some {
		return nil, nil
	}
	step, err1 := strconv.Atoi(meta["step"])
	loss, err2 := strconv.ParseFloat(meta["loss"], 64)
	if err1 != nil || err2 != nil || step < 0 || math.IsNaN(loss) {
		return nil, errBestMark.Of(meta["step"], meta["loss"])
	}
	return &train.Best{Step: step, Loss: loss}, nil
}

// BestOf returns the step and loss of a session's best weights without reading the weights themselves. Errors:
// Open's, *NoBest; a *Damaged if the file's header shows damage.
func (s Store) BestOf(name string) (*train.Best, error) {
	f, err := s.find(name)
	if err != nil {
		return nil, err
	}
	m, err := f.meta()
	if err != nil {
		return nil, err
	}
	return f.bestSaid(m)
}

// bestSaid is BestOf the session described by m.
func (f folder) bestSaid(m Meta) (*train.Best, error) {
	return f.readBestFile(m, func(r io.Reader, size int64) (*train.Best, error) {
		meta, err := safetensors.ReadMetadata(r, size)
		if err != nil {
			return nil, err
		}
		return bestSaid(meta)
	})
}

// OpenWith is Open with the selected weights. With others than the Last the checkpoint is for viewing only: Weights and Step are
// those selected, and Slots and State, which belong to the last weights, are nil. Errors: Open's, *NoBest, *NoGood.
func (s Store) OpenWith(name string, which Weights) (Meta, *train.Checkpoint, error) {
	m, c, err := s.Open(name)
	if err != nil || which == Last || which == Good && c.Trouble == train.Paused {
		return m, c, err
	}
	c.Slots, c.State = nil, nil
	return m, c, folder{name: m.Name, dir: s.path(m.Name)}.into(m, c, which)
}

// into gives c the selected weights.
func (f folder) into(m Meta, c *train.Checkpoint, which Weights) error {
	switch which {
	case Best:
		return f.bestInto(m, c)
	case Good:
		return f.goodInto(m, c)
	}
	return f.lastInto(c)
}

// ModelWith is Model with the selected weights. Errors: Model's, *NoBest, *NoGood.
func (s Store) ModelWith(name string, which Weights) (Meta, *lm.Model, error) {
	m, c, err := s.weights(name, which, Meta.needsText)
	if err != nil {
		return Meta{}, nil, err
	}
	model, err := train.ModelOf(c)
	return m, model, err
}

// Start is what a run on another text can begin with: the selected weights of a language model. Errors: those of Model.
func (s Store) Start(name string, which Weights) (Meta, *train.Start, error) {
	m, c, err := s.weights(name, which, Meta.needsText)
	if err != nil {
		return Meta{}, nil, err
	}
	start, err := train.StartOf(name, c)
	return m, start, err
}

// weights reads the selected weights of a session and its vocabulary, without its history and its data. suits says why the
// session is the wrong one.
func (s Store) weights(name string, which Weights, suits func(m Meta) error) (Meta, *train.Checkpoint, error) {
	f, err := s.find(name)
	if err != nil {
		return Meta{}, nil, err
	}
	m, err := f.meta()
	if err != nil {
		return Meta{}, nil, err
	}
	if err := suits(m); err != nil {
		return Meta{}, nil, err
	}
	c := &train.Checkpoint{Recipe: m.Recipe}
	if err = f.vocab(m, c); err == nil {
		err = f.into(m, c, which)
	}
	return m, c, err
}

// bestInto gives c the best weights.
func (f folder) bestInto(m Meta, c *train.Checkpoint) error {
	b, err := f.bestWeights(m)
	if err == nil {
		c.Weights, c.Step, c.Best = b.Weights, b.Step, b
	}
	return err
}
