package app

import (
	"math"
	"testing"

	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/sessions"
)

// The law: the untrained level of a session's preview is that of its task: log V of tokens, log K of tags, and of a series what the mean has.
func TestTheUntrainedLevelIsTheTasks(t *testing.T) {
	for name, c := range map[string]struct {
		task, head string
		vocab      int
		want       task.Level
	}{
		"language": {task: "", vocab: 91, want: task.Level{ID: "untrained", Loss: math.Log(91), N: 91}},
		"tagging":  {task: task.Tagging.Name, want: task.Level{ID: "untrained", Loss: math.Log(17), N: 17}},
		"fill":     {task: task.Fill.Name, vocab: 91, want: task.Level{ID: "untrained", Loss: math.Log(91), N: 91}},
		"series":   {task: task.Series.Name, head: "squared", want: task.Level{ID: "mean", Loss: 0.5}},
		"gaussian": {task: task.Series.Name, head: "gaussian", want: task.Level{ID: "mean", Loss: math.Log(2*math.Pi*math.E) / 2}},
	} {
		m := sessions.Meta{Vocab: c.vocab, Recipe: recipe.Recipe{Task: c.task, Model: nn.Spec{Head: c.head, Vocab: 91, Outputs: 17}}}
		if got := untrained(m); got.ID != c.want.ID || got.N != c.want.N || math.Abs(got.Loss-c.want.Loss) > 1e-12 {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}
