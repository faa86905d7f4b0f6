package historytest

import (
	"math"

	"unroll/core/history"
)

// A Story is a synthetic run of some kind, for testing charts and verdicts. All have a vocabulary of 74 and an epoch
// of 114 updates, clip at 1, and validate every 100 updates and at 10, 20 and 50.
type Story struct {
	Name  string
	loss  func(step, steps int) float64 // training loss, without noise
	gap   func(step, steps int) float64 // validation loss less training loss
	event func(steps int) []history.Event
}

// Stories are the kinds of run that charts must be able to show.
var Stories = []Story{
	{Name: "healthy", loss: falling, gap: func(step, steps int) float64 { return 0.1 * at(step, steps) }},
	{Name: "overfit", loss: func(step, steps int) float64 { return falling(step, steps) - 0.9*late(step, steps) },
		gap: func(step, steps int) float64 { return 0.1 + 1.6*late(step, steps) }},
	{Name: "spike", loss: func(step, steps int) float64 {
		if x := at(step, steps); x > 0.4 && x < 0.45 {
			return 2e10 * math.Sin((x-0.4)*20*math.Pi)
		}
		return falling(step, steps)
	}, gap: func(step, steps int) float64 { return 0.05 }},
	{Name: "raised", loss: func(step, steps int) float64 {
		if x := at(step, steps); x > 0.8 {
			return falling(step, steps) + 2.4*math.Min(1, (x-0.8)*20)
		}
		return falling(step, steps)
	}, gap: func(step, steps int) float64 { return 0.08 }, event: func(steps int) []history.Event {
		var list []history.Event
		for i := range 6 {
			list = append(list, history.Event{Step: steps*8/10 + i, Knob: "lr", From: 0.002 * float64(int(1)<<i), To: 0.004 * float64(int(1)<<i)})
		}
		return list
	}},
	{Name: "nan", loss: func(step, steps int) float64 {
		if at(step, steps) > 0.7 {
			return math.NaN()
		}
		return falling(step, steps)
	}, gap: func(step, steps int) float64 { return 0.1 }},
}

func at(step, steps int) float64 { return float64(step) / math.Max(1, float64(steps)) }

func late(step, steps int) float64 { return math.Max(0, at(step, steps)-0.3) }

// falling goes from ln 74 to about 1.2, ever more slowly.
func falling(step, steps int) float64 {
	scale := 60 + 0.02*float64(steps)
	return 1.15 + (math.Log(74)-1.15)/math.Pow(1+float64(step)/scale, 0.9)
}

// Tell is the story's history, with the given number of updates.
func (s Story) Tell(steps int) *history.History {
	h := &history.History{}
	var events []history.Event
	if s.event != nil {
		events = s.event(steps)
	}
	s.validate(h, 0, steps)
	for step := 1; step <= steps; step++ {
		for len(events) > 0 && events[0].Step < step {
			h.AddEvent(events[0])
			events = events[1:]
		}
		noise := Row(step).Point.GradNorm - 0.8 // uniform in ±0.5
		p := history.Point{Step: step, Tokens: 1024, Clip: 1, Factor: 1, LR: 0.002, Epoch: float64(step) / 114}
		p.Loss = s.loss(step, steps) + 0.12*noise
		if p.GradNorm = 0.55 + 0.5*noise + 2*math.Exp(-float64(step)/30); p.Loss > 100 {
			p.GradNorm *= p.Loss
		}
		if p.GradNorm > p.Clip {
			p.Factor = p.Clip / p.GradNorm
		}
		h.Append(p)
		s.validate(h, step, steps)
	}
	return h
}

func (s Story) validate(h *history.History, step, steps int) {
	if step%100 == 0 || step == 10 || step == 20 || step == 50 {
		loss := s.loss(step, steps) + s.gap(step, steps)
		h.AddValid(history.Valid{Step: step, NLL: 1000 * loss, Tokens: 1000})
	}
}
