package lab

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"unroll/core/command"
	"unroll/core/history"
	"unroll/core/recipe"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
)

// The law: a lab on sequences with one answer each has no panel, view or key of texts; it shows the answers to held-out
// sequences, at every size, before there are any, without held-out ones, and when the network says no numbers.
func TestALabOnSequences(t *testing.T) {
	plain, _ := theme.Find("plain")
	for _, head := range []string{"squared", "gaussian"} {
		for _, held := range []int{0, 1, 40} {
			r := recipe.Series("gru")
			r.Model.Head, r.Model.Hidden, r.Text.Valid = head, 3, 0
			r.Series.TrainRows, r.Series.ValidRows, r.Series.Rows, r.Settings.Unroll = 60, held, 7, 7
			n, err := datasets.Opener{}.OpenSeries("adding", r.Series)
			if err != nil {
				t.Fatal(err)
			}
			if held == 0 {
				r.Series.TrainRows = n.Answered.N
			}
			about, err := sessions.OfSeries(n).Subject(r)
			if err != nil {
				t.Fatal(err)
			}
			g, err := about.Data.Task().Graph(about.Data.Fit(r.Model))
			if err != nil {
				t.Fatal(err)
			}
			g.Init(rand.New(rand.NewPCG(1, 2)))
			l := New(&made{snapshots: make(chan train.Snapshot)}, &about, "adding", &look.Look{Theme: plain, Words: i18n.English})
			t.Cleanup(l.Close)
			soundAnswers(t, l, "before the first network")
			h := history.History{}
			h.Append(history.Point{Step: 1, Tokens: 16, Loss: 0.1, GradNorm: 1, Factor: 1})
			s := train.Snapshot{Task: about.Data.Task(), Recipe: r, Step: 1, Settings: r.Settings, History: h.View(), Model: about.Data.Model(g, 1)}
			workOff(l, snapshot(l, s))
			if a := l.data.Answers; !a.Known || a.Step != 1 || len(a.List) != held {
				t.Errorf("%s, %d held out: %d answers", head, held, len(a.List))
			}
			soundAnswers(t, l, "answered")
			for i := range l.data.Answers.List {
				l.data.Answers.List[i].Value = math.NaN()
			}
			soundAnswers(t, l, "no numbers")
			if refused := l.Do(command.New("prefix.set", "a")); refused != l.Look.Words.Sequences.NoPrefix {
				t.Errorf("a prefix: %q", refused)
			}
		}
	}
}

// soundAnswers draws the lab at all sizes.
func soundAnswers(t *testing.T, l *Lab, when string) {
	t.Helper()
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 36}, {200, 60}} {
		picture := string(hung(l, size))
		for _, word := range []string{"next token", "sample", "ppl", "%!"} {
			if strings.Contains(picture, word) {
				t.Errorf("%s, %v: there is %q\n%s", when, size, word, picture)
			}
		}
		if !strings.Contains(picture, l.Look.Words.Sequences.Title) {
			t.Errorf("%s, %v: no answers\n%s", when, size, picture)
		}
	}
}
