package tags

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"unicode/utf8"

	"unroll/core/tagging"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/theme"
)

const (
	leastCell, mostCell = 3, 6 // columns of a cell
	mostTag             = 8    // columns of a tag before its row
	figureWidth         = 5    // columns of precision, recall, F1
	infoFrom            = 7    // rows from which two explain the cell under the cursor
)

// heads are short names of the tags: two letters, or one where a tag has no more, all different.
func heads(tags []string) []string {
	taken, list := map[string]bool{}, make([]string, len(tags))
	for i, tag := range tags { // a short tag is its own name, and nobody else's
		if name := grid.Safe(tag); name != "" && grid.Width(name) <= 2 && !taken[name] {
			list[i], taken[name] = name, true
		}
	}
	for i, tag := range tags {
		if list[i] == "" {
			list[i] = head(grid.Safe(tag), i, taken)
			taken[list[i]] = true
		}
	}
	return list
}

// head is the first letter of a tag and the first of the others that makes a name which is not taken; else its number.
func head(tag string, i int, taken map[string]bool) string {
	if ascii(tag) && tag != "" {
		first := tag[:1]
		for _, c := range tag[1:] {
			if name := first + string(c); !taken[name] {
				return name
			}
		}
	} else if name := grid.Truncate(tag, 2, ""); name != "" && !taken[name] {
		return name
	}
	return strconv.Itoa(i + 1)
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// A plan is where the matrix is.
type plan struct {
	label   int // columns before it
	each    int // columns of a cell
	columns int // tags that are shown across
	rows    int // and down
	figures int // how many figures stand behind it, the last of: count, precision, recall, F1
	info    int // rows below it
}

// plan fits a matrix of K tags into w×h cells.
func (v *View) plan(w, h int) plan {
	K, p := len(v.data.Tags), plan{}
	for k := range K {
		p.label = max(p.label, min(mostTag, grid.Width(v.tagText(k))))
	}
	p.label += 4 // a blank, the short name, a blank
	if h >= infoFrom {
		p.info = 2
	}
	p.rows = max(0, min(K, h-1-p.info))
	room := w - p.label
	for _, n := range []int{4, 3, 1} {
		if n*figureWidth+1 <= room-K*leastCell {
			p.figures = n
			room -= n*figureWidth + 1
			break
		}
	}
	p.each = max(leastCell, min(mostCell, room/max(1, K)))
	p.columns = max(0, min(K, room/p.each))
	return p
}

// clampCell keeps the cell under the cursor among the tags.
func (v *View) clampCell() {
	K := len(v.data.Tags)
	v.cell.gold, v.cell.said = max(0, min(v.cell.gold, K-1)), max(0, min(v.cell.said, K-1))
}

// follow scrolls the matrix as little as needed to show the cursor.
func (v *View) follow(p plan) {
	K := len(v.data.Tags)
	v.corner.gold = max(0, min(max(min(v.corner.gold, v.cell.gold), v.cell.gold-p.rows+1), K-p.rows))
	v.corner.said = max(0, min(max(min(v.corner.said, v.cell.said), v.cell.said-p.columns+1), K-p.columns))
}

// drawMatrix draws the confusion matrix: in row i and column j the share of the words of tag i that were given tag j.
func (v *View) drawMatrix(in grid.View) {
	l, r := v.look, v.got.report
	if r == nil {
		in.TextCenter(in.H()/2, l.Words.Tagging.Judging, l.Dim)
		return
	}
	p := v.plan(in.W(), in.H())
	v.follow(p)
	names := heads(v.data.Tags)
	x := p.label
	for j := range p.columns {
		st := l.Dim
		if v.corner.said+j == v.cell.said {
			st = l.Focus
		}
		x += p.each
		in.TextRight(x, 0, names[v.corner.said+j], st)
	}
	v.figureHeads(in, x, p)
	for i := range p.rows {
		v.drawMatrixRow(in.Sub(0, 1+i, in.W(), 1), v.corner.gold+i, names, p)
	}
	in.Text(0, 0, grid.Truncate(l.Words.Tagging.Corner, p.label, ""), l.Dim)
	if p.info > 0 {
		v.drawCellInfo(in.Sub(0, in.H()-p.info, in.W(), p.info))
	}
}

// figureHeads writes the headings of the figures.
func (v *View) figureHeads(in grid.View, x int, p plan) {
	if p.figures == 0 {
		return
	}
	w := v.look.Words.Tagging
	x++
	list := []string{w.Count, w.Precision, w.Recall, w.F1}
	for _, head := range list[len(list)-p.figures:] {
		x += figureWidth
		in.TextRight(x, 0, head, v.look.Dim)
	}
}

// drawMatrixRow draws the row of a tag.
func (v *View) drawMatrixRow(at grid.View, gold int, names []string, p plan) {
	l, r := v.look, v.got.report
	st := l.Text
	if gold == v.cell.gold {
		st = l.Focus
	}
	at.Text(0, 0, grid.Truncate(v.tagText(gold), p.label-4, l.Pick("…", "~")), st)
	at.TextRight(p.label-1, 0, names[gold], l.Dim)
	x := p.label
	for j := range p.columns {
		c := cell{gold, v.corner.said + j}
		text, st := v.cellText(c), v.cellStyle(c)
		part := at.Sub(x, 0, p.each, 1)
		if st.BG != 0 || c == v.cell {
			part.Sub(1, 0, p.each-1, 1).Fill(' ', st)
		}
		part.TextRight(p.each, 0, text, st)
		x += p.each
	}
	if p.figures > 0 {
		x++
		s := r.ByTag[gold]
		list := []string{brief(s.N), percentage(s.Precision()), percentage(s.Recall()), percentage(s.F1())}
		for _, text := range list[len(list)-p.figures:] {
			x += figureWidth
			at.TextRight(x, 0, text, l.Text)
		}
	}
}

// share is the part of the words of a tag that were given another; NaN if there are none.
func (v *View) shareOf(c cell) float64 {
	return float64(v.got.report.Confusion[c.gold][c.said]) / float64(v.got.report.ByTag[c.gold].N)
}

// cellText is a share in percent: a dot for none, 0 for less than half a percent, 100 only for all.
func (v *View) cellText(c cell) string {
	n, share := v.got.report.Confusion[c.gold][c.said], v.shareOf(c)
	switch {
	case n == 0:
		return v.look.Pick("·", "-")
	case share == 1:
		return "100"
	}
	return strconv.Itoa(min(99, int(math.Round(100*share))))
}

// cellStyle shades a cell by its share; errors are shaded on a scale of their own, as they are small.
func (v *View) cellStyle(c cell) grid.Style {
	l, share := v.look, v.shareOf(c)
	if c == v.cell {
		if bg := l.Accent.FG; bg != 0 {
			return grid.Style{FG: theme.Ink(bg), BG: bg, Attr: grid.Bold}
		}
		return grid.Style{Attr: grid.Reverse}
	}
	if v.got.report.Confusion[c.gold][c.said] == 0 {
		return l.Dim
	}
	st := l.Text
	if c.gold != c.said {
		share *= 4
		st = st.With(grid.Bold)
	}
	if bg := l.Heat(math.Min(1, share)); bg != 0 {
		return grid.Style{FG: theme.Ink(bg), BG: bg}
	}
	return st
}

// percentage is a share in percent with a decimal, 100 only for all; a dash if there is nothing that it is of.
func percentage(x float64) string {
	switch {
	case math.IsNaN(x):
		return "-"
	case x == 1:
		return "100"
	}
	return strconv.FormatFloat(math.Min(99.9, 100*x), 'f', 1, 64)
}

// brief is a count in four columns.
func brief(n int) string {
	switch {
	case n < 10_000:
		return strconv.Itoa(n)
	case n < 1_000_000:
		return strconv.Itoa(n/1000) + "k"
	}
	return strconv.Itoa(n/1_000_000) + "M"
}

// drawCellInfo says what is under the cursor, with words for which it is so.
func (v *View) drawCellInfo(at grid.View) {
	l, more := v.look, v.look.Pick("…", "~")
	for i, text := range v.cellWords() {
		st := l.Text
		if i > 0 {
			st = l.Dim
		}
		at.Text(0, i, grid.Truncate(text, at.W(), more), st)
	}
}

// cellWords are the pair under the cursor with its count, and the words most often so.
func (v *View) cellWords() []string {
	w, r, c := v.look.Words.Tagging, v.got.report, v.cell
	n, all := r.Confusion[c.gold][c.said], r.ByTag[c.gold].N
	if all == 0 {
		return []string{fmt.Sprintf(w.CellNone, v.tagText(c.gold)), ""}
	}
	format := w.Cell
	if c.gold == c.said {
		format = w.CellRight
	}
	text := fmt.Sprintf(format, v.tagText(c.gold), v.tagText(c.said), number(n), number(all), percentage(v.shareOf(c)))
	examples := ""
	for i, e := range r.examples(c, v.list) {
		if i > 0 {
			examples += ", "
		}
		examples += grid.SafeToken(e.word)
		if e.times > 1 {
			examples += v.look.Pick(" ×", " x") + number(e.times)
		}
	}
	return []string{text, examples}
}

// An example is a word and how often it was so.
type example struct {
	word  string
	times int
}

// mostExamples are listed.
const mostExamples = 16

// examples are the words of a cell, the most frequent first.
func (r *report) examples(c cell, list []tagging.Sentence) (found []example) {
	if r.shown.of == c && r.shown.list != nil {
		return r.shown.list
	}
	times := map[string]int{}
	for at, said := range r.said {
		for t, k := range said {
			if k == c.said && r.gold[at][t] == c.gold {
				times[list[at].Words[t]]++
			}
		}
	}
	for w, n := range times {
		found = append(found, example{w, n})
	}
	slices.SortFunc(found, func(a, b example) int { return cmp.Or(-cmp.Compare(a.times, b.times), cmp.Compare(a.word, b.word)) })
	found = found[:min(len(found), mostExamples)]
	r.shown.of, r.shown.list = c, found
	return found
}

func moveCell(down, right int) func(*View) {
	return func(v *View) {
		v.cell.gold += down
		v.cell.said += right
		v.clampCell()
	}
}

// worst goes to the next of the errors, from the most frequent down; by −1 to the one before.
func worst(by int) func(*View) {
	return func(v *View) {
		list := v.errors()
		if len(list) == 0 {
			v.notice = v.look.Words.Tagging.NoErrors
			return
		}
		at := slices.Index(list, v.cell)
		if at < 0 && by < 0 {
			at = 0
		}
		v.cell = list[(at+by+len(list))%len(list)]
	}
}

// errors are the cells beside the diagonal that are not empty, the most frequent first.
func (v *View) errors() (list []cell) {
	r := v.got.report
	if r == nil {
		return nil
	}
	for i, row := range r.Confusion {
		for j, n := range row {
			if i != j && n > 0 {
				list = append(list, cell{i, j})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b cell) int { return -cmp.Compare(r.Confusion[a.gold][a.said], r.Confusion[b.gold][b.said]) })
	return list
}

// openCell goes to a sentence with a word of the cell under the cursor.
func (v *View) openCell() {
	if !v.seek(+1, func(_ string, c cell) bool { return c == v.cell }) {
		v.notice = v.look.Words.Tagging.NoSentence
		return
	}
	v.page = sentencePage
}
