package sessions

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"unroll/core/history"
)

// readMetrics reads the rows of the steps before step, and takes last as that step's: what the
// file holds from there on may be torn, or of a save that was not finished. at is where it begins.
func readMetrics(r io.Reader, step int, last string) (h history.History, at int64, err error) {
	f := metricsReader{lines: bufio.NewReader(r)}
	if line, err := f.line(); err != nil || line != metricsHeader {
		return h, 0, errors.Join(errors.New("line 1: not the names of the columns"), err)
	}
	if b, _ := f.lines.Peek(2); step > 0 && string(b) == "0," {
		err = f.row(&h)
	}
	for err == nil && len(h.Points) < step-1 {
		err = f.row(&h)
	}
	if err != nil {
		return h, 0, err
	}
	if last != "" {
		err = addRow(&h, last)
	}
	if err == nil && len(h.Points) != step {
		err = fmt.Errorf("step is %d", len(h.Points))
	}
	if err != nil {
		return h, 0, fmt.Errorf("row of step %d: %w", step, err)
	}
	return h, f.at, nil
}

// A metricsReader counts the lines and bytes that it has read.
type metricsReader struct {
	lines *bufio.Reader
	n     int
	at    int64
}

func (f *metricsReader) line() (string, error) {
	b, err := f.lines.ReadSlice('\n')
	f.n++
	f.at += int64(len(b))
	if errors.Is(err, bufio.ErrBufferFull) {
		err = errors.New("is too long")
	}
	return string(b), err
}

func (f *metricsReader) row(h *history.History) error {
	line, err := f.line()
	if errors.Is(err, io.EOF) {
		return fmt.Errorf("ends behind step %d, but later ones were saved", len(h.Points))
	}
	if err == nil {
		err = addRow(h, line)
	}
	if err != nil {
		return fmt.Errorf("line %d: %w", f.n, err)
	}
	return nil
}

// A row is a line of metrics.csv.
type row struct {
	point     history.Point // zero but for the step at step 0
	valid     history.Valid
	validated bool
}

func parseRow(line string) (r row, err error) {
	p := parser{}
	n := 0
	for s := range strings.SplitSeq(strings.TrimSuffix(line, "\n"), ",") {
		if n < len(p.fields) {
			p.fields[n] = s
		}
		n++
	}
	if n != len(columns) {
		return r, fmt.Errorf("%d columns instead of %d", n, len(columns))
	}
	step := p.whole(0)
	if step > 0 {
		r.point = history.Point{Step: step, Tokens: p.whole(1), Loss: p.number(2), GradNorm: p.number(3),
			Factor: p.number(4), Clip: p.number(5), LR: p.number(6), Epoch: p.number(7)}
	}
	if r.validated = step == 0 || p.fields[8] != "" || p.fields[9] != ""; r.validated {
		r.valid = history.Valid{Step: step, NLL: p.number(8), Tokens: p.whole(9)}
	}
	return r, p.err
}

// addRow takes a line up into h. Steps follow on each other from 1, or from 0 where that was
// validated.
func addRow(h *history.History, line string) error {
	r, err := parseRow(line)
	if err != nil {
		return err
	}
	first := r.point.Step == 0 && len(h.Points)+len(h.Valids) == 0
	if !first && r.point.Step != len(h.Points)+1 {
		return fmt.Errorf("step is %d instead of %d", r.point.Step, len(h.Points)+1)
	}
	if !first {
		h.Points = append(h.Points, r.point)
		h.Tokens += int64(r.point.Tokens)
	}
	if r.validated {
		h.Valids = append(h.Valids, r.valid)
	}
	return nil
}

// A parser reads the fields of a row and keeps the first thing wrong with them.
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
		p.err = fmt.Errorf("%s is %q", columns[i], p.fields[i])
	}
}
