package forecast

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"unroll/ui/panel"
	"unroll/ui/screen/event"
	"unroll/ui/screen/field"
)

// A past is what a person has put in the place of values of the series. It is read by free runs alone.
type past struct {
	at      map[int]float64 // by row; never modified: a job may be reading it
	version int             // another for every change
}

const (
	memory    = 1024 // rows that a free run reads before it begins
	nudge     = 0.1  // standard deviations
	typedMost = 12   // values on the line at first
)

// changed is p with another value in a row; NaN: the series' own.
func (p past) changed(row int, to float64) past {
	at := maps.Clone(p.at)
	if at == nil {
		at = map[int]float64{}
	}
	if math.IsNaN(to) {
		delete(at, row)
	} else {
		at[row] = to
	}
	return past{at, p.version + 1}
}

// value is the value in a row, the person's if there is one; NaN after the last.
func (v *View) value(row int) float64 {
	x, ok := v.past.at[row]
	switch {
	case ok:
		return x
	case row >= v.end:
		return math.NaN()
	}
	return v.data.Value(row)
}

// before are the values up to and with a row, as many as a free run reads.
func (v *View) before(row int) []float64 {
	from := max(0, row+1-memory)
	list := make([]float64, 0, row+1-from)
	for r := from; r <= row; r++ {
		list = append(list, v.value(r))
	}
	return list
}

// changedRows are the rows whose values are a person's, in order.
func (v *View) changedRows() []int { return slices.Sorted(maps.Keys(v.past.at)) }

// nudged moves the value under the crosshair; the free run then begins behind it if it began before it.
func nudged(dir float64) func(*View) {
	return func(v *View) {
		if v.cursor >= v.end {
			v.notice = v.look.Words.Forecast.NoValue
			return
		}
		v.past = v.past.changed(v.cursor, v.value(v.cursor)+dir*nudge*v.spread())
		if v.origin < v.cursor {
			v.origin = v.cursor
		}
		v.free = true
	}
}

// spread is a standard deviation of the values in the series' own unit, around the value under the crosshair if that unit is
// not that of the network.
func (v *View) spread() float64 {
	s := v.data.Scale()
	if s.Log {
		return math.Abs(v.value(v.cursor)) * s.SD
	}
	return s.SD
}

// forget goes back to the data.
func (v *View) forget() {
	if len(v.past.at) == 0 {
		v.notice = v.look.Words.Forecast.NothingChanged
		return
	}
	v.past = past{version: v.past.version + 1}
	v.origin = min(v.origin, v.end-1)
}

// typePast opens the line with the values before the free run, which begins at the crosshair.
func (v *View) typePast() {
	v.runHere()
	v.cursor = v.origin
	first := max(0, v.origin+1-max(typedMost, v.least()))
	var words []string
	for row := first; row <= v.origin; row++ {
		words = append(words, asText(v.value(row)))
	}
	e := &entry{line: field.NewText(v.look), first: first}
	e.line.Set(strings.Join(words, " ") + " ") // so that what is typed is another value
	v.entry = e
}

// least is how many values a free run has to begin with.
func (v *View) least() int {
	if v.model == nil {
		return 1
	}
	return v.model.Least()
}

// typed edits the line. Every key takes effect at once; enter and esc close it, and what is wrong is left out.
func (v *View) typed(k event.Key) {
	e := v.entry
	if k.Name == "enter" || k.Name == "esc" {
		v.entry = nil
		return
	}
	e.line.Key(k)
	values, bad := readValues(e.line.Value())
	if e.bad = bad; bad == "" {
		v.take(e, values)
	}
}

// take puts typed values in the place of those from the first row of the line on; the free run begins after the last of them. A value
// that is written as the line would write the series' own is that, with all its digits.
func (v *View) take(e *entry, typed []string) {
	at := maps.Clone(v.past.at)
	if at == nil {
		at = map[int]float64{}
	}
	maps.DeleteFunc(at, func(row int, _ float64) bool { return row >= e.first })
	for i, word := range typed {
		row := e.first + i
		if row >= v.end || word != asText(v.data.Value(row)) {
			at[row], _ = strconv.ParseFloat(word, 64)
		}
	}
	v.past = past{at, v.past.version + 1}
	v.origin = max(0, e.first+len(typed)-1)
	v.goTo(v.origin)
}

// readValues splits a line into numbers. bad is the first word that is not one; "": all are.
func readValues(line string) (words []string, bad string) {
	for _, word := range strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == ',' || r == ';' || r == '\t' || r == '\n' }) {
		word = strings.ReplaceAll(word, "−", "-")
		x, err := strconv.ParseFloat(word, 32)
		if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
			return nil, word
		}
		words = append(words, word)
	}
	return words, ""
}

// asText writes a value for the line.
func asText(x float64) string { return strings.ReplaceAll(panel.ValueText(x), "−", "-") }
