package sessions

import (
	"encoding/json"
	"io"
	"strconv"

	"unroll/core/history"
	"unroll/core/lm"
	"unroll/core/train"
	"unroll/sessions/safetensors"
)

// A content is everything in a session.
type content struct {
	meta Meta
	c    *train.Checkpoint
	mark mark
}

// tries limits how often a session is read again because it is being saved.
const tries = 100

// content reads a session as left by a single save: it reads again if there was another save in the meantime.
func (f folder) content() (*content, error) {
	for range tries {
		before, err1 := f.stamp()
		got, err := f.contentOnce()
		after, err2 := f.stamp()
		if err1 == nil && err2 == nil && sameStamp(before, after) {
			return got, err
		}
		if err1 != nil && err2 != nil && err != nil { // there is nothing to wait for
			return nil, err
		}
	}
	return nil, errBusy.Of(f.name)
}

func (f folder) contentOnce() (*content, error) {
	m, err := f.meta()
	if err != nil {
		return nil, err
	}
	c := &train.Checkpoint{Recipe: m.Recipe}
	var t tally
	for _, read := range []func() error{
		func() error { return f.vocab(m, c) },
		func() (err error) { t, err = f.state(c); return err },
		func() error { return f.weights(c) },
	} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	k, err := f.history(c, t)
	if err != nil {
		return nil, err
	}
	was := f.sums()
	if err := f.sumHistory(&k, was); err != nil {
		return nil, err
	}
	if k.sums != nil && was != nil {
		k.sums.Vocab = was.Vocab
	} else if k.sums != nil && c.Vocab != nil {
		err := f.readAll(vocabFile, maxVocab, func(b []byte) error { k.sums.Vocab = sumOf(b); return nil })
		if err != nil {
			return nil, err
		}
	}
	return &content{meta: m, c: c, mark: k}, nil
}

// vocab reads vocab.json into c, if the session has one.
func (f folder) vocab(m Meta, c *train.Checkpoint) error {
	if m.Vocab == 0 {
		return nil
	}
	return f.readAll(vocabFile, maxVocab, func(b []byte) error {
		if err := json.Unmarshal(b, &c.Vocab); err != nil {
			return plain(err)
		}
		if c.Vocab == nil || c.Vocab.Len() != m.Vocab {
			return errNotTheTokens.Of(m.Vocab, metaFile)
		}
		if was := f.sums(); was != nil && was.Vocab != sumOf(b) {
			return errSum.Of()
		}
		return nil
	})
}

// state reads optimizer.safetensors into c.
func (f folder) state(c *train.Checkpoint) (t tally, err error) {
	err = f.read(optimizerFile, func(r io.Reader, size int64) error {
		h, err := safetensors.ReadHeader(r, size)
		if err != nil {
			return err
		}
		if t, err = decodeScalars(h.Meta, c); err != nil {
			return err
		}
		if err := h.Load(r); err != nil {
			return err
		}
		return decodeTensors(h.Tensors, t.Slots, c)
	})
	return t, err
}

// weights reads weights.safetensors into c, whose step it must be.
func (f folder) weights(c *train.Checkpoint) error {
	return f.read(weightsFile, func(r io.Reader, size int64) error {
		h, err := safetensors.ReadHeader(r, size)
		if err != nil {
			return err
		}
		if h.Meta["step"] != strconv.Itoa(c.Step) {
			return errOtherStep.Of(h.Meta["step"], optimizerFile, c.Step)
		}
		return fillWeights(h, r, c)
	})
}

func fillWeights(h *safetensors.Header, r io.Reader, c *train.Checkpoint) error {
	if err := fits(h.Tensors, c.Recipe); err != nil {
		return err
	}
	if err := h.Load(r); err != nil {
		return err
	}
	c.Weights = values(h.Tensors)
	return nil
}

// history reads the part of metrics.csv that history.bin does not summarize, and events.jsonl, into c, up to the
// limits in t.
func (f folder) history(c *train.Checkpoint, t tally) (k mark, err error) {
	var h *history.History
	want := formOf(c.Recipe)
	err = f.readAt(metricsFile, func(r io.ReaderAt, size int64) (err error) {
		if k.form, err = readForm(r, size, want); err != nil {
			return err
		}
		h = f.buckets(r, size, k.form, c.Step)
		k.bucketed = h.Len()
		k.rowAt, err = readMetrics(r, size, k.form, h, c.Step, t.Row, f.reading)
		return err
	})
	if err != nil {
		return k, err
	}
	var events []history.Event
	err = f.read(eventsFile, func(r io.Reader, _ int64) (err error) {
		events, k.eventsAt, err = readEvents(r, t.Events, c.Step, c.Recipe.Settings)
		return err
	})
	for _, e := range events {
		h.AddEvent(e)
	}
	h.AddSave(c.Step)
	c.History, c.Older = h.View(), folder{name: f.name, dir: f.dir, form: want}
	k.history, k.recipe = c.History, c.Recipe
	return k, err
}

// Open reads a session. It needs no lock and changes nothing: another process may keep saving.
// Errors: *NotFound, *Newer, *Damaged.
func (s Store) Open(name string) (Meta, *train.Checkpoint, error) {
	f, err := s.find(name)
	if err != nil {
		return Meta{}, nil, err
	}
	got, err := f.content()
	if err != nil {
		return Meta{}, nil, err
	}
	return got.meta, got.c, nil
}

// Model reads the weights of a language model's session without its history, to evaluate, predict or sample. Errors:
// Open's, a session of another task.
func (s Store) Model(name string) (Meta, *lm.Model, error) { return s.ModelWith(name, Last) }

// lastInto reads weights.safetensors and its step into c.
func (f folder) lastInto(c *train.Checkpoint) error {
	return f.read(weightsFile, func(r io.Reader, size int64) error {
		h, err := safetensors.ReadHeader(r, size)
		if err != nil {
			return err
		}
		if c.Step, err = strconv.Atoi(h.Meta["step"]); err != nil {
			return errStep.Of(h.Meta["step"])
		}
		return fillWeights(h, r, c)
	})
}
