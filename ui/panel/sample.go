package panel

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"unroll/core/train"
	"unroll/ui/draw/chart"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
)

// drawSample draws the text that the model generates, always showing its end.
func drawSample(v grid.View, d *Data, l look.Look, focus bool) chart.Info {
	right := ""
	if d.Snap.Task != nil {
		right = fmt.Sprintf("%s %s", l.Words.KnobNames["temperature"], Value(d.Snap.Settings.Temperature))
	}
	if still := phaseStill(d, l); still != "" && d.Sample != "" {
		right = still + " · " + right // why the text does not move
	}
	in := frame(v, l, focus, l.Words.Sample, right)
	in = in.Inset(1, 0, 1, 0)
	switch {
	case d.Sample != "":
		Running(in, d.Sample, l)
	case d.Snap.Phase == train.Running || d.Snap.Task == nil:
		in.Text(0, 0, l.Words.Lab.NoSample, l.Dim)
	default:
		in.Text(0, 0, l.Words.Lab.SamplePaused, l.Dim)
	}
	return chart.Info{}
}

// phaseStill is the word for a run that does not learn; "": it does.
func phaseStill(d *Data, l look.Look) string {
	switch d.Snap.Phase {
	case train.Paused:
		return l.Words.Paused
	case train.Finished:
		return l.Words.Finished
	case train.Diverged:
		return l.Words.Diverged
	case train.Ruined:
		return l.Words.Ruin.Ruined
	}
	return ""
}

// Running draws the end of a text that is being written, the newest part brightest.
func Running(v grid.View, text string, l look.Look) {
	if v.ASCII() {
		lines := strings.Split(tail(text, v.W()*(v.H()+2)), "\n")
		for i := range lines {
			lines[i] = grid.InASCII(grid.Safe(lines[i]))
		}
		text = strings.Join(lines, "\n")
	}
	rows, end := wrap(text, v.W(), v.H()), 0
	for y, row := range rows {
		st := l.Dim
		if y >= len(rows)-2 {
			st = l.Text
		}
		end = v.Verbatim(0, y, row, st)
	}
	if n := len(rows); n > 0 {
		v.Text(end, n-1, l.Pick("▍", "_"), l.Accent)
	}
}

// wrap folds the end of a text into at most h rows of at most w columns, at spaces if there are any. Line ends
// are kept, unless all rows would be blank: then the last ones are dropped.
func wrap(text string, w, h int) []string {
	if w < 2 || h < 1 {
		return nil
	}
	if h == 1 {
		return lastRow(text, w)
	}
	text = tail(text, w*(h+2))
	var rows []string
	for line := range strings.SplitSeq(text, "\n") {
		rows = append(rows, grid.Fold(grid.Safe(line), w-1)...)
	}
	for len(rows) > 1 && rows[0] == "" {
		rows = rows[1:]
	}
	for len(rows) > h && blank(rows[len(rows)-h:]) {
		rows = rows[:len(rows)-1]
	}
	return rows[max(0, len(rows)-h):]
}

// lastRow is as much of a text's end as fits into one row, with line ends as spaces.
func lastRow(text string, w int) []string {
	row := grid.Safe(strings.Join(strings.Fields(tail(text, 4*w)), " "))
	cols := grid.Width(row)
	if cols < w {
		return []string{row}
	}
	for part, n := range grid.Clusters(row) {
		if cols < w {
			break
		}
		row, cols = row[len(part):], cols-n
	}
	if _, words, ok := strings.Cut(row, " "); ok { // not from the middle of a word
		row = words
	}
	return []string{row}
}

// blank reports whether rows show nothing.
func blank(rows []string) bool {
	return !slices.ContainsFunc(rows, func(r string) bool { return strings.TrimSpace(r) != "" })
}

// tail is about the last n characters, not counting marks.
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
