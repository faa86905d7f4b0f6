package chart

import (
	"math"

	"unroll/ui/draw/grid"
)

// Sparkline draws values in one row, from the minimum at the bottom of a cell to the maximum at its top. If there
// are more values than columns, they are averaged. NaN leaves a ×, infinities ▲ and ▼.
func Sparkline(v grid.View, values []float64, st grid.Style, glyphs Glyphs) {
	if v.Empty() || len(values) == 0 {
		return
	}
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, y := range values {
		if !math.IsNaN(y) && !math.IsInf(y, 0) {
			lo, hi = math.Min(lo, y), math.Max(hi, y)
		}
	}
	a := Axis{Min: lo, Max: hi}.scale()
	n := min(len(values), v.W())
	for x := range n {
		var p pile
		for _, y := range values[x*len(values)/n : (x+1)*len(values)/n] {
			p.add(y)
		}
		v.Set(x, 0, p.spark(a, glyphs), st)
	}
}

var asciiSpark = []rune("_.-=+*%#")

// spark is the character of a column.
func (p *pile) spark(a scale, glyphs Glyphs) rune {
	switch {
	case p.nan:
		return glyphs.pick('×', 'x')
	case p.up:
		return glyphs.pick('▲', '^')
	case p.down:
		return glyphs.pick('▼', 'v')
	}
	level := int(math.Max(0, math.Min(a.pos(p.mean()), 1))*7 + 0.5)
	return glyphs.pick(lowerBlocks[level+1], asciiSpark[level])
}

var shades = []rune(" ░▒▓█")

var asciiShades = []rune(" .:-=+*#%@")

// Shade is a character for a quantity between 0 and 1, for heat maps without colours. NaN is a ?.
func Shade(x float64, glyphs Glyphs) rune {
	if math.IsNaN(x) {
		return '?'
	}
	set := shades
	if glyphs == ASCII {
		set = asciiShades
	}
	return set[int(math.Max(0, math.Min(x, 1))*float64(len(set)-1)+0.5)]
}
