package cli

import (
	"errors"
	"fmt"
	"io"
	"os"

	"unroll/core/history"
)

// A rowLog writes a run down as it goes on, each step exactly once: a History is complete, so
// what has been written of it is all there is to remember.
type rowLog struct {
	w              io.Writer
	file           *os.File // nil: standard output
	form           rowForm
	points, valids int // written of each
	buf            []byte
}

// openLog begins a log at path, "-" for standard output. A file tells the whole run, of a run
// that goes on from past too; standard output only what is done now.
func (c *call) openLog(path string, form rowForm, past history.History) (*rowLog, error) {
	l := &rowLog{form: form, w: c.stdout}
	if path == "-" {
		l.points, l.valids = len(past.Points), len(past.Valids)
	} else {
		f, err := os.Create(path)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, cause(err))
		}
		l.file, l.w = f, f
	}
	l.buf = append(l.buf, form.head...)
	return l, l.flush()
}

// write appends what h has that has not been written. A validation stands behind the update whose
// weights it judged.
func (l *rowLog) write(h history.History) error {
	for l.points < len(h.Points) || l.valids < len(h.Valids) {
		if l.valids < len(h.Valids) && (l.points == len(h.Points) || h.Valids[l.valids].Step < h.Points[l.points].Step) {
			l.buf = l.form.valid(l.buf, h.Valids[l.valids])
			l.valids++
		} else {
			l.buf = l.form.point(l.buf, h.Points[l.points])
			l.points++
		}
		if len(l.buf) > 1<<16 {
			if err := l.flush(); err != nil {
				return err
			}
		}
	}
	return l.flush()
}

// end writes the last line and closes.
func (l *rowLog) end(e ending) error {
	if l.form.end != nil {
		l.buf = l.form.end(l.buf, e)
	}
	return errors.Join(l.flush(), l.close())
}

func (l *rowLog) close() error {
	if l.file == nil {
		return nil
	}
	if err := l.file.Close(); err != nil && !errors.Is(err, os.ErrClosed) {
		return fmt.Errorf("%s: %w", l.file.Name(), cause(err))
	}
	return nil
}

func (l *rowLog) flush() error {
	if len(l.buf) == 0 {
		return nil
	}
	_, err := l.w.Write(l.buf)
	l.buf = l.buf[:0]
	if err != nil && l.file != nil {
		return fmt.Errorf("%s: %w", l.file.Name(), cause(err))
	}
	return err
}
