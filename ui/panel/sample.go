package panel

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
)

// drawSample: what the model writes by itself, always at its end.
func drawSample(v grid.View, d *Data, l look.Look, focus bool) chart.Info {
	in := frame(v, l, focus, l.Words.Sample, fmt.Sprintf("%s %.2f", l.Words.KnobNames["temperature"], d.Snap.Settings.Temperature))
	Running(in.Inset(1, 0, 1, 0), d.Sample, l)
	return chart.Info{}
}

// Running draws the end of a text that is being written, the newest brightest.
func Running(v grid.View, text string, l look.Look) {
	rows := wrap(text, v.W(), v.H())
	for y, row := range rows {
		st := l.Dim
		if y >= len(rows)-2 {
			st = l.Text
		}
		v.Text(0, y, row, st)
	}
	if n := len(rows); n > 0 {
		v.Text(grid.Width(rows[n-1]), n-1, l.Pick("▍", "_"), l.Accent)
	}
}

// wrap cuts the end of a text into at most h rows of at most w columns, at spaces where there are
// some. Line ends are drawn as themselves.
func wrap(text string, w, h int) []string {
	if w < 2 || h < 1 {
		return nil
	}
	text = tail(text, w*(h+2))
	var rows []string
	for line := range strings.SplitSeq(text, "\n") {
		rows = append(rows, grid.Fold(grid.Safe(line), w-1)...)
	}
	for len(rows) > 1 && rows[0] == "" {
		rows = rows[1:]
	}
	return rows[max(0, len(rows)-h):]
}

// tail is about the last n characters, marks not counted.
func tail(s string, n int) string {
	at := len(s)
	for at > 0 && n > 0 {
		r, size := utf8.DecodeLastRuneInString(s[:at])
		if at -= size; !unicode.Is(unicode.M, r) {
			n--
		}
	}
	return s[at:]
}
