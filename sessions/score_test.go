package sessions

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"unroll/core/line"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/datasets"
)

// small makes a recipe for a text cheap to train.
func small(t datasets.Text) recipe.Recipe {
	r := RecipeFor(t)
	r.Model.Hidden, r.Settings.Batch, r.Settings.ValidEvery = 6, 12, 4 // of batches that large, even step 0 is validated
	return r
}

// The law: a run whose lines are scored leaves the same bytes if it is stopped, found again on the disk and resumed, as
// one that never stopped: for lines that come with their source, and for others held out in a file.
func TestAScoredRunResumes(t *testing.T) {
	file := filepath.Join(t.TempDir(), "long.txt")
	must(t, os.WriteFile(file, []byte("010101=1\n0110=0\n"), 0o600))
	for _, valid := range []string{"", file} {
		x, err := datasets.Opener{}.Open("parity")
		must(t, err)
		if valid != "" {
			x, err = datasets.Opener{}.WithValid(x, valid)
			must(t, err)
		}
		r := small(x)
		if r.Text.Score != "after:=" || !r.Text.Lines {
			t.Fatalf("%+v", r.Text)
		}
		s, o := Store{Dir: t.TempDir()}, OfText(x)
		about, err := o.Subject(r)
		must(t, err)
		run := func(name string, stops ...int) {
			w, err := CreateOn(s, name, o, "")
			must(t, err)
			l := startOn(t, r, about.Data, train.Options{Recorder: w})
			for step := range 13 {
				l.until(step)
				if step == 5 {
					l.do(train.Set("batch", 3))
				}
				if len(stops) == 0 || stops[0] != step {
					continue
				}
				stops = stops[1:]
				l.stop()
				k, err := Resume(s, name, datasets.Opener{})
				must(t, err)
				if k.Meta.Recipe.Text.Score != "after:=" || k.Text.SHA256 != x.SHA256 {
					t.Fatalf("%+v is found as %s", k.Meta.Data, k.Text.SHA256)
				}
				again, err := k.Origin.Subject(k.From.Recipe)
				must(t, err)
				l = startOn(t, k.From.Recipe, again.Data, train.Options{Recorder: k.Recorder, From: k.From})
			}
			l.stop()
		}
		run("through")
		run("stopped", 0, 4, 5, 9)
		sameFiles(t, s.path("through"), s.path("stopped"))
		m, last, err := s.Open("stopped")
		must(t, err)
		replayed, err := train.Replay(m.Recipe, about.Data, last.History.Events(), last.Step, 3)
		must(t, err)
		if a, b := bits(replayed.Weights[0].Data), bits(last.Weights[0].Data); len(a) != len(b) || a[0] != b[0] {
			t.Error("a replay has different weights")
		}
		l, err := line.Parse(m.RecipeLine)
		must(t, err)
		if l.Recipe.Text != m.Recipe.Text {
			t.Errorf("%s is read as %+v", m.RecipeLine, l.Recipe.Text)
		}
	}
}

// The law: the exact minimum belongs to a source with its own score; the law of a whole text is not used for the lines
// of it.
func TestTheFloorOfScoredLines(t *testing.T) {
	floor := func(name, score string) (float64, datasets.Law) {
		x, err := datasets.Opener{}.Open(name)
		must(t, err)
		r := RecipeFor(x)
		r.Text.Score = score
		r.Text.Lines = r.Text.Lines || score != ""
		s, err := OfText(x).Subject(r)
		must(t, err)
		return s.Floor, s.Law
	}
	for _, s := range datasets.Sources {
		if s.Options.Score == "" {
			continue
		}
		if got, law := floor(s.Name, s.Options.Score); got != 0 || law != nil {
			t.Errorf("%s: minimum %v, law %v", s.Name, got, law)
		}
		if got, _ := floor(s.Name, ""); !math.IsNaN(got) {
			t.Errorf("%s, every token: minimum %v", s.Name, got)
		}
	}
	if got, law := floor("brackets", "last"); !math.IsNaN(got) || law != nil {
		t.Errorf("brackets, the last of each line: minimum %v", got)
	}
	if got, law := floor("brackets", ""); !(got > 0) || law == nil {
		t.Errorf("brackets: minimum %v", got)
	}
}

// The law: a line that does not fit into a window is bad data, with the text's name, the line and what to do.
func TestALineThatDoesNotFit(t *testing.T) {
	x, err := datasets.Opener{}.Open("parity")
	must(t, err)
	r := small(x)
	r.Settings.Unroll = 22
	_, err = Begin(x, r, train.Options{Paused: true})
	if err == nil || !strings.Contains(err.Error(), "parity: line ") || !strings.Contains(err.Error(), "--unroll 23") {
		t.Errorf("%v", err)
	}
}

// A run on parity learns it within a few hundred updates, on lines twice as long as those trained.
func TestParityIsLearned(t *testing.T) {
	x, err := datasets.Opener{}.Open("parity")
	must(t, err)
	r := RecipeFor(x)
	r.Model.Cell, r.Model.Hidden, r.Settings.LR, r.Settings.ValidEvery = "rnn", 48, 4e-3, 1000
	s, err := OfText(x).Subject(r)
	must(t, err)
	keep := &memory{}
	l := startOn(t, r, s.Data, train.Options{Recorder: keep})
	for step := 40; step <= 1200; step += 40 {
		l.until(step)
	}
	l.do(train.Save())
	l.stop()
	m, err := train.ModelOf(keep.saved[len(keep.saved)-1])
	must(t, err)
	c := s.Data.(task.Text).Corpus
	_, lengths := m.EvaluateLines(c.ValidLines, 2)
	right, lines := 0, 0
	for _, n := range lengths {
		right, lines = right+n.Right, lines+n.Lines
	}
	if right < lines*99/100 {
		t.Errorf("%d of %d lines are right: %v", right, lines, lengths)
	}
}
