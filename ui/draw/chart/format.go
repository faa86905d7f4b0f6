package chart

import (
	"math"
	"strconv"
	"strings"
)

// Short writes a value in few columns: 1.61, 65.3, 0.812, 1.2k, 45M, 2.0e-3.
func Short(v float64) string {
	a := math.Abs(v)
	switch {
	case math.IsNaN(v):
		return "NaN"
	case math.IsInf(v, 1):
		return "∞"
	case math.IsInf(v, -1):
		return "-∞"
	case v == 0:
		return "0"
	case a < 0.01 || a >= 999.5e12:
		return exponent(v, 1)
	case a < 0.9995:
		return strconv.FormatFloat(v, 'f', 3, 64)
	case a < 9.995:
		return strconv.FormatFloat(v, 'f', 2, 64)
	case a < 99.95:
		return strconv.FormatFloat(v, 'f', 1, 64)
	case a < 999.5:
		return strconv.FormatFloat(v, 'f', 0, 64)
	}
	u := unitFor(a * 1.0005) // 999,600 is a million to three digits
	decimals := 0
	if a/u.size < 9.95 {
		decimals = 1
	}
	return strconv.FormatFloat(v/u.size, 'f', decimals, 64) + u.name
}

// Plain is Short for values of data: with an exponent in place of a letter, which could be read as a unit.
func Plain(v float64) string {
	switch a := math.Abs(v); {
	case math.IsNaN(v) || math.IsInf(v, 0) || a < 999.5:
		return Short(v)
	case a < 99_999.5:
		return strconv.FormatFloat(v, 'f', 0, 64)
	}
	return exponent(v, 1)
}

// Thousands writes a count with separators: 1,284.
func Thousands(n int64) string { return grouped(strconv.FormatInt(n, 10)) }

// grouped puts a comma before every three digits of the whole part.
func grouped(s string) string {
	start := strings.IndexAny(s, "0123456789")
	end := strings.IndexByte(s, '.')
	if end < 0 {
		end = len(s)
	}
	if start < 0 || end-start <= 3 {
		return s
	}
	var b strings.Builder
	b.WriteString(s[:start])
	for i := start; i < end; i++ {
		if i > start && (end-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteByte(s[i])
	}
	return b.String() + s[end:]
}

// exponent writes 2.0e-3: strconv's form without its leading zeros and plus.
func exponent(v float64, decimals int) string {
	s := strconv.FormatFloat(v, 'e', decimals, 64)
	mantissa, exp, ok := strings.Cut(s, "e")
	n, err := strconv.Atoi(exp)
	if !ok || err != nil {
		return s
	}
	return mantissa + "e" + strconv.Itoa(n)
}

// unit is a power of a thousand with its letter.
type unit struct {
	size float64
	name string
}

var units = []unit{{1, ""}, {1e3, "k"}, {1e6, "M"}, {1e9, "G"}, {1e12, "T"}}

// unitFor is the largest unit not greater than v.
func unitFor(v float64) unit {
	u := units[0]
	for _, next := range units {
		if v >= next.size {
			u = next
		}
	}
	return u
}

// round writes a tick of a logarithmic axis: a single digit and zeros.
func round(v float64) string {
	switch {
	case v >= 1e-3 && v < 1e5:
		return grouped(strconv.FormatFloat(v, 'f', -1, 64))
	case v >= 1e5 && v < 1e15:
		u := unitFor(v)
		return strconv.FormatFloat(v/u.size, 'f', -1, 64) + u.name
	}
	return exponent(v, 0)
}

// notation chooses how to write the ticks of an axis, given the largest of them and the step between them.
func notation(biggest float64, s step) func(float64) string {
	decimals := max(0, -s.exp)
	switch {
	case biggest < 0.01 && s.exp < -4, biggest >= 1e15:
		mantissa := 0
		if biggest > 0 {
			mantissa = min(max(0, int(math.Floor(math.Log10(biggest)*(1+1e-12)))-s.exp), 6)
		}
		return func(v float64) string {
			if v == 0 {
				return "0"
			}
			return exponent(v, mantissa)
		}
	case biggest >= 1e5:
		if f := inUnits(biggest, s); f != nil {
			return f
		}
	}
	return func(v float64) string { return grouped(strconv.FormatFloat(v, 'f', min(decimals, 12), 64)) }
}

// inUnits writes 50k or 1.5M, unless that takes more digits than it saves.
func inUnits(biggest float64, s step) func(float64) string {
	u := unitFor(biggest)
	decimals := max(0, int(math.Round(math.Log10(u.size)))-s.exp)
	if decimals > 2 {
		return nil
	}
	return func(v float64) string {
		if v == 0 {
			return "0"
		}
		return strconv.FormatFloat(v/u.size, 'f', decimals, 64) + u.name
	}
}
