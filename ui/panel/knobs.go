package panel

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"unroll/core/recipe"
	"unroll/core/train"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
)

// drawKnobs draws the settings that can be changed while it trains; the chosen one is marked.
func drawKnobs(v grid.View, d *Data, l look.Look, focus bool) chart.Info {
	in := frame(v, l, focus, l.Words.Knobs, "")
	first := firstKnob(d, in.H())
	for y := range min(in.H(), len(d.Knobs)-first) {
		i := first + y
		k := d.Knobs[i]
		name, value := l.Words.KnobNames[k.Name], KnobValue(k, d.Snap, l)
		st, mark := l.Text, "  "
		if i == d.Knob {
			st, mark = l.Focus, l.Pick("▸ ", "> ")
		}
		in.Text(0, y, mark+name, st)
		in.TextRight(in.W()-1, y, value, st)
	}
	drawFacts(in, d, l, len(d.Knobs)+1)
	return chart.Info{}
}

// firstKnob is the first setting that is shown in a number of rows: the chosen one is always among them.
func firstKnob(d *Data, rows int) int {
	return max(0, min(d.Knob-rows+1, len(d.Knobs)-rows))
}

// KnobAt is the index of the setting in row y of a panel of settings with this many rows within its frame.
func KnobAt(d *Data, rows, y int) (index int, ok bool) {
	index = firstKnob(d, rows) + y
	return index, y >= 0 && y < rows && index < len(d.Knobs)
}

// KnobValue is a setting's value as it is shown.
func KnobValue(k recipe.Knob, s train.Snapshot, l look.Look) string {
	v := k.Get(&s.Settings)
	switch {
	case math.IsInf(v, 1):
		return l.Words.Off
	case k.Whole:
		return chart.Thousands(int64(v))
	}
	return Value(v)
}

// valueWidth is the most columns that Value needs for a number that is not negative.
const valueWidth = 7

// Value is a number as a person would write it, in at most 7 columns: 0.002, 1, 50, 0.9375, 1.25e-4. It has up to
// four significant digits.
func Value(v float64) string {
	for digits := 4; ; digits-- {
		rounded, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'e', digits-1, 64), 64)
		if plain := strconv.FormatFloat(rounded, 'f', -1, 64); len(plain) <= valueWidth && (v == 0 || math.Abs(v) >= 1e-4) {
			return plain
		}
		short := strconv.FormatFloat(rounded, 'e', -1, 64)
		short = strings.NewReplacer("e-0", "e-", "e+0", "e", "e+", "e").Replace(short)
		if len(short) <= valueWidth || digits == 1 {
			return short
		}
	}
}

// drawFacts fills the room left under the settings with the state of the run in numbers. y is the row of the first, behind an empty one.
func drawFacts(v grid.View, d *Data, l look.Look, y int) {
	h, w := d.Snap.History, l.Words
	var rows [][2]string
	var losses []float64
	if h.Len() > 0 {
		rows, losses = append(rows, [2]string{w.Train}), append(losses, h.Last().Loss)
	}
	if x, ok := h.LastValid(); ok {
		rows, losses = append(rows, [2]string{w.Valid}), append(losses, x.Loss())
	}
	heads, texts := d.both(l, losses, v.W())
	for i, text := range texts {
		rows[i][1] = text
	}
	if heads != "" && y > 0 {
		v.TextRight(v.W()-1, y-1, heads, l.Dim)
	}
	if d.Snap.LR != d.Snap.Settings.LR {
		rows = append(rows, [2]string{l.Pick("η", "eta"), Value(d.Snap.LR)})
	}
	if d.Snap.Rows < d.Snap.Settings.Batch {
		rows = append(rows, [2]string{"B", w.Ruin.Smaller.Of(d.Snap.Rows, fmt.Sprint(d.Snap.Rows))})
	}
	for _, r := range rows {
		if y >= v.H() {
			return
		}
		x := 2 + v.Text(2, y, r[0], l.Dim) + 1
		v.TextRight(v.W()-1, y, grid.Truncate(squeezed(r[1], v.W()-1-x), max(0, v.W()-1-x), l.Pick("…", "~")), l.Dim)
		y++
	}
	drawLegend(v, l, y+1)
}

// both are losses with their scores. Where w columns are too few for a series' numbers and the score's name beside each, the columns have
// headings instead; else heads is "".
func (d *Data) both(l look.Look, losses []float64, w int) (heads string, texts []string) {
	score := ShortOf(d.Task().Score, l.Words)
	if d.Numbers == nil || w >= seriesWidth {
		for _, loss := range losses {
			texts = append(texts, fmt.Sprintf("%s  %s %4s", d.brief(l, loss), score, d.Score(loss)))
		}
		return "", texts
	}
	name := l.Words.Metric(d.Task().Loss.ID)
	first, second := grid.Width(name), grid.Width(score)
	for _, loss := range losses {
		first, second = max(first, grid.Width(d.brief(l, loss))), max(second, grid.Width(d.Score(loss)))
	}
	line := func(a, b string) string {
		return strings.Repeat(" ", first-grid.Width(a)) + a + "  " + strings.Repeat(" ", second-grid.Width(b)) + b
	}
	for _, loss := range losses {
		texts = append(texts, line(d.brief(l, loss), d.Score(loss)))
	}
	if len(texts) > 0 {
		heads = line(name, score)
	}
	return heads, texts
}

// seriesWidth is the fewest columns that have room for the name of a series' score.
const seriesWidth = 27

// drawLegend explains the marks on the charts, if there is room for all of them.
func drawLegend(v grid.View, l look.Look, y int) {
	marks := Legend(l)
	if v.H()-y < len(marks) {
		return
	}
	for _, m := range marks {
		if 5+grid.Width(m.Means) > v.W() {
			return
		}
	}
	for i, m := range marks {
		v.Text(2, y+i, m.Glyph, m.Style)
		v.Text(5, y+i, m.Means, l.Dim)
	}
}

// A LegendMark is a mark on the charts and what it means.
type LegendMark struct {
	Glyph, Means string
	Style        grid.Style
}

// Legend lists the marks on the charts.
func Legend(l look.Look) []LegendMark {
	w := l.Words.Legend
	return []LegendMark{
		{l.Pick("▴", "^"), w.Clipped, l.Clip},
		{l.Pick("▾", "v"), w.Changed, l.Mark},
		{l.Pick("◆", "*"), w.Saved, l.Dim},
		{l.Pick("┊", ":"), w.Pass, l.Dim},
		{l.Pick("░", ":"), w.Band, l.NormBand},
	}
}

// KnobLine draws the settings in one row, the chosen one first, for screens that have no room for the panel.
func KnobLine(v grid.View, y int, d *Data, l look.Look) {
	for i, p := range knobPlaces(d, l, v.W()) {
		st := l.Dim
		if i == 0 {
			st = l.Focus
		}
		v.Text(p.x, y, p.label, st)
	}
}

// KnobInLine is the index of the setting that KnobLine draws in column x of a row of w columns.
func KnobInLine(d *Data, l look.Look, w, x int) (index int, ok bool) {
	for i, p := range knobPlaces(d, l, w) {
		if x >= p.x && x < p.x+grid.Width(p.label) {
			return (d.Knob + i) % len(d.Knobs), true
		}
	}
	return 0, false
}

// A knobPlace is where KnobLine writes a setting.
type knobPlace struct {
	x     int
	label string
}

func knobPlaces(d *Data, l look.Look, w int) (list []knobPlace) {
	x := 1
	for i := range d.Knobs {
		k := d.Knobs[(d.Knob+i)%len(d.Knobs)]
		short, ok := l.Words.Mark[k.Name]
		if !ok {
			short = l.Words.KnobNames[k.Name]
		}
		label := short + " " + KnobValue(k, d.Snap, l)
		if i == 0 {
			label = l.Pick("▸", ">") + label
		}
		if x+grid.Width(label) > w {
			return list
		}
		list = append(list, knobPlace{x, label})
		x += grid.Width(label) + 2
	}
	return list
}

// squeezed is a text without the second of two blanks that follow each other, if it has no room otherwise.
func squeezed(text string, room int) string {
	if grid.Width(text) > room {
		return strings.Join(strings.Fields(text), " ")
	}
	return text
}
