package text

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// numbered are sequences of the given lengths: input i is i, its target i+1000, every third not scored.
func numbered(lengths ...int) *Sequences {
	s := &Sequences{}
	for line, n := range lengths {
		x := Span{From: len(s.Inputs), To: len(s.Inputs) + n, Line: line + 1}
		for i := range n {
			id := int32(len(s.Inputs))
			s.Inputs = append(s.Inputs, id)
			if i%3 != 1 {
				s.Targets = append(s.Targets, id+1000)
				x.Scored++
			} else {
				s.Targets = append(s.Targets, Unknown)
			}
		}
		s.Spans = append(s.Spans, x)
	}
	return s
}

// The law: an epoch reads every sequence exactly once, whole, in one row of one window, with the state reset before it;
// everything else is padding, which is neither read nor scored.
func TestPackerReadsEverySequenceOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := numbered(rapid.SliceOfN(rapid.IntRange(1, 9), 1, 40).Draw(t, "lengths")...)
		T := rapid.IntRange(s.Longest().Len(), 30).Draw(t, "T")
		p, err := NewPacker(s, rapid.IntRange(1, 8).Draw(t, "batch"), T, seeded)
		if err != nil {
			t.Fatal(err)
		}
		p.FirstFit = rapid.Bool().Draw(t, "first fit")
		var w Window
		for epoch := range 3 {
			seen := map[int32]int{}
			for p.Position().Epoch == epoch && p.Passed(T) < float64(epoch+1) || len(seen) == 0 {
				p.Next(T, &w)
				readRows(t, s, &w, seen)
			}
			for i := range s.Inputs {
				if seen[int32(i)] != 1 {
					t.Fatalf("epoch %d reads row %d %d times", epoch, i, seen[int32(i)])
				}
			}
			if p.Passed(T) != float64(epoch+1) || p.Epochs() != p.Passed(T) {
				t.Fatalf("%v epochs after %d", p.Passed(T), epoch+1)
			}
		}
	})
}

// readRows checks a window's rows against the sequences and adds what they read to seen.
func readRows(t *rapid.T, s *Sequences, w *Window, seen map[int32]int) {
	if len(w.Inputs) != w.T*w.B || len(w.Targets) != w.T*w.B || len(w.Reset) != w.T*w.B || !w.Fresh {
		t.Fatalf("%+v", w)
	}
	scored := 0
	for b := range w.B {
		for step := 0; step < w.T; step++ {
			i := step*w.B + b
			if w.Inputs[i] < 0 {
				if w.Targets[i] >= 0 || !w.Reset[i] {
					t.Fatalf("padding is scored, or carries a state: %d, %v", w.Targets[i], w.Reset[i])
				}
				continue
			}
			at := slices.IndexFunc(s.Spans, func(x Span) bool { return x.From == int(w.Inputs[i]) })
			if at < 0 {
				t.Fatalf("row %d begins within a sequence, at %d", b, w.Inputs[i])
			}
			for k := range s.Spans[at].Len() {
				i, from := (step+k)*w.B+b, s.Spans[at].From+k
				if w.Inputs[i] != s.Inputs[from] || w.Targets[i] != s.Targets[from] || w.Reset[i] != (k == 0) {
					t.Fatalf("step %d of sequence %d: %d → %d, reset %v", k, at, w.Inputs[i], w.Targets[i], w.Reset[i])
				}
				seen[w.Inputs[i]]++
			}
			scored += s.Spans[at].Scored
			step += s.Spans[at].Len() - 1
		}
	}
	if scored != w.Scored {
		t.Fatalf("%d scored, the window says %d", scored, w.Scored)
	}
}

// The law: a position is all there is to know. A packer that seeks it goes on bit for bit, also at an epoch's end.
func TestPackerSeeks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := numbered(rapid.SliceOfN(rapid.IntRange(1, 9), 1, 30).Draw(t, "lengths")...)
		batch := rapid.IntRange(1, 5).Draw(t, "batch")
		a, err := NewPacker(s, batch, 10, seeded)
		if err != nil {
			t.Fatal(err)
		}
		a.FirstFit = rapid.Bool().Draw(t, "first fit")
		var w, v Window
		for range rapid.IntRange(0, 12).Draw(t, "windows") {
			a.Next(10, &w)
		}
		b, _ := NewPacker(s, 3, 20, seeded)
		b.FirstFit = a.FirstFit
		if !b.Holds(a.Position()) {
			t.Fatalf("%+v is not held", a.Position())
		}
		b.Seek(a.Position(), 10)
		for range 8 {
			if a.Position() != b.Position() {
				t.Fatalf("%+v, %+v", a.Position(), b.Position())
			}
			a.Next(10, &w)
			b.Next(10, &v)
			if fmt.Sprint(w) != fmt.Sprint(v) {
				t.Fatalf("%v\n%v", w, v)
			}
		}
	})
}

// Another number of rows, or other windows, go on where the epoch is.
func TestPackerResizes(t *testing.T) {
	s := numbered(slices.Repeat([]int{4}, 20)...)
	p, err := NewPacker(s, 2, 8, seeded)
	if err != nil {
		t.Fatal(err)
	}
	var w Window
	seen := map[int32]bool{}
	for i := range 3 {
		p.Resize(1+i, 8)
		p.Next(8+i, &w)
		for _, id := range w.Inputs {
			if id >= 0 && seen[id] {
				t.Fatalf("input %d is read twice in an epoch", id)
			}
			seen[id] = true
		}
	}
	if at := p.Position(); at.Epoch != 0 || at.Offset != 2+4+6 || at.Rows != 3 {
		t.Errorf("at %+v", at)
	}
	for _, at := range []Position{{Epoch: -1, Rows: 1}, {Offset: 21, Rows: 1}, {Offset: -1, Rows: 1}, {}} {
		if p.Holds(at) {
			t.Errorf("%+v is a position", at)
		}
	}
}

func TestPackerRefusesWhatDoesNotFit(t *testing.T) {
	var long *TooLong
	if _, err := NewPacker(numbered(3, 9, 4), 1, 8, seeded); !errors.As(err, &long) || *long != (TooLong{Line: 2, Steps: 9, Has: 8}) || !strings.Contains(err.Error(), "--unroll 9") {
		t.Errorf("%v", err)
	}
	p, err := NewPacker(numbered(3, 9, 4), 8, 9, seeded)
	if err != nil || p.Fits(8) || !p.Fits(9) || p.Misfit(9) != nil || p.Misfit(8) == nil || p.Rows() != 3 {
		t.Errorf("%v", err)
	}
	var short *TooShort
	if _, err := NewPacker(&Sequences{}, 1, 8, seeded); !errors.As(err, &short) {
		t.Errorf("%v", err)
	}
}

func TestPackerAllocatesNothing(t *testing.T) {
	for _, firstFit := range []bool{false, true} {
		p, err := NewPacker(numbered(slices.Repeat([]int{3, 5}, 5000)...), 4, 16, seeded)
		if err != nil {
			t.Fatal(err)
		}
		p.FirstFit = firstFit
		var w Window
		p.Next(16, &w)
		if n := testing.AllocsPerRun(100, func() { p.Next(16, &w) }); n != 0 {
			t.Errorf("first fit %v: %v allocations a window", firstFit, n)
		}
		if p.Position().Epoch != 0 {
			t.Fatal("the test does not test what it says")
		}
	}
}

// The law: with FirstFit an epoch needs fewer windows: nothing of a window could still hold the sequence that comes next.
func TestFirstFitPadsLess(t *testing.T) {
	var list []int
	for i := range 3000 {
		list = append(list, 1+i*i%31)
	}
	windows := map[bool]int{}
	for _, firstFit := range []bool{false, true} {
		s := numbered(list...)
		p, err := NewPacker(s, 8, 64, seeded)
		if err != nil {
			t.Fatal(err)
		}
		p.FirstFit = firstFit
		var w Window
		for p.Passed(64) < 1 {
			p.Next(64, &w)
			windows[firstFit]++
		}
		t.Logf("first fit %v: %d windows, %.1f %% full", firstFit, windows[firstFit], 100*float64(s.Rows())/float64(64*8*windows[firstFit]))
	}
	if float64(windows[true]) > 0.95*float64(windows[false]) {
		t.Errorf("%d windows instead of %d", windows[true], windows[false])
	}
}

// The order is the epoch's own.
func TestPackerShuffles(t *testing.T) {
	s := numbered(slices.Repeat([]int{1}, 50)...)
	orders := map[string]bool{}
	p, err := NewPacker(s, 1, 50, func(epoch int) *rand.Rand { return rand.New(rand.NewPCG(1, uint64(epoch))) })
	if err != nil {
		t.Fatal(err)
	}
	var w Window
	for range 4 {
		p.Next(50, &w)
		orders[fmt.Sprint(w.Inputs)] = true
	}
	if len(orders) != 4 {
		t.Errorf("%d orders in 4 epochs", len(orders))
	}
}
