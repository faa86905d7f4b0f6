package tagging

import (
	"bytes"
	"strconv"
	"strings"
)

// Looks says whether what begins with head looks like tagged sentences: lines of two columns, or of CoNLL-U's ten, with tabs
// between them. It may be something else: see Surely.
func Looks(head []byte) bool { return glance(head).columns > 0 }

// Surely says whether what begins with head can only be meant as tagged sentences: CoNLL-U, or a word and its tag a line, the
// tags being words that come again, not numbers. Looks is true of it. head may end anywhere.
func Surely(head []byte) bool {
	g := glance(head)
	switch {
	case g.columns == conllu:
		return g.numbered
	case g.columns == 2:
		return !g.numbers && !g.blanks && (g.rows < fewRows || 2*g.kinds <= g.rows)
	}
	return false
}

const (
	glanced = 200 // rows that are looked at
	fewRows = 10  // of fewer, tags need not come again
)

// A glimpse is what the first lines are like.
type glimpse struct {
	columns  int  // of each row; 0: not those of tagged sentences
	rows     int  // that were looked at
	kinds    int  // different last columns
	numbered bool // the first columns are CoNLL-U's numbers of words
	numbers  bool // a last column is a number, but for the first row, which may be a heading
	blanks   bool // a column has several words
}

// glance looks at whole lines.
func glance(head []byte) glimpse {
	head = bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF"))
	g, last := glimpse{numbered: true}, map[string]bool{}
	for line := range bytes.Lines(head) {
		if line[len(line)-1] != '\n' && g.rows > 2 {
			break // cut off, perhaps
		}
		text := strings.TrimRight(string(line), "\r\n")
		fields := strings.Split(text, "\t")
		if strings.TrimSpace(text) == "" || comment(text, len(fields)) {
			continue
		}
		if n := len(fields); n == 1 || (g.rows > 0 && n != g.columns) {
			return glimpse{}
		}
		g.columns = len(fields)
		g.row(fields, last)
		if g.rows == glanced {
			break
		}
	}
	g.kinds = len(last)
	if g.rows < 3 || (g.columns != 2 && g.columns != conllu) {
		return glimpse{}
	}
	return g
}

// row looks at a row.
func (g *glimpse) row(fields []string, last map[string]bool) {
	tag := strings.TrimSpace(fields[len(fields)-1])
	last[tag] = true
	if _, err := strconv.ParseFloat(tag, 64); err == nil && g.rows > 0 {
		g.numbers = true
	}
	g.blanks = g.blanks || tag == "" || strings.Contains(tag, " ") || strings.Contains(strings.TrimSpace(fields[0]), " ")
	g.numbered = g.numbered && strings.Trim(fields[0], "0123456789-.") == ""
	g.rows++
}

// HasTabs says whether the first line of head that is not empty and not a comment has columns.
func HasTabs(head []byte) bool {
	for line := range bytes.Lines(head) {
		text := strings.TrimRight(string(line), "\r\n")
		if n := 1 + strings.Count(text, "\t"); strings.TrimSpace(text) != "" && !comment(text, n) {
			return n > 1
		}
	}
	return false
}
