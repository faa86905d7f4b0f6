package sessions

import (
	"io"
	"strconv"
	"strings"

	"unroll/core/history"
	"unroll/core/train"
)

// columns are those of metrics.csv. There is no wall-clock time among them, so that the same run
// gives the same bytes.
var columns = [...]string{"step", "tokens", "loss", "grad_norm", "factor", "clip", "lr", "epoch", "valid_nll", "valid_tokens"}

// metricsHeader is the first line.
var metricsHeader = strings.Join(columns[:], ",") + "\n"

// appendRow writes a row. Step 0 has one only if it was validated.
func appendRow(b []byte, r history.Row) []byte {
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
		return append(b, ",,\n"...)
	}
	b = append(b, ',')
	b = strconv.AppendFloat(b, r.Valid.NLL, 'g', -1, 64)
	b = append(b, ',')
	b = strconv.AppendInt(b, int64(r.Valid.Tokens), 10)
	return append(b, '\n')
}

// lineOf is the row of a step of c as in metrics.csv; "" for step 0 if that was not validated.
func lineOf(c *train.Checkpoint, step int) (string, error) {
	for r, err := range c.Rows(step) {
		if err != nil {
			return "", err
		}
		if r.Point.Step == step {
			return string(appendRow(nil, r)), nil
		}
		break
	}
	if step > 0 {
		return "", errRowLost.Of(step)
	}
	return "", nil
}

// writeRows writes the rows of c from a step on, and returns the offset in its output where the last step's row
// begins, or would begin.
func writeRows(w io.Writer, c *train.Checkpoint, from int) (lastAt int64, err error) {
	const much = 1 << 16
	var b []byte
	at := int64(0) // offset of b
	lastAt = -1
	for r, err := range c.Rows(from) {
		if err != nil {
			return 0, err
		}
		if r.Point.Step == c.Step {
			lastAt = at + int64(len(b))
		}
		if b = appendRow(b, r); len(b) >= much {
			if _, err := w.Write(b); err != nil {
				return 0, err
			}
			at, b = at+int64(len(b)), b[:0]
		}
	}
	_, err = w.Write(b)
	if lastAt < 0 {
		lastAt = at + int64(len(b))
	}
	return lastAt, err
}
