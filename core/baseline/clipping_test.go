package baseline

import (
	"math"
	"testing"

	"unroll/core/history"
)

// clipping is a run of which every n-th update from a step on was clipped; 0: none.
func clipping(steps, from, n int, events ...history.Event) history.View {
	h := &history.History{}
	for step := 1; step <= steps; step++ {
		p := history.Point{Step: step, Factor: 1}
		if n > 0 && step >= from && step%n == 0 {
			p.Factor = 0.5
		}
		h.Append(p)
	}
	for _, e := range events {
		h.AddEvent(e)
	}
	return h.View()
}

func TestWhatClippingDoes(t *testing.T) {
	theta := history.Event{Step: 1950, Knob: "clip", From: 1, To: 0.1}
	for name, c := range map[string]struct {
		h     history.View
		theta float64
		want  Clips
	}{
		"off":                      {clipping(100, 0, 1), math.Inf(1), Clips{Is: ClipOff}},
		"no update yet":            {history.View{}, 1, Clips{Is: ClipUnknown}},
		"never":                    {clipping(5000, 0, 0), 1, Clips{ClipsNever, 0, 1000}},
		"long ago":                 {clipping(5000, 0, 4001), 1, Clips{ClipsRarely, 1, 1000}},
		"a safety net":             {clipping(5000, 0, 500), 1, Clips{ClipsRarely, 2, 1000}},
		"more than outliers":       {clipping(5000, 0, 10), 1, Clips{ClipsOften, 100, 1000}},
		"every step":               {clipping(5000, 0, 1), 1, Clips{ClipsNearlyAll, 100, 100}},
		"every step of late":       {clipping(5000, 4901, 1), 1, Clips{ClipsNearlyAll, 100, 100}},
		"the first few":            {clipping(10, 0, 1), 1, Clips{ClipsOften, 10, 10}},
		"one of the first few":     {clipping(10, 0, 8), 1, Clips{ClipsRarely, 1, 10}},
		"since θ was changed":      {clipping(2000, 1951, 1, theta), 0.1, Clips{ClipsNearlyAll, 50, 50}},
		"not since θ was changed":  {clipping(1960, 0, 0, theta), 0.1, Clips{ClipsNever, 0, 10}},
		"θ has just been changed":  {clipping(1950, 0, 1, theta), 0.1, Clips{Is: ClipUnknown}},
		"another setting, no news": {clipping(2000, 0, 0, history.Event{Step: 1999, Knob: "lr"}), 1, Clips{ClipsNever, 0, 1000}},
	} {
		if got := ClippingOf(c.h, c.theta); got.Is != c.want.Is || (got.Is != ClipUnknown && got != c.want) {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}
