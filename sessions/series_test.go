package sessions

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"unroll/core/line"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/datasets"
)

// smallSeries is a recipe for a series that takes no time.
func smallSeries(cell, head string) recipe.Recipe {
	r := recipe.Series(cell)
	r.Model.Head, r.Model.Hidden = head, min(r.Model.Hidden, 6)
	r.Settings.Batch, r.Settings.Unroll, r.Settings.ValidEvery = 5, 6, 4
	return r
}

// The law: a run on a series that is killed, at any moment after a save, and resumed from what is on the disk, the data found
// again by what the session says, leaves the same bytes as one that never stopped; its line is the run.
func TestAKilledRunOnASeriesGoesOn(t *testing.T) {
	for _, head := range []string{"squared", "gaussian"} {
		for _, cell := range []string{"lstm", "mlp"} {
			t.Run(cell+" "+head, func(t *testing.T) {
				r := smallSeries(cell, head)
				r.Series.Rows, r.Series.DataSeed, r.Series.Lags, r.Series.Difference = 120, 9, 3, true
				n, err := datasets.Opener{}.OpenSeries("ar2", r.Series)
				must(t, err)
				killedOnDisk(t, OfSeries(n), r)
			})
		}
	}
}

// killedOnDisk compares a run that is killed three times with one that is not.
func killedOnDisk(t *testing.T, x Origin, r recipe.Recipe) {
	t.Helper()
	s := Store{Dir: t.TempDir()}
	subject, err := x.Subject(r)
	must(t, err)
	r = subject.Recipe
	made := func(name string) *lab {
		w, err := CreateOn(s, name, x, "")
		must(t, err)
		return startOn(t, r, subject.Data, train.Options{Recorder: w})
	}
	through, killed := made("through"), made("killed")
	for _, stop := range []int{2, 11, 25} {
		for _, l := range []*lab{through, killed} {
			l.until(stop)
			l.do(train.Set("batch", float64(3+stop%4)))
			l.do(train.Set("unroll", float64(1+stop%5)))
			l.do(train.Set("teacher_forcing", 1/float64(1+stop%3)))
		}
		killed.do(train.Save())
		killed.until(stop + 3)
		after := Store{Dir: t.TempDir()} // what a killed process leaves
		must(t, os.CopyFS(after.path("killed"), os.DirFS(s.path("killed"))))
		killed.stop()
		s.Dir = after.Dir
		k, err := Resume(s, "killed", datasets.Opener{})
		must(t, err)
		again, err := k.Origin.Subject(k.From.Recipe)
		must(t, err)
		killed = startOn(t, k.From.Recipe, again.Data, train.Options{Recorder: k.Recorder, From: k.From})
	}
	through.until(40)
	killed.until(40)
	through.stop()
	killed.stop()
	sameFiles(t, through.dir(), s.path("killed"))
	m, c, err := s.Open("killed")
	must(t, err)
	l, err := line.Parse(m.RecipeLine)
	must(t, err)
	if l.Recipe != m.Recipe || !slices.Equal(l.Events, c.History.Events()) || m.Task != subject.Data.Task().Name || m.Data.Kind != m.Task || len(l.Events) < 4 {
		t.Errorf("%s is not %+v", m.RecipeLine, m.Recipe)
	}
}

// someTable writes a table of two columns.
func someTable(t *testing.T, name string, more string) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("day;price;volume\n")
	for i := range 80 {
		fmt.Fprintf(&b, "2024-01-%02d;%d,5;%d\n", i%28+1, 100+i*i%37, i*7%11)
	}
	path := filepath.Join(t.TempDir(), name)
	must(t, os.WriteFile(path, []byte(b.String()+more), 0o666))
	return path
}

// The law: a session finds its table again, by its path or where it is now, with the columns that it chose; another table is
// refused by its checksum, one that is gone by its name; one that came through a pipe has to be piped again.
func TestATableIsFoundAgain(t *testing.T) {
	s, r := Store{Dir: t.TempDir()}, smallSeries("gru", "squared")
	r.Series.Columns, r.Series.Target = "volume, price", "price"
	path := someTable(t, "shop.csv", "")
	n, err := datasets.Opener{}.OpenSeries(path, r.Series)
	must(t, err)
	keep := func(name string, x Origin) {
		subject, err := x.Subject(r)
		must(t, err)
		w, err := CreateOn(s, name, x, "")
		must(t, err)
		l := startOn(t, r, subject.Data, train.Options{Recorder: w})
		l.until(3)
		l.stop()
	}
	keep("kept", OfSeries(n))
	found := func(name string, o datasets.Opener, args ...string) error {
		m, c, err := s.Open(name)
		must(t, err)
		x, err := FindOrigin(m, o, args...)
		if err != nil {
			return err
		}
		now, ok := x.(SeriesOrigin)
		if !ok || now.SHA256 != n.SHA256 || now.Name != m.Data.Name || !slices.Equal(now.Series.Values, n.Series.Values) || len(now.Series.Inputs) != 2 {
			t.Errorf("found %+v", x)
		}
		_, err = x.Subject(c.Recipe)
		return err
	}
	must(t, found("kept", datasets.Opener{}))
	b, err := os.ReadFile(path)
	must(t, err)
	moved := filepath.Join(t.TempDir(), "other name.csv")
	must(t, os.WriteFile(moved, b, 0o666))
	must(t, found("kept", datasets.Opener{}, moved))
	must(t, found("kept", datasets.Opener{Stdin: strings.NewReader(string(b))}, "-"))
	for _, args := range [][]string{{someTable(t, "shop.csv", "2024-02-01;1;1\n")}, {"ar2"}, {filepath.Join(t.TempDir(), "none.csv")}} {
		var bad *datasets.BadData
		if err := found("kept", datasets.Opener{}, args...); !errors.As(err, &bad) || bad.Hint == nil {
			t.Errorf("%v: %v", args, err)
		}
	}
	for name, put := range map[string]func() error{ // what is wrong is said with the path, once
		"words":    func() error { return os.WriteFile(path, []byte("volume;price\nno;numbers\n"), 0o666) },
		"nothing":  func() error { return os.WriteFile(path, nil, 0o666) },
		"a folder": func() error { return os.Mkdir(path, 0o777) },
		"no file":  func() error { return nil },
	} {
		must(t, os.RemoveAll(path))
		must(t, put())
		if err := found("kept", datasets.Opener{}); err == nil || strings.Count(err.Error(), path) != 1 || strings.Contains(err.Error(), "device") {
			t.Errorf("%s: %v", name, err)
		}
	}
	must(t, os.RemoveAll(path))
	must(t, os.WriteFile(path, b, 0o666))
	piped, err := datasets.Opener{Stdin: strings.NewReader(string(b))}.OpenSeries("-", r.Series)
	must(t, err)
	keep("piped", OfSeries(piped))
	must(t, found("piped", datasets.Opener{Stdin: strings.NewReader(string(b))}))
	must(t, found("piped", datasets.Opener{}, moved))
	var bad *datasets.BadData
	if err := found("piped", datasets.Opener{}); !errors.As(err, &bad) {
		t.Errorf("nothing is piped: %v", err)
	}
}

// The law: another seed or number of rows is other data; a column that does not change the values is the same.
func TestWhatMakesASeriesAnother(t *testing.T) {
	r := smallSeries("gru", "squared")
	sum := func(change func(r *recipe.Recipe)) string {
		r := r
		change(&r)
		n, err := datasets.Opener{}.OpenSeries("walk", r.Series)
		must(t, err)
		return n.SHA256
	}
	base := sum(func(*recipe.Recipe) {})
	for name, c := range map[string]struct {
		change func(r *recipe.Recipe)
		same   bool
	}{
		"seed 1 said":      {func(r *recipe.Recipe) { r.Series.DataSeed = 1 }, true},
		"another seed":     {func(r *recipe.Recipe) { r.Series.DataSeed = 2 }, false},
		"all rows said":    {func(r *recipe.Recipe) { r.Series.Rows = 10_000 }, true},
		"fewer rows":       {func(r *recipe.Recipe) { r.Series.Rows = 9_999 }, false},
		"another split":    {func(r *recipe.Recipe) { r.Text.Valid, r.Series.TrainRows = 0.5, 77 }, true},
		"another training": {func(r *recipe.Recipe) { r.Seed = 5 }, true},
	} {
		if is := sum(c.change); (is == base) != c.same {
			t.Errorf("%s: %s and %s", name, is, base)
		}
	}
}

// The law: sequences with one answer each are a source by name, with a recipe of their own: windows are whole sequences. Runs
// on them are killed and resumed, stored and found again, as on any series.
func TestSequencesAreASource(t *testing.T) {
	o := datasets.Opener{}
	is, sure, _ := o.LooksLikeSeries("adding")
	n, err := o.OpenSeries("adding", recipe.Series("").Series)
	must(t, err)
	if !is || !sure || n.Answered == nil || n.Series.Rows() != n.Answered.N*n.Answered.T || n.Source != "adding" {
		t.Errorf("%+v", n)
	}
	for _, cell := range []string{"lstm", "mlp"} {
		r := RecipeForSeries(n, cell)
		if r.Settings.Unroll != n.Answered.T || r.Series.Lags != 1 || r.Text.Valid != 0.1 {
			t.Errorf("%+v", r)
		}
		subject, err := OfSeries(n).Subject(r)
		must(t, err)
		if d, ok := subject.Data.(*task.Sequences); !ok || d.TrainExamples() != 9000 || subject.Facts.Valid != 1000 {
			t.Errorf("%+v", subject.Facts)
		}
	}
	r := smallSeries("lstm", "squared")
	r.Series.Rows, r.Series.DataSeed, r.Series.TrainRows, r.Series.ValidRows = 8, 5, 40, 10
	few, err := o.OpenSeries("adding", r.Series)
	must(t, err)
	r.Settings.Unroll = few.Answered.T
	if few.SHA256 == n.SHA256 || few.Answered.T != 8 || few.Answered.N != 50 {
		t.Errorf("%+v", few)
	}
	s := Store{Dir: t.TempDir()}
	subject, err := OfSeries(few).Subject(r)
	must(t, err)
	w, err := CreateOn(s, "kept", OfSeries(few), "")
	must(t, err)
	through := startOn(t, r, subject.Data, train.Options{Recorder: w})
	through.until(9)
	through.do(train.Save())
	through.until(12)
	through.stop()
	m, c, err := s.Open("kept")
	must(t, err)
	x, err := FindOrigin(m, o)
	must(t, err)
	again, err := x.Subject(c.Recipe)
	must(t, err)
	replayed, err := train.Replay(c.Recipe, again.Data, c.History.Events(), 12, 1)
	must(t, err)
	for i, v := range replayed.Weights {
		if !slices.Equal(v.Data, c.Weights[i].Data) {
			t.Errorf("%s is another", v.Name)
		}
	}
	k, err := Resume(s, "kept", o)
	must(t, err)
	must(t, k.Recorder.Close())
}
