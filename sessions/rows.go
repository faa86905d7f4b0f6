package sessions

import (
	"errors"
	"io"
	"iter"

	"unroll/core/history"
	"unroll/core/train"
)

var _ train.Rows = (*Session)(nil)

// Rows yields those of metrics.csv from a step on, possibly including what follows the last save: the caller
// knows where that begins. It may be called from any goroutine, also during a save.
func (f folder) Rows(from int) iter.Seq2[history.Row, error] {
	return func(yield func(history.Row, error) bool) {
		fail := func(err error) { yield(history.Row{}, f.damaged(metricsFile, err)) }
		file, size, err := f.open(metricsFile)
		if err != nil {
			yield(history.Row{}, err)
			return
		}
		defer file.Close()
		form, err := readForm(file, size, f.form)
		if err != nil {
			fail(err)
			return
		}
		at, err := rowFrom(file, size, form, from)
		if err != nil {
			fail(err)
			return
		}
		for lines := newLineReader(file, size, at); ; {
			line, err := lines.next()
			if errors.Is(err, io.EOF) {
				return
			}
			var r history.Row
			if err == nil {
				r, err = form.parseRow(line)
			}
			if err != nil {
				fail(err)
				return
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}
