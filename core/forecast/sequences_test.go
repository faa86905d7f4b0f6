package forecast

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"unroll/core/nn"
	"unroll/core/series"
	"unroll/core/text"
	"unroll/core/work"
)

// added is n sequences of T rows of the adding problem, the last of them held out.
func added(t testing.TB, n, T, held int) *Sequences {
	t.Helper()
	s, err := series.MakeAnswered("adding", 3, n, T)
	if err != nil {
		t.Fatal(err)
	}
	source, _ := series.FindAnswered("adding")
	d, err := Options{TrainRows: n - held, ValidRows: held}.PrepareSequences(s, source, 0)
	if held == 0 {
		d, err = Options{}.PrepareSequences(s, source, 0)
	}
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// answerer is a network of a cell for sequences.
func answerer(t testing.TB, d *Sequences, cell, head string) nn.Graph[float32] {
	t.Helper()
	s := nn.Spec{Cell: cell, Inputs: d.D, Outputs: 1, Head: head, Hidden: 5, Layers: 1, Init: "uniform:0.4"}
	if cell == "linear" {
		s.Hidden, s.Layers = 0, 0
	}
	g, err := nn.New[float32](s)
	if err != nil {
		t.Fatal(err)
	}
	g.Init(streams(1))
	return g
}

// The law: an epoch has every sequence that is trained on once, whole, in an order of its own, from a state of 0, and only its
// answer is scored; the last batch is filled up with sequences that are not.
func TestAnEpochHasEachSequenceOnce(t *testing.T) {
	for _, c := range []struct{ n, T, batch int }{{1, 2, 1}, {7, 5, 3}, {8, 4, 4}, {9, 3, 16}, {40, 6, 7}} {
		d := added(t, c.n+3, c.T, 3)
		r, err := NewSequenceReader(d, c.batch, c.T, streams)
		if err != nil {
			t.Fatal(err)
		}
		var orders [][]int
		for epoch := range 3 {
			var order []int
			for len(order) < c.n {
				var b nn.Batch[float32]
				before := r.Position()
				scored, fresh := r.Next(c.T, &b)
				if fresh != (len(order) == 0) || b.T != c.T || b.B != r.Rows() || scored != min(b.B, c.n-len(order)) {
					t.Fatalf("%+v: %d of %d sequences scored, fresh %v", c, scored, b.B, fresh)
				}
				order = append(order, sequencesOf(t, d, &b, scored)...)
				after := r.Position()
				r.Seek(before, c.T)
				var again nn.Batch[float32]
				if r.Next(c.T, &again); !slices.Equal(again.Reals, b.Reals) || r.Position() != after {
					t.Fatalf("%+v: read again from %+v it is another batch", c, before)
				}
			}
			if r.Epochs() != float64(epoch+1) {
				t.Errorf("%+v: %v epochs", c, r.Epochs())
			}
			orders = append(orders, order)
			if order = slices.Sorted(slices.Values(order)); len(order) != c.n || order[0] != 0 || order[c.n-1] != c.n-1 || len(slices.Compact(order)) != c.n {
				t.Fatalf("%+v: an epoch has the sequences %v", c, order)
			}
		}
		if c.n > 6 && slices.Equal(orders[0], orders[1]) {
			t.Errorf("%+v: two epochs have the same order", c)
		}
	}
}

// sequencesOf finds the sequences that b has, and checks which rows are scored and where a state begins.
func sequencesOf(t *testing.T, d *Sequences, b *nn.Batch[float32], scored int) (list []int) {
	t.Helper()
	for s := range b.B {
		var x []float32
		for row := range b.T {
			i := row*b.B + s
			x = append(x, b.Reals[2*i:2*i+2]...)
			if b.Counts(i) != (s < scored && row == d.T-1) || b.Reset[i] != (row == 0) {
				t.Fatalf("row %d of sequence %d of %d: scored %v, reset %v", row, s, scored, b.Counts(i), b.Reset[i])
			}
		}
		if s >= scored {
			continue
		}
		for e := range d.train {
			if slices.Equal(d.Sequence(e), x) && b.RealTargets[(d.T-1)*b.B+s] == d.Targets[e] {
				list = append(list, e)
			}
		}
	}
	return list
}

// The law: a validation scores the answer to each held-out sequence once, and is what reading sequence by sequence gives, at
// all sizes around those of a chunk; any number of threads makes the same bits. What a network says is what is scored.
func TestAnswersAreValidatedOnce(t *testing.T) {
	for _, cell := range cells() {
		for _, head := range []string{"squared", "gaussian"} {
			for _, held := range []int{0, 1, 31, 32, 33, 127, 128, 129, 300} {
				d := added(t, held+2, 7, held)
				if held == 0 {
					d = added(t, 2, 7, 0)
				}
				net := answerer(t, d, cell, head)
				m := NewAnswerer(net, d, 7)
				list, err := m.Answers(t.Context(), 1000)
				if err != nil || len(list) != held || m.At() != 7 {
					t.Fatalf("%d answers of %d: %v", len(list), held, err)
				}
				want := answersOneByOne(t, d, net, list)
				var one *AnswerEvaluator
				for _, threads := range []int{1, 2, 3, 8} {
					e := NewAnswerEvaluator(net, d, 7)
					p := work.New(threads, false)
					for e.Next(p) {
					}
					p.Close()
					if one == nil {
						one = e
					}
					if e.Result != one.Result || e.Result.Tokens != held || math.Abs(e.Result.NLL-want) > 1e-5*math.Abs(want)+1e-6 {
						t.Errorf("%s, %s, %d held out, %d threads: %+v instead of %v", cell, head, held, threads, e.Result, want)
					}
				}
			}
		}
	}
}

// answersOneByOne reads sequence by sequence, compares with list and returns the sum of the losses.
func answersOneByOne(t *testing.T, d *Sequences, net nn.Graph[float32], list []Answer) (sum float64) {
	t.Helper()
	o := make([]float32, net.Spec().OutputWidth())
	for i, a := range list {
		tape := net.NewTape(d.T, 1)
		tape.Forward(&nn.Batch[float32]{T: d.T, B: 1, Reals: d.Sequence(d.train + i)}, nil)
		tape.Output(d.T-1, o)
		truth := float64(d.Targets[d.train+i])
		miss := truth - float64(o[0])
		if a.Sequence != d.train+i || a.True != truth || !near(a.Value, float64(o[0])) {
			t.Fatalf("answer %d: %+v, read alone %v", i, a, o[0])
		}
		if net.Spec().Head != "gaussian" {
			sum += miss * miss / 2
			continue
		}
		_, sd := nn.GaussianOf(o, 0)
		sum += 0.5*math.Log(2*math.Pi*sd*sd) + miss*miss/(2*sd*sd)
		if !near(a.High-a.Low, 2*bandZ*sd) {
			t.Fatalf("answer %d: %+v, its standard deviation is %v", i, a, sd)
		}
	}
	return sum
}

// What means nothing for sequences is refused, and so is a window that is not a sequence.
func TestSequencesRefuse(t *testing.T) {
	d := added(t, 20, 5, 4)
	for _, T := range []int{1, 4, 6, 10} {
		if r, err := NewSequenceReader(d, 3, T, streams); kindOf(err) != errWhole {
			t.Errorf("windows of %d: %v, %v", T, r, err)
		}
	}
	r, err := NewSequenceReader(d, 3, 5, streams)
	if err != nil || !r.Fits(5) || r.Fits(4) || r.Fits(10) {
		t.Errorf("%v", err)
	}
	for _, p := range []text.Position{{Epoch: -1, Rows: 1}, {Offset: -1, Rows: 1}, {}, {Rows: 17}, {Rows: 1, Offset: 17}} {
		if r.Holds(p) {
			t.Errorf("%+v", p)
		}
	}
	for _, o := range []Options{{Log: true}, {Difference: true}, {Lags: 2}, {Column: "a"}, {Columns: "a"}, {Target: "a"}, {Gaps: "refuse"}} {
		if _, err := o.PrepareSequences(d.Sequences, d.Source, 0.1); kindOf(err) != errAnswered {
			t.Errorf("%+v: %v", o, err)
		}
	}
	for _, o := range []Options{{TrainRows: 21}, {TrainRows: 19, ValidRows: 2}, {TrainRows: -1}} {
		if _, err := o.PrepareSequences(d.Sequences, d.Source, 0.1); err == nil {
			t.Errorf("%+v", o)
		}
	}
	if _, err := (Options{}).PrepareSequences(d.Sequences, d.Source, 0.99); kindOf(err) != errNoSequence {
		t.Errorf("all are held out: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := NewAnswerer(answerer(t, d, "gru", "squared"), d, 0).Answers(ctx, 4); !errors.Is(err, context.Canceled) {
		t.Errorf("given up: %v", err)
	}
}
