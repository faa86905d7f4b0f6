package chart

import "math"

// Axis is a range of values along one side of a plot, linear or logarithmic. Any range is legal: ends that make
// no sense are replaced by ones that do.
type Axis struct {
	Min, Max float64
	Log      bool
}

// Pos is where a value lies: 0 at Min, 1 at Max, beyond them outside. NaN stays NaN; on a logarithmic axis zero
// and negative values are infinitely far below.
func (a Axis) Pos(v float64) float64 { return a.scale().pos(v) }

// Value is the inverse of Pos.
func (a Axis) Value(pos float64) float64 {
	a = a.sane()
	if a.Log {
		return math.Exp(math.Log(a.Min)*(1-pos) + math.Log(a.Max)*pos)
	}
	return a.Min*(1-pos) + a.Max*pos
}

// sane is the axis with Min < Max, both finite, both positive if logarithmic.
func (a Axis) sane() Axis {
	a.Min, a.Max = finite(a.Min, 0), finite(a.Max, 1)
	if a.Max < a.Min {
		a.Min, a.Max = a.Max, a.Min
	}
	if a.Log {
		if a.Max < tiny {
			a.Min, a.Max = 1, 10
		}
		if a.Min < tiny {
			a.Min = math.Max(a.Max*1e-4, tiny)
		}
	}
	if s := a.rawScale(); !(s.length > tiny) {
		a.Min, a.Max = widened(a.Min, a.Log)
	}
	return a
}

// tiny counts as zero where only ratios matter: below it float64 loses digits, and no loss or probability is that
// small.
const tiny = 1e-300

// finite is v, the largest number of its sign for an infinity, or instead for NaN.
func finite(v, instead float64) float64 {
	if math.IsNaN(v) {
		return instead
	}
	return math.Max(-math.MaxFloat64, math.Min(v, math.MaxFloat64))
}

// widened is a range around one value.
func widened(v float64, log bool) (lo, hi float64) {
	switch {
	case log:
		return math.Max(v/1.5, tiny), math.Min(v, math.MaxFloat64/2) * 1.5
	case math.Abs(v) < 100*tiny: // a tenth of it would also be below tiny
		return 0, 1
	}
	room := math.Abs(v) * 0.1
	return finite(v-room, 0), finite(v+room, 0)
}

// scale is an axis ready to place many values.
type scale struct {
	log    bool
	from   float64 // the transformed Min
	length float64 // from there to the transformed Max
	unit   float64 // ½ where the length would overflow, else 1
	factor float64 // 1/length: one division for all values
}

func (a Axis) scale() scale { return a.sane().rawScale() }

func (a Axis) rawScale() scale {
	s := scale{a.Log, a.Min, a.Max - a.Min, 1, 0}
	switch {
	case a.Log:
		s.from = math.Log(a.Min)
		s.length = math.Log(a.Max) - s.from
	case math.IsInf(s.length, 0):
		s = scale{false, a.Min / 2, a.Max/2 - a.Min/2, 0.5, 0}
	}
	s.factor = 1 / s.length
	return s
}

func (s scale) pos(v float64) float64 {
	if s.log {
		if v <= 0 {
			return math.Inf(-1)
		}
		v = math.Log(v)
	}
	return (v*s.unit - s.from) * s.factor
}

// headroom is the part of an axis left free beyond the data on each side, so
// that no curve runs along the frame.
const headroom = 0.04

// Fit is the axis that shows all of the values, with a little headroom. Values that are not finite are ignored,
// on a logarithmic axis also zero and negative ones. If no value is negative, nor is the axis.
func Fit(log bool, values ...float64) Axis {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) || log && v < tiny {
			continue
		}
		lo, hi = math.Min(lo, v), math.Max(hi, v)
	}
	if lo > hi {
		return Axis{Log: log}.sane()
	}
	a := Axis{lo, hi, log}.sane()
	b := Axis{a.Value(-headroom), a.Value(1 + headroom), log}
	if lo >= 0 && b.Min < 0 {
		b.Min = 0
	}
	if log {
		b.Min = math.Max(b.Min, tiny)
	}
	return b.sane()
}

// Nice is the axis with round ends. It is at most about a tenth longer, so an axis fitted to slowly changing
// values stays still most of the time.
func (a Axis) Nice() Axis {
	a = a.sane()
	lo, hi := a.Min, a.Max
	if a.Log {
		lo, hi = math.Log10(lo), math.Log10(hi)
	}
	s := roundUp(hi/16 - lo/16)
	size := s.times(1)
	first, last := math.Floor(lo/size), math.Ceil(hi/size)
	if !(size > tiny) || math.Max(math.Abs(first), math.Abs(last)) > 1<<50 {
		return a
	}
	b := Axis{s.times(first), s.times(last), a.Log}
	if a.Log {
		b.Min, b.Max = math.Pow(10, b.Min), math.Pow(10, b.Max)
	}
	return b.sane()
}
