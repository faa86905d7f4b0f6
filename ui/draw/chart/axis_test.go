package chart

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// anyNumber generates numbers, preferring troublesome ones.
func anyNumber() *rapid.Generator[float64] {
	return rapid.OneOf(
		rapid.Float64Range(-10, 10), rapid.Float64(),
		rapid.SampledFrom([]float64{0, 1, math.NaN(), math.Inf(1), math.Inf(-1), 1e300, -1e300, math.MaxFloat64, -math.MaxFloat64, 5e-324, 1e-300}))
}

func anyAxis() *rapid.Generator[Axis] {
	return rapid.Custom(func(t *rapid.T) Axis {
		return Axis{anyNumber().Draw(t, "min"), anyNumber().Draw(t, "max"), rapid.Bool().Draw(t, "log")}
	})
}

// TestPosInverse: Value maps the position of a value back to a value at that position.
func TestPosInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := Axis{rapid.Float64Range(-1e6, 1e6).Draw(t, "min"), 0, rapid.Bool().Draw(t, "log")}
		a.Max = a.Min + rapid.Float64Range(1e-3, 1e6).Draw(t, "length")
		if a.Log {
			a.Min, a.Max = math.Exp(a.Min/1e4), math.Exp(a.Max/1e4)+1e-3
		}
		p := rapid.Float64Range(-0.2, 1.2).Draw(t, "pos")
		if got := a.Pos(a.Value(p)); math.Abs(got-p) > 1e-6 {
			t.Fatalf("%+v: %v became %v", a, p, got)
		}
	})
}

// TestAxisEndsAreZeroAndOne, for every valid range.
func TestAxisEndsAreZeroAndOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := anyAxis().Draw(t, "axis").sane()
		if !(a.Min < a.Max) || math.IsInf(a.Min, 0) || math.IsInf(a.Max, 0) || a.Log && a.Min <= 0 {
			t.Fatalf("not sane: %+v", a)
		}
		if lo, hi := a.Pos(a.Min), a.Pos(a.Max); lo != 0 || math.Abs(hi-1) > 1e-9 {
			t.Fatalf("%+v: ends at %v and %v", a, lo, hi)
		}
	})
}

func TestPosOfOddValues(t *testing.T) {
	a, log := Axis{Min: 0, Max: 2}, Axis{Min: 1, Max: 100, Log: true}
	for _, c := range []struct{ got, want float64 }{
		{a.Pos(1), 0.5}, {a.Pos(math.Inf(1)), math.Inf(1)}, {a.Pos(math.Inf(-1)), math.Inf(-1)},
		{log.Pos(10), 0.5}, {log.Pos(0), math.Inf(-1)}, {log.Pos(-3), math.Inf(-1)}, {log.Pos(math.Inf(1)), math.Inf(1)},
		{Axis{Min: -1e308 * 1.7, Max: 1e308 * 1.7}.Pos(0), 0.5},
	} {
		if math.Abs(c.got-c.want) > 1e-12 {
			t.Errorf("got %v, want %v", c.got, c.want)
		}
	}
	if !math.IsNaN(a.Pos(math.NaN())) || !math.IsNaN(log.Pos(math.NaN())) {
		t.Error("NaN has a position")
	}
}

// TestTicksAreInRange: ticks ascend within the axis, there are about as many as requested, and no two look the
// same.
func TestTicksAreInRange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, n := anyAxis().Draw(t, "axis"), rapid.IntRange(-1, 12).Draw(t, "n")
		ticks := a.Ticks(n)
		a = a.sane()
		if len(ticks) > 4*max(n, 1)+4 {
			t.Fatalf("%+v: %d ticks for %d", a, len(ticks), n)
		}
		for i, tick := range ticks {
			if tick.Value < a.Min || tick.Value > a.Max || tick.Label == "" {
				t.Fatalf("%+v: tick %+v", a, tick)
			}
			if i > 0 && (tick.Value <= ticks[i-1].Value || tick.Label == ticks[i-1].Label) {
				t.Fatalf("%+v: %+v after %+v", a, tick, ticks[i-1])
			}
		}
	})
}

func TestTickLabels(t *testing.T) {
	for _, c := range []struct {
		a    Axis
		n    int
		want string
	}{
		{Axis{Min: 0, Max: 1284}, 4, "0 500 1,000"},
		{Axis{Min: 0, Max: 1284}, 8, "0 200 400 600 800 1,000 1,200"},
		{Axis{Min: 0, Max: 230000}, 5, "0 50k 100k 150k 200k"},
		{Axis{Min: 0, Max: 4e6}, 8, "0 0.5M 1.0M 1.5M 2.0M 2.5M 3.0M 3.5M 4.0M"},
		{Axis{Min: 1e6, Max: 1e6 + 10}, 5, "1,000,000 1,000,002 1,000,004 1,000,006 1,000,008 1,000,010"},
		{Axis{Min: 1.2, Max: 4.3}, 4, "2 3 4"},
		{Axis{Min: 1.31, Max: 1.69}, 4, "1.4 1.5 1.6"},
		{Axis{Min: -0.3, Max: 0.3}, 4, "-0.2 0.0 0.2"},
		{Axis{Min: 0, Max: 0.004}, 4, "0.000 0.001 0.002 0.003 0.004"},
		{Axis{Min: 0, Max: 0.0001}, 4, "0 5e-5 1e-4"},
		{Axis{Min: 1, Max: 70, Log: true}, 6, "1 2 5 10 20 50"},
		{Axis{Min: 1, Max: 1e6, Log: true}, 7, "1 10 100 1,000 10,000 100k 1M"},
		{Axis{Min: 1e-9, Max: 1e9, Log: true}, 4, "1e-5 1 100k"},
		{Axis{Min: 3, Max: 5, Log: true}, 4, "3.0 3.5 4.0 4.5 5.0"},
		{Axis{Min: 1e17, Max: 3e17}, 3, "1e17 2e17 3e17"},
	} {
		var got []string
		for _, tick := range c.a.Ticks(c.n) {
			got = append(got, tick.Label)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%+v, %d: %s, want %s", c.a, c.n, s, c.want)
		}
	}
}

// TestFitShowsEveryValue: each finite value is inside, and none is at the very edge unless the edge is zero.
func TestFitShowsEveryValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		log := rapid.Bool().Draw(t, "log")
		values := rapid.SliceOfN(anyNumber(), 0, 6).Draw(t, "values")
		a := Fit(log, values...)
		if a != a.sane() {
			t.Fatalf("%v: %+v is not sane", values, a)
		}
		for _, v := range values {
			if math.IsNaN(v) || math.IsInf(v, 0) || log && v < tiny {
				continue
			}
			if p := a.Pos(v); !(p > -1e-9 && p < 1+1e-9) {
				t.Fatalf("%v: %v at %v of %+v", values, v, p, a)
			}
		}
	})
}

func TestFitLeavesHeadroom(t *testing.T) {
	for _, c := range []struct {
		got      Axis
		min, max float64
	}{
		{Fit(false, 1, 2), 0.96, 2.04}, {Fit(false, 0, 100), 0, 104}, {Fit(false, 0.01, 1), 0, 1.0396},
		{Fit(false, 3), 2.676, 3.324}, {Fit(false), 0, 1}, {Fit(false, math.NaN(), math.Inf(1)), 0, 1},
		{Fit(true, 1, 100), math.Pow(10, -0.08), math.Pow(10, 2.08)}, {Fit(true, -1, 0), 1, 10},
	} {
		if math.Abs(c.got.Min-c.min) > 1e-9 || math.Abs(c.got.Max-c.max) > 1e-9 {
			t.Errorf("%+v, want %v to %v", c.got, c.min, c.max)
		}
	}
}

func TestShort(t *testing.T) {
	for _, c := range []struct {
		v    float64
		want string
	}{
		{0, "0"}, {1.6143, "1.61"}, {-1.6143, "-1.61"}, {65.3, "65.3"}, {652, "652"}, {0.8124, "0.812"}, {0.002, "2.0e-3"},
		{1200, "1.2k"}, {1284, "1.3k"}, {45000, "45k"}, {9960, "10k"}, {999.6, "1.0k"}, {999600, "1.0M"}, {2.5e9, "2.5G"},
		{1e300, "1.0e300"}, {-3e-7, "-3.0e-7"}, {math.Inf(1), "∞"}, {math.Inf(-1), "-∞"}, {math.NaN(), "NaN"},
		{0.9999, "1.00"}, {9.999, "10.0"}, {99.99, "100"},
	} {
		if got := Short(c.v); got != c.want {
			t.Errorf("Short(%v) = %s, want %s", c.v, got, c.want)
		}
	}
}

// TestShortIsShort: any number takes at most seven columns, not counting a sign.
func TestShortIsShort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := anyNumber().Draw(t, "v")
		if s := strings.TrimPrefix(Short(v), "-"); len([]rune(s)) > 8 {
			t.Fatalf("%v is written %s", v, s)
		}
	})
}

func TestThousands(t *testing.T) {
	want := []string{"0", "7", "999", "1,000", "1,284", "-1,284", "-999", "9,223,372,036,854,775,807"}
	for i, n := range []int64{0, 7, 999, 1000, 1284, -1284, -999, math.MaxInt64} {
		if got := Thousands(n); got != want[i] {
			t.Errorf("Thousands(%d) = %s", n, got)
		}
	}
}

// TestNearestIsNearest: Nearest and between agree with looking at every point.
func TestNearestIsNearest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		xs := rapid.SliceOfN(rapid.Float64Range(-5, 5), 0, 20).Draw(t, "xs")
		slices.Sort(xs)
		s := Series{N: len(xs), At: func(i int) (float64, float64) { return xs[i], 0 }}
		x, to := rapid.Float64Range(-6, 6).Draw(t, "x"), rapid.Float64Range(-6, 6).Draw(t, "to")
		got := s.Nearest(x)
		if (got < 0) != (len(xs) == 0) {
			t.Fatalf("nearest is %d of %d", got, len(xs))
		}
		for _, other := range xs {
			if math.Abs(other-x) < math.Abs(xs[got]-x) {
				t.Fatalf("%v found for %v, but %v is nearer", xs[got], x, other)
			}
		}
		first, end := s.between(x, to)
		for i, at := range xs {
			if x <= to && (at >= x && at <= to) != (i >= first && i < end) {
				t.Fatalf("point %d at %v, between %v and %v is %d to %d", i, at, x, to, first, end)
			}
		}
	})
}
