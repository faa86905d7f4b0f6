package chart

import (
	"math"

	"unroll/ui/draw/grid"
)

// Bar is one row of a bar chart.
type Bar struct {
	Label      string // already safe to draw
	Value, Max float64
	Right      string // written after the bar, right-aligned

	Style                  grid.Style // of the bar
	LabelStyle, RightStyle grid.Style
}

// DrawBars draws a row for each bar from the top, as many as fit. Labels share a column as wide as the widest,
// but at most a third of the view; the texts on the right share another, omitted if it would leave less than six
// columns for the bars.
func DrawBars(v grid.View, rows []Bar, glyphs Glyphs) {
	rows = rows[:min(len(rows), max(v.H(), 0))]
	label, right := 0, 0
	for _, b := range rows {
		label = max(label, grid.Width(b.Label))
		right = max(right, grid.Width(b.Right))
	}
	label = min(label, v.W()/3)
	from := label
	if label > 0 {
		from++
	}
	length := v.W() - from
	if right > 0 && length-right-1 >= 6 {
		length -= right + 1
	} else {
		right = 0
	}
	tail := string(glyphs.pick('…', '~'))
	for y, b := range rows {
		v.Sub(0, y, label, 1).Verbatim(0, 0, grid.Truncate(b.Label, label, tail), b.LabelStyle)
		drawBar(v.Sub(from, y, length, 1), share(b.Value, b.Max), b.Style, glyphs)
		if right > 0 {
			v.TextRight(v.W(), y, b.Right, b.RightStyle)
		}
	}
}

// share is the fraction of a bar that is filled, between 0 and 1.
func share(value, most float64) float64 {
	if math.IsInf(value, 1) {
		return 1
	}
	if part := value / most; part > 0 && most > 0 {
		return math.Min(part, 1)
	}
	return 0
}

// leftBlocks fill a cell from the left by eighths.
var leftBlocks = []rune(" ▏▎▍▌▋▊▉█")

// drawBar fills a row from the left. Anything above zero is visible.
func drawBar(v grid.View, part float64, st grid.Style, glyphs Glyphs) {
	eighths := int(part*float64(v.W()*8) + 0.5)
	if part > 0 {
		eighths = max(eighths, 1)
	}
	for x := 0; x < v.W() && eighths > 0; x, eighths = x+1, eighths-8 {
		r := leftBlocks[min(eighths, 8)]
		if glyphs == ASCII {
			r = []rune(" -#")[min((eighths+3)/4, 2)]
		}
		v.Set(x, 0, r, st)
	}
}
