package chart

import "math"

// Tick is a round value on an axis with its label.
type Tick struct {
	Value float64
	Label string
}

// Ticks chooses about n round values within the axis, in ascending order: multiples of 1, 2 or 5 times a power of
// ten; on a logarithmic axis the powers themselves, with 2 and 5 between them where there is room.
func (a Axis) Ticks(n int) []Tick {
	a, n = a.sane(), max(n, 1)
	if a.Log {
		if t := a.logTicks(n); len(t) >= 2 {
			return t
		}
	}
	t := a.linearTicks(n)
	for finer := n + 1; len(t) < 2 && finer <= n+3; finer++ {
		t = a.linearTicks(finer)
	}
	return t
}

// step is a distance of 1, 2 or 5 times a power of ten.
type step struct {
	digit float64
	exp   int
}

// roundUp is the smallest step not less than v.
func roundUp(v float64) step {
	exp := int(math.Floor(math.Log10(v)))
	for _, digit := range []float64{1, 2, 5} {
		if s := (step{digit, exp}); s.times(1) >= v*(1-1e-9) {
			return s
		}
	}
	return step{1, exp + 1}
}

// times is the n-th multiple of the step; below one by division, because 3/10 is the nearest number to 0.3 and
// 3·0.1 is not.
func (s step) times(n float64) float64 {
	if s.exp < 0 && s.exp > -300 {
		return n * s.digit / math.Pow10(-s.exp)
	}
	return n * s.digit * math.Pow10(s.exp)
}

func (a Axis) linearTicks(n int) []Tick {
	s := roundUp(a.Max/float64(n) - a.Min/float64(n))
	size := s.times(1)
	first, last := math.Ceil(a.Min/size), math.Floor(a.Max/size)
	// Where neighbouring multiples are no longer distinct numbers, or the step is too small to represent, there
	// is nothing to count.
	if !(last-first < 4*float64(n)) || math.Max(math.Abs(first), math.Abs(last)) > 1<<50 {
		return []Tick{{a.Min, Short(a.Min)}}
	}
	values := make([]float64, 0, n+1)
	for i := first; i <= last; i++ {
		if v := s.times(i); v >= a.Min && v <= a.Max {
			values = append(values, v)
		}
	}
	return labelled(values, s)
}

// logTicks steps by decades, by several at once if there are many.
func (a Axis) logTicks(n int) []Tick {
	low, high := math.Log10(a.Min), math.Log10(a.Max)
	digits, stride := []float64{1}, 1
	switch decades := high - low; {
	case decades < 1:
		return nil
	case decades*3 <= float64(n+2):
		digits = []float64{1, 2, 5}
	default:
		stride = max(1, int(math.Ceil(decades/float64(n))))
	}
	var ticks []Tick
	for exp := int(math.Floor(low)); exp <= int(math.Ceil(high)); exp++ {
		if exp%stride != 0 {
			continue
		}
		for _, digit := range digits {
			if v := (step{digit, exp}).times(1); v >= a.Min && v <= a.Max {
				ticks = append(ticks, Tick{v, round(v)})
			}
		}
	}
	return ticks
}

// labelled writes all ticks of a linear axis in the same way: with as many decimals as the step has, or powers of
// ten where plain digits would be long.
func labelled(values []float64, s step) []Tick {
	ticks := make([]Tick, len(values))
	biggest := 0.0
	for _, v := range values {
		biggest = math.Max(biggest, math.Abs(v))
	}
	format := notation(biggest, s)
	for i, v := range values {
		if v == 0 {
			v = 0 // not −0
		}
		ticks[i] = Tick{v, format(v)}
	}
	return ticks
}
