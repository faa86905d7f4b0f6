package baseline

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"unroll/core/history"
)

// A made run: losses by step, validations by step, and the changes of settings on the way.
type made struct {
	loss   func(step int) float64
	valid  func(step int) float64 // nil: none
	every  int                    // updates between validations; 0: 100
	steps  int
	noise  float64 // standard deviation of an update's loss
	jitter float64 // of a validation
	seed   uint64
	events []history.Event
}

// evidence is what the run is judged by.
func (m made) evidence() Evidence {
	rng, h := rand.New(rand.NewPCG(m.seed, 1)), &history.History{}
	if m.every == 0 {
		m.every = 100
	}
	for step := 1; step <= m.steps; step++ {
		h.Append(history.Point{Step: step, Tokens: 1024, Loss: m.loss(step) + m.noise*rng.NormFloat64(), Factor: 1})
		if m.valid != nil && step%m.every == 0 {
			h.AddValid(history.Valid{Step: step, NLL: 1e4 * (m.valid(step) + m.jitter*rng.NormFloat64()), Tokens: 1e4})
		}
	}
	return Evidence{Valids: h.View(), Floor: math.NaN(), Untrained: math.Log(65), Changes: m.events}
}

// falling is a loss that learns.
func falling(step int) float64 { return 1.4 + 2.8*math.Exp(-float64(step)/300) }

// after is falling until a step, and another loss from there on.
func after(at int, then func(step int) float64) func(int) float64 {
	return func(step int) float64 {
		if step <= at {
			return falling(step)
		}
		return then(step)
	}
}

func flat(loss float64) func(int) float64 { return func(int) float64 { return loss } }

// pressed are so many presses of one setting, some updates apart.
func pressed(knob string, step, apart, times int, from, factor float64) (list []history.Event) {
	for range times {
		list = append(list, history.Event{Step: step, Knob: knob, From: from, To: from * factor})
		step, from = step+apart, from*factor
	}
	return list
}

func TestALossThatRoseAfterAChange(t *testing.T) {
	lr := pressed("lr", 1000, 0, 6, 0.002, 2)
	for name, c := range map[string]struct {
		run  made
		want Diagnosis // of which Best and Now are not compared
	}{
		"at once":         {made{loss: after(1000, flat(4)), steps: 1200, noise: 0.05, events: lr}, Diagnosis{Trouble: RoseAfter, After: 1, Change: Change{"lr", 0.002, 0.128, 1000, 1000}}},
		"later":           {made{loss: after(1120, flat(3)), steps: 1200, noise: 0.05, events: lr}, Diagnosis{Trouble: RoseAfter, After: 121, Change: Change{"lr", 0.002, 0.128, 1000, 1000}}},
		"worse than none": {made{loss: after(1000, flat(9)), steps: 1200, noise: 0.05, events: lr}, Diagnosis{Trouble: RoseAfter, After: 1, Ruined: true, Change: Change{"lr", 0.002, 0.128, 1000, 1000}}},
		"presses that take a while": {made{loss: after(1100, flat(4)), steps: 1300, noise: 0.05, events: pressed("lr", 1000, 16, 6, 0.002, 2)},
			Diagnosis{Trouble: RoseAfter, After: 21, Change: Change{"lr", 0.002, 0.128, 1000, 1080}}},
		"during the presses": {made{loss: after(1040, flat(4)), steps: 1300, noise: 0.05, events: pressed("lr", 1000, 16, 6, 0.002, 2)},
			Diagnosis{Trouble: RoseAfter, After: 41, Change: Change{"lr", 0.002, 0.128, 1000, 1080}}},
		"of two changes the later": {made{loss: after(1000, flat(4)), steps: 1200, noise: 0.05, events: []history.Event{{Step: 900, Knob: "clip", From: 1, To: 2}, {Step: 1000, Knob: "lr", From: 1, To: 2}}},
			Diagnosis{Trouble: RoseAfter, After: 1, Change: Change{"lr", 1, 2, 1000, 1000}}},
		"put right, but not yet well": {made{loss: after(1000, flat(4)), steps: 1500, noise: 0.05, events: append(lr[:6:6], pressed("lr", 1200, 0, 6, 0.128, 0.5)...)},
			Diagnosis{Trouble: RoseAfter, After: 1, Change: Change{"lr", 0.002, 0.128, 1000, 1000}}},
		"clipping switched off": {made{loss: after(1010, flat(2.5)), steps: 1200, noise: 0.05, events: []history.Event{{Step: 1000, Knob: "clip", From: 1, To: math.Inf(1)}}},
			Diagnosis{Trouble: RoseAfter, After: 11, Change: Change{"clip", 1, math.Inf(1), 1000, 1000}}},
		"to infinity":     {made{loss: after(1000, flat(math.Inf(1))), steps: 1200, events: lr}, Diagnosis{Trouble: RoseAfter, After: 1, Ruined: true, Change: Change{"lr", 0.002, 0.128, 1000, 1000}}},
		"no more than it": {made{loss: falling, steps: 1200, noise: 0.05, events: lr}, Diagnosis{}},
		"a spike that is over": {made{loss: func(s int) float64 {
			if s > 1000 && s < 1020 {
				return 9
			}
			return falling(s)
		}, steps: 1200, noise: 0.05, events: lr}, Diagnosis{}},
		"a single outlier": {made{loss: func(s int) float64 {
			if s == 1150 {
				return 9
			}
			return falling(s)
		}, steps: 1151, noise: 0.05, events: lr}, Diagnosis{}},
		"too long after":        {made{loss: after(1400, flat(4)), steps: 1600, noise: 0.05, events: lr}, Diagnosis{}},
		"no change to blame":    {made{loss: after(1000, flat(3)), steps: 1200, noise: 0.05}, Diagnosis{}},
		"on its way, untrained": {made{loss: func(s int) float64 { return 4.17 - 0.001*float64(s) }, steps: 60, noise: 0.05, events: pressed("lr", 5, 1, 3, 1, 2)}, Diagnosis{}},
		"noise within noise":    {made{loss: after(1000, flat(1.7)), steps: 1200, noise: 0.4, events: lr}, Diagnosis{}},
	} {
		got := Judge(c.run.evidence()).Ails
		best, now := got.Best, got.Now
		got.Best, got.Now = 0, 0
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
		if got.Trouble == RoseAfter && !(best < now && math.Abs(best-falling(1000)) < 0.15) {
			t.Errorf("%s: from %v to %v", name, best, now)
		}
	}
}

// The law: noise alone is no rise, whatever was changed on the way.
func TestHealthyRunsAreNotAccused(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		noise := rapid.Float64Range(0, 0.5).Draw(t, "noise")
		m := made{loss: falling, valid: func(s int) float64 { return falling(s) + 0.1 }, every: 50, steps: rapid.IntRange(1, 2500).Draw(t, "steps"), noise: noise, jitter: noise / 20,
			seed: rapid.Uint64().Draw(t, "seed")}
		for step := 0; step < m.steps; step += rapid.IntRange(1, 400).Draw(t, "apart") {
			m.events = append(m.events, history.Event{Step: step, Knob: rapid.SampledFrom([]string{"lr", "clip", "batch"}).Draw(t, "knob"), From: 1, To: rapid.SampledFrom([]float64{0.5, 2, 4}).Draw(t, "to")})
		}
		if got := Judge(m.evidence()).Ails; got.Trouble != NoTrouble {
			t.Fatalf("%+v", got)
		}
	})
}

// The law: a batch so small that losses scatter more than before is no rise.
func TestMoreNoiseIsNoRise(t *testing.T) {
	for seed := range uint64(50) {
		h, rng := &history.History{}, rand.New(rand.NewPCG(seed, 2))
		for step := 1; step <= 1400; step++ {
			sd := 0.03
			if step > 1000 {
				sd = 0.2
			}
			h.Append(history.Point{Step: step, Loss: falling(step) + sd*rng.NormFloat64()})
			e := Evidence{Valids: h.View(), Floor: math.NaN(), Changes: []history.Event{{Step: 1000, Knob: "batch", From: 32, To: 1}}}
			if step > 1000 && step%20 == 0 && Judge(e).Ails.Trouble != NoTrouble {
				t.Fatalf("seed %d, step %d: %+v", seed, step, Judge(e).Ails)
			}
		}
	}
}

// The law: a trouble is said of a run of any length, and by a history whose older updates are in buckets too.
func TestARiseLongAgoIsStillSaid(t *testing.T) {
	for _, steps := range []int{1100, 5000, 20_000, 60_000} {
		got := Judge(made{loss: after(1003, flat(4)), steps: steps, noise: 0.05, events: pressed("lr", 1000, 0, 6, 1, 2)}.evidence()).Ails
		if got.Trouble != RoseAfter || got.After != 4 || got.Change.To != 64 {
			t.Errorf("after %d updates: %+v", steps, got)
		}
	}
}

func TestOverfitting(t *testing.T) {
	rise := func(from int, by float64) func(int) float64 { // nats in 1000 updates
		return func(s int) float64 { return falling(min(s, from)) + by*float64(max(0, s-from))/1000 }
	}
	slow := func(s int) float64 { return 1.3 + 2.8*math.Exp(-float64(s)/2000) }
	for name, c := range map[string]struct {
		run  made
		step int // of the best validation; 0: it does not overfit
	}{
		"plainly":                 {made{loss: slow, valid: rise(1500, 0.1), steps: 4000, noise: 0.05, jitter: 0.001}, 1500},
		"little":                  {made{loss: slow, valid: rise(1500, 0.02), steps: 4000, noise: 0.05, jitter: 0.0005}, 1500},
		"too little":              {made{loss: slow, valid: rise(1500, 0.005), steps: 4000, noise: 0.05}, 0},
		"not yet":                 {made{loss: slow, valid: rise(1500, 0.1), steps: 1700, noise: 0.05}, 0},
		"within the noise":        {made{loss: slow, valid: rise(1500, 0.02), steps: 4000, noise: 0.05, jitter: 0.03}, 0},
		"learning":                {made{loss: slow, valid: falling, steps: 4000, noise: 0.05, jitter: 0.01}, 0},
		"training rises too":      {made{loss: func(s int) float64 { return slow(min(s, 1500)) + float64(max(0, s-1500))/5000 }, valid: rise(1500, 0.2), steps: 4000, noise: 0.05}, 0},
		"nothing is held out":     {made{loss: slow, steps: 4000, noise: 0.05}, 0},
		"validated after all":     {made{loss: slow, valid: rise(1500, 0.1), every: 1, steps: 4000, noise: 0.05, jitter: 0.001}, -1},
		"the validation is ∞ now": {made{loss: slow, valid: after(1500, flat(math.Inf(1))), steps: 2000, noise: 0.05}, 1500},
	} {
		got := Judge(c.run.evidence()).Ails
		switch {
		case c.step == 0 && got.Trouble == NoTrouble:
		case c.step == 0 || got.Trouble != Overfits || (c.step > 0 && got.Step != c.step) || !(got.Now > got.Best):
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestRuinedAndDiverged(t *testing.T) {
	valid := func(s int) float64 { return math.Min(falling(s), 9) }
	e := made{loss: after(1000, flat(6)), valid: valid, steps: 1100, noise: 0.05}.evidence()
	if got := Judge(e).Ails; got.Trouble != Ruined || got.Step == 0 || math.Abs(got.Now-6) > 0.1 {
		t.Errorf("without a change to blame: %+v", got)
	}
	e = made{loss: flat(6), valid: flat(6), steps: 1100, noise: 0.05}.evidence()
	if got := Judge(e).Ails; got.Trouble != NoTrouble {
		t.Errorf("a run that was never better is not ruined: %+v", got)
	}
	e.Diverged = true
	if got := Judge(e).Ails; got != (Diagnosis{Trouble: Diverged, Step: 1100}) {
		t.Errorf("%+v", got)
	}
	e.Changes = pressed("lr", 1080, 0, 3, 1, 2)
	if got := Judge(e).Ails; got.Trouble != Diverged || got.After != 21 || got.Change.To != 8 {
		t.Errorf("%+v", got)
	}
	if got := Judge(Evidence{Diverged: true, Floor: math.NaN()}).Ails; got != (Diagnosis{Trouble: Diverged}) {
		t.Errorf("before the first update: %+v", got)
	}
}

// Events that go the same way and come soon after each other are one change; one that is taken back is not.
func TestPressesAreOneChange(t *testing.T) {
	for _, c := range []struct {
		events []history.Event
		want   string
	}{
		{pressed("lr", 10, 20, 6, 1, 2), "[{lr 1 64 10 110}]"},
		{pressed("lr", 10, 101, 2, 1, 2), "[{lr 1 2 10 10} {lr 2 4 111 111}]"},
		{append(pressed("lr", 10, 1, 2, 1, 2), pressed("lr", 12, 1, 2, 4, 0.5)...), "[{lr 1 4 10 11} {lr 4 1 12 13}]"},
		{append(pressed("lr", 10, 1, 2, 1, 2), pressed("clip", 11, 1, 1, 1, 2)...), "[{lr 1 4 10 11} {clip 1 2 11 11}]"},
		{[]history.Event{{Step: 3, Knob: "lr", From: 1, To: 1}}, "[]"},
	} {
		if got := fmt.Sprint(merged(c.events)); got != c.want {
			t.Errorf("%v are %v, want %v", c.events, got, c.want)
		}
	}
}

// The law: a diagnosis costs the same however long the run is.
func BenchmarkDiagnose(b *testing.B) {
	for _, steps := range []int{10_000, 200_000} {
		e := made{loss: after(1000, flat(3)), valid: falling, steps: steps, noise: 0.05, events: pressed("lr", 900, 120, 200, 1, 1.1)}.evidence()
		b.Run(fmt.Sprint(steps), func(b *testing.B) {
			for b.Loop() {
				e.diagnose()
			}
		})
	}
}

// The law: a run that is read from disk is judged as it was while it ran, its older updates from buckets, the others from rows.
func TestADecodedHistoryIsJudgedAlike(t *testing.T) {
	slow := func(s int) float64 { return 1.3 + 2.8*math.Exp(-float64(s)/2000) }
	for name, m := range map[string]made{
		"risen": {loss: after(1003, flat(4)), steps: 3000, noise: 0.05, events: pressed("lr", 1000, 0, 6, 1, 2)},
		"overfitted": {loss: slow, valid: func(s int) float64 { return falling(min(s, 1500)) + float64(max(0, s-1500))/10_000 }, steps: 4000, noise: 0.05,
			jitter: 0.001},
		"ruined":  {loss: after(1000, flat(6)), valid: func(s int) float64 { return falling(min(s, 1000)) }, steps: 1500, noise: 0.05},
		"long":    {loss: after(1003, flat(4)), steps: 40_000, noise: 0.05, events: pressed("lr", 1000, 0, 6, 1, 2)},
		"healthy": {loss: falling, valid: falling, steps: 3000, noise: 0.05, jitter: 0.01, events: pressed("lr", 1000, 0, 6, 1, 2)},
	} {
		live := m.evidence()
		var disk bytes.Buffer
		if err := live.Valids.Encode(&disk); err != nil {
			t.Fatal(err)
		}
		h, err := history.Decode(&disk)
		if err != nil {
			t.Fatal(err)
		}
		for r := range live.Valids.Rows(0) { // what is still whole is read from its rows
			if r.Point.Step > 0 {
				h.Restore(r.Point)
			}
			if r.Validated {
				h.RestoreValid(r.Valid)
			}
		}
		read := live
		read.Valids = h.View()
		was, is := live.diagnose(), read.diagnose()
		if was != is {
			t.Errorf("%s: %+v while it ran, %+v from disk", name, was, is)
		}
		if (was.Trouble == NoTrouble) != (name == "healthy") {
			t.Errorf("%s: %+v", name, was)
		}
	}
}
