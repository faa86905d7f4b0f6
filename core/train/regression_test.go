package train

import (
	"context"
	"math"
	"strings"
	"testing"

	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/task/tasktest"
	"unroll/core/text/texttest"
	"unroll/core/work"
)

func init() { task.Tasks = append(task.Tasks, tasktest.Regression) }

// The law: a task unknown to the program works in the trainer like any other: its loss falls to the known floor, its
// validations and its score are in its own unit, a saved run resumes bit for bit, and any number of threads makes the
// same bytes. 8,000 held-out numbers leave a standard error of 1.6 % of the floor.
func TestARegressionIsLearnedToItsFloor(t *testing.T) {
	d := tasktest.New(5, 20000, 4000)
	r := tiny(func(r *recipe.Recipe) {
		r.Task, r.Model.Cell, r.Model.Hidden, r.Steps = tasktest.Regression.Name, "rnn", 16, 1500
		r.Settings.Batch, r.Settings.Unroll, r.Settings.LR, r.Settings.ValidEvery = 20, 10, 0.005, 500
	})
	kept := &memory{}
	tr, err := New(r, d, Options{Threads: 2, Recorder: kept})
	if err != nil {
		t.Fatal(err)
	}
	ran := make(chan error, 1)
	go func() { ran <- tr.Run(context.Background()) }()
	var last Snapshot
	for s := range tr.Snapshots(context.Background()) {
		v, ok := s.History.LastValid()
		if last = s; ok && s.Phase == Finished && !s.Validating && v.Step == r.Steps {
			tr.Send(Stop())
		}
	}
	if err := <-ran; err != nil {
		t.Fatal(err)
	}
	v, _ := last.History.LastValid()
	loss := v.Loss()
	const floor = tasktest.Noise * tasktest.Noise
	if loss < floor*(1-4*0.016) || loss > floor*1.1 {
		t.Errorf("the loss is %.5f: the floor is %.5f", loss, floor)
	}
	if last.Task != tasktest.Regression || math.Abs(last.Task.Score.Of(loss)-math.Sqrt(loss)) > 1e-12 || last.Language() != nil {
		t.Errorf("%+v", last.Task)
	}
	blind, err := Replay(r, d, nil, 300, 1)
	if err != nil {
		t.Fatal(err)
	}
	l := resumed(t, r, d, 100, 300)
	if diff := differs(blind, l.checkpoint()); diff != "" {
		t.Errorf("resumed: %s", diff)
	}
}

// resumed is a run that another number of threads began, stopped at one step and resumed until another.
func resumed(t *testing.T, r recipe.Recipe, d task.Data, at, until int) *learner {
	t.Helper()
	half, err := Replay(r, d, nil, at, 3)
	if err != nil {
		t.Fatal(err)
	}
	l, err := newLearner(r, d)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.restore(half); err != nil {
		t.Fatal(err)
	}
	for l.step < until {
		if err := l.update(); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

// lossOf validates a graph on d.
func lossOf(d task.Data, g nn.Graph[float32]) float64 {
	e := d.Validate(g, 0)
	for e.Next(work.New(1, false)) {
	}
	v, _ := e.Outcome()
	return v.Loss()
}

// The law: a checkpoint of a task without a vocabulary has none, and its graph is the one that was trained; it is no
// language model, which is said.
func TestACheckpointWithoutAVocabulary(t *testing.T) {
	d := tasktest.New(5, 2000, 300)
	r := tiny(func(r *recipe.Recipe) { r.Task = tasktest.Regression.Name })
	l, err := newLearner(r, d)
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		if err := l.update(); err != nil {
			t.Fatal(err)
		}
	}
	c := l.checkpoint()
	g, err := GraphOf(c)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := lossOf(d, g), lossOf(d, l.net); got != want || c.Vocab != nil {
		t.Errorf("a loss of %v instead of %v; vocabulary %v", got, want, c.Vocab)
	}
	if _, err := ModelOf(c); err == nil || !strings.Contains(err.Error(), "of task regression") {
		t.Errorf("a language model: %v", err)
	}
	if s, err := Still(c, d); err != nil || s.Step != 20 || s.Recipe.Model != l.recipe.Model {
		t.Errorf("opened: %v, %+v", err, s)
	}
	c.Weights = c.Weights[1:]
	if _, err := GraphOf(c); err == nil {
		t.Error("a graph without all of its weights")
	}
}

// The law: a recipe is for the data of its task alone.
func TestARecipeNeedsDataOfItsTask(t *testing.T) {
	numbers, letters := tasktest.New(5, 2000, 300), task.Text{Corpus: corpusOf(t, tiny(), texttest.Prose(60))}
	for name, d := range map[string]task.Data{"": numbers, tasktest.Regression.Name: letters} {
		r := tiny(func(r *recipe.Recipe) { r.Task = name })
		_, err1 := New(r, d, Options{Threads: 1})
		_, err2 := Still(&Checkpoint{Recipe: r, Settings: r.Settings}, d)
		for _, err := range []error{err1, err2} {
			if err == nil || !strings.Contains(err.Error(), "but the data are of task "+d.Task().Name) {
				t.Errorf("task %q, data of %s: %v", name, d.Task().Name, err)
			}
		}
	}
}

// The law: what a batch holds of real inputs and targets counts in the memory that a window takes; what tokens take
// has not changed.
func TestRealInputsAndOutputsTakeMemory(t *testing.T) {
	r := tiny(func(r *recipe.Recipe) {
		r.Model.Vocab, r.Model.Hidden = 0, 1
		r.Model.Inputs, r.Model.Outputs, r.Model.Head = 1, 1, "squared"
		r.Settings.Batch, r.Settings.Unroll = 1024, 1024
	})
	limit := 1 << 29 / r.Settings.Batch / r.Settings.Unroll
	for _, c := range []struct {
		inputs, outputs int
		fits            bool
	}{{1, 1, true}, {limit - 11, 1, true}, {limit - 10, 1, false}, {1, limit - 11, true}, {1, limit - 10, false}} {
		r.Model.Inputs, r.Model.Outputs = c.inputs, c.outputs
		if err := r.Fits(r.Settings); (err == nil) != c.fits {
			t.Errorf("%d inputs, %d outputs: %v", c.inputs, c.outputs, err)
		}
	}
	r.Model.Inputs, r.Model.Outputs, r.Model.Vocab, r.Model.Head = 0, 0, 100_000, ""
	if r.Model.Hidden = limit / 10; r.Fits(r.Settings) != nil {
		t.Error("tokens do not fit")
	}
	if r.Model.Hidden++; r.Fits(r.Settings) == nil {
		t.Error("tokens fit")
	}
}
