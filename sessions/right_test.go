package sessions

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/recipe"
	"unroll/core/tagging"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/datasets"
)

// taggedRecipe is a recipe for tagged sentences whose updates take almost no time.
func taggedRecipe(cell string) recipe.Recipe {
	r := recipe.Tagging()
	r.Model.Cell, r.Model.Hidden, r.Model.Embed, r.Model.Bidirectional = cell, 4, 3, cell == "lstm"
	r.Settings.Batch, r.Settings.Unroll, r.Settings.ValidEvery = 3, 30, 3
	return r
}

// someTagged are a few sentences as data for r.
func someTagged(t *testing.T, r recipe.Recipe) *task.Tagged {
	t.Helper()
	list := tagging.Weather.Make(1, 60)
	c, err := tagging.NewCorpus(list[:50], list[50:], r.Tagging)
	must(t, err)
	return task.NewTagged(c, r.Model.Bidirectional)
}

// The law: a run of tagged sentences has its right rows in metrics.csv. Killed at any moment after a save and resumed, it leaves the
// same bytes as one that never stopped.
func TestRightRowsAreKept(t *testing.T) {
	for _, cell := range []string{"gru", "lstm"} {
		r := taggedRecipe(cell)
		d, s := someTagged(t, r), Store{Dir: t.TempDir()}
		through := startOn(t, r, d, train.Options{Recorder: create(t, s, "through")})
		killed := startOn(t, r, d, train.Options{Recorder: create(t, s, "killed")})
		for _, stop := range []int{2, 6, 9} {
			for _, l := range []*lab{through, killed} {
				l.until(stop)
				l.do(train.Turn("lr", 1))
			}
			killed.do(train.Save())
			killed.until(stop + 2)
			after := Store{Dir: t.TempDir()} // what a killed process leaves
			must(t, os.CopyFS(after.path("killed"), os.DirFS(s.path("killed"))))
			killed.stop()
			s.Dir, killed = after.Dir, resumeOn(t, after, "killed", d)
		}
		through.until(14)
		killed.until(14)
		through.stop()
		killed.stop()
		sameFiles(t, through.dir(), s.path("killed"))

		b, err := os.ReadFile(filepath.Join(s.path("killed"), metricsFile))
		must(t, err)
		if head, _, _ := strings.Cut(string(b), "\n"); head+"\n" != rightForm.header() || !strings.HasSuffix(head, ",valid_right") {
			t.Errorf("the first line is %s", head)
		}
		_, c, err := s.Open("killed")
		must(t, err)
		live, kept, some := historytest.Valids(through.last.History), historytest.Valids(c.History), false
		for i, v := range live {
			some = some || v.Right > 0
			if i >= len(kept) || v != kept[i] || v.Right < 0 || v.Right > v.Tokens {
				t.Fatalf("%+v was kept as %+v", live, kept)
			}
		}
		if !some {
			t.Error("no row was ever right: the test proves nothing")
		}
	}
}

// The law: a row reads back the same in each form, and right rows that a file does not have are not known.
func TestRowsOfEachForm(t *testing.T) {
	validated := historytest.Row(100)
	validated.Valid.Right, validated.Point.Millis = 7, 0
	begun := history.Row{Valid: history.Valid{Step: 0, NLL: 1.5, Tokens: 3}, Validated: true}
	for f, want := range map[form]int{plainForm: 0, rightForm: 7, lostForm: history.NotCounted} {
		for _, r := range []history.Row{validated, historytest.Row(7), begun} {
			line := string(f.appendRow(nil, r))
			if n := strings.Count(line, ",") + 1; n != f.columns() || n != strings.Count(f.header(), ",")+1 {
				t.Errorf("form %d has %d columns: %s", f, n, line)
			}
			got, err := f.parseRow(line)
			must(t, err)
			if r.Validated {
				if r.Valid.Right = want; r.Point.Step == 0 {
					r.Valid.Right = min(0, want)
				}
			}
			if got != r {
				t.Errorf("form %d: %+v became %+v", f, r, got)
			}
		}
	}
	lost := validated
	lost.Valid.Right = history.NotCounted
	if got, err := rightForm.parseRow(string(rightForm.appendRow(nil, lost))); err != nil || got != lost {
		t.Errorf("%+v became %+v, %v", lost, got, err)
	}
	if r, err := rightForm.parseRow("0,,,,,,,,1.5,3,-1\n"); err == nil {
		t.Errorf("−1 right rows are read as %+v", r)
	}
}

// The law: a session that was written before right rows were counted opens, and its accuracies are not known. Resumed, it counts from
// there on; its metrics.csv is rewritten with the next save that has something to write.
func TestASessionThatDidNotCountRightRows(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	oldSession(t, s, "tagging/uncounted")
	before := contents(t, s.path("uncounted"))
	unknown := func(c *train.Checkpoint, n int) {
		t.Helper()
		for i, v := range historytest.Valids(c.History) {
			if (i < n) != (v.Right == history.NotCounted) {
				t.Errorf("%d: %+v", i, v)
			}
		}
	}
	_, c, err := s.Open("uncounted")
	must(t, err)
	n := c.History.ValidLen()
	unknown(c, n)
	k, err := Resume(s, "uncounted", datasets.Opener{})
	must(t, err)
	must(t, k.Recorder.Save(k.From))
	must(t, k.Recorder.Close())
	must(t, os.Remove(filepath.Join(s.path("uncounted"), lockFile)))
	if contents(t, s.path("uncounted")) != before || n == 0 || s.Look("uncounted").Err != nil {
		t.Errorf("a save with nothing to write has changed it, or it had no validation of %d", n)
	}

	x, err := k.Origin.Subject(k.From.Recipe)
	must(t, err)
	l := resumeOn(t, s, "uncounted", x.Data)
	l.until(25)
	l.stop()
	_, c, err = s.Open("uncounted")
	must(t, err)
	unknown(c, n)
	b, err := os.ReadFile(filepath.Join(s.path("uncounted"), metricsFile))
	must(t, err)
	if !strings.HasPrefix(string(b), rightForm.header()) || c.History.ValidLen() == n {
		t.Errorf("%d validations after %d:\n%s", c.History.ValidLen(), n, b)
	}
}
