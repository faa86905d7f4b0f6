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
	"unroll/core/task"
	"unroll/core/text/texttest"
)

// A variant is a recipe to try a law on.
type variant struct {
	name   string
	change func(r *Recipe)
}

// variants range over the cells, and over what else has a say in learning.
func variants() []variant {
	list := []variant{
		{"lines", func(r *Recipe) { r.Text.Lines = true }},
		{"words", func(r *Recipe) { r.Text.Tokens = "word" }},
		{"dropout", func(r *Recipe) { r.Model.Layers, r.Model.Embed, r.Model.Dropout = 2, 4, 0.3 }},
		{"plateau", func(r *Recipe) { r.Schedule, r.Optimizer = "plateau:0.5", "sgd" }},
		{"step", func(r *Recipe) { r.Schedule, r.Optimizer = "step:1,0.7", "momentum" }},
		{"rmsprop", func(r *Recipe) { r.Optimizer = "rmsprop" }},
	}
	for _, c := range nn.Cells() {
		list = append(list, variant{c.Name, func(r *Recipe) { r.Model.Cell = c.Name }})
	}
	return list
}

// wide lists values of each knob that are worth setting, the extreme ones among them.
var wide = map[string][]float64{
	"lr":          {0, 1e-3, 0.01, 0.1},
	"clip":        {0, 0.05, 1, math.Inf(1)},
	"temperature": {0, 1},
	"unroll":      {1, 2, 7, 12, 40},
	"batch":       {1, 2, 5, 11},
	"momentum":    {0, 0.5, 0.9},
	"valid_every": {1, 3, 50},
}

// randomCommand is anything that a person may do to a run. Some are refused; that is part of it.
func randomCommand(rng *rand.Rand) command.Command {
	k := Knobs[rng.IntN(len(Knobs))]
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

// play does n random commands with random numbers of updates between them, and looks up only now
// and then.
func (l *live) play(n int, rng *rand.Rand) {
	l.t.Helper()
	for i := range n {
		l.ask(randomCommand(rng))
		for range rng.IntN(5) { // between two of these there is at most one update
			l.do(func(*Trainer) {})
		}
		if i%10 == 0 {
			<-l.Snapshots(context.Background())
		}
	}
}

// The law on which rewind, fork, undo and resume rest: recipe, text and the changes of settings
// with their steps determine a run to the last bit, for any number of threads.
func TestReplay(t *testing.T) {
	for _, v := range variants() {
		for seed := range uint64(2) {
			t.Run(fmt.Sprintf("%s/seed=%d", v.name, seed), func(t *testing.T) {
				r := tiny(v.change, func(r *Recipe) { r.Seed = seed })
				c := corpusOf(t, r, texttest.Prose(40))
				l := start(t, r, c, Options{Threads: 1 + int(seed)})
				l.play(60, rand.New(rand.NewPCG(seed, 77)))
				l.ask(Resume()) // where every command came before the next update was begun, none has been made
				l.see(func(s Snapshot) bool { return s.Step > 0 })
				l.ask(Pause())
				l.rest()
				end := l.stop()
				again := replay(t, r, c, end.History.Events(), end.Step, 3)
				if d := differsSettings(end, again); d != "" {
					t.Errorf("after %d steps and %d events: %s", end.Step, len(end.History.Events()), d)
				}
				if end.Step == 0 || len(end.History.Events()) == 0 {
					t.Errorf("%d steps, %d events: nothing has been tried", end.Step, len(end.History.Events()))
				}
			})
		}
	}
}

// Every setting has a say in it: a test of the test above.
func TestReplayWithoutAnEventIsAnotherRun(t *testing.T) {
	for _, k := range Knobs {
		if k.Looks {
			continue
		}
		r := tiny(func(r *Recipe) { r.Optimizer = "momentum" })
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
			t.Errorf("%s to %g goes through", e.Knob, e.To)
		}
	}
}

// Threads share the work out among themselves as it comes; no sum hangs on who did what.
func TestThreadsNeverChangeTheBytes(t *testing.T) {
	for _, v := range variants() {
		t.Run(v.name, func(t *testing.T) {
			r := tiny(v.change, func(r *Recipe) { r.Settings.Batch = 7 })
			if v.name == "lstm" {
				r.Model.Hidden = 64
			}
			c := corpusOf(t, r, texttest.Prose(40))
			one := replay(t, r, c, nil, 8, 1)
			if v.name == "lstm" && r.Model.Hidden*4*(r.Model.Hidden+c.Vocab.Len()) < chunk {
				t.Error("all weights fit in one chunk of work: the test shows less than it means to")
			}
			for _, threads := range []int{2, 3, 5} {
				if d := differs(one, replay(t, r, c, nil, 8, threads)); d != "" {
					t.Errorf("one thread and %d: %s", threads, d)
				}
			}
		})
	}
}

// Validations, snapshots, predictions and samples, saves: none of them leaves a trace in the weights.
func TestLookingNeverChangesLearning(t *testing.T) {
	for _, v := range variants() {
		t.Run(v.name, func(t *testing.T) {
			const steps = 20
			r := tiny(v.change, func(r *Recipe) { r.Steps = steps })
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

// Another seed is another run: every purpose has its stream, and all hang on the seed.
func TestSeedsTellRunsApart(t *testing.T) {
	r := tiny()
	c := corpusOf(t, r, texttest.Prose(40))
	a := replay(t, r, c, nil, 0, 1)
	r.Seed++
	b := replay(t, r, c, nil, 0, 1)
	if differTensors("weights", a.Weights, b.Weights) == "" {
		t.Error("first weights are the same with another seed")
	}
	seen := map[uint64]string{}
	for seed := range uint64(3) {
		for _, purpose := range []string{"init", "data", "dropout", "sample"} {
			for n := range uint64(3) {
				v, use := random.Stream(seed, purpose, n).Uint64(), fmt.Sprint(seed, purpose, n)
				if seen[v] != "" {
					t.Errorf("streams %s and %s are one", use, seen[v])
				}
				seen[v] = use
			}
		}
	}
}
