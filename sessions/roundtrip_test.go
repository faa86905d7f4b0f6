package sessions

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"unroll/core/command"
	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/train"
)

// A run that is stopped and resumed leaves the same bytes as one that never stopped, wherever it is
// stopped and whatever settings are changed on the way.
func TestResumedRunIsTheRunNeverStopped(t *testing.T) {
	turns := map[int][]command.Command{
		4:  {train.Set("lr", 1e-3), train.Set("momentum", 0.5)},
		9:  {train.Set("batch", 200)}, // more than it has windows for after the next change
		13: {train.Set("unroll", 40), train.Set("clip", float64(recipe.Off))},
		17: {train.Set("clip", 0.25), train.Set("temperature", 0.3), train.Set("valid_every", 2)},
	}
	const end = 23
	for _, r := range []recipe.Recipe{
		tiny("lstm", "adam", false), tiny("gru", "rmsprop", true), tiny("rnn", "momentum", false), tiny("rnn-relu", "sgd", true),
	} {
		r.Model.Dropout = 0.1
		t.Run(r.Model.Cell+" "+r.Optimizer, func(t *testing.T) {
			s, c := Store{Dir: t.TempDir()}, corpus(t, r.Text.Lines)
			run := func(name string, stops ...int) {
				l := start(t, r, c, train.Options{Recorder: create(t, s, name)})
				for step := range end + 1 {
					l.until(step)
					for _, turn := range turns[step] {
						l.do(turn)
					}
					if len(stops) == 0 || stops[0] != step {
						continue
					}
					stops = stops[1:]
					l.stop()
					w, from, err := s.Resume(name)
					must(t, err)
					l = start(t, from.Recipe, c, train.Options{Recorder: w, From: from})
				}
				l.stop()
			}
			run("through")
			run("stopped", 4, 7, 9, 10, 13, 17, 20)
			run("at-once", 0)
			sameFiles(t, s.path("through"), s.path("stopped"))
			sameFiles(t, s.path("through"), s.path("at-once"))

			m, last, err := s.Open("stopped")
			must(t, err)
			again, err := train.Replay(m.Recipe, task.Text{Corpus: c}, last.History.Events(), last.Step, 1)
			must(t, err)
			if !reflect.DeepEqual(bits(again.Weights[0].Data), bits(last.Weights[0].Data)) || !reflect.DeepEqual(bits(again.State[0].Data), bits(last.State[0].Data)) {
				t.Error("a replay of what is on the disk has different weights")
			}
		})
	}
}

// What is opened is what was saved, to the bit, except wall-clock times.
func TestRoundTripIsExact(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	for _, c := range along(t, tiny("lstm", "adam", true), 5, 8) {
		name := s.FreeName("run")
		saved(t, s, name, c)
		m, got, err := s.Open(name)
		must(t, err)
		if m.Recipe != c.Recipe || m.Vocab != c.Vocab.Len() || m.Parameters != c.Recipe.Model.Size() || m.Name != name || m.Kernel != "portable" {
			t.Errorf("session.json says %+v", m)
		}
		want := *c
		points := historytest.Points(want.History)
		for i := range points {
			points[i].Millis = 0
		}
		if h := got.History; !slices.Equal(historytest.Points(h), points) || !slices.Equal(historytest.Valids(h), historytest.Valids(want.History)) ||
			!slices.Equal(h.Events(), want.History.Events()) || !slices.Equal(h.Saves(), []int{c.Step}) || h.Tokens() != want.History.Tokens() {
			t.Errorf("history\n%+v\n%+v", historytest.Points(h), points)
		}
		got, err = openAll(t, s, name)
		must(t, err)
		got.Vocab, want.Vocab = nil, nil
		for _, c := range []*train.Checkpoint{got, &want} { // nn's tensors have more than names and shapes
			c.History, c.Older = history.View{}, nil
			c.Best = &train.Best{Step: c.Best.Step, Loss: c.Best.Loss, Weights: values(tensors("", c.Best.Weights))}
			c.Weights, c.Slots["exp_avg"], c.Slots["exp_avg_sq"] = values(tensors("", c.Weights)), values(tensors("", c.Slots["exp_avg"])), values(tensors("", c.Slots["exp_avg_sq"]))
		}
		if !reflect.DeepEqual(*got, want) {
			t.Errorf("checkpoint\n%+v\n%+v", *got, want)
		}
	}
}

// A model read alone predicts like that of the whole checkpoint, even if the history cannot be read.
func TestModelNeedsNoHistory(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	c := along(t, tiny("gru", "sgd", false), 6)[0]
	saved(t, s, "run", c)
	must(t, os.Remove(filepath.Join(s.path("run"), metricsFile)))
	must(t, os.Remove(filepath.Join(s.path("run"), optimizerFile)))
	_, got, err := s.Model("run")
	must(t, err)
	want, err := train.ModelOf(c)
	must(t, err)
	if got.Step != 6 || !reflect.DeepEqual(got.Predict("abc", 1, 5), want.Predict("abc", 1, 5)) {
		t.Error("predicts differently")
	}
}

// A run that was rewound and took another course is saved as if it had always taken that one.
func TestRewoundRunIsSavedWhole(t *testing.T) {
	s, r := Store{Dir: t.TempDir()}, tiny("rnn", "adam", false)
	list := along(t, r, 5, 8)
	other, err := train.Replay(r, task.Text{Corpus: corpus(t, false)}, []history.Event{{Step: 3, Knob: "lr", From: r.Settings.LR, To: 0.5}}, 6, 1)
	must(t, err)
	saved(t, s, "rewound", list[0], list[1], list[0], list[1], other)
	saved(t, s, "straight", other)
	sameFiles(t, s.path("rewound"), s.path("straight"))
}

// Only the end of a run may be changed without making it another run.
func TestRecipeKeepsAllButItsEnd(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	list := along(t, tiny("rnn", "sgd", false), 3, 4)
	w := create(t, s, "run")
	must(t, w.Save(list[0]))
	longer := *list[1]
	longer.Recipe.Steps = 100
	must(t, w.Save(&longer))
	m, c, err := s.Open("run")
	must(t, err)
	if m.Recipe.Steps != 100 || c.Step != 4 || w.Meta().Recipe.Steps != 100 {
		t.Errorf("%d steps at %d", m.Recipe.Steps, c.Step)
	}
	other := *list[1]
	other.Recipe.Seed++
	if err := w.Save(&other); err == nil {
		t.Error("another seed was accepted")
	}
}

// A validation after its step was saved only changes that step's row.
func TestLateValidationCompletesItsRow(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	c := along(t, tiny("rnn", "sgd", false), 5)[0]
	early := *c
	early.History = without(c.History, 1) // of step 0
	first := early
	first.Step, first.History = 0, history.View{}
	saved(t, s, "late", &first, &early, c, c)
	saved(t, s, "whole", c)
	sameFiles(t, s.path("late"), s.path("whole"))
	b, err := os.ReadFile(filepath.Join(s.path("late"), metricsFile))
	must(t, err)
	if n := bytes.Count(b, []byte("\n")); n != 7 {
		t.Errorf("%d lines for the names, step 0 and 5 steps", n)
	}
}
