package train

import (
	"context"
	"math"
	"strings"
	"testing"
	"time"

	"unroll/core/baseline"
	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/lm"
	"unroll/core/random"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/work"
)

// planted is a bug planted in the way a run reads its text.
type planted int

const (
	honest            planted = iota
	forgetsTraining           // the state is reset before each training window
	forgetsValidating         // the state is reset before each chunk of a validation
)

// judged is the verdict on a run after a number of updates and a validation.
func judged(t *testing.T, r recipe.Recipe, c *text.Corpus, updates int, bug planted) baseline.Verdict {
	t.Helper()
	l, err := newLearner(r, task.Text{Corpus: c})
	if err != nil {
		t.Fatal(err)
	}
	p := work.New(1, false)
	defer p.Close()
	for range updates {
		if bug == forgetsTraining {
			l.tape.Reset()
		}
		if err := l.update(); err != nil {
			t.Fatal(err)
		}
	}
	e := lm.NewEvaluator(l.net, c.Stream(c.Valid), l.step)
	for more := true; more; more = e.Next(p) {
		if bug == forgetsValidating {
			e.Forget()
		}
	}
	cost, se := l.recent.Windows().Cost()
	seen, seenErr := e.Windows.Cost()
	t.Logf("bug %d: first tokens cost %.3f ± %.3f more in training, %.3f ± %.3f in validation", bug, cost, se, seen, seenErr)
	return baseline.Judge(baseline.Evidence{Valids: historytest.Of(nil, e.Result), Rungs: rungsOf(t, c, "kn", 4), Floor: math.NaN(),
		Windows: []history.Windows{l.recent.Windows(), e.Windows}})
}

// The law: a run that forgets its state before each window of training, or of validation, is named by the
// verdict even if it is as good as a long k-gram, and one that does not is not named: also with lines,
// where states are rightly reset, and over many epochs, each of which rightly begins with a state of 0.
func TestARunThatForgetsBeforeEachWindowIsNamed(t *testing.T) {
	long := rounds(40000)
	var lines strings.Builder
	for i, at := 0, 0; at+100 < len(long); i++ {
		n := 20 + i%37
		lines.WriteString(long[at:at+n] + "\n")
		at += n
	}
	for _, c := range []struct {
		name, text string
		unroll     int
		lines      bool
	}{{"T16", long, 16, false}, {"T32", long, 32, false}, {"lines", lines.String(), 16, true}} {
		t.Run(c.name, func(t *testing.T) {
			r := tiny(func(r *recipe.Recipe) {
				r.Text.Valid, r.Text.Lines, r.Model.Hidden, r.Model.Cell = 0.5, c.lines, 16, "gru"
				r.Settings.Batch, r.Settings.Unroll, r.Settings.LR = 16, c.unroll, 0.02
			})
			for _, bug := range []planted{honest, forgetsTraining, forgetsValidating} {
				v := judged(t, r, corpusOf(t, r, c.text), 500, bug)
				if named := v.Forgets == baseline.ForgetsWindows; named != (bug != honest) || v.Cost > 0 != named {
					t.Errorf("bug %d: %+v", bug, v)
				}
			}
		})
	}
}

// The law: in a text that repeats itself some places naturally have a high loss, and a correct run is
// not named for it: lines of eight tokens, four of them random, in windows of 32.
func TestATextThatRepeatsItselfIsNotForgetting(t *testing.T) {
	rng := random.Stream(1, "lines", 0)
	var lines strings.Builder
	for range 3000 {
		for range 4 {
			lines.WriteByte(byte('a' + rng.IntN(20)))
		}
		lines.WriteString("-00\n")
	}
	for _, batch := range []int{1, 16} {
		r := tiny(func(r *recipe.Recipe) {
			r.Text.Valid, r.Text.Lines, r.Model.Hidden = 0.3, true, 16
			r.Settings.Batch, r.Settings.Unroll, r.Settings.LR = batch, 32, 0.02
		})
		if v := judged(t, r, corpusOf(t, r, lines.String()), 300, honest); v.Forgets != baseline.ForgetsNothing {
			t.Errorf("batch %d: %+v", batch, v)
		}
	}
}

// A state computed with older weights costs the first token something, but a first token whose loss is far below
// the bigram's depends on more than the token before it: the state is carried.
func TestAStaleStateIsNotForgetting(t *testing.T) {
	w := history.Windows{First: history.Sample{N: 1000, Sum: 900, Squares: 1200}, Later: [len(history.Windows{}.Later)]history.Sample{{N: 900, Sum: 675, Squares: 800}}}
	ladder := []baseline.Rung{{Order: 0, ValidNats: 4, TrainNats: 4}, {Order: 1, ValidNats: 3, TrainNats: 3}, {Order: 2, ValidNats: 2.3, TrainNats: 2.3}, {Order: 3, ValidNats: 1.7, TrainNats: 1.7}}
	for i := range ladder {
		ladder[i].TrainNats = ladder[i].ValidNats
	}
	if v := baseline.Judge(baseline.Evidence{Floor: math.NaN(), Rungs: ladder, Windows: []history.Windows{w}}); v.Forgets != baseline.ForgetsNothing {
		t.Errorf("%+v", v)
	}
}

// A handful of tokens proves nothing.
func TestAFewFirstTokensSayNothing(t *testing.T) {
	w := history.Windows{First: history.Sample{N: 3, Sum: 9, Squares: 27}, Later: [len(history.Windows{}.Later)]history.Sample{{N: 100, Sum: 100, Squares: 110}}}
	if cost, se := w.Cost(); cost != 0 || !math.IsInf(se, 1) {
		t.Errorf("%v ± %v", cost, se)
	}
}

// If nothing is held out there is no loss to judge, but a state that is not carried is still named.
func TestForgettingIsNamedWithNothingHeldOut(t *testing.T) {
	w := history.Windows{First: history.Sample{N: 1000, Sum: 2000, Squares: 5000}, Later: [len(history.Windows{}.Later)]history.Sample{{N: 900, Sum: 900, Squares: 1800}}}
	if v := baseline.Judge(baseline.Evidence{Floor: math.NaN(), Windows: []history.Windows{w}}); v.Standing != baseline.NotJudged || v.Forgets != baseline.ForgetsWindows || v.Cost != 1 {
		t.Errorf("%+v", v)
	}
}

// The law: a snapshot shows the windows of training and of the last validation without reading
// anything again: each of their tokens is counted once.
func TestSnapshotsShowWindows(t *testing.T) {
	r := tiny(func(r *recipe.Recipe) {
		r.Text.Valid, r.Steps = 0.3, 40
		r.Settings.ValidEvery = 20
	})
	c := corpusOf(t, r, rounds(4000))
	tr, err := New(r, task.Text{Corpus: c}, Options{Threads: 1, Autosave: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- tr.Run(ctx) }()
	var last Snapshot
	for s := range tr.Snapshots(context.Background()) {
		if v, ok := s.History.LastValid(); ok && s.Phase == Finished && v.Step == 40 {
			last = s
			cancel()
		}
	}
	cancel()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	B := last.Rows
	if n := last.Windows.First.N; n%B != 0 || n == 0 || n > 40*B || last.Windows.Later[r.Settings.Unroll/2-1].N != n {
		t.Errorf("training: %+v for %d readings", last.Windows, B)
	}
	if last.ValidWindows.First.N == 0 || last.ValidWindows.Later[0].N < last.ValidWindows.First.N/2 {
		t.Errorf("validation: %+v", last.ValidWindows)
	}
}

// rounds is a text that cycles through five letters, advancing by one or two depending on the letter before
// the last. So the last letter leaves two choices, and the last two letters, apart from a little noise, one.
func rounds(n int) string {
	rng := random.Stream(1, "rounds", 0)
	s := []byte("ab")
	for range n {
		next := (s[len(s)-1] - 'a' + 1 + (s[len(s)-2]-'a')%2) % 5
		if rng.IntN(8) == 0 {
			next = byte(rng.IntN(5))
		}
		s = append(s, 'a'+next)
	}
	return string(s)
}

// The law: a model whose state is 0 at the start of every window of one token knows that token and nothing
// else. It is as good as a 2-gram, and the verdict names it; the same net with its state carried does better.
func TestAStateThatIsNotCarriedIsNamed(t *testing.T) {
	for _, forget := range []bool{true, false} {
		r := tiny(func(r *recipe.Recipe) {
			r.Text.Valid, r.Model.Hidden, r.Model.Cell = 0.2, 16, "gru"
			r.Settings.Batch, r.Settings.Unroll, r.Settings.LR = 16, 8, 0.02
			if forget {
				r.Settings.Unroll, r.Settings.Batch = 1, 128
			}
		})
		c := corpusOf(t, r, rounds(6000))
		v := baseline.Judge(baseline.Evidence{Valids: historytest.Of(nil, validsOf(t, r, c, forget)...), Rungs: rungsOf(t, c, "kn", 4), Floor: math.NaN()})
		t.Logf("forget %v: %+v", forget, v)
		switch {
		case forget && (v.Forgets != baseline.ForgetsAlways || math.Abs(v.Grams-2) > 0.1):
			t.Errorf("a state that is always 0: %+v", v)
		case !forget && (v.Forgets != baseline.ForgetsNothing || v.Grams < 2.5):
			t.Errorf("a state that is carried: %+v", v)
		}
	}
}

// validsOf returns the validations of a run of 800 updates; with forget, its state is 0 before each window.
func validsOf(t *testing.T, r recipe.Recipe, c *text.Corpus, forget bool) []history.Valid {
	t.Helper()
	l, err := newLearner(r, task.Text{Corpus: c})
	if err != nil {
		t.Fatal(err)
	}
	var list []history.Valid
	for step := 1; step <= 800; step++ {
		if forget {
			l.tape.Reset() // the bug
		}
		if err := l.update(); err != nil {
			t.Fatal(err)
		}
		if step%100 == 0 {
			list = append(list, judgeBy(lm.NewModel(l.net.Frozen(), c.Vocab, false, step), c.Valid, forget))
		}
	}
	return list
}

// judgeBy is a validation token by token; if forget, the state is reset before each.
func judgeBy(m *lm.Model, stream []int32, forget bool) history.Valid {
	v, r, p := history.Valid{Step: m.Step}, m.Begin(), make([]float64, m.Len())
	for i, id := range stream[:len(stream)-1] {
		r.Read(id, forget)
		r.Next(p)
		v.NLL -= math.Log(p[stream[i+1]])
		v.Tokens++
	}
	return v
}

// rungsOf is the ladder of a text.
func rungsOf(t testing.TB, c *text.Corpus, smoothing string, most int) (list []baseline.Rung) {
	t.Helper()
	if err := baseline.Ladder(context.Background(), c, smoothing, most, 2, nil, func(r baseline.Rung) { list = append(list, r) }); err != nil {
		t.Fatal(err)
	}
	return list
}
