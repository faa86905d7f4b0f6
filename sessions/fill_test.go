package sessions

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"unroll/core/fill"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/datasets"
)

// filled is a network that has learned to fill in blanks of a text, with its data.
func filled(t testing.TB, x datasets.Text, set func(r *recipe.Recipe)) (*fill.Model, *task.Filling) {
	t.Helper()
	r := RecipeForFill(x)
	set(&r)
	s, err := OfText(x).Subject(r)
	if err != nil {
		t.Fatal(err)
	}
	c, err := train.Replay(s.Recipe, s.Data, nil, r.Steps, 2)
	if err != nil {
		t.Fatal(err)
	}
	g, err := train.GraphOf(c)
	if err != nil {
		t.Fatal(err)
	}
	return s.Data.Model(g, c.Step).(*fill.Model), s.Data.(*task.Filling)
}

// against compares a network with the exact law on the held-out text, token by token.
func against(t testing.TB, m *fill.Model, d *task.Filling) fill.Pair {
	t.Helper()
	list, err := m.Score(context.Background(), d.Valid)
	if err != nil {
		t.Fatal(err)
	}
	each := make([]float64, len(list))
	for i, s := range list {
		if each[i] = s.Nats; s.Rank == 0 {
			each[i] = math.NaN()
		}
	}
	law, mean := fill.LawNats(d.Law, d.Valid)
	if mean != d.Floor() {
		t.Errorf("the floor is %v, the mean loss of the law %v", d.Floor(), mean)
	}
	return fill.Compare(each, law)
}

// source is n letters of a dataset with a law, and 20,000 more that are held out.
func source(t testing.TB, name string, seed uint64, n int) datasets.Text {
	t.Helper()
	x, err := datasets.Opener{}.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	held := x.Law.Generate(seed+1000, 20_000)
	x.Train, x.Valid = x.Law.Generate(seed, n), &held
	return x
}

// The law: trained on enough letters of markov, a network is within 3 % of the exact law of both sides, and not below it; it is far below
// what the past alone can tell.
func TestFillComesNearTheLaw(t *testing.T) {
	if testing.Short() {
		t.Skip("it learns for half a minute")
	}
	x := source(t, "markov", 2, 1_000_000)
	m, d := filled(t, x, func(r *recipe.Recipe) {
		r.Model.Cell, r.Model.Hidden, r.Steps, r.Schedule, r.Settings.LR = "gru", 32, 4000, "cosine", 1e-2
	})
	p := against(t, m, d)
	t.Logf("%.4f nats, the law %.4f: %.2f %% above, %.1f standard errors; the past alone leaves %.4f", p.Net, p.Law, 100*(p.Net/p.Law-1), p.Z(), x.Law.Rate())
	if p.N != 20_000 || p.Net > 1.03*p.Law || p.Z() < -4 {
		t.Errorf("%+v", p)
	}
}

// The law: over many seeds no network is below the exact law by more than 4 standard errors on letters that it has not seen.
func TestNoFillIsBelowTheLaw(t *testing.T) {
	if testing.Short() {
		t.Skip("it trains twenty small networks")
	}
	lowest := math.Inf(1)
	for seed := range uint64(20) {
		m, d := filled(t, source(t, "markov", seed, 20_000), func(r *recipe.Recipe) {
			r.Model.Cell, r.Model.Hidden, r.Steps, r.Seed, r.Settings.LR = "gru", 16, 60+15*int(seed), seed, 2e-2
		})
		z := against(t, m, d).Z()
		if lowest = min(lowest, z); z < -4 {
			t.Errorf("seed %d: %.1f standard errors below the law", seed, -z)
		}
	}
	t.Logf("the lowest is at %.1f standard errors", lowest)
}

// A leak must be found: a network that is judged by the letters it has learned by heart.
func TestALeakIsBelowTheLawOfBothSides(t *testing.T) {
	x := source(t, "markov", 7, 1200)
	x.Valid = &x.Train
	m, d := filled(t, x, func(r *recipe.Recipe) {
		r.Model.Cell, r.Model.Hidden, r.Steps, r.Settings.LR, r.Settings.Batch = "gru", 64, 400, 1e-2, 4
	})
	if p := against(t, m, d); p.Z() > -4 {
		t.Errorf("a network that has learned the text by heart is at %.1f standard errors: %+v", p.Z(), p)
	}
}

// The law: a session of blanks is saved, found again by its text, and opened; its network answers as it did; a moved text is found where it is said to
// be, and another text is refused.
func TestFillSessions(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "words.txt")
	text := ""
	for range 80 {
		text += "I am not hungry, I am only tired\n"
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	x, err := datasets.Opener{}.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	store := Store{Dir: filepath.Join(dir, "sessions")}
	s, err := CreateOn(store, "blanks", OfText(x), "")
	if err != nil {
		t.Fatal(err)
	}
	r := RecipeForFill(x)
	r.Model.Hidden, r.Steps, r.Text.Lines, r.Text.Tokens = 8, 20, true, "word"
	run, err := BeginOn(OfText(x), r, train.Options{Threads: 1, Recorder: s})
	if err != nil {
		t.Fatal(err)
	}
	var last train.Snapshot
	for last = range run.Snapshots(t.Context()) {
		if last.Phase == train.Finished && !last.Validating {
			break
		}
	}
	if err := run.End(); err != nil {
		t.Fatal(err)
	}
	meta, m, err := store.Filler("blanks", Last)
	if err != nil || meta.TaskName() != task.Fill.Name || m.At() != 20 || !m.Lines {
		t.Fatalf("%+v, %v", meta, err)
	}
	live := last.Model.(*fill.Model)
	a, _ := live.Fill(t.Context(), live.Text("I am _ hungry"))
	b, _ := m.Fill(t.Context(), m.Text("I am _ hungry"))
	if len(a.P) != 1 || live.At() == 20 && !slices.Equal(a.P[0], b.P[0]) {
		t.Errorf("live %v, opened %v", a.P, b.P)
	}
	if _, _, err := store.Model("blanks"); err == nil {
		t.Error("it is taken for a language model")
	}
	moved := filepath.Join(dir, "moved.txt")
	if err := os.Rename(file, moved); err != nil {
		t.Fatal(err)
	}
	if _, err := FindOrigin(meta, datasets.Opener{}); err == nil {
		t.Error("a text that is gone is found")
	}
	again, err := Open(store, "blanks", datasets.Opener{}, train.Options{Threads: 1}, moved)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := again.Data.(*task.Filling); !ok || again.Corpus != nil || again.Recipe.Task != task.Fill.Name {
		t.Errorf("it is opened as %T, of task %q", again.Data, again.Recipe.Task)
	}
	if err := again.End(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(moved, []byte(text+"and more\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := FindOrigin(meta, datasets.Opener{}, moved); err == nil {
		t.Error("another text is taken for its own")
	}
}
