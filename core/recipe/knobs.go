package recipe

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"unroll/core/optim"
	"unroll/core/task"
)

// Settings are what can change between two updates without changing the shape of the model.
type Settings struct {
	LR          float64 `json:"lr"`
	Clip        Limit   `json:"clip"` // θ; Off: gradients are not clipped
	Momentum    float64 `json:"momentum"`
	Unroll      int     `json:"unroll"`      // T, steps of a window
	Batch       int     `json:"batch"`       // B, sequences read in parallel
	ValidEvery  int     `json:"valid_every"` // updates between validations
	Temperature float64 `json:"temperature"` // of samples
	// Sampled is the share of the decoder's tokens that are its own predictions in training; the rest is teacher forcing.
	// Only for task translation.
	Sampled float64 `json:"sampled,omitempty"`
}

// DefaultSettings are what a run begins with unless told otherwise.
func DefaultSettings() Settings {
	return Settings{LR: 2e-3, Clip: 1, Momentum: 0.9, Unroll: 32, Batch: 32, ValidEvery: 100, Temperature: 0.8}
}

// A Knob is a setting that can be adjusted while training: the one place that knows its name, range and steps.
type Knob struct {
	Name     string // as in events.jsonl, flags and the : line
	Min, Max float64
	Whole    bool   // takes whole numbers only
	Looks    bool   // affects what is shown, never what is learned
	Task     string // the only task that has it; "": every task
	Get      func(s *Settings) float64
	Set      func(s *Settings, v float64)
	Turn     func(v float64, dir int) float64 // the next value up (dir > 0) or down
}

// Knobs is the table of them, in the order in which a panel shows them.
var Knobs = []Knob{
	{Name: "lr", Min: 0, Max: 1e9, Turn: turnLR,
		Get: func(s *Settings) float64 { return s.LR }, Set: func(s *Settings, v float64) { s.LR = v }},
	{Name: "clip", Min: 0, Max: math.Inf(1), Turn: turnClip,
		Get: func(s *Settings) float64 { return float64(s.Clip) }, Set: func(s *Settings, v float64) { s.Clip = Limit(v) }},
	{Name: "temperature", Min: 0, Max: 100, Looks: true, Turn: turnTemperature,
		Get: func(s *Settings) float64 { return s.Temperature }, Set: func(s *Settings, v float64) { s.Temperature = v }},
	{Name: "unroll", Min: 1, Max: 1024, Whole: true, Turn: double,
		Get: func(s *Settings) float64 { return float64(s.Unroll) }, Set: func(s *Settings, v float64) { s.Unroll = int(v) }},
	{Name: "batch", Min: 1, Max: 1024, Whole: true, Turn: double,
		Get: func(s *Settings) float64 { return float64(s.Batch) }, Set: func(s *Settings, v float64) { s.Batch = int(v) }},
	{Name: "momentum", Min: 0, Max: 1, Turn: among(0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99),
		Get: func(s *Settings) float64 { return s.Momentum }, Set: func(s *Settings, v float64) { s.Momentum = v }},
	{Name: "valid_every", Min: 1, Max: 1e6, Whole: true, Looks: true, Turn: among(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000),
		Get: func(s *Settings) float64 { return float64(s.ValidEvery) }, Set: func(s *Settings, v float64) { s.ValidEvery = int(v) }},
	{Name: "teacher_forcing", Min: 0, Max: 1, Task: task.Translation.Name, Turn: among(0, 0.25, 0.5, 0.75, 0.9, 1),
		Get: func(s *Settings) float64 { return rest(s.Sampled) }, Set: func(s *Settings, v float64) { s.Sampled = rest(v) }},
}

// FindKnob looks up a setting by name.
func FindKnob(name string) (Knob, error) {
	var names []string
	for _, k := range Knobs {
		if k.Name == name {
			return k, nil
		}
		names = append(names, k.Name)
	}
	return Knob{}, errKnob.Of(name, strings.Join(names, ", "))
}

// noTop is from where on a knob's Max is no range that a person would choose in.
const noTop = 1e9

// Check returns an error if v cannot be the knob's value.
func (k Knob) Check(v float64) error {
	switch inside := v >= k.Min && v <= k.Max; {
	case !inside && math.IsInf(k.Max, 1):
		return errKnobLow.Of(k.Name, v, k.Min)
	case !inside && k.Max >= noTop && !(v > k.Max):
		return errKnobLeast.Of(k.Name, v, k.Min)
	case !inside && k.Max >= noTop:
		return errKnobMost.Of(k.Name, v, k.Max)
	case !inside:
		return errKnobRange.Of(k.Name, v, k.Min, k.Max)
	}
	if k.Whole && v != math.Trunc(v) {
		return errKnobWhole.Of(k.Name, v)
	}
	return nil
}

// Check checks every setting.
func (s Settings) Check() error {
	for _, k := range Knobs {
		if err := k.Check(k.Get(&s)); err != nil {
			return err
		}
	}
	return nil
}

// rest is 1 − v to nine places, so that it is its own inverse.
func rest(v float64) float64 { return math.Round((1-v)*1e9) / 1e9 }

func double(v float64, dir int) float64 {
	if dir > 0 {
		return v * 2
	}
	return v / 2
}

// turnLR doubles and halves; from 0 the rate can be raised again.
func turnLR(v float64, dir int) float64 {
	if v == 0 && dir > 0 {
		return 1e-5
	}
	return double(v, dir)
}

// clipTop is the largest θ: the next turn up switches clipping off.
const clipTop = 16

func turnClip(v float64, dir int) float64 {
	switch {
	case dir > 0 && v >= clipTop:
		return math.Inf(1)
	case dir > 0 && v == 0:
		return 1.0 / 64
	case dir < 0 && math.IsInf(v, 1):
		return clipTop
	}
	return double(v, dir)
}

func turnTemperature(v float64, dir int) float64 {
	if dir > 0 {
		return math.Round(v*10+1) / 10
	}
	return math.Max(0, math.Round(v*10-1)/10)
}

// among steps through a list of values.
func among(values ...float64) func(v float64, dir int) float64 {
	return func(v float64, dir int) float64 {
		i, found := slices.BinarySearch(values, v)
		switch {
		case dir > 0 && found:
			i++
		case dir < 0:
			i--
		}
		if i < 0 || i == len(values) {
			return v // already beyond the list
		}
		return values[i]
	}
}

// A Limit is a threshold that may be off (∞), which is null in JSON.
type Limit = optim.Limit

// Off means no limit.
var Off = optim.Off

// FormatValue writes a knob's value so that ParseValue reads the same back: "off" for +Inf.
func FormatValue(v float64) string {
	if math.IsInf(v, 1) {
		return "off"
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}

// ParseValue reads a knob's value: a number, or "off" (also "∞") for +Inf.
func ParseValue(s string) (float64, error) {
	if s == "off" || s == "∞" {
		return math.Inf(1), nil
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(v) {
		return 0, errNumber.Of(s)
	}
	return v, nil
}
