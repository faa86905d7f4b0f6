package train

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"unroll/core/command"
	"unroll/core/history"
	"unroll/core/nn"
	"unroll/core/random"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/text/texttest"
)

// A variant is a recipe to test a law with.
type variant struct {
	name   string
	change func(r *recipe.Recipe)
}

// variants range over the cells, and over everything else that affects learning.
func variants() []variant {
	list := []variant{
		{"lines", func(r *recipe.Recipe) { r.Text.Lines = true }},
		{"words", func(r *recipe.Recipe) { r.Text.Tokens = "word" }},
		{"dropout", func(r *recipe.Recipe) { r.Model.Layers, r.Model.Embed, r.Model.Dropout = 2, 4, 0.3 }},
		{"plateau", func(r *recipe.Recipe) { r.Schedule, r.Optimizer = "plateau:0.5", "sgd" }},
		{"step", func(r *recipe.Recipe) { r.Schedule, r.Optimizer = "step:1,0.7", "momentum" }},
		{"rmsprop", func(r *recipe.Recipe) { r.Optimizer = "rmsprop" }},
	}
	for _, c := range nn.Cells() {
		list = append(list, variant{c.Name, func(r *recipe.Recipe) { r.Model.Cell = c.Name }})
	}
	for _, v := range nn.Variants() {
		list = append(list, variant{v.Variant(), func(r *recipe.Recipe) { r.Model.Cell, r.Model.Reset, r.Model.Biases = v.Cell, v.Reset, v.Biases }})
	}
	for _, kind := range text.WindowKinds[1:] {
		list = append(list, variant{"windows " + kind, func(r *recipe.Recipe) { r.Windows = kind }})
	}
	return list
}

// wide lists useful values of each knob, including extreme ones.
var wide = map[string][]float64{
	"lr":              {0, 1e-3, 0.01, 0.1},
	"clip":            {0, 0.05, 1, math.Inf(1)},
	"temperature":     {0, 1},
	"unroll":          {1, 2, 7, 12, 40},
	"batch":           {1, 2, 5, 11},
	"momentum":        {0, 0.5, 0.9},
	"valid_every":     {1, 3, 50},
	"teacher_forcing": {0, 0.5, 1},
}

// randomCommand is anything that a person may do to a run. Some commands are refused, on purpose.
func randomCommand(rng *rand.Rand) command.Command {
	k := recipe.Knobs[rng.IntN(len(recipe.Knobs))]
	switch rng.IntN(12) {
	case 0:
		return Pause()
	case 1, 2:
		return Resume()
	case 3:
		return StepOnce()
	case 4:
		return Save()
	case 5, 6:
		return Turn(k.Name, rng.IntN(7)-3)
	case 7:
		return Default(k.Name)
	case 8:
		return Toggle()
	}
	return Set(k.Name, wide[k.Name][rng.IntN(len(wide[k.Name]))])
}

// play sends n random commands with random numbers of updates between them, and reads a snapshot only now and then.
func (l *live) play(n int, rng *rand.Rand) {
	l.t.Helper()
	for i := range n {
		l.ask(randomCommand(rng))
		for range rng.IntN(5) { // at most one update between two of these
			l.do(func(*Trainer) {})
		}
		if i%10 == 0 {
			<-l.Snapshots(context.Background())
		}
	}
}

// The law that rewind, fork, undo and resume depend on: recipe, text and the changes of settings
// with their steps determine a run to the last bit, for any number of threads.
func TestReplay(t *testing.T) {
	for _, v := range variants() {
		for seed := range uint64(2) {
			t.Run(fmt.Sprintf("%s/seed=%d", v.name, seed), func(t *testing.T) {
				r := tiny(v.change, func(r *recipe.Recipe) { r.Seed = seed })
				c := corpusOf(t, r, texttest.Prose(40))
				l := start(t, r, c, Options{Threads: 1 + int(seed)})
				l.play(60, rand.New(rand.NewPCG(seed, 77)))
				l.ask(Resume()) // if every command came before the first update began, none has been made
				l.see(func(s Snapshot) bool { return s.Step > 0 })
				l.ask(Pause())
				l.rest()
				end := l.stop()
				again := replay(t, r, c, end.History.Events(), end.Step, 3)
				if d := differsSettings(end, again); d != "" {
					t.Errorf("after %d steps and %d events: %s", end.Step, len(end.History.Events()), d)
				}
				if end.Step == 0 || len(end.History.Events()) == 0 {
					t.Errorf("%d steps, %d events: nothing has been tested", end.Step, len(end.History.Events()))
				}
			})
		}
	}
}

// Every setting makes a difference: this tests the test above.
func TestReplayWithoutAnEventIsAnotherRun(t *testing.T) {
	for _, k := range recipe.Knobs {
		if k.Looks || k.Task != "" {
			continue
		}
		r := tiny(func(r *recipe.Recipe) { r.Optimizer = "momentum" })
		c := corpusOf(t, r, texttest.Prose(40))
		event := history.Event{Step: 3, Knob: k.Name, To: wide[k.Name][1]}
		with, without := replay(t, r, c, []history.Event{event}, 10, 1), replay(t, r, c, nil, 10, 1)
		if differTensors("weights", with.Weights, without.Weights) == "" {
			t.Errorf("%s makes no difference", k.Name)
		}
	}
}

func TestReplayNamesWhatItCannotDo(t *testing.T) {
	r := tiny()
	c := corpusOf(t, r, texttest.Prose(40))
	for _, e := range []history.Event{{Knob: "hidden", To: 5}, {Knob: "lr", To: -1}, {Knob: "unroll", To: 2.5}, {Knob: "unroll", To: 1e5}} {
		if _, err := Replay(r, task.Text{Corpus: c}, []history.Event{e}, 3, 1); err == nil {
			t.Errorf("%s to %g is accepted", e.Knob, e.To)
		}
	}
}

// Threads take pieces of work as they come; no sum depends on which thread did what.
func TestThreadsNeverChangeTheBytes(t *testing.T) {
	for _, v := range variants() {
		t.Run(v.name, func(t *testing.T) {
			r := tiny(v.change, func(r *recipe.Recipe) { r.Settings.Batch = 7 })
			if v.name == "lstm" {
				r.Model.Hidden = 64
			}
			c := corpusOf(t, r, texttest.Prose(40))
			one := replay(t, r, c, nil, 8, 1)
			if v.name == "lstm" && r.Model.Hidden*4*(r.Model.Hidden+c.Vocab.Len()) < chunk {
				t.Error("all weights fit in one chunk of work: the test proves less than it should")
			}
			for _, threads := range []int{2, 3, 5} {
				if d := differs(one, replay(t, r, c, nil, 8, threads)); d != "" {
					t.Errorf("one thread and %d: %s", threads, d)
				}
			}
		})
	}
}

// Validations, snapshots, predictions, samples and saves leave no trace in the weights.
func TestLookingNeverChangesLearning(t *testing.T) {
	for _, v := range variants() {
		t.Run(v.name, func(t *testing.T) {
			const steps = 20
			r := tiny(v.change, func(r *recipe.Recipe) { r.Steps = steps })
			c := corpusOf(t, r, texttest.Prose(40))
			blind := replay(t, r, c, nil, steps, 1)
			r.Settings.ValidEvery = 1
			l := start(t, r, c, Options{Threads: 2, Autosave: 1})
			snapshots := l.Snapshots(context.Background())
			for phase := Running; phase != Finished; {
				s := <-snapshots
				phase = s.Phase
				s.Language().Predict("the ", 0.5, 3)
				s.Language().Sample("", 5, 1, uint64(s.Step))
				l.send(Set("valid_every", float64(1+s.Step%3)))
				l.send(Turn("temperature", 1-s.Step%3))
				l.send(Save())
			}
			l.rest()
			if d := differs(blind, l.stop()); d != "" {
				t.Error(d)
			}
		})
	}
}

// A different seed is a different run: every purpose has its own stream, and all depend on the seed.
func TestSeedsTellRunsApart(t *testing.T) {
	r := tiny()
	c := corpusOf(t, r, texttest.Prose(40))
	a := replay(t, r, c, nil, 0, 1)
	r.Seed++
	b := replay(t, r, c, nil, 0, 1)
	if differTensors("weights", a.Weights, b.Weights) == "" {
		t.Error("initial weights are the same with another seed")
	}
	seen := map[uint64]string{}
	for seed := range uint64(3) {
		for _, purpose := range []string{"init", "data", "dropout", "sample"} {
			for n := range uint64(3) {
				v, use := random.Stream(seed, purpose, n).Uint64(), fmt.Sprint(seed, purpose, n)
				if seen[v] != "" {
					t.Errorf("streams %s and %s are the same", use, seen[v])
				}
				seen[v] = use
			}
		}
	}
}
