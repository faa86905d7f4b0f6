package sessions

import (
	"context"
	"errors"
	"io/fs"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"unroll/core/command"
	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/train"
)

// A lab drives a trainer from outside, one update at a time.
type lab struct {
	t    *testing.T
	kept train.Recorder
	tr   *train.Trainer
	ran  chan error
	last train.Snapshot
}

func start(t *testing.T, r recipe.Recipe, c *text.Corpus, o train.Options) *lab {
	t.Helper()
	return startOn(t, r, task.Text{Corpus: c}, o)
}

func startOn(t *testing.T, r recipe.Recipe, d task.Data, o train.Options) *lab {
	t.Helper()
	o.Threads, o.Paused = 2, true
	tr, err := train.New(r, d, o)
	if err != nil {
		t.Fatal(err)
	}
	l := &lab{t: t, tr: tr, ran: make(chan error, 1), kept: o.Recorder}
	if o.From != nil {
		l.last.Step = o.From.Step
	}
	go func() { l.ran <- tr.Run(context.Background()) }()
	return l
}

// resumeOn drives a session from where it stands.
func resumeOn(t *testing.T, s Store, name string, d task.Data) *lab {
	t.Helper()
	w, from, err := s.Resume(name)
	if err != nil {
		t.Fatal(err)
	}
	return startOn(t, from.Recipe, d, train.Options{Recorder: w, From: from})
}

// dir is the folder of the session that is recorded.
func (l *lab) dir() string { return l.kept.(*Session).dir }

// until makes updates up to a step and waits for its validation.
func (l *lab) until(step int) {
	l.t.Helper()
	l.do(train.Pause()) // it is paused, but publishes a snapshot after any command
	for range step - l.last.Step {
		l.do(train.StepOnce())
	}
	for l.last = range l.tr.Snapshots(context.Background()) {
		v, ok := l.last.History.LastValid()
		due := l.last.Step%l.last.Settings.ValidEvery == 0
		if l.last.Step == step && !l.last.Validating && (!due || (ok && v.Step == step)) {
			return
		}
	}
	l.t.Fatal("the trainer ended")
}

func (l *lab) do(c command.Command) {
	l.t.Helper()
	if !l.tr.Send(c) {
		l.t.Fatal("a command was not accepted")
	}
}

// stop ends the run, which saves.
func (l *lab) stop() {
	l.t.Helper()
	l.do(train.Stop())
	for l.last = range l.tr.Snapshots(context.Background()) {
	}
	if err := <-l.ran; err != nil {
		l.t.Fatal(err)
	}
}

// corpus is a text of random words.
func corpus(t *testing.T, lines bool) *text.Corpus {
	t.Helper()
	rng := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	for range 300 {
		for range 3 + rng.IntN(12) {
			b.WriteByte("abcdefg é"[rng.IntN(8)])
		}
		b.WriteByte('\n')
	}
	c, err := text.NewCorpus(b.String(), nil, text.Options{Tokens: "char", Valid: 0.1, Lines: lines})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// tiny is a recipe whose updates take almost no time.
func tiny(cell, optimizer string, lines bool) recipe.Recipe {
	r := recipe.Default()
	r.Model.Cell, r.Model.Hidden, r.Model.Layers = cell, 7, 2
	r.Optimizer, r.Text.Lines = optimizer, lines
	r.Settings.Batch, r.Settings.Unroll, r.Settings.ValidEvery = 6, 8, 5
	return r
}

// along makes checkpoints of one run at the given steps, with a change of a setting before each.
func along(t *testing.T, r recipe.Recipe, steps ...int) []*train.Checkpoint {
	t.Helper()
	keep := &memory{}
	l := start(t, r, corpus(t, r.Text.Lines), train.Options{Recorder: keep})
	for _, step := range steps {
		l.until(step)
		l.do(train.Save())
		l.do(train.Turn("lr", -1))
		if step%2 == 0 {
			l.do(train.Set("clip", float64(recipe.Off)))
		}
	}
	l.stop()
	var list []*train.Checkpoint
	for _, c := range keep.saved {
		if n := len(list); n < len(steps) && c.Step == steps[n] && c.Step > 0 {
			list = append(list, c)
		}
	}
	if len(list) != len(steps) {
		t.Fatalf("%d checkpoints of %d", len(list), len(steps))
	}
	return list
}

// A memory is a Recorder that keeps every checkpoint.
type memory struct{ saved []*train.Checkpoint }

func (m *memory) Name() string                   { return "memory" }
func (m *memory) Close() error                   { return nil }
func (m *memory) Save(c *train.Checkpoint) error { m.saved = append(m.saved, c); return nil }

func create(t *testing.T, s Store, name string) *Session {
	t.Helper()
	w, err := s.Create(name, Meta{Program: "test", Kernel: "portable", Data: Data{Name: "noise", SHA256: "00"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

// saved makes a session with the given saves and closes it.
func saved(t *testing.T, s Store, name string, list ...*train.Checkpoint) {
	t.Helper()
	w := create(t, s, name)
	for _, c := range list {
		must(t, w.Save(c))
	}
	must(t, w.Close())
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// replayable are the files that the same run reproduces to the byte.
var replayable = []string{eventsFile, metricsFile, vocabFile, weightsFile, bestFile, optimizerFile}

// needed are the files without which a session does not open.
func needed() []string {
	return slices.DeleteFunc(slices.Clone(stateFiles), func(name string) bool { return name == bestFile || name == bucketsFile || name == goodFile })
}

// openAll opens a session with its best weights.
func openAll(t *testing.T, s Store, name string) (*train.Checkpoint, error) {
	t.Helper()
	m, c, err := s.Open(name)
	if err != nil {
		return nil, err
	}
	var none *NoBest
	if c.Best, err = (folder{name: name, dir: s.path(name)}).bestWeights(m); errors.As(err, &none) {
		err = nil
	}
	return c, err
}

// sameFiles compares two session folders byte by byte, and fails if they contain anything else.
func sameFiles(t *testing.T, a, b string) {
	t.Helper()
	files := len(needed()) + 2 // and the best and the lock
	for _, name := range replayable {
		x, err := os.ReadFile(filepath.Join(a, name))
		if name == vocabFile && errors.Is(err, fs.ErrNotExist) { // counted for both, so both must lack it
			files--
			continue
		}
		must(t, err)
		y, err := os.ReadFile(filepath.Join(b, name))
		must(t, err)
		if string(x) != string(y) {
			t.Errorf("%s: %d and %d bytes that differ", name, len(x), len(y))
			if strings.HasSuffix(name, "v") || strings.HasSuffix(name, "l") {
				t.Logf("%s\n%s", x, y)
			}
		}
	}
	for _, dir := range []string{a, b} {
		list, err := os.ReadDir(dir)
		must(t, err)
		list = slices.DeleteFunc(list, func(e os.DirEntry) bool { return e.Name() == bucketsFile })
		if len(list) != files {
			t.Errorf("%s holds %v", dir, list)
		}
	}
}

// image is a checkpoint as bytes, as a save would write it.
func image(t *testing.T, c *train.Checkpoint) string {
	t.Helper()
	var b strings.Builder
	state, _, err := stateOf(c)
	must(t, err)
	history, _, err := (&Session{}).historyOf(c)
	must(t, err)
	for _, f := range slices.Concat(state, history, []file{bestOf(c)}) {
		must(t, f.write(&b))
	}
	return b.String()
}

// without is a history without the validations after the first n.
func without(v history.View, n int) history.View {
	h := historytest.History(historytest.Points(v), historytest.Valids(v)[:n]...)
	for _, e := range v.Events() {
		h.AddEvent(e)
	}
	return h.View()
}

func bits(list []float32) []uint32 {
	out := make([]uint32, len(list))
	for i, v := range list {
		out[i] = math.Float32bits(v)
	}
	return out
}
