package panel

import (
	"fmt"
	"math"

	"unroll/core/history"
	"unroll/core/recipe"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/look"
)

// marks are the events on the time axis: settings changed by hand, epochs, saves.
func marks(d *Data, l look.Look, epochs []int) []chart.Mark {
	h := d.Snap.History
	var list []chart.Mark
	for _, step := range epochs {
		list = append(list, chart.Mark{X: float64(step), Glyph: '┊', Style: l.Dim, Place: chart.OnRule})
	}
	for _, s := range h.Saves() {
		list = append(list, chart.Mark{X: float64(s), Glyph: '◆', Style: l.Dim, Place: chart.OnRule})
	}
	return append(list, changes(d, l, func(string) bool { return true })...)
}

// epochRoom is the least number of columns between marks of epochs.
const epochRoom = 8

// epochs are the steps at which every n-th epoch began; n is 1, 2 or 5 times a power of ten, so that few enough
// are marked to be counted.
func epochs(d *Data, width int) (steps []int, n int) {
	most := max(2, width/epochRoom)
	n = 1
	for i := 0; d.Snap.Epoch/float64(n) > float64(most); i++ {
		n = [...]int{1, 2, 5}[(i+1)%3] * int(math.Pow10((i+1)/3))
	}
	for e := n; float64(e) <= d.Snap.Epoch; e += n {
		if step, ok := epochStep(d.Snap.History, float64(e)); ok {
			steps = append(steps, step)
		}
	}
	return steps, n
}

// epochStep is the first step at which an epoch had begun, as precisely as the history can tell.
func epochStep(h history.View, epoch float64) (int, bool) {
	low, high := 1, h.Step()
	if p, _ := h.At(high); high < 1 || p.Epoch < epoch {
		return 0, false
	}
	for low < high {
		middle := int(uint(low+high) / 2)
		if p, _ := h.At(middle); p.Epoch >= epoch {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return low, true
}

// epochNote says what the marks of epochs on the axis stand for.
func epochNote(l look.Look, steps []int, n int) string {
	w := l.Words.Chart
	glyph := string(l.Rune('┊', ':')) + " "
	switch {
	case len(steps) == 0:
		return ""
	case n == 1:
		return glyph + w.EpochMark
	}
	return glyph + fmt.Sprintf(w.EpochsMark, chart.Thousands(int64(n)))
}

// changes are the marks of settings that were changed by hand. Successive changes of one setting in one
// direction, so close that their names would not fit between them, are merged: lr ×64.
func changes(d *Data, l look.Look, of func(knob string) bool) []chart.Mark {
	x := steps(d)
	var list []chart.Mark
	var last history.Event
	for _, e := range history.Net(d.Snap.History.Events()) {
		short, shown := l.Words.Mark[e.Knob]
		if !shown || !of(e.Knob) {
			continue
		}
		apart := x.Pos(float64(e.Step)) - x.Pos(float64(last.Step))
		if n := len(list); n > 0 && e.Knob == last.Knob && apart < mergeWithin && (e.To > e.From) == (last.To > last.From) {
			last = history.Event{Step: last.Step, Knob: e.Knob, From: last.From, To: e.To}
			list = list[:n-1]
		} else {
			last = e
		}
		list = append(list, chart.Mark{X: float64(last.Step), Glyph: '▾', Label: short + Change(last, l), Style: l.Mark, Line: true})
	}
	return list
}

// mergeWithin is the part of the time axis within which changes of one setting are merged: the same on every chart.
const mergeWithin = 0.1

// Change is how a setting was changed: ×64, ×½, or its new value.
func Change(e history.Event, l look.Look) string {
	switch ratio := e.To / e.From; {
	case math.IsInf(e.To, 1):
		return " " + l.Words.Off
	case e.Knob == "teacher_forcing": // a share, not a factor
		return "=" + Value(e.To)
	case isPower(ratio):
		return " " + l.Pick("×", "x") + chart.Thousands(int64(ratio))
	case ratio == 0.5:
		return " " + l.Pick("×½", "x1/2")
	case ratio == 0.25:
		return " " + l.Pick("×¼", "x1/4")
	case isPower(1 / ratio):
		return " " + l.Pick("×", "x") + "1/" + chart.Thousands(int64(1/ratio))
	}
	if k, err := recipe.FindKnob(e.Knob); err == nil && k.Whole {
		return "=" + chart.Thousands(int64(e.To))
	}
	return "=" + chart.Short(e.To)
}

// isPower reports whether a number is a power of two above one, as key presses produce it.
func isPower(v float64) bool {
	if !(v > 1 && v < 1<<40) {
		return false
	}
	frac, _ := math.Frexp(v)
	return frac == 0.5
}
