package text

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func seeded(epoch int) *rand.Rand { return rand.New(rand.NewPCG(7, uint64(epoch))) }

// counting is a corpus whose token i is i, so that a token shows its position.
func counting(n int) *Corpus {
	c := &Corpus{Vocab: BuildVocab(Tokenizers[0], "a"), Train: make([]int32, n)}
	for i := range c.Train {
		c.Train[i] = int32(i)
	}
	return c
}

// Within an epoch each sequence continues where it stopped, targets are the tokens after the
// inputs, the state is reset at the start and nowhere else, and no sequence enters another's part.
func TestReaderReadsEachPartInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 300).Draw(t, "n")
		T := rapid.IntRange(1, n-1).Draw(t, "T")
		batch := rapid.IntRange(1, 40).Draw(t, "batch")
		r, err := NewReader(counting(n), batch, T, seeded)
		if err != nil {
			t.Fatal(err)
		}
		B, L := r.Rows(), (n-1)/r.Rows()
		if want := max(1, min(batch, (n-1)/T)); B != want {
			t.Fatalf("%d sequences, want %d", B, want)
		}
		var w Window
		for range 3 { // epochs
			first := true
			for range L / T {
				before := slices.Clone(w.Targets)
				r.Next(T, &w)
				checkWindow(t, &w, T, B, L, first)
				if !first && !slices.Equal(before[(T-1)*B:], w.Inputs[:B]) {
					t.Fatalf("after %v comes %v", before[(T-1)*B:], w.Inputs[:B])
				}
				first = false
			}
		}
		if r.Position().Epoch != 2 {
			t.Fatalf("in epoch %d after all windows of 3", r.Position().Epoch)
		}
	})
}

func checkWindow(t *rapid.T, w *Window, T, B, L int, first bool) {
	if w.T != T || w.B != B || len(w.Inputs) != T*B || len(w.Targets) != T*B || len(w.Reset) != T*B || w.Scored != T*B {
		t.Fatalf("%+v", w)
	}
	for i, x := range w.Inputs {
		step, row := i/B, i%B
		if w.Targets[i] != x+1 {
			t.Fatalf("after %d comes %d", x, w.Targets[i])
		}
		if at := int(x); at < row*L || at >= (row+1)*L {
			t.Fatalf("sequence %d of %d tokens each reads token %d", row, L, at)
		}
		if step > 0 && x != w.Inputs[i-B]+1 {
			t.Fatalf("sequence %d goes from %d to %d", row, w.Inputs[i-B], x)
		}
		if w.Reset[i] != (first && step == 0) {
			t.Fatalf("reset %v at step %d, first window %v", w.Reset[i], step, first)
		}
	}
}

func TestPassesBeginAtDifferentPlaces(t *testing.T) {
	r, err := NewReader(counting(100), 1, 30, seeded)
	if err != nil {
		t.Fatal(err)
	}
	starts := map[int32]bool{}
	var w Window
	for range 3 * 20 {
		if r.Next(30, &w); w.Reset[0] {
			starts[w.Inputs[0]] = true
		}
	}
	if len(starts) < 3 {
		t.Errorf("20 epochs begin at %v", starts)
	}
}

func TestFewerReadingsThanTheBatchWhereTheTextIsShort(t *testing.T) {
	for _, c := range []struct{ n, batch, T, rows int }{
		{11, 32, 4, 2}, {5, 32, 4, 1}, {9, 2, 4, 2}, {1000, 32, 4, 32}, {2, 1, 1, 1}, {10, 0, 4, 1},
	} {
		r, err := NewReader(counting(c.n), c.batch, c.T, seeded)
		if err != nil || r.Rows() != c.rows {
			t.Errorf("%+v: %v sequences, %v", c, r.Rows(), err)
		}
	}
}

func TestATextShorterThanAWindowIsTooShort(t *testing.T) {
	for _, c := range []*Corpus{counting(0), counting(1), counting(4), corpus(t, "", Options{Tokens: "char", Lines: true})} {
		_, err := NewReader(c, 1, 4, seeded)
		var short *TooShort
		if !errors.As(err, &short) || short.Tokens != len(c.Train) || short.Need != 5 {
			t.Errorf("%d tokens, T = 4: %v", len(c.Train), err)
			continue
		}
		if !strings.Contains(err.Error(), "--unroll") {
			t.Errorf("%q does not say what to do", err)
		}
	}
	if _, err := NewReader(counting(5), 1, 4, seeded); err != nil {
		t.Errorf("just long enough: %v", err)
	}
}

func TestFitsAndResize(t *testing.T) {
	r, err := NewReader(counting(21), 2, 5, seeded)
	if err != nil {
		t.Fatal(err)
	}
	if !r.Fits(20) || r.Fits(21) {
		t.Errorf("20 fits: %v, 21: %v", r.Fits(20), r.Fits(21))
	}
	var w Window
	r.Next(5, &w)
	r.Resize(4, 5)
	if r.Next(5, &w); w.B != 4 || !slices.Equal(w.Reset[:4], []bool{true, true, true, true}) || r.Position().Epoch != 0 {
		t.Errorf("%+v, %+v", w, r.Position())
	}
}

// A window longer than the sequences is shortened to fit, and changing T does not count an epoch that was not read.
func TestLongerWindowsCountNoPass(t *testing.T) {
	for T := 1; T < 200; T++ {
		r, err := NewReader(counting(100), 2, 40, seeded)
		if err != nil {
			t.Fatal(err)
		}
		var w Window
		r.Next(T, &w)
		if w.T != min(T, 49) || r.Position().Epoch != 0 {
			t.Errorf("T = %d: window of %d in epoch %d", T, w.T, r.Position().Epoch)
		}
	}
}

func TestPassedCountsAPassOnceNoWindowIsLeft(t *testing.T) {
	r, err := NewReader(counting(25), 2, 4, seeded) // two sequences of 12 tokens: 3 windows per epoch
	if err != nil {
		t.Fatal(err)
	}
	var w Window
	for read := range 12 {
		got := r.Passed(4)
		if whole := read / 3; int(got) != whole || (read%3 == 0) != (got == float64(whole)) {
			t.Errorf("%d windows read: %v epochs of 3", read, got)
		}
		if r.Epochs() > got {
			t.Errorf("%d windows read: %v epochs, %v passed", read, r.Epochs(), got)
		}
		r.Next(4, &w)
	}
	fresh, _ := NewReader(counting(25), 2, 5, func(int) *rand.Rand { return rand.New(rand.NewPCG(1, 1)) })
	if got := fresh.Passed(12); got >= 1 {
		t.Errorf("nothing read: %v epochs", got)
	}
}

// A position is enough to resume from, whatever T was when the text was split into sequences.
func TestSeekReadsTheSameWindowsAfterTChanged(t *testing.T) {
	a, err := NewReader(counting(100), 20, 4, seeded)
	if err != nil {
		t.Fatal(err)
	}
	var v, w Window
	a.Next(4, &v)
	p := a.Position() // 20 sequences of 4 tokens; with T = 50 there would be one
	b, err := NewReader(counting(100), 20, 50, seeded)
	if err != nil {
		t.Fatal(err)
	}
	b.Seek(p, 50)
	for range 10 {
		a.Next(50, &v)
		b.Next(50, &w)
		if v.B != w.B || !slices.Equal(v.Inputs, w.Inputs) || !slices.Equal(v.Reset, w.Reset) {
			t.Fatalf("%+v and %+v", v, w)
		}
	}
}

// From a position on, another reader reads the same windows.
func TestSeekReadsTheSameWindows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := linesOrText(t)
		T := rapid.IntRange(1, len(c.Train)-1).Draw(t, "T")
		batch := rapid.IntRange(1, 8).Draw(t, "batch")
		a, err := NewReader(c, batch, T, seeded)
		if err != nil {
			t.Fatal(err)
		}
		b, _ := NewReader(c, batch, T, seeded)
		var v, w Window
		for range rapid.IntRange(0, 50).Draw(t, "windows before") {
			a.Next(T, &v)
		}
		b.Seek(a.Position(), T)
		for range 20 {
			if a.Position() != b.Position() || a.Epochs() != b.Epochs() {
				t.Fatalf("at %+v and %+v", a.Position(), b.Position())
			}
			a.Next(T, &v)
			b.Next(T, &w)
			if !slices.Equal(v.Inputs, w.Inputs) || !slices.Equal(v.Targets, w.Targets) || !slices.Equal(v.Reset, w.Reset) || v.Scored != w.Scored {
				t.Fatalf("%+v and %+v", v, w)
			}
		}
	})
}

func linesOrText(t *rapid.T) *Corpus {
	if rapid.Bool().Draw(t, "text") {
		return counting(rapid.IntRange(2, 200).Draw(t, "n"))
	}
	lines := rapid.SliceOfN(rapid.StringMatching(`[a-e]{0,5}`), 1, 30).Draw(t, "lines")
	c, err := NewCorpus(strings.Join(lines, "\n"), nil, Options{Tokens: "char", Lines: true})
	if err != nil || len(c.Train) < 2 {
		return counting(50)
	}
	return c
}

// The state is reset where an epoch starts and before each end-of-line token, which serves as the
// start of the next line.
func TestLinesResetTheState(t *testing.T) {
	for _, tokens := range TokenizerNames() {
		c := corpus(t, strings.Repeat("ab c\n\nd\n", 20), Options{Tokens: tokens, Lines: true})
		r, err := NewReader(c, 3, 4, seeded)
		if err != nil {
			t.Fatal(err)
		}
		var w Window
		for range 50 {
			start := r.Position().Fresh || r.Position().Offset+4 > r.length
			r.Next(4, &w)
			for i := range w.Inputs {
				want := w.Inputs[i] == c.Vocab.EndOfLine() || (start && i < w.B)
				if w.Reset[i] != want {
					t.Fatalf("%s: reset %v before %q", tokens, w.Reset[i], c.Vocab.Token(w.Inputs[i]))
				}
			}
		}
	}
}

// An epoch contains every line once; the order depends on the epoch: always the same for one epoch,
// different for another.
func TestLinesAreShuffledByEpoch(t *testing.T) {
	var lines []string
	for i := range 60 {
		lines = append(lines, strings.Repeat("a", i%7)+strings.Repeat("b", i/7))
	}
	c := corpus(t, strings.Join(lines, "\n"), Options{Tokens: "char", Lines: true})
	r, err := NewReader(c, 1, 1, seeded) // one token at a time: nothing is left out at the ends
	if err != nil {
		t.Fatal(err)
	}
	one, two := readPass(r, c), readPass(r, c)
	if one == two {
		t.Error("two epochs have the same order")
	}
	for _, s := range []string{one, two} {
		got, want := strings.Split(s, "\n"), slices.Clone(lines)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("an epoch contains %q, want %q", got, want)
		}
	}
	r.Seek(Position{Rows: 1, Fresh: true}, 1)
	if again := readPass(r, c); again != one {
		t.Error("the same epoch has a different order")
	}
}

// readPass returns the targets of one epoch of windows of one token, without the last end of line.
func readPass(r *Reader, c *Corpus) string {
	var ids []int32
	var w Window
	for range len(c.Train) - 1 {
		r.Next(1, &w)
		ids = append(ids, w.Targets...)
	}
	return strings.TrimSuffix(c.Vocab.Decode(ids), "\n")
}

func TestUnknownTargetsAreNotScored(t *testing.T) {
	c := counting(9)
	c.Train[3], c.Train[8] = Unknown, Unknown
	r, err := NewReader(c, 1, 8, seeded)
	if err != nil {
		t.Fatal(err)
	}
	var w Window
	if r.Next(8, &w); w.Scored != 6 {
		t.Errorf("%d scored of %v", w.Scored, w.Targets)
	}
}

func TestNextAllocatesNothingWithinAPass(t *testing.T) {
	r, err := NewReader(counting(100_000), 4, 8, seeded)
	if err != nil {
		t.Fatal(err)
	}
	var w Window
	r.Next(8, &w)
	if n := testing.AllocsPerRun(100, func() { r.Next(8, &w) }); n != 0 {
		t.Errorf("%v allocations a window", n)
	}
}
