package series

import (
	"bufio"
	"bytes"
	"io"
	"math"
)

// A dialect is how a table is written, as far as its beginning tells.
type dialect struct {
	sep, decimal byte
	header       bool
	odd          int // a column whose field in the first row is a word among numbers; −1: none
	columns      []sample
	rows         int  // without the header
	ragged       bool // its rows are not all of as many fields
}

// A sample is what the beginning of a table tells of a column, the first row aside where that has names.
type sample struct {
	numbers, dates, words int // fields of each kind; the others are gaps
	fractions             int // numbers with a decimal mark or an exponent
	digits                int // of the longest number that is none of those
	days                  int // numbers that are days, as 20240131
	last, step            float64
	even                  bool // each number is the one before and the same step, which is positive
	example               string
	grouped               int    // words that are numbers with separators between thousands
	group, plain          string // the first of them, and how it should be written
}

// maxSample is how many rows are looked at.
const maxSample = 1000

// guess looks at the beginning of a table, the last line of which may be cut short.
func guess(head []byte) dialect {
	if i := bytes.LastIndexByte(head, '\n'); i >= 0 && len(head) > headBytes/2 {
		head = head[:i+1]
	}
	d := dialect{sep: separator(head), decimal: '.', odd: -1}
	rows := d.cut(head)
	if d.sep == ',' && commaIsDecimal(rows) {
		d.sep = ';' // which is nowhere
		rows = d.cut(head)
	}
	if d.sep != ',' && commas(rows) {
		d.decimal = ','
	}
	if len(rows) == 0 {
		return d
	}
	d.columns = make([]sample, len(rows[0]))
	for i, row := range rows[1:] {
		d.ragged = d.ragged || len(row) != len(rows[0])
		for c, f := range row[:min(len(row), len(d.columns))] {
			d.columns[c].take(f, d.decimal, i)
		}
	}
	d.rows = len(rows) - 1
	if d.names(rows[0]); !d.header {
		d.rows++
		if d.rows == 1 {
			for c, f := range rows[0] {
				d.columns[c].take(f, d.decimal, 0)
			}
		}
	}
	return d
}

// cut is the first rows, field by field; broken quotation marks end them.
func (d *dialect) cut(head []byte) (rows [][][]byte) {
	r := records{r: bufio.NewReader(bytes.NewReader(head)), sep: d.sep}
	for len(rows) < maxSample {
		fields, err := r.next()
		if err != nil {
			if err != io.EOF {
				d.ragged = true
			}
			break
		}
		row := make([][]byte, len(fields))
		for c, f := range fields {
			row[c] = bytes.Clone(f)
		}
		rows = append(rows, row)
	}
	return rows
}

// names finds out whether the first row has names: then no field in it is a number, and one is a word where the
// column has numbers or dates.
func (d *dialect) names(row [][]byte) {
	words, numbers, misplaced := 0, 0, -1
	for c, f := range row {
		s := &d.columns[c]
		switch _, err := number(f, d.decimal); {
		case err == nil || isDate(f):
			numbers++
		case len(f) > 0 && !isGap(f) && !isInfinite(f):
			words++
			if k := d.kind(c); k != Words && s.numbers+s.dates > 1 && misplaced < 0 {
				misplaced = c
			}
		}
	}
	d.header = words > 0 && numbers == 0 && (misplaced >= 0 || words == len(row))
	if !d.header && misplaced >= 0 {
		d.odd = misplaced
	}
}

// kind is what column c holds, by most of its fields. A column that is empty holds words, which are not read.
func (d *dialect) kind(c int) Kind {
	if c >= len(d.columns) {
		return Words
	}
	s := d.columns[c]
	switch {
	case s.dates > s.numbers && s.dates >= s.words, s.numbers > 0 && s.days == s.numbers && s.words == 0:
		return Dates
	case s.numbers == 0 || s.words > s.numbers:
		return Words
	case c == 0 && s.even && s.numbers > 2 && s.words+s.dates == 0:
		for other := 1; other < len(d.columns); other++ {
			if d.kind(other) == Numbers {
				return Index
			}
		}
	}
	return Numbers
}

// thousands is a number of a column of words as it is written, and as it should be, where separators between thousands are why
// the column is none of numbers.
func (d *dialect) thousands(c int) (is, should string, ok bool) {
	if c >= len(d.columns) || d.kind(c) != Words {
		return "", "", false
	}
	s := d.columns[c]
	return s.group, s.plain, 2*s.grouped > s.words
}

func (d *dialect) example(c int) string { return d.columns[c].example }

// take counts a field; row is 0 for the first.
func (s *sample) take(f []byte, decimal byte, row int) {
	v, err := number(f, decimal)
	switch {
	case err == nil:
		s.number(f, float64(v), row)
		if s.numbers > s.words+s.dates {
			return
		}
	case isDate(f):
		s.dates++
	case isGap(f) || isInfinite(f):
		return
	default:
		s.words++
		if plain, ok := withoutThousands(f, decimal); ok {
			if s.grouped++; s.grouped == 1 {
				s.group, s.plain = clipped(f), plain
			}
		}
	}
	if s.example == "" {
		s.example = clipped(f)
	}
}

func (s *sample) number(f []byte, v float64, row int) {
	if bytes.ContainsAny(f, ".,eE") {
		s.fractions++
	} else {
		s.digits = max(s.digits, len(f))
	}
	if isDay(f) {
		s.days++
	}
	switch step := v - s.last; {
	case s.numbers == 0:
		s.even = row == 0
	case s.numbers == 1:
		s.step = step
		s.even = s.even && row == 1 && step > 0
	default:
		s.even = s.even && row == s.numbers && math.Abs(step-s.step) <= 1e-3*s.step
	}
	s.last = v
	s.numbers++
}
