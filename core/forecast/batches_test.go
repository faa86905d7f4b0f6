package forecast

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"unroll/core/nn"
	"unroll/core/text"
)

// place finds the example that row i of b holds, by its inputs, and checks its answer; −1: none.
func place(d *Data, b *nn.Batch[float32], i int) int {
	w := d.Width()
	got := b.Reals[i*w : (i+1)*w]
	for e := range d.TrainExamples() {
		if slices.Equal(got, d.addInput(nil, e)) && b.RealTargets[i] == d.answer(e) {
			return e
		}
	}
	return -1
}

// The law: an epoch of a feed-forward network has every training example exactly once, in an order of its own; the last batch
// is filled up with rows that are not scored, and no other is.
func TestAShuffledEpochHasEachExampleOnce(t *testing.T) {
	for _, c := range []struct{ rows, lags, batch, T int }{
		{8, 1, 1, 1}, {9, 4, 2, 3}, {33, 1, 16, 1}, {33, 1, 8, 4}, {34, 7, 100, 1}, {40, 4, 5, 7}, {64, 2, 64, 2}, {30, 29, 16, 2},
	} {
		d := prepared(t, numbers(c.rows+5, 2), split(c.rows), c.lags)
		n := d.TrainExamples()
		r := NewShuffled(d, c.batch, c.T, streams)
		var b nn.Batch[float32]
		var orders [][]int
		for epoch := range 3 {
			var order []int
			for {
				scored, fresh := r.Next(c.T, &b)
				if fresh != (len(order) == 0) || b.T != c.T || b.B != r.Rows() || len(b.Scored) != b.Rows() || len(b.RealTargets) != b.Rows() {
					t.Fatalf("%+v: first of an epoch: %v; %d rows of %d×%d", c, fresh, len(b.RealTargets), b.T, b.B)
				}
				for i := range b.Rows() {
					if b.Counts(i) != (i < scored) {
						t.Fatalf("%+v: row %d of %d scored ones: %v", c, i, scored, b.Counts(i))
					}
					if i < scored {
						order = append(order, place(d, &b, i))
					}
				}
				if scored < b.Rows() && len(order) != n {
					t.Fatalf("%+v: a batch in the middle is not full", c)
				}
				if len(order) >= n {
					break
				}
			}
			if want := float64(epoch + 1); r.Epochs() != want || r.Passed(c.T) != want {
				t.Errorf("%+v: %v epochs, %v passed, after %v", c, r.Epochs(), r.Passed(c.T), want)
			}
			orders = append(orders, order)
			order = slices.Sorted(slices.Values(order))
			for e := range n {
				if len(order) != n || order[e] != e {
					t.Fatalf("%+v: an epoch has the examples %v", c, order)
				}
			}
		}
		if n > 8 && (slices.Equal(orders[0], orders[1]) || slices.Equal(orders[1], orders[2])) {
			t.Errorf("%+v: two epochs have the same order", c)
		}
	}
}

// indices is a text whose tokens are their places: n of them can be predicted.
func indices(t *testing.T, n int) *text.Corpus {
	t.Helper()
	c, err := text.NewCorpus("abc", nil, text.Options{Tokens: "char"})
	if err != nil {
		t.Fatal(err)
	}
	c.Train = make([]int32, n+1)
	for i := range c.Train {
		c.Train[i] = int32(i)
	}
	return c
}

// The law: a series is read for a recurrent network exactly as a text of as many tokens is: same windows, same resets, same
// epochs, through changes of batch and unroll and through going back to a place.
func TestASeriesIsReadAsATextIs(t *testing.T) {
	for _, c := range []struct{ rows, lags, batch, T int }{{9, 1, 4, 2}, {50, 4, 3, 5}, {101, 1, 7, 10}, {101, 7, 200, 3}, {40, 1, 1, 39}} {
		t.Run(fmt.Sprintf("%+v", c), func(t *testing.T) {
			d := prepared(t, numbers(c.rows+3, 1), split(c.rows), c.lags)
			r, err := NewReader(d, c.batch, c.T, streams)
			if err != nil {
				t.Fatal(err)
			}
			as, err := text.NewReader(indices(t, d.TrainExamples()), c.batch, c.T, streams)
			if err != nil {
				t.Fatal(err)
			}
			rng, T := rand.New(rand.NewPCG(uint64(c.rows), uint64(c.lags))), c.T
			var saved []text.Position
			for range 300 {
				switch rng.IntN(12) {
				case 0:
					batch := 1 + rng.IntN(12)
					r.Resize(batch, T)
					as.Resize(batch, T)
				case 1:
					T = 1 + rng.IntN(d.TrainExamples())
				case 2:
					saved = append(saved, r.Position())
				case 3:
					if len(saved) > 0 {
						p := saved[rng.IntN(len(saved))]
						if !r.Holds(p) {
							t.Fatalf("it was at %+v", p)
						}
						r.Seek(p, T)
						as.Seek(p, T)
					}
				default:
					sameWindow(t, d, r, as, T)
				}
				if r.Position() != as.Position() || r.Epochs() != as.Epochs() || r.Rows() != as.Rows() || r.Passed(T) != as.Passed(T) || r.Fits(T) != as.Fits(T) {
					t.Fatalf("%+v instead of %+v", r.Position(), as.Position())
				}
			}
		})
	}
}

// sameWindow reads the next window of both.
func sameWindow(t *testing.T, d *Data, r *Reader, as *text.Reader, T int) {
	t.Helper()
	var b nn.Batch[float32]
	var w text.Window
	scored, fresh := r.Next(T, &b)
	as.Next(T, &w)
	if b.T != w.T || b.B != w.B || scored != w.Scored || fresh != w.Fresh || !slices.Equal(b.Reset, w.Reset) || b.Scored != nil {
		t.Fatalf("%d×%d, scored %d, fresh %v, instead of %d×%d, %d, %v", b.T, b.B, scored, fresh, w.T, w.B, w.Scored, w.Fresh)
	}
	for i, e := range w.Inputs {
		width := d.Width()
		if !slices.Equal(b.Reals[i*width:(i+1)*width], d.addInput(nil, int(e))) || b.RealTargets[i] != d.answer(int(e)) {
			t.Fatalf("row %d is not example %d", i, e)
		}
	}
}

// The law: an example has the rows before its answer, oldest first, and no others; the examples of the training part
// end where it ends, and the first held-out one is answered by the first held-out row.
func TestExamples(t *testing.T) {
	for _, difference := range []bool{false, true} {
		for _, lags := range []int{1, 4, 7} {
			s := numbers(60, 3)
			s.Inputs, s.Target = []int{2, 0}, 1
			o := split(40)
			o.Difference = difference
			d := prepared(t, s, o, lags)
			if from, to := d.Held(); from != 40 || to != 60 || d.ValidExamples() != 20 || d.example(from) != d.TrainExamples() {
				t.Fatalf("held out: %d to %d, %d examples", from, to, d.ValidExamples())
			}
			first, end := d.Bounds()
			for row := first; row < end; row++ {
				var want []float32
				for r := row - lags; r < row; r++ {
					for _, c := range s.Inputs {
						want = append(want, scaled(d, r, c))
					}
				}
				e := d.example(row)
				if !slices.Equal(d.addInput(nil, e), want) || d.answer(e) != scaled(d, row, 1) {
					t.Fatalf("lags %d, row %d: %v instead of %v", lags, row, d.addInput(nil, e), want)
				}
			}
		}
	}
}

// scaled is column c of row r of the series as a network reads it.
func scaled(d *Data, r, c int) float32 {
	before := 0.0
	if r > 0 {
		before = float64(d.Series.Values[(r-1)*3+c])
	}
	return float32(d.Scales[c].To(float64(d.Series.Values[r*3+c]), before))
}

// The law: a place that a series cannot have is not held; a checkpoint with one is refused instead of read past the end.
func TestPlacesThatThereAreNot(t *testing.T) {
	d := prepared(t, numbers(40, 1), split(30), 4)
	r, err := NewReader(d, 3, 4, streams)
	if err != nil {
		t.Fatal(err)
	}
	s := NewShuffled(d, 3, 1, streams)
	for _, p := range []text.Position{{Epoch: -1, Rows: 1}, {Offset: -1, Rows: 1}, {}, {Rows: -1}, {Rows: 27}, {Rows: 1 << 40}, {Rows: 1, Offset: 27}} {
		if r.Holds(p) || s.Holds(p) {
			t.Errorf("%+v: %v, shuffled %v", p, r.Holds(p), s.Holds(p))
		}
	}
	if p := (text.Position{Rows: 26, Offset: 1}); !r.Holds(p) || !s.Holds(p) {
		t.Errorf("%+v is a place", p)
	}
	if _, err := NewReader(d, 3, 27, streams); err == nil || !IsData(err) {
		t.Errorf("a window longer than the series: %v", err)
	}
	for _, lags := range []int{-1, 0, 30, 1 << 20} {
		if _, err := New(d.Data, lags); err == nil {
			t.Errorf("%d lags of 30 rows", lags)
		}
	}
}
