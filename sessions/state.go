package sessions

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/train"
	"unroll/sessions/safetensors"
)

// scalars lists what a checkpoint has besides tensors, vocabulary and history, by name in the
// metadata of optimizer.safetensors, where the values are JSON.
func scalars(c *train.Checkpoint) map[string]any {
	return map[string]any{
		"step": &c.Step, "settings": &c.Settings, "position": &c.Position,
		"judged": &c.Judged, "best": &c.PlateauBest, "decay": &c.Decay,
	}
}

// A tally says how much of the files that are appended to belongs to the save.
type tally struct {
	Slots  []string // the optimizer's averages
	Events int      // lines of events.jsonl that count
	Row    string   // row of the last step in metrics.csv; "" at step 0 if that was not validated
	Valid  string   // row of the last validated step, for a list of sessions
}

func (t *tally) fields() map[string]any {
	return map[string]any{"slots": &t.Slots, "events": &t.Events, "row": &t.Row, "valid": &t.Valid}
}

func tallyOf(c *train.Checkpoint) (t tally, err error) {
	t = tally{Slots: slices.Sorted(maps.Keys(c.Slots)), Events: len(c.History.Events())}
	if t.Row, err = lineOf(c, c.Step); err != nil {
		return t, err
	}
	if last, ok := c.History.LastValid(); ok {
		t.Valid, err = lineOf(c, last.Step)
	}
	return t, err
}

// encodeState is the content of optimizer.safetensors.
func encodeState(c *train.Checkpoint) (meta map[string]string, list []safetensors.Tensor, err error) {
	t, err := tallyOf(c)
	if err != nil {
		return nil, nil, err
	}
	return encodeWith(c, t)
}

// encodeWith is what a file says of the state of c, with its slots and its carried state.
func encodeWith(c *train.Checkpoint, t tally) (meta map[string]string, list []safetensors.Tensor, err error) {
	meta = map[string]string{}
	for _, fields := range []map[string]any{scalars(c), t.fields(), troubles(c)} {
		for key, v := range fields {
			b, err := json.Marshal(v)
			if err != nil {
				return nil, nil, errIn.Of(key, err)
			}
			meta[key] = string(b)
		}
	}
	if c.Ended {
		meta[endedKey] = "true"
	}
	for _, slot := range t.Slots {
		list = append(list, tensors(slot+".", c.Slots[slot])...)
	}
	return meta, append(list, tensors("", c.State)...), nil
}

// troubles lists what later versions than the first of this format also say, by name: it may be missing.
func troubles(c *train.Checkpoint) map[string]any {
	return map[string]any{"trouble": (*trouble)(&c.Trouble), "watched": &c.Watched}
}

// endedKey is there if Checkpoint.Ended. Sessions of earlier versions do not say it.
const endedKey = "ended"

// A trouble is Checkpoint.Trouble as a word.
type trouble train.Phase

var troubleWords = map[train.Phase]string{train.Paused: "", train.Ruined: "ruined", train.Diverged: "diverged"}

// MarshalJSON writes the word.
func (t *trouble) MarshalJSON() ([]byte, error) { return json.Marshal(troubleWords[train.Phase(*t)]) }

// UnmarshalJSON reads it; a word that is not known is no trouble.
func (t *trouble) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	for phase, word := range troubleWords {
		if word == s {
			*t = trouble(phase)
		}
	}
	return nil
}

// decodeScalars reads the metadata of optimizer.safetensors into c.
func decodeScalars(meta map[string]string, c *train.Checkpoint) (tally, error) {
	var t tally
	for _, fields := range []map[string]any{scalars(c), t.fields()} {
		for key, v := range fields {
			s, ok := meta[key]
			if !ok {
				return t, errScalar.Of(key)
			}
			if err := json.Unmarshal([]byte(s), v); err != nil {
				return t, errIn.Of(key, err)
			}
		}
	}
	for key, v := range troubles(c) {
		if s, ok := meta[key]; ok {
			if err := json.Unmarshal([]byte(s), v); err != nil {
				return t, errIn.Of(key, err)
			}
		}
	}
	c.Ended = meta[endedKey] == "true"
	if err := c.Settings.Check(); err != nil {
		return t, err
	}
	const far = 1 << 40 // more tokens than any text has, yet sums of positions do not overflow
	p := c.Position
	if c.Step < 0 || t.Events < 0 || p.Epoch < 0 || p.Offset < 0 || p.Rows < 1 || p.Epoch > far || p.Offset > far {
		return t, errPlace.Of()
	}
	return t, nil
}

const statePrefix = "state." // of the carried state's tensors

// decodeTensors assigns the tensors of optimizer.safetensors to the slots and the carried state.
func decodeTensors(list []safetensors.Tensor, slots []string, c *train.Checkpoint) error {
	var state []safetensors.Tensor
	averages := map[string][]safetensors.Tensor{}
	for _, t := range list {
		if strings.HasPrefix(t.Name, statePrefix) {
			state = append(state, t)
			continue
		}
		slot, name, _ := strings.Cut(t.Name, ".")
		averages[slot] = append(averages[slot], safetensors.Tensor{Name: name, Shape: t.Shape, Data: t.Data})
	}
	if err := carried(state, c); err != nil {
		return err
	}
	c.State = values(state)
	c.Slots = map[string][]nn.Values[float32]{}
	for _, slot := range slots {
		if err := fits(averages[slot], c.Recipe); err != nil {
			return errIn.Of(slot, err)
		}
		c.Slots[slot] = values(averages[slot])
	}
	return nil
}

// carried checks that state has the matrices of the recipe's model, with a row for each of the sequences at c's position.
func carried(state []safetensors.Tensor, c *train.Checkpoint) error {
	shapes, all := shapesOf(state), c.Recipe.Model.States(c.Position.Rows)
	if len(state) == 0 && len(all) > 0 {
		return errNoState.Of()
	}
	for _, want := range all {
		shape, ok := shapes[want.Name]
		if !ok {
			return errTensor.Of(want.Name)
		}
		if !slices.Equal(shape, want.Shape) {
			return errStateShape.Of(want.Name, shape, want.Shape)
		}
	}
	return nil
}

// fits returns an error unless list has the tensors of the recipe's model, each with its shape.
func fits(list []safetensors.Tensor, r recipe.Recipe) error {
	shapes := shapesOf(list)
	for _, want := range r.Model.Tensors() {
		shape, ok := shapes[want.Name]
		if !ok {
			return errTensor.Of(want.Name)
		}
		if !slices.Equal(shape, want.Shape) {
			return errTensorShape.Of(want.Name, shape, want.Shape)
		}
	}
	return nil
}

func shapesOf(list []safetensors.Tensor) map[string][]int {
	shapes := map[string][]int{}
	for _, t := range list {
		shapes[t.Name] = t.Shape
	}
	return shapes
}

// encodeWeights is the content of weights.safetensors.
func encodeWeights(c *train.Checkpoint) (meta map[string]string, list []safetensors.Tensor) {
	list = tensors("", c.Weights)
	return map[string]string{"format": "pt", "step": strconv.Itoa(c.Step)}, list
}

// values converts list to tensors of a checkpoint.
func values(list []safetensors.Tensor) []nn.Values[float32] {
	out := make([]nn.Values[float32], len(list))
	for i, t := range list {
		out[i] = nn.Values[float32]{Tensor: nn.Tensor{Name: t.Name, Shape: t.Shape}, Data: t.Data}
	}
	return out
}

// tensors is the inverse of values, with a prefix before each name.
func tensors(before string, list []nn.Values[float32]) []safetensors.Tensor {
	out := make([]safetensors.Tensor, len(list))
	for i, v := range list {
		out[i] = safetensors.Tensor{Name: before + v.Name, Shape: v.Shape, Data: v.Data}
	}
	return out
}
