package baseline

import (
	"context"
	"math"
	"testing"

	"unroll/core/lm"
	"unroll/core/ngram"
	"unroll/core/nn"
	"unroll/core/text"
	"unroll/core/text/texttest"
)

func materialOf(t testing.TB, s string, o text.Options) *text.Corpus {
	t.Helper()
	c, err := text.NewCorpus(s, nil, o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func climb(t testing.TB, m *text.Corpus, smoothing string, most int) []Rung {
	t.Helper()
	var list []Rung
	if err := Ladder(context.Background(), m, smoothing, most, 2, nil, func(r Rung) { list = append(list, r) }); err != nil {
		t.Fatal(err)
	}
	return list
}

// The law: a rung equals the k-gram's score token by token, over the tokens that a validation scores,
// for all smoothings, with lines and without.
func TestRungsAreScoresOfTheirGrams(t *testing.T) {
	for _, o := range []text.Options{{Tokens: "char", Valid: 0.2}, {Tokens: "word", Valid: 0.2}, {Tokens: "char", Valid: 0.2, Lines: true}} {
		m := materialOf(t, texttest.Prose(40), o)
		V := float64(m.Vocab.Len())
		for _, k := range ngram.Kinds {
			g, err := CountGrams(context.Background(), m, k.Name, 4)
			if err != nil {
				t.Fatal(err)
			}
			rungs := climb(t, m, k.Name, 4)
			for n, r := range rungs {
				sum := 0.0
				for _, s := range lm.Score(g.Order(n), m.Stream(m.Valid)) {
					sum += s.Nats
				}
				want := sum / float64(len(m.Valid)-1)
				if r.Order != n || r.ValidTokens != len(m.Valid)-1 || (r.ValidNats != want && !(math.Abs(r.ValidNats-want) < 1e-9)) {
					t.Errorf("%+v, %s: %+v, token by token %v nats", o, k.Name, r, want)
				}
				if n == 0 && (math.Abs(r.ValidNats-math.Log(V)) > 1e-9 || math.Abs(r.TrainNats-math.Log(V)) > 1e-9 || r.Contexts != 0 || r.Possible != 0) {
					t.Errorf("order 0 is not ln V: %+v", r)
				}
				if n > 0 && (r.Possible != math.Pow(V, float64(n-1)) || r.Contexts < 1 || float64(r.Contexts) > r.Possible) {
					t.Errorf("%d contexts of %g: %+v", r.Contexts, r.Possible, r)
				}
				if bits := r.ValidNats * float64(r.ValidTokens) / math.Ln2 / float64(m.Vocab.CharsScored(m.Valid)); bits != r.ValidBitsPerChar() && !(math.Abs(bits-r.ValidBitsPerChar()) < 1e-9) {
					t.Errorf("%v bits a character instead of %v", r.ValidBitsPerChar(), bits)
				}
			}
			if len(rungs) != 5 {
				t.Errorf("%d rungs", len(rungs))
			}
		}
	}
}

// A validation scores the same tokens: a net that knows nothing has the loss of order 0 on the same number of them.
func TestRungsAreJudgedByWhatValidationsAre(t *testing.T) {
	for _, lines := range []bool{false, true} {
		o := text.Options{Tokens: "char", Valid: 0.3, Lines: lines}
		c, err := text.NewCorpus(texttest.Prose(60), nil, o)
		if err != nil {
			t.Fatal(err)
		}
		r := climb(t, c, "kn", 0)[0]
		net, err := nn.New[float32](nn.Spec{Cell: "gru", Vocab: c.Vocab.Len(), Hidden: 7, Layers: 1, Init: "uniform:0"})
		if err != nil {
			t.Fatal(err)
		}
		net.Prepare()
		e := lm.NewModel(net, c.Vocab, lines, 0).EvaluateValid(c, 1)
		if e.Tokens != r.ValidTokens || e.Chars != r.ValidChars || math.Abs(e.Loss()-r.ValidNats) > 1e-9 {
			t.Errorf("lines %v: a validation has %+v, order 0 %+v", lines, e, r)
		}
	}
}

func TestALadderWithNothingHeldOut(t *testing.T) {
	for _, r := range climb(t, materialOf(t, "abcabcab", text.Options{Tokens: "char"}), "kn", 3) {
		if !math.IsNaN(r.ValidNats) || r.ValidTokens != 0 || math.IsNaN(r.TrainNats) || !math.IsNaN(r.ValidBitsPerChar()) {
			t.Errorf("%+v", r)
		}
	}
}

func TestALadderCanBeLeft(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	n := 0
	err := Ladder(ctx, materialOf(t, texttest.Prose(10), text.Options{Tokens: "char", Valid: 0.1}), "kn", 6, 2, nil, func(Rung) {
		if n++; n == 3 {
			cancel()
		}
	})
	if err != context.Canceled || n != 3 {
		t.Errorf("%d rungs, then %v", n, err)
	}
	if err := Ladder(context.Background(), &text.Corpus{}, "best", 3, 2, nil, nil); err == nil {
		t.Error("an unknown smoothing is accepted")
	}
}

func rungs(nats ...float64) []Rung {
	var list []Rung
	for n, v := range nats {
		list = append(list, Rung{Order: n, ValidNats: v})
	}
	return list
}

func TestWorthByHand(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	ladder := rungs(4, 3, 2, 1.5, 1.25)
	for _, c := range []struct {
		nats  float64
		rungs []Rung
		want  float64
	}{
		{4.5, ladder, -inf}, {inf, ladder, -inf}, // worse than knowing nothing
		{4, ladder, 0}, {3.5, ladder, 0.5}, {3, ladder, 1}, {2, ladder, 2},
		{1.8, ladder, 2.4}, {1.3, ladder, 3.8}, {1.25, ladder, 4},
		{1.24, ladder, inf}, {0, ladder, inf},
		{nan, ladder, nan}, {1, nil, nan}, {1, rungs(nan, nan), nan},
		// 3 and 4 overfit and do not count; 5 completes a step of three orders.
		{1.75, rungs(4, 3, 2, 2.1, 3, 1.5), 3.5}, {2.05, rungs(4, 3, 2, 2.1, 3, 1.5), 1.95}, {1.9, rungs(4, 3, 2, 2.1), inf},
		// With maximum likelihood most cost ∞.
		{3.5, rungs(4, 3, inf, inf), 0.5}, {2, rungs(4, 3, inf), inf},
	} {
		if got := Worth(c.nats, c.rungs); got != c.want && !(math.Abs(got-c.want) < 1e-12) && !(math.IsNaN(got) && math.IsNaN(c.want)) {
			t.Errorf("Worth of %v nats on %v is %v instead of %v", c.nats, c.rungs, got, c.want)
		}
	}
}

// Worth of a k-gram's own loss is its order.
func TestEveryRungIsWorthItsOrder(t *testing.T) {
	list := climb(t, materialOf(t, texttest.Prose(200), text.Options{Tokens: "char", Valid: 0.2}), "kn", 6)
	best := math.Inf(1)
	for _, r := range list {
		if r.ValidNats < best && Worth(r.ValidNats, list) != float64(r.Order) {
			t.Errorf("Worth of order %d is %v", r.Order, Worth(r.ValidNats, list))
		}
		best = min(best, r.ValidNats)
	}
}

// A text compresses better the more predictable it is from its past; bits are per character.
func TestCompress(t *testing.T) {
	var bits []float64
	for _, s := range []string{"abcdefgh" + texttest.Prose(40), texttest.Prose(20) + texttest.Prose(20)} {
		for _, o := range []text.Options{{Tokens: "char", Valid: 0.5}, {Tokens: "word", Valid: 0.5}, {Tokens: "char", Valid: 0.5, Lines: true}} {
			m := materialOf(t, s, o)
			c := Compress(m)
			want := m.Vocab.Chars(m.Valid)
			if m.Lines {
				want--
			}
			if c.Chars != want || !(c.BitsPerChar() > 0 && c.BitsPerChar() < 4) {
				t.Errorf("%+v: %+v, %v bits a character", o, c, c.BitsPerChar())
			}
			bits = append(bits, c.BitsPerChar())
		}
	}
	if bits[3] > bits[0]/4 {
		t.Errorf("a text that repeats its past takes %v bits per character, another text %v", bits[3], bits[0])
	}
	if c := Compress(materialOf(t, "abc", text.Options{Tokens: "char"})); !math.IsNaN(c.BitsPerChar()) {
		t.Errorf("nothing held out: %+v", c)
	}
}
