package cli

import (
	"errors"
	"io"
	"os"
	"slices"

	"unroll/core/history"
	"unroll/core/train"
)

// A rowLog writes a run's rows while it runs, each step exactly once. If the run is rewound, the new branch
// follows the old.
type rowLog struct {
	w        io.Writer
	file     *os.File // nil: standard output
	form     rowForm
	step     int // the last update written
	valid    int // the last validation written; −1: none
	revision int // of the history that they belong to
	buf      []byte
}

// openLog begins a log at path, "-" for standard output. A file gets the whole run, even one that continues from
// a checkpoint; standard output gets only what is done now.
func (c *call) openLog(path string, form rowForm, from *train.Checkpoint) (*rowLog, error) {
	l := &rowLog{form: form, w: c.stdout, valid: -1}
	if path != "-" {
		f, err := os.Create(path)
		if err != nil {
			return nil, errFile.Of(path, cause(err))
		}
		l.file, l.w = f, f
	}
	l.buf = append(l.buf, form.head...)
	if from != nil {
		if err := l.past(from); err != nil {
			l.close()
			return nil, err
		}
	}
	return l, l.flush()
}

// past writes the rows before the checkpoint to a file, and skips them on standard output.
func (l *rowLog) past(from *train.Checkpoint) error {
	h := from.History
	l.revision, l.step = h.Revision(), h.Step()
	if v, ok := h.LastValid(); ok {
		l.valid = v.Step
	}
	if l.file == nil {
		return nil
	}
	for r, err := range from.Rows(0) {
		if err != nil {
			return err
		}
		if r.Point.Step > 0 {
			l.buf = l.form.point(l.buf, r.Point)
		}
		if r.Validated {
			l.buf = l.form.valid(l.buf, r.Valid)
		}
		if err := l.flushIfFull(); err != nil {
			return err
		}
	}
	return nil
}

// write appends the rows of h that have not been written. A validation comes after the update whose weights it
// evaluated. The run has kept these rows whole: see follower.hold.
func (l *rowLog) write(h history.View) error {
	if h.Revision() != l.revision {
		common := h.CommonWith(l.revision)
		l.step, l.valid, l.revision = min(l.step, common), min(l.valid, common), h.Revision()
	}
	if from := h.WholeFrom(); h.Len() > 0 && from > l.step+1 {
		return errRowsGone.Of(l.step+1, from-1)
	}
	valids := slices.Collect(h.ValidsFrom(l.valid + 1))
	before := func(step int) { // writes the validations before step
		for len(valids) > 0 && valids[0].Step < step {
			l.buf = l.form.valid(l.buf, valids[0])
			l.valid, valids = valids[0].Step, valids[1:]
		}
	}
	for p := range h.From(l.step + 1) {
		before(p.Step)
		l.buf = l.form.point(l.buf, p)
		l.step = p.Step
		if err := l.flushIfFull(); err != nil {
			return err
		}
	}
	before(l.step + 1)
	return l.flush()
}

// end writes the last line and closes the log.
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
		return errFile.Of(l.file.Name(), cause(err))
	}
	return nil
}

func (l *rowLog) flushIfFull() error {
	if len(l.buf) > 1<<16 {
		return l.flush()
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
		return errFile.Of(l.file.Name(), cause(err))
	}
	return err
}
