package chart

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// rangeOf is any axis that somebody might look at.
func rangeOf(t *rapid.T) Axis {
	a := Axis{Log: rapid.Bool().Draw(t, "log")}
	size := math.Pow(10, rapid.Float64Range(-6, 9).Draw(t, "size"))
	if a.Log {
		a.Min, a.Max = size, size*math.Pow(10, rapid.Float64Range(0.05, 6).Draw(t, "decades"))
		return a
	}
	a.Min = size * rapid.Float64Range(-5, 5).Draw(t, "min")
	a.Max = a.Min + size*rapid.Float64Range(0.1, 10).Draw(t, "length")
	return a
}

// TestNiceHasAllThatWasThere and at most a sixth more at either end.
func TestNiceHasAllThatWasThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rangeOf(t)
		b := a.Nice()
		if lo, hi := a.Pos(b.Min), a.Pos(b.Max); lo > 1e-9 || hi < 1-1e-9 || lo < -1./6 || hi > 7./6 {
			t.Fatalf("%+v became %+v: from %v to %v of it", a, b, lo, hi)
		}
		if b.Log != a.Log {
			t.Fatalf("%+v became %+v", a, b)
		}
	})
}

// TestNiceEndsAreRound: they are multiples of 1, 2 or 5 times a power of ten that is no less than a 16th of the range; on a logarithmic axis
// their exponents are.
func TestNiceEndsAreRound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rangeOf(t)
		b := a.Nice()
		lo, hi, from, to := b.Min, b.Max, a.Min, a.Max
		if a.Log {
			lo, hi, from, to = math.Log10(lo), math.Log10(hi), math.Log10(from), math.Log10(to)
		}
		step := math.Pow(10, math.Floor(math.Log10((to-from)/16)))
		for _, digit := range []float64{1, 2, 5, 10} {
			if s := step * digit; s >= (to-from)/16*(1-1e-9) {
				step = s
				break
			}
		}
		for _, end := range []float64{lo, hi} {
			if n := end / step; math.Abs(n-math.Round(n)) > 1e-6*math.Max(1, math.Abs(n)) {
				t.Fatalf("%+v became %+v: %v is no multiple of %v", a, b, end, step)
			}
		}
	})
}

// TestNiceStandsStill: while the greatest value creeps to three times what it was in a thousand steps, the axis changes some twenty times.
func TestNiceStandsStill(t *testing.T) {
	for _, log := range []bool{false, true} {
		seen := map[Axis]bool{}
		for i := range 1001 {
			seen[Axis{Min: 1, Max: 2 * math.Pow(3, float64(i)/1000), Log: log}.Nice()] = true
		}
		if n := len(seen); n < 2 || n > 24 {
			t.Errorf("log %v: %d axes", log, n)
		}
	}
}

// TestNiceOfWhatIsNoRange: any axis becomes one that can be drawn on.
func TestNiceOfWhatIsNoRange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := anyAxis().Draw(t, "axis")
		if b := a.Nice(); b != b.sane() {
			t.Fatalf("%+v became %+v", a, b)
		}
	})
	for _, c := range []struct{ a, want Axis }{
		{Axis{Min: 1.23, Max: 4.56}, Axis{Min: 1, Max: 5}}, {Axis{Min: 0, Max: 10}, Axis{Min: 0, Max: 10}}, {Axis{Min: -0.3, Max: 0.31}, Axis{Min: -0.3, Max: 0.35}},
		{Axis{Min: 1, Max: 100, Log: true}, Axis{Min: 1, Max: 100, Log: true}}, {Axis{Min: 0.5, Max: 99, Log: true}, Axis{Min: math.Pow(10, -0.4), Max: 100, Log: true}},
		{Axis{Min: 3, Max: 3}, Axis{Min: 2.7, Max: 3.3}},
	} {
		if b := c.a.Nice(); math.Abs(b.Min-c.want.Min) > 1e-12 || math.Abs(b.Max-c.want.Max) > 1e-12 {
			t.Errorf("%+v became %+v, want %+v", c.a, b, c.want)
		}
	}
}

// number reads what Short writes.
func number(s string) float64 {
	unit := 1.0
	for _, u := range units[1:] {
		if rest, ok := strings.CutSuffix(s, u.name); ok {
			s, unit = rest, u.size
		}
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return math.NaN()
	}
	return v * unit
}

// TestShortIsNear: what Short writes is within a 20th of the value from 0.01 to 1e15, and within half a unit of its last digit beyond.
func TestShortIsNear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := math.Pow(10, rapid.Float64Range(-300, 300).Draw(t, "size"))
		if rapid.Bool().Draw(t, "usual") {
			v = math.Pow(10, rapid.Float64Range(-3, 15).Draw(t, "magnitude"))
		}
		if rapid.Bool().Draw(t, "negative") {
			v = -v
		}
		if got := number(Short(v)); !(math.Abs(got-v) <= 0.0501*math.Abs(v)) {
			t.Fatalf("%v is written %s", v, Short(v))
		}
	})
}

// TestShortAscends: of two values the greater is never written as the lesser number.
func TestShortAscends(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := math.Pow(10, rapid.Float64Range(-4, 16).Draw(t, "size"))
		more := v * (1 + rapid.Float64Range(0, 0.2).Draw(t, "more"))
		if a, b := number(Short(v)), number(Short(more)); a > b*(1+1e-12) {
			t.Fatalf("%v is written %s, %v %s", v, Short(v), more, Short(more))
		}
	})
}

// TestTicksAreWhatTheySay: the label of a tick, read as a number, is its value.
func TestTicksAreWhatTheySay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rangeOf(t)
		ticks := a.Ticks(rapid.IntRange(2, 10).Draw(t, "n"))
		step := math.Inf(1)
		for i := 1; i < len(ticks); i++ {
			step = min(step, ticks[i].Value-ticks[i-1].Value)
		}
		for _, tick := range ticks {
			got := number(strings.ReplaceAll(tick.Label, ",", ""))
			if !(math.Abs(got-tick.Value) <= 1e-9*math.Abs(tick.Value)+0.001*step) && len(ticks) > 1 {
				t.Fatalf("%+v: %v is labelled %s", a, tick.Value, tick.Label)
			}
		}
	})
}

// TestRangeIsLeastAndGreatest of the finite values between two x, as looking at every one finds them.
func TestRangeIsLeastAndGreatest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ys := rapid.SliceOfN(anyNumber(), 0, 40).Draw(t, "ys")
		s := Series{N: len(ys), At: func(i int) (float64, float64) { return float64(i), ys[i] }}
		from, to := rapid.Float64Range(-2, 42).Draw(t, "from"), rapid.Float64Range(-2, 42).Draw(t, "to")
		lo, hi := s.Range(from, to)
		least, most := math.NaN(), math.NaN()
		for i, y := range ys {
			if x := float64(i); x < from || x > to || math.IsNaN(y) || math.IsInf(y, 0) {
				continue
			}
			if !(y >= least) {
				least = y
			}
			if !(y <= most) {
				most = y
			}
		}
		same := func(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }
		if !same(lo, least) || !same(hi, most) {
			t.Fatalf("%v from %v to %v: %v to %v, want %v to %v", ys, from, to, lo, hi, least, most)
		}
	})
}
