package sessions

import (
	"encoding/json"
	"errors"
	"hash/crc32"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"unroll/core/history"
	"unroll/core/marks"
	"unroll/core/nn"
	"unroll/core/train"
	"unroll/sessions/safetensors"
)

// A session keeps states of its run to go back to, in a folder that may be deleted: each is a file with everything that
// good.safetensors has, the best weights until then, and a proof of the course of the run that it belongs to. They are not part of a
// save: a file that was not written to its end, or is of another course of the run, is found and removed when the run goes on.

const (
	statesDir = "states"
	stateExt  = ".safetensors"
	lowSlot   = "lowest" // the best weights
)

var _ train.Marker = (*Session)(nil)

// markMeta is what a state says besides that of good.safetensors, as JSON.
type markMeta struct {
	Proof  uint32        // see proofOf
	Work   time.Duration // ns
	Best   int           // the step of the best weights; −1: there are none
	Lowest float64       // their loss
}

func (m *markMeta) fields() map[string]any {
	return map[string]any{"proof": &m.Proof, "work": &m.Work, "best_step": &m.Best, "best_loss": &m.Lowest}
}

// proofOf is the checksum of the last update up to a step and of the first changes of settings: the updates before have made it what it is.
// Error: the row cannot be read.
func proofOf(c *train.Checkpoint, step, events int) (uint32, error) {
	list := c.History.Events()
	if events > len(list) {
		return 0, errHistoryEvent.Of()
	}
	b, err := appendEvents(nil, list[:events])
	if err != nil || step == 0 {
		return crc32.Checksum(b, castagnoli), err
	}
	for r, err := range c.Rows(step) {
		if err == nil && r.Point.Step != step {
			break
		}
		b = formOf(c.Recipe).appendRow(b, history.Row{Point: r.Point})
		return crc32.Checksum(b, castagnoli), err
	}
	return 0, errRowLost.Of(step)
}

func (f folder) statePath(step int) string {
	return filepath.Join(f.dir, statesDir, strconv.Itoa(step)+stateExt)
}

// Mark stores a state to go back to. Error: there is no session yet, the disk.
func (s *Session) Mark(g *train.Good, work time.Duration) error {
	if s.last == nil || s.closed || !s.lock.Locked() {
		return errClosed.Of()
	}
	m := markMeta{Work: work, Best: -1}
	var err error
	if m.Proof, err = proofOf(&g.Checkpoint, g.Step, g.Events); err != nil {
		return err
	}
	meta, list, err := encodeWith(&g.Checkpoint, tally{Slots: slices.Sorted(maps.Keys(g.Slots)), Events: g.Events})
	if err != nil {
		return err
	}
	list = append(list, tensors(goodSlot+".", g.Weights)...)
	if b := g.Best; b != nil {
		m.Best, m.Lowest = b.Step, b.Loss
		list = append(list, tensors(lowSlot+".", b.Weights)...)
	}
	for name, v := range m.fields() {
		b, err := json.Marshal(v)
		if err != nil {
			return errIn.Of(name, err)
		}
		meta[name] = string(b)
	}
	return s.writeState(g.Step, func(w io.Writer) error { return safetensors.Write(w, meta, list) })
}

func (s *Session) writeState(step int, write func(w io.Writer) error) error {
	d, path := s.store.writes(), s.statePath(step)
	if err := d.Mkdir(filepath.Dir(path)); err != nil && !errors.Is(err, os.ErrExist) {
		return err
	}
	if err := d.Remove(path); err != nil {
		return err
	}
	err := d.Create(path, write)
	if err != nil {
		d.Remove(path) // frees its space
	}
	return err
}

// Unmark removes a state.
func (s *Session) Unmark(step int) {
	s.store.writes().Remove(s.statePath(step)) // if this fails, it is found not to belong to the run, or is of use
}

// Marked reads a state. Errors: it is not there, or damaged.
func (s *Session) Marked(step int) (*train.Good, error) {
	r, err := os.Open(s.statePath(step))
	if err != nil {
		return nil, err
	}
	defer r.Close()
	info, err := r.Stat()
	if err != nil {
		return nil, err
	}
	h, err := safetensors.ReadHeader(r, info.Size())
	if err != nil {
		return nil, err
	}
	g := &train.Good{Checkpoint: train.Checkpoint{Recipe: s.meta.Recipe}}
	t, m, err := stateMeta(h.Meta, &g.Checkpoint)
	if err != nil {
		return nil, err
	}
	if err := h.Load(r); err != nil {
		return nil, err
	}
	slots := append(t.Slots, goodSlot)
	if m.Best >= 0 {
		slots = append(slots, lowSlot)
	}
	if err := decodeTensors(h.Tensors, slots, &g.Checkpoint); err != nil {
		return nil, err
	}
	g.Events, g.Weights = t.Events, g.Slots[goodSlot]
	if m.Best >= 0 {
		g.Best = &train.Best{Step: m.Best, Loss: m.Lowest, Weights: g.Slots[lowSlot]}
	}
	maps.DeleteFunc(g.Slots, func(slot string, _ []nn.Values[float32]) bool { return slot == goodSlot || slot == lowSlot })
	return g, nil
}

// stateMeta reads what a state says without its tensors.
func stateMeta(meta map[string]string, c *train.Checkpoint) (t tally, m markMeta, err error) {
	if t, err = decodeScalars(meta, c); err != nil {
		return t, m, err
	}
	for name, v := range m.fields() {
		if err := json.Unmarshal([]byte(meta[name]), v); err != nil {
			return t, m, errIn.Of(name, err)
		}
	}
	return t, m, nil
}

// Marks lists the states of the run of c, and removes all other files of that folder that look like one.
func (s *Session) Marks(c *train.Checkpoint) []marks.Stored { return s.states(c, s.Unmark) }

// states lists the states of the run of c, in order, and calls other for all other files of that folder that look like one.
func (s *Session) states(c *train.Checkpoint, other func(step int)) (list []marks.Stored) {
	entries, _ := os.ReadDir(filepath.Join(s.dir, statesDir))
	for _, e := range entries {
		step, err := strconv.Atoi(strings.TrimSuffix(e.Name(), stateExt))
		if err != nil || !strings.HasSuffix(e.Name(), stateExt) {
			continue
		}
		if k, ok := s.markOf(step, c); ok {
			list = append(list, k)
		} else {
			other(step)
		}
	}
	slices.SortFunc(list, func(a, b marks.Stored) int { return a.Step - b.Step })
	return list
}

// markOf is what a state says, if it is of the run of c.
func (s *Session) markOf(step int, c *train.Checkpoint) (marks.Stored, bool) {
	r, err := os.Open(s.statePath(step))
	if err != nil {
		return marks.Stored{}, false
	}
	defer r.Close()
	info, err := r.Stat()
	if err != nil || step > c.Step {
		return marks.Stored{}, false
	}
	meta, err := safetensors.ReadMetadata(r, info.Size())
	if err != nil {
		return marks.Stored{}, false
	}
	at := train.Checkpoint{Recipe: s.meta.Recipe}
	t, m, err := stateMeta(meta, &at)
	if err != nil || at.Step != step {
		return marks.Stored{}, false
	}
	proof, err := proofOf(c, step, t.Events)
	return marks.Stored{Step: step, Events: t.Events, Bytes: int(info.Size()), Work: m.Work}, err == nil && proof == m.Proof
}

// A statesReader reads the states of a session that may be open elsewhere, and changes nothing.
type statesReader struct{ *Session }

func (s statesReader) Mark(*train.Good, time.Duration) error    { return errClosed.Of() }
func (s statesReader) Unmark(int)                               {}
func (s statesReader) Marks(c *train.Checkpoint) []marks.Stored { return s.states(c, s.Unmark) }
