package sessions

import (
	"errors"
	"io"
	"strconv"
	"strings"

	"unroll/core/history"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/train"
)

// columns are those of metrics.csv. There is no wall-clock time among them, so that the same run
// gives the same bytes.
var columns = [...]string{"step", "tokens", "loss", "grad_norm", "factor", "clip", "lr", "epoch", "valid_nll", "valid_tokens", "valid_right"}

// A form is which columns a metrics.csv has, and what they say of right rows.
type form uint8

const (
	plainForm form = iota // ten columns: the task counts no right rows
	rightForm             // eleven columns
	lostForm              // ten columns, although the task counts right rows: written by a version that did not; the next save rewrites it
)

// formOf is the form in which metrics.csv is written for a run of r.
func formOf(r recipe.Recipe) form {
	if t, err := task.Find(r.Task); err == nil && t.Accuracy != nil {
		return rightForm
	}
	return plainForm
}

// columns is how many there are, from the first on.
func (f form) columns() int {
	if f == rightForm {
		return len(columns)
	}
	return len(columns) - 1
}

// header is the first line.
func (f form) header() string { return strings.Join(columns[:f.columns()], ",") + "\n" }

// readForm is the form of a file by its first line, where want is the form of its task. Error: it has none of the headers.
func readForm(file io.ReaderAt, size int64, want form) (form, error) {
	lines := newLineReader(file, size, 0)
	line, err := lines.next()
	switch {
	case err != nil && !errors.Is(err, io.EOF):
		return 0, errLine.Of(1, err)
	case line == rightForm.header():
		return rightForm, nil
	case line != plainForm.header():
		return 0, errLine.Of(1, errHeader.Of())
	case want == rightForm:
		return lostForm, nil
	}
	return plainForm, nil
}

// appendRow writes a row. Step 0 has one only if it was validated.
func (f form) appendRow(b []byte, r history.Row) []byte {
	if b = appendFields(b, r); f == rightForm {
		b = append(b, ',')
		if r.Validated && r.Valid.Right >= 0 {
			b = strconv.AppendInt(b, int64(r.Valid.Right), 10)
		}
	}
	return append(b, '\n')
}

// appendFields writes the columns that every form has.
func appendFields(b []byte, r history.Row) []byte {
	if p := r.Point; p.Step == 0 {
		b = append(b, "0,,,,,,,"...)
	} else {
		b = strconv.AppendInt(b, int64(p.Step), 10)
		b = append(b, ',')
		b = strconv.AppendInt(b, int64(p.Tokens), 10)
		for _, v := range [...]float64{p.Loss, p.GradNorm, p.Factor, p.Clip, p.LR, p.Epoch} {
			b = append(b, ',')
			b = strconv.AppendFloat(b, v, 'g', -1, 64)
		}
	}
	if !r.Validated {
		return append(b, ",,"...)
	}
	b = append(b, ',')
	b = strconv.AppendFloat(b, r.Valid.NLL, 'g', -1, 64)
	b = append(b, ',')
	return strconv.AppendInt(b, int64(r.Valid.Tokens), 10)
}

// lineOf is the row of a step of c as in metrics.csv; "" for step 0 if that was not validated.
func lineOf(c *train.Checkpoint, step int) (string, error) {
	for r, err := range c.Rows(step) {
		if err != nil {
			return "", err
		}
		if r.Point.Step == step {
			return string(formOf(c.Recipe).appendRow(nil, r)), nil
		}
		break
	}
	if step > 0 {
		return "", errRowLost.Of(step)
	}
	return "", nil
}

// writeRows writes the rows of c from a step on, and returns the offset in its output where the last step's row
// begins, or would begin, and the checksum of everything that w has been given before.
func writeRows(w *summing, c *train.Checkpoint, from int) (lastAt int64, before uint32, err error) {
	const much = 1 << 16
	var b []byte
	at, form := int64(0), formOf(c.Recipe) // at: offset of b
	lastAt = -1
	for r, err := range c.Rows(from) {
		if err != nil {
			return 0, 0, err
		}
		if len(b) >= much || r.Point.Step == c.Step {
			if _, err := w.Write(b); err != nil {
				return 0, 0, err
			}
			at, b = at+int64(len(b)), b[:0]
		}
		if r.Point.Step == c.Step {
			lastAt, before = at, w.sum
		}
		b = form.appendRow(b, r)
	}
	_, err = w.Write(b)
	if lastAt < 0 {
		lastAt, before = at+int64(len(b)), w.sum
	}
	return lastAt, before, err
}
