package train

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"unroll/core/text"
)

// A planted bug in the reading of a run.
type planted int

const (
	honest            planted = iota
	forgetsTraining           // the state is reset before each training window
	forgetsValidating         // and before each chunk of a validation
)

// judged is the verdict on a run of so many updates that has just been validated.
func judged(t *testing.T, r Recipe, c *text.Corpus, updates int, bug planted) Verdict {
	t.Helper()
	l, err := newLearner(r, c)
	if err != nil {
		t.Fatal(err)
	}
	p := newPool(1, false)
	defer p.close()
	for range updates {
		if bug == forgetsTraining {
			l.tape.Reset()
		}
		if err := l.update(); err != nil {
			t.Fatal(err)
		}
	}
	e := newEvaluation(l.net, c.Valid, c.Lines, c.Vocab.EndOfLine(), l.step)
	for more := true; more; more = e.next(p) {
		if bug == forgetsValidating {
			for _, g := range e.groups {
				g.tape.Reset()
			}
		}
	}
	cost, se := l.recent.windows().Cost()
	seen, seenErr := e.windows.Cost()
	t.Logf("bug %d: first tokens cost %.3f ± %.3f more in training, %.3f ± %.3f in validation", bug, cost, se, seen, seenErr)
	return Judge(Evidence{Valids: []Valid{e.result}, Rungs: rungsOf(t, MaterialOf(c), "kn", 4), Floor: math.NaN(),
		Windows: []Windows{l.recent.windows(), e.windows}})
}

// The law: a run that forgets its state before each window of training, or of validation, is named by
// the verdict though it may be worth many grams, and one that does not is not: with lines too, where
// states are reset by right, and over many passes, each of which begins with nothing by right.
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
			r := tiny(func(r *Recipe) {
				r.Text.Valid, r.Text.Lines, r.Model.Hidden, r.Model.Cell = 0.5, c.lines, 16, "gru"
				r.Settings.Batch, r.Settings.Unroll, r.Settings.LR = 16, c.unroll, 0.02
			})
			for _, bug := range []planted{honest, forgetsTraining, forgetsValidating} {
				v := judged(t, r, corpusOf(t, r, c.text), 500, bug)
				if named := v.Forgets == ForgetsWindows; named != (bug != honest) || v.Cost > 0 != named {
					t.Errorf("bug %d: %+v", bug, v)
				}
			}
		})
	}
}

// The law: of a text that repeats itself some places are dear by nature, and an honest run is not named
// for it: lines of eight tokens, four of them drawn, under windows of 32.
func TestATextThatRepeatsItselfIsNotForgetting(t *testing.T) {
	rng := stream(1, "lines", 0)
	var lines strings.Builder
	for range 3000 {
		for range 4 {
			lines.WriteByte(byte('a' + rng.IntN(20)))
		}
		lines.WriteString("-00\n")
	}
	for _, batch := range []int{1, 16} {
		r := tiny(func(r *Recipe) {
			r.Text.Valid, r.Text.Lines, r.Model.Hidden = 0.3, true, 16
			r.Settings.Batch, r.Settings.Unroll, r.Settings.LR = batch, 32, 0.02
		})
		if v := judged(t, r, corpusOf(t, r, lines.String()), 300, honest); v.Forgets != ForgetsNothing {
			t.Errorf("batch %d: %+v", batch, v)
		}
	}
}

// A state that weights have moved away from since it was made costs a first token something, but one whose loss is
// far below the bigram's knows more than the token before: it is carried.
func TestAStaleStateIsNotForgetting(t *testing.T) {
	w := Windows{First: Sample{N: 1000, Sum: 900, Squares: 1200}, Later: [laterPlaces]Sample{{N: 900, Sum: 675, Squares: 800}}}
	ladder := rungs(4, 3, 2.3, 1.7)
	for i := range ladder {
		ladder[i].TrainNats = ladder[i].ValidNats
	}
	if v := Judge(Evidence{Floor: math.NaN(), Rungs: ladder, Windows: []Windows{w}}); v.Forgets != ForgetsNothing {
		t.Errorf("%+v", v)
	}
}

// A handful of tokens says nothing.
func TestAFewFirstTokensSayNothing(t *testing.T) {
	w := Windows{First: Sample{N: 3, Sum: 9, Squares: 27}, Later: [laterPlaces]Sample{{N: 100, Sum: 100, Squares: 110}}}
	if cost, se := w.Cost(); cost != 0 || !math.IsInf(se, 1) {
		t.Errorf("%v ± %v", cost, se)
	}
}

// Where nothing is held out there is no loss to judge, and a state that is not carried is named all the same.
func TestForgettingIsNamedWithNothingHeldOut(t *testing.T) {
	w := Windows{First: Sample{N: 1000, Sum: 2000, Squares: 5000}, Later: [laterPlaces]Sample{{N: 900, Sum: 900, Squares: 1800}}}
	if v := Judge(Evidence{Floor: math.NaN(), Windows: []Windows{w}}); v.Standing != NotJudged || v.Forgets != ForgetsWindows || v.Cost != 1 {
		t.Errorf("%+v", v)
	}
}

// The law: what is collected is the plain sum over the last updates, by place in the window; the first
// window of a pass, before which the state is reset by right, is left out.
func TestWindowsOfTraining(t *testing.T) {
	const B, T = 2, 4
	var r recent
	targets := []int32{0, 1, 2, text.Unknown, 4, 5, text.Unknown, 7}
	for i := range 1000 {
		nll := make([]float64, T*B)
		for j := range nll {
			nll[j] = float64(j + 1)
		}
		r.add(&text.Window{T: T, B: B, Targets: targets, Fresh: i%10 == 0}, nll)
	}
	n := len(r.of)
	want := Windows{
		First: Sample{N: 2 * n, Sum: float64((1 + 2) * n), Squares: float64((1 + 4) * n)},
		Later: [laterPlaces]Sample{
			{N: 2 * n, Sum: float64((5 + 6) * n), Squares: float64((25 + 36) * n)},
			{N: n, Sum: float64(8 * n), Squares: float64(64 * n)},
		},
	}
	if got := r.windows(); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// The law: a snapshot shows what training and the last validation came to, and looking costs nothing:
// each token of the windows is counted once.
func TestSnapshotsShowWindows(t *testing.T) {
	r := tiny(func(r *Recipe) {
		r.Text.Valid, r.Steps = 0.3, 40
		r.Settings.ValidEvery = 20
	})
	c := corpusOf(t, r, rounds(4000))
	tr, err := New(r, c, Options{Threads: 1, Autosave: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- tr.Run(ctx) }()
	var last Snapshot
	for s := range tr.Snapshots() {
		if last = s; s.Phase == Finished && len(s.History.Valids) > 0 && s.History.Valids[len(s.History.Valids)-1].Step == 40 {
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

// The law: a part of a text has whole lines, begins as a text does, and is no longer than asked but for
// the rest of a line.
func TestWithin(t *testing.T) {
	c := corpusOf(t, tiny(func(r *Recipe) { r.Text.Valid = 0.4 }), rounds(300))
	m := MaterialOf(c).Within(50, 20)
	if !slices.Equal(m.Train, c.Train[len(c.Train)-50:]) || !slices.Equal(m.Valid, c.Valid[:20]) {
		t.Errorf("%d and %d tokens", len(m.Train), len(m.Valid))
	}
	if whole := MaterialOf(c).Within(1e6, 1e6); len(whole.Train) != len(c.Train) || len(whole.Valid) != len(c.Valid) {
		t.Errorf("of a short text: %d and %d tokens", len(whole.Train), len(whole.Valid))
	}
	r := tiny(func(r *Recipe) { r.Text.Valid, r.Text.Lines = 0.4, true })
	c = corpusOf(t, r, strings.Repeat("abcd\nefghij\n", 20))
	m = MaterialOf(c).Within(50, 20)
	eol := c.Vocab.EndOfLine()
	for _, s := range [][]int32{m.Train, m.Valid} {
		if s[0] != eol || s[len(s)-1] != eol {
			t.Errorf("%v is not made of whole lines", s)
		}
	}
	if len(m.Train) < 50 || len(m.Train) > 57 || len(m.Valid) < 20 || len(m.Valid) > 27 {
		t.Errorf("%d and %d tokens", len(m.Train), len(m.Valid))
	}
}
