package sessions

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"unroll/core/train"
)

// scalars lists what a checkpoint has beside tensors, vocabulary and history, by its name in the
// metadata of optimizer.safetensors, where it stands as JSON.
func scalars(c *train.Checkpoint) map[string]any {
	return map[string]any{
		"step": &c.Step, "settings": &c.Settings, "position": &c.Position,
		"judged": &c.Judged, "best": &c.Best, "decay": &c.Decay,
	}
}

// A tally says how much of the files that are appended to belongs to the save.
type tally struct {
	Slots  []string // the optimizer's averages
	Events int      // lines of events.jsonl that count
	Row    string   // of the last step in metrics.csv; "" at step 0 if that was not validated
	Valid  string   // row of the last step that was validated, for a list of sessions
}

func (t *tally) fields() map[string]any {
	return map[string]any{"slots": &t.Slots, "events": &t.Events, "row": &t.Row, "valid": &t.Valid}
}

func tallyOf(c *train.Checkpoint) tally {
	h := c.History
	t := tally{Slots: slices.Sorted(maps.Keys(c.Slots)), Events: len(h.Events), Row: string(appendRows(nil, h, c.Step))}
	if len(h.Valids) > 0 {
		last := h.Valids[len(h.Valids)-1].Step
		until := train.History{Points: h.Points[:last], Valids: h.Valids}
		t.Valid = string(appendRows(nil, until, last))
	}
	return t
}

// encodeState is the content of optimizer.safetensors.
func encodeState(c *train.Checkpoint) (meta map[string]string, list []tensor, err error) {
	t := tallyOf(c)
	meta = map[string]string{}
	for _, fields := range []map[string]any{scalars(c), t.fields()} {
		for key, v := range fields {
			b, err := json.Marshal(v)
			if err != nil {
				return nil, nil, fmt.Errorf("%s: %w", key, err)
			}
			meta[key] = string(b)
		}
	}
	for _, slot := range t.Slots {
		for _, v := range c.Slots[slot] {
			list = append(list, tensor{slot + "." + v.Name, v.Shape, v.Data})
		}
	}
	for _, v := range c.State {
		list = append(list, tensor{v.Name, v.Shape, v.Data})
	}
	return meta, list, nil
}

// decodeScalars reads the metadata of optimizer.safetensors into c.
func decodeScalars(meta map[string]string, c *train.Checkpoint) (tally, error) {
	var t tally
	for _, fields := range []map[string]any{scalars(c), t.fields()} {
		for key, v := range fields {
			s, ok := meta[key]
			if !ok {
				return t, fmt.Errorf("%s is missing", key)
			}
			if err := json.Unmarshal([]byte(s), v); err != nil {
				return t, fmt.Errorf("%s: %w", key, err)
			}
		}
	}
	if err := c.Settings.Check(); err != nil {
		return t, err
	}
	const far = 1 << 40 // a text has fewer tokens, and sums of places do not overflow
	p := c.Position
	if c.Step < 0 || t.Events < 0 || p.Epoch < 0 || p.Offset < 0 || p.Rows < 1 || p.Epoch > far || p.Offset > far {
		return t, errors.New("a place in the run that cannot be")
	}
	return t, nil
}

const statePrefix = "state." // of the carried state's tensors

// decodeTensors deals the tensors of optimizer.safetensors out to the slots and the carried state.
func decodeTensors(list []tensor, slots []string, c *train.Checkpoint) error {
	var state []tensor
	averages := map[string][]tensor{}
	for _, t := range list {
		if strings.HasPrefix(t.name, statePrefix) {
			state = append(state, t)
			continue
		}
		slot, name, _ := strings.Cut(t.name, ".")
		averages[slot] = append(averages[slot], tensor{name, t.shape, t.data})
	}
	if err := carried(state, c); err != nil {
		return err
	}
	c.State = values(state).Weights
	makeMap(&c.Slots)
	for _, slot := range slots {
		if err := fits(averages[slot], c.Recipe); err != nil {
			return fmt.Errorf("%s: %w", slot, err)
		}
		c.Slots[slot] = values(averages[slot]).Weights
	}
	return nil
}

// carried checks that the state has a row for each of the readings at c's position.
func carried(state []tensor, c *train.Checkpoint) error {
	if len(state) == 0 {
		return errors.New("the carried state is missing")
	}
	want := []int{c.Position.Rows, c.Recipe.Model.Hidden}
	for _, t := range state {
		if !slices.Equal(t.shape, want) {
			return fmt.Errorf("tensor %s has shape %v: this place in the run needs %v", t.name, t.shape, want)
		}
	}
	return nil
}

// fits says whether list has the tensors of the recipe's model, each in its shape.
func fits(list []tensor, r train.Recipe) error {
	shapes := map[string][]int{}
	for _, t := range list {
		shapes[t.name] = t.shape
	}
	for _, want := range r.Model.Tensors() {
		shape, ok := shapes[want.Name]
		if !ok {
			return fmt.Errorf("tensor %s is missing", want.Name)
		}
		if !slices.Equal(shape, want.Shape) {
			return fmt.Errorf("tensor %s has shape %v: this model needs %v", want.Name, shape, want.Shape)
		}
	}
	return nil
}

// encodeWeights is the content of weights.safetensors.
func encodeWeights(c *train.Checkpoint) (meta map[string]string, list []tensor) {
	for _, v := range c.Weights {
		list = append(list, tensor{v.Name, v.Shape, v.Data})
	}
	return map[string]string{"format": "pt", "step": strconv.Itoa(c.Step)}, list
}

// values is list as the Weights of a checkpoint that has nothing else: their type is core/nn's and
// has no name in core/train, all that this package imports of core.
func values(list []tensor) (c train.Checkpoint) {
	c.Weights = slices.Grow(c.Weights, len(list))[:len(list)]
	for i, t := range list {
		v := &c.Weights[i]
		v.Name, v.Shape, v.Data = t.name, t.shape, t.data
	}
	return c
}

// makeMap makes a map whose type has no name here.
func makeMap[K comparable, V any](m *map[K]V) { *m = map[K]V{} }
