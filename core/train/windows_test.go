package train

import (
	"strings"
	"testing"

	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/text/texttest"
)

// The law: how often a run validates never changes what it learns.
func TestValidEveryDoesNotChangeWhatIsLearned(t *testing.T) {
	for _, v := range []variant{{"plain", func(*recipe.Recipe) {}}, {"plateau", func(r *recipe.Recipe) { r.Schedule, r.Optimizer = "plateau:0.5", "sgd" }},
		{"windows", func(r *recipe.Recipe) { r.Windows = text.Every }}} {
		var first *Checkpoint
		for _, every := range []int{1, 7, 100000} {
			r := tiny(v.change, func(r *recipe.Recipe) { r.Steps, r.Settings.ValidEvery = 25, every })
			end := runToEnd(t, r, corpusOf(t, r, texttest.Prose(60)), Options{Threads: 1})
			if first == nil {
				first = end
			}
			for i, w := range end.Weights {
				for k, x := range w.Data {
					if x != first.Weights[i].Data[k] {
						t.Fatalf("%s: with a validation every %d updates %s differs", v.name, every, w.Name)
					}
				}
			}
		}
	}
}

// The law: windows that begin with a state of 0 forget nothing that they should not: no loss by place is noted.
func TestWindowsFromAStateOf0AreNotNamedAsForgetting(t *testing.T) {
	for _, kind := range text.WindowKinds[1:] {
		r := tiny(func(r *recipe.Recipe) { r.Windows = kind })
		l, err := newLearner(r, task.Text{Corpus: corpusOf(t, r, texttest.Prose(40))})
		if err != nil {
			t.Fatal(err)
		}
		for range 20 {
			if err := l.update(); err != nil {
				t.Fatal(err)
			}
		}
		if w := l.recent.Windows(); w.First.N > 0 {
			t.Errorf("%s: %+v", kind, w)
		}
	}
}

func TestWindowsAreRefusedWhereThereAreNone(t *testing.T) {
	for why, change := range map[string]func(r *recipe.Recipe){
		"no windows":      func(r *recipe.Recipe) { r.Windows = "all" },
		"leave out":       func(r *recipe.Recipe) { r.Windows, r.Text.Lines = text.Random, true },
		"whole sequences": func(r *recipe.Recipe) { *r = recipe.Fill(); r.Windows = text.Random; r.Model.Vocab = 5 },
		"mlp carries": func(r *recipe.Recipe) {
			*r = recipe.Series("mlp")
			r.Windows = text.Every
			r.Model.Inputs, r.Model.Outputs = 4, 1
		},
		"has no reset gate": func(r *recipe.Recipe) { r.Model.Reset = "before" },
		"no reset":          func(r *recipe.Recipe) { r.Model.Cell, r.Model.Reset = "gru", "never" },
		"biases is 3":       func(r *recipe.Recipe) { r.Model.Biases = 3 },
		"one bias anyway": func(r *recipe.Recipe) {
			*r = recipe.Series("mlp")
			r.Model.Biases = 1
			r.Model.Inputs, r.Model.Outputs = 4, 1
		},
	} {
		r := tiny(func(r *recipe.Recipe) { r.Model.Vocab = 5 }, change)
		if err := r.Check(); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%s: %v", why, err)
		}
	}
}
