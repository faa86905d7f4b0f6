package sessions

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"unroll/core/command"
	"unroll/core/forecast"
	"unroll/core/history"
	"unroll/core/recipe"
	"unroll/core/train"
	"unroll/datasets"
)

// A learned is something to learn with a small recipe.
type learned struct {
	name   string
	origin Origin
	recipe recipe.Recipe
}

// everyTask has something small of every task, and of everything that affects how a run goes on.
func everyTask(t *testing.T) (list []learned) {
	t.Helper()
	o := datasets.Opener{}
	txt, err := o.Open("periodic")
	must(t, err)
	numbers, err := o.OpenSeries("sine-noise", forecast.Options{})
	must(t, err)
	tagged, err := o.OpenTagged("weather", "")
	must(t, err)
	one, _, _ := filesOf(t, boats())
	pairs, err := o.OpenPairs(one, "")
	must(t, err)
	small := func(r recipe.Recipe) recipe.Recipe {
		r.Model.Hidden, r.Settings.Batch, r.Settings.ValidEvery = 5, 4, 3
		r.Steps = 30
		return r
	}
	add := func(name string, x Origin, r recipe.Recipe, change func(r *recipe.Recipe)) {
		r = small(r)
		change(&r)
		list = append(list, learned{name, x, r})
	}
	add("text", OfText(txt), RecipeFor(txt), func(r *recipe.Recipe) { r.Model.Dropout, r.Model.Layers = 0.2, 2 })
	add("plateau", OfText(txt), RecipeFor(txt), func(r *recipe.Recipe) {
		r.Schedule, r.Optimizer, r.Settings.Unroll, r.Settings.Batch = "plateau:0.5", "momentum", 64, 32
	})
	add("cosine", OfText(txt), RecipeFor(txt), func(r *recipe.Recipe) { r.Schedule, r.Optimizer, r.Windows = "cosine", "rmsprop", "random" })
	add("fill", OfText(txt), RecipeForFill(txt), func(r *recipe.Recipe) {})
	add("series", OfSeries(numbers), RecipeForSeries(numbers, ""), func(r *recipe.Recipe) {})
	add("mlp", OfSeries(numbers), RecipeForSeries(numbers, "mlp"), func(r *recipe.Recipe) { r.Settings.ValidEvery = 5 })
	add("tagging", OfTagged(tagged), RecipeForTagged(tagged), func(r *recipe.Recipe) { r.Model.Embed = 4 })
	add("pairs", OfPairs(pairs), RecipeForPairs(pairs), func(r *recipe.Recipe) { r.Model.Embed = 4 })
	return list
}

// A drive is a recorded run that learns one update at a time.
type drive struct {
	t    *testing.T
	run  *Run
	seen <-chan train.Snapshot
	at   int
}

func driven(t *testing.T, k learned, o train.Options) *drive {
	t.Helper()
	o.Threads, o.Paused, o.KeepGoing = 1, true, true
	run, err := BeginOn(k.origin, k.recipe, o)
	must(t, err)
	d := &drive{t: t, run: run, seen: run.Snapshots(context.Background())}
	if o.From != nil {
		d.at = o.From.Step
	}
	return d
}

// until makes updates up to a step, or to the end, and says whether it came so far.
func (d *drive) until(step int) {
	d.t.Helper()
	for d.at < step {
		d.do(train.StepOnce())
		d.at++
		next(d.t, d.seen, func(s train.Snapshot) bool { return s.Step == d.at || s.Phase == train.Diverged })
	}
}

func (d *drive) do(c command.Command) {
	d.t.Helper()
	if !d.run.Send(c) {
		d.t.Fatal("a command was not accepted")
	}
}

// wanders learns up to a step, changing settings on the way.
func (d *drive) wanders(to int, rng *rand.Rand) {
	d.t.Helper()
	values := map[string][]float64{"lr": {1e-4, 0.01, 0.02}, "clip": {0.05, 1}, "batch": {2, 4, 7}, "valid_every": {2, 4}, "temperature": {0.5}, "momentum": {0.5, 0.9}}
	for d.at < to {
		d.until(min(to, d.at+1+rng.IntN(6)))
		k := recipe.Knobs[rng.IntN(len(recipe.Knobs))]
		if list := values[k.Name]; list != nil {
			d.do(train.Set(k.Name, list[rng.IntN(len(list))]))
		}
	}
}

// same returns the first of the files that differs in two sessions, or "".
func (s Store) differ(t *testing.T, a, b string, files ...string) string {
	t.Helper()
	for _, f := range files {
		x, err1 := os.ReadFile(filepath.Join(s.path(a), f))
		y, err2 := os.ReadFile(filepath.Join(s.path(b), f))
		must(t, errors.Join(err1, err2))
		if string(x) != string(y) {
			return f
		}
	}
	return ""
}

// replays wants a session's run, made again, to be identical.
func (s Store) replays(t *testing.T, name string, threads int) {
	t.Helper()
	r, err := s.Replay(name, -1, Remaking{Threads: threads})
	must(t, err)
	_, c, err := s.Open(name)
	must(t, err)
	if !r.Identical() || r.Updates != c.Step || r.Tensors < len(c.Weights)*(1+len(c.Slots)) {
		t.Errorf("%s, at step %d: %+v, row %+v, tensor %+v", name, c.Step, r, r.Row, r.Tensor)
	}
}

// The law: session.json and events.jsonl determine a session of any task, to the last bit. A fork without a change goes on as the run that
// it left, and forks with a change are that run up to the step, and differ in that change.
func TestASessionCanBeMadeAgainAndLeft(t *testing.T) {
	for i, k := range everyTask(t) {
		t.Run(k.name, func(t *testing.T) {
			rng, store := rand.New(rand.NewPCG(uint64(i), 9)), Store{Dir: t.TempDir()}
			s, err := CreateOn(store, "whole", k.origin, "")
			must(t, err)
			whole := driven(t, k, train.Options{Recorder: s})
			whole.wanders(12, rng)
			whole.until(30) // without changes, so that forks at 13 or later need not make them
			must(t, whole.run.End())
			store.replays(t, "whole", 2)
			step := 13 + rng.IntN(15)
			forked := func(name string, changes ...history.Event) {
				t.Helper()
				f, err := store.Fork("whole", Forking{Remaking: Remaking{Threads: 1}, At: step, Save: name, Changes: changes})
				must(t, err)
				d := driven(t, learned{"", f.Origin, f.From.Recipe}, train.Options{From: f.From, Recorder: f.Recorder})
				d.until(30)
				must(t, d.run.End())
				store.replays(t, name, 1)
				if m, _ := store.Meta(name); m.Parent == nil || m.Parent.Session != "whole" || m.Parent.Step != step || m.Parent.ID == "" {
					t.Errorf("%s: parent %+v", name, m.Parent)
				}
			}
			forked("same")
			if f := store.differ(t, "whole", "same", weightsFile, optimizerFile, metricsFile, eventsFile, bestFile); f != "" {
				t.Errorf("left at %d and gone on without a change: %s differs", step, f)
			}
			forked("low", history.Event{Knob: "lr", To: 1e-5})
			forked("low-again", history.Event{Knob: "lr", To: 1e-5})
			forked("high", history.Event{Knob: "lr", To: 0.03})
			if f := store.differ(t, "low", "low-again", weightsFile, optimizerFile, metricsFile, eventsFile, bestFile); f != "" {
				t.Errorf("two forks with the same settings: %s differs", f)
			}
			differOnlyAfter(t, store, "low", "high", step)
		})
	}
}

// differOnlyAfter wants two sessions to have the same rows up to a step and others afterwards, and the same events but for the value of the last.
func differOnlyAfter(t *testing.T, store Store, a, b string, step int) {
	t.Helper()
	lines := func(name, file string) []string {
		x, err := os.ReadFile(filepath.Join(store.path(name), file))
		must(t, err)
		return strings.SplitAfter(string(x), "\n")
	}
	x, y := lines(a, metricsFile), lines(b, metricsFile)
	for i := range x {
		if n := stepOf(x[i]); i < len(y) && n >= 0 && (x[i] == y[i]) != (n <= step) {
			t.Errorf("step %d, forks at %d: %q and %q", n, step, x[i], y[i])
		}
	}
	x, y = lines(a, eventsFile), lines(b, eventsFile)
	for i := range x {
		if last := i == len(x)-2; len(x) != len(y) || (x[i] == y[i]) == last {
			t.Errorf("event %d of %d and %d: %q and %q", i, len(x), len(y), x[i], y[i])
		}
	}
}

// The law: a session whose run went back is made again as the branch that it became; one that went wrong and was resumed at its good state too.
func TestASessionThatWentBackCanBeMadeAgain(t *testing.T) {
	for i, k := range everyTask(t)[:3] {
		t.Run(k.name, func(t *testing.T) {
			rng, store := rand.New(rand.NewPCG(uint64(i), 10)), Store{Dir: t.TempDir()}
			s, err := CreateOn(store, "back", k.origin, "")
			must(t, err)
			d := driven(t, k, train.Options{Recorder: s})
			d.wanders(20, rng)
			d.do(train.Save())
			d.do(train.RewindTo(7))
			next(t, d.seen, func(s train.Snapshot) bool { return s.Step == 7 && s.Rewind == nil })
			d.at = 7
			d.wanders(15, rng)
			must(t, d.run.End())
			store.replays(t, "back", 1)
			f, err := store.Fork("back", Forking{Remaking: Remaking{Threads: 1}, At: 9, Save: "fork"})
			must(t, err)
			f.Recorder.Close()
			if f.From.Step != 9 || f.From.History.Step() != 9 {
				t.Errorf("left at step %d with a history of %d", f.From.Step, f.From.History.Step())
			}
		})
	}
}

// The law: what differs is found, and said: an update, or a tensor.
func TestWhatComesOutDifferentlyIsFound(t *testing.T) {
	k := everyTask(t)[0]
	store := Store{Dir: t.TempDir()}
	s, err := CreateOn(store, "x", k.origin, "")
	must(t, err)
	d := driven(t, k, train.Options{Recorder: s})
	d.until(5)
	must(t, d.run.End())
	_, c, err := store.Open("x")
	must(t, err)
	for _, list := range c.Slots {
		list[2].Data[1] += 1
		break
	}
	_, was, err := store.Open("x")
	must(t, err)
	if n, diff := differentTensor(was, c); diff == nil || diff.Index != 1 || diff.File != optimizerFile || diff.Stored+1 != diff.Again || n == 0 {
		t.Errorf("%d the same, then %+v", n, diff)
	}
	r := was.Recipe
	r.Settings.LR *= 2
	p := filepath.Join(store.path("x"), metaFile)
	m, err := store.Meta("x")
	must(t, err)
	m.Recipe = r
	b, err := m.encode()
	must(t, err)
	must(t, os.WriteFile(p, b, 0o666))
	out, err := store.Replay("x", 3, Remaking{})
	must(t, err)
	if out.Identical() || out.Row == nil || out.Row.Step != 1 || out.Row.Column != "lr" || out.Row.Again != 2*out.Row.Stored || out.Whole {
		t.Errorf("%+v, %+v", out, out.Row)
	}
	var none *NoStep
	if _, err := store.Replay("x", 6, Remaking{}); !errors.As(err, &none) {
		t.Errorf("a step to come: %v", err)
	}
	if _, err := store.Fork("x", Forking{At: 6}); !errors.As(err, &none) {
		t.Errorf("a fork at a step to come: %v", err)
	}
}
