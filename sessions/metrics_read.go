package sessions

import (
	"bufio"
	"errors"
	"io"
	"strconv"
	"strings"

	"unroll/core/history"
)

// A metrics reads metrics.csv into a History.
type metrics struct {
	h       *history.History
	file    io.ReaderAt
	size    int64
	lines   lineReader
	form    form
	last    int                      // the step of the last row read
	reading func(part float64) error // is told the progress; may be nil
}

// readMetrics reads the rows of the steps before step, and uses last as that step's row: from there on the file may
// be torn, or belong to an unfinished save. It continues after what h has; at is where last begins. The file has form f.
func readMetrics(file io.ReaderAt, size int64, f form, h *history.History, step int, last string, reading func(float64) error) (at int64, err error) {
	m := metrics{h: h, file: file, size: size, form: f, last: h.Step(), reading: reading}
	if err := m.seek(step); err != nil {
		return 0, err
	}
	for m.last < step-1 {
		if err := m.row(); err != nil {
			return 0, err
		}
	}
	switch {
	case last != "":
		err = m.add(last)
	case step == 0: // it ended before the first update, and before it was validated
		m.last = 0
	}
	if err == nil && m.last != step {
		err = errLastStep.Of(m.last)
	}
	if err != nil {
		return 0, errRow.Of(step, err)
	}
	return m.lines.at, nil
}

// seek goes to the first row that h does not have.
func (m *metrics) seek(step int) error {
	m.lines = newLineReader(m.file, m.size, 0)
	if _, err := m.lines.next(); err != nil {
		return errLine.Of(1, err)
	}
	if m.last > 0 {
		at, err := rowFrom(m.file, m.size, m.form, m.last+1)
		m.lines, m.reading = newLineReader(m.file, m.size, at), nil
		return err
	}
	m.last = -1 // step 0 may have a row
	if b, _ := m.lines.r.Peek(2); step > 0 && string(b) != "0," {
		m.last = 0
	}
	return nil
}

// tellEvery is how many rows are read between two reports.
const tellEvery = 1 << 14

func (m *metrics) row() error {
	if m.reading != nil && m.lines.n%tellEvery == 0 {
		if err := m.reading(float64(m.lines.at) / float64(m.size)); err != nil {
			return err
		}
	}
	line, err := m.lines.next()
	if errors.Is(err, io.EOF) {
		return errRowsEnd.Of(max(0, m.last))
	}
	if err == nil {
		err = m.add(line)
	}
	if err != nil {
		return m.lines.wrong(err)
	}
	return nil
}

// add adds a line. Steps must be consecutive from 1, or from 0 if that was validated.
func (m *metrics) add(line string) error {
	r, err := m.form.parseRow(line)
	if err != nil {
		return err
	}
	if step := r.Point.Step; step != m.last+1 && !(m.last == -1 && step == 1) {
		return errRowStep.Of(step, max(1, m.last+1))
	}
	m.last = r.Point.Step
	m.h.Restore(r.Point)
	if r.Validated {
		m.h.RestoreValid(r.Valid)
	}
	return nil
}

// A lineReader counts the lines and bytes that it has read.
type lineReader struct {
	r    *bufio.Reader
	from int64 // where it started
	at   int64
	n    int
}

// maxLine is an upper limit for the bytes of a line.
const maxLine = 1 << 12

func newLineReader(file io.ReaderAt, size, from int64) lineReader {
	return lineReader{r: bufio.NewReaderSize(io.NewSectionReader(file, from, size-from), 1<<16), from: from, at: from}
}

// next returns the next line including its newline. A line without one is io.EOF.
func (f *lineReader) next() (string, error) {
	b, err := f.r.ReadSlice('\n')
	f.n++
	f.at += int64(len(b))
	if errors.Is(err, bufio.ErrBufferFull) || len(b) > maxLine {
		return "", errTooLong.Of()
	}
	return string(b), err
}

// wrong adds to err that it is about the last line read.
func (f *lineReader) wrong(err error) error {
	if f.from > 0 {
		return errLineFrom.Of(f.n, f.from, err)
	}
	return errLine.Of(f.n, err)
}

// rowFrom is the offset of the first row of step or later; the end if there is none. It searches by bisection.
// What cannot be parsed counts as later, because only what follows the last save may be torn.
func rowFrom(file io.ReaderAt, size int64, f form, step int) (int64, error) {
	low, high := int64(len(f.header())), size // a row before step, or the first, begins at low; the row sought begins before high, or none does
	for high-low > 2*maxLine {
		middle := (low + high) / 2
		at, found, err := rowBehind(file, middle)
		switch {
		case err != nil:
			return 0, err
		case found >= 0 && found < step:
			low = at
		default:
			high = middle
		}
	}
	for lines := newLineReader(file, size, low); ; {
		at := lines.at
		line, err := lines.next()
		if errors.Is(err, io.EOF) {
			return at, nil
		}
		if err != nil {
			return 0, err
		}
		if n := stepOf(line); n < 0 || n >= step {
			return at, nil
		}
	}
}

// rowBehind is where the first row after an offset begins, and its step; −1 if there is none.
func rowBehind(file io.ReaderAt, at int64) (begins int64, step int, err error) {
	var b [2 * maxLine]byte
	n, err := file.ReadAt(b[:], at)
	if err != nil && !errors.Is(err, io.EOF) {
		return 0, 0, err
	}
	before, line, ok := strings.Cut(string(b[:n]), "\n")
	if !ok {
		return 0, -1, nil
	}
	return at + int64(len(before)) + 1, stepOf(line), nil
}

// stepOf is the step of a row, or −1.
func stepOf(line string) int {
	s, _, _ := strings.Cut(line, ",")
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return -1
	}
	return n
}

// formOfRow is the form of a row by itself, without its file.
func formOfRow(line string) form {
	if strings.Count(line, ",") == len(columns)-1 {
		return rightForm
	}
	return plainForm
}

// parseRow reads a row of the form. Right rows that it does not have are not known.
func (f form) parseRow(line string) (r history.Row, err error) {
	p := parser{}
	n := 0
	for s := range strings.SplitSeq(strings.TrimSuffix(line, "\n"), ",") {
		if n < len(p.fields) {
			p.fields[n] = s
		}
		n++
	}
	if n != f.columns() {
		return r, errColumns.Of(n, f.columns())
	}
	step := p.whole(0)
	if step > 0 {
		r.Point = history.Point{Step: step, Tokens: p.whole(1), Loss: p.number(2), GradNorm: p.number(3),
			Factor: p.number(4), Clip: p.number(5), LR: p.number(6), Epoch: p.number(7)}
	}
	if r.Validated = step == 0 || p.fields[8] != "" || p.fields[9] != ""; r.Validated {
		r.Valid = history.Valid{Step: step, NLL: p.number(8), Tokens: p.whole(9)}
		if f == rightForm && p.fields[10] != "" {
			r.Valid.Right = p.whole(10)
		} else if f != plainForm {
			r.Valid.Right = history.NotCounted
		}
	}
	return r, p.err
}

// A parser reads the fields of a row and keeps the first error.
type parser struct {
	fields [len(columns)]string
	err    error
}

func (p *parser) whole(i int) int {
	v, err := strconv.Atoi(p.fields[i])
	if err != nil || v < 0 {
		p.fail(i)
	}
	return v
}

func (p *parser) number(i int) float64 {
	v, err := strconv.ParseFloat(p.fields[i], 64)
	if err != nil {
		p.fail(i)
	}
	return v
}

func (p *parser) fail(i int) {
	if p.err == nil {
		p.err = errField.Of(columns[i], p.fields[i])
	}
}
