package ngram

import (
	"math"
	"testing"

	"unroll/core/text"
)

func check(t *testing.T, r *Reading, given string, want map[int32]float64) {
	t.Helper()
	for w, p := range want {
		if got := r.P(w); math.Abs(got-p) > 1e-15 {
			t.Errorf("P(%d|%s) = %v instead of %v", w, given, got, p)
		}
	}
}

// The text is a b a c a b a; V = 3.
//
//	bigrams        ab 2, ba 2, ac 1, ca 1: n3 = 0, so D = ½, 1, 1½
//	continuations  before a: the beginning, b, c: 3; before b: a: 1; before c: a: 1. n2 = 0, so D = ½, 1, 1½
//	P(a)   = (3 − 1½)/5 + γ/3 = 7/15 with γ = (1½ + ½ + ½)/5 = ½;  P(b) = P(c) = (1 − ½)/5 + ½/3 = 4/15
//	P(b|a) = (2 − 1)/3 + γ(a)·4/15 = 7/15 with γ(a) = (1 + ½)/3 = ½
//	P(c|a) = (1 − ½)/3 + ½·4/15 = 9/30;  P(a|a) = ½·7/15 = 7/30
//	P(a|b) = (2 − 1)/2 + ½·7/15 = 22/30;  P(b|b) = P(c|b) = ½·4/15 = 4/30
//
// A model of order 1 uses the counts of a, b and c themselves: 4, 2, 1, D = ½, 1, 1½ again, γ = (1½+1+½)/7:
//
//	P(a) = 2½/7 + 1/7 = ½;  P(b) = 1/7 + 1/7 = 2/7;  P(c) = ½/7 + 1/7 = 3/14
func TestKneserNeyByHand(t *testing.T) {
	const a, b, c = 0, 1, 2
	f := Kinds[0].Fit(count(t, text.Stream{IDs: []int32{a, b, a, c, a, b, a}, V: 3}, 2))
	check(t, after(f.Model(2), nil), "", map[int32]float64{a: 7. / 15, b: 4. / 15, c: 4. / 15})
	check(t, after(f.Model(2), []int32{a}), "a", map[int32]float64{a: 7. / 30, b: 7. / 15, c: 9. / 30})
	check(t, after(f.Model(2), []int32{b}), "b", map[int32]float64{a: 22. / 30, b: 4. / 30, c: 4. / 30})
	check(t, after(f.Model(1), []int32{b}), "", map[int32]float64{a: 1. / 2, b: 2. / 7, c: 3. / 14})
	check(t, after(f.Model(0), []int32{b}), "", map[int32]float64{a: 1. / 3, b: 1. / 3, c: 1. / 3})
}

// The lines are ab, ab, b: the stream s a b s a b s b s, where s ends a line and also precedes one.
//
//	trigrams       sab 2, abs 2, sbs 1: n3 = 0, so D = ½, 1, 1½
//	bigrams        of sa and sb nothing stands before s, so they count as often as they came: 2, 1; before ab: s: 1;
//	               before bs: a, s: 2. n3 = 0
//	continuations  before a: s: 1; before b: s, a: 2; before s: b: 1. n3 = 0
//	P(a)    = ½/4 + γ/3 = 7/24 with γ = (½ + 1 + ½)/4 = ½;  P(b) = 1/4 + 1/6 = 10/24;  P(s) = 7/24
//	P(a|s)  = (2 − 1)/3 + γ(s)·7/24 = 23/48 with γ(s) = (1 + ½)/3;  P(b|s) = ½/3 + ½·10/24 = 18/48;  P(s|s) = 7/48
//	P(b|a)  = (1 − ½)/1 + ½·10/24 = 17/24;  P(s|b) = (2 − 1)/2 + ½·7/24 = 31/48
//	P(b|sa) = (2 − 1)/2 + ½·17/24 = 41/48;  P(s|ab) = (2 − 1)/2 + ½·31/48 = 79/96
//	P(s|sb) = (1 − ½)/1 + ½·31/48 = 79/96
func TestKneserNeyOfLinesByHand(t *testing.T) {
	const s, a, b = 0, 1, 2
	f := Kinds[0].Fit(count(t, text.Stream{IDs: []int32{s, a, b, s, a, b, s, b, s}, V: 3, Lines: true, EndOfLine: s}, 3))
	m := f.Model(3)
	check(t, after(m, []int32{s}), "s", map[int32]float64{s: 7. / 48, a: 23. / 48, b: 18. / 48})
	check(t, after(m, []int32{s, a}), "sa", map[int32]float64{b: 41. / 48})
	check(t, after(m, []int32{s, a, b}), "sab", map[int32]float64{s: 79. / 96})
	check(t, after(m, []int32{s, b}), "sb", map[int32]float64{s: 79. / 96})
}

// n1 … n4 = 4, 3, 2, 1: Y = 4/10, D1 = 1 − 0.8·3/4, D2 = 2 − 1.2·2/3, D3 = 3 − 1.6·1/2.
func TestDiscountsByHand(t *testing.T) {
	got := discounts([]int32{1, 2, 9, 1, 3, 1, 4, 2, 3, 2, 1, 77})
	for r, want := range []float64{0, 0.4, 1.2, 2.2} {
		if math.Abs(got[r]-want) > 1e-15 {
			t.Errorf("D%d = %v instead of %v", r, got[r], want)
		}
	}
	fall := [4]float64{0, 0.5, 1, 1.5}
	for _, counts := range [][]int32{
		nil, {1, 2, 3}, {5, 6, 7}, {1, 1, 2, 4, 4}, // one of n1 … n4 is 0
		{1, 2, 3, 4, 4, 4, 4, 4, 4, 4, 4}, // D3 = 3 − 4·(1/3)·8 < 0
	} {
		if d := discounts(counts); d != fall {
			t.Errorf("%v: %v, where the formula does not apply", counts, d)
		}
	}
}
