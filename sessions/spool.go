package sessions

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"iter"
	"math"
	"os"

	"unroll/core/history"
	"unroll/core/train"
)

// A spool is a train.Spool in a file in the system's folder for temporary files (see TMPDIR). The file's name is
// removed immediately, so that the file disappears with the program, however that ends; if a system cannot do that,
// Close removes it.
//
// The row of step n is at offset n·spoolRow: twelve little-endian numbers of 8 bytes (int64 or float64): step,
// tokens, loss, ‖g‖, factor, θ, learning rate, epoch, ms, and the validation's Σ NLL, tokens and right rows; tokens
// are −1 if there was none.
type spool struct {
	file *os.File
	left string // its name, if it still has one
	n    int    // number of rows
}

const spoolRow = 12 * 8

// newSpool creates the file. Error: it cannot be created.
func newSpool() (train.Spool, error) {
	f, err := os.CreateTemp("", "unroll-*.rows")
	if err != nil {
		return nil, err
	}
	s := &spool{file: f}
	if err := os.Remove(f.Name()); err != nil {
		s.left = f.Name()
	}
	return s, nil
}

// Append writes rows after those before.
func (s *spool) Append(rows iter.Seq[history.Row]) error {
	n := s.n
	w := bufio.NewWriterSize(io.NewOffsetWriter(s.file, int64(n)*spoolRow), 1<<16)
	put := func(r history.Row) error {
		n++
		var b [spoolRow]byte
		_, err := w.Write(appendSpooled(b[:0], r))
		return err
	}
	for r := range rows {
		if r.Point.Step == 1 && n == 0 { // step 0 was not validated
			if err := put(history.Row{}); err != nil {
				return err
			}
		}
		if r.Point.Step != n {
			return errSpoolStep.Of(r.Point.Step, n-1)
		}
		if err := put(r); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	s.n = n
	return nil
}

func appendSpooled(b []byte, r history.Row) []byte {
	p, tokens := r.Point, -1
	if r.Validated {
		tokens = r.Valid.Tokens
	}
	whole := func(n int) { b = binary.LittleEndian.AppendUint64(b, uint64(n)) }
	whole(p.Step)
	whole(p.Tokens)
	for _, v := range [...]float64{p.Loss, p.GradNorm, p.Factor, p.Clip, p.LR, p.Epoch, p.Millis, r.Valid.NLL} {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
	}
	whole(tokens)
	whole(r.Valid.Right)
	return b
}

func spooled(b *[spoolRow]byte) (r history.Row) {
	whole := func(i int) int { return int(int64(binary.LittleEndian.Uint64(b[8*i:]))) }
	float := func(i int) float64 { return math.Float64frombits(binary.LittleEndian.Uint64(b[8*i:])) }
	r.Point = history.Point{Step: whole(0), Tokens: whole(1), Loss: float(2), GradNorm: float(3), Factor: float(4),
		Clip: float(5), LR: float(6), Epoch: float(7), Millis: float(8)}
	if tokens := whole(10); tokens >= 0 {
		r.Valid, r.Validated = history.Valid{Step: r.Point.Step, NLL: float(9), Tokens: tokens, Right: whole(11)}, true
	}
	return r
}

// Rows yields those from a step on.
func (s *spool) Rows(from int) iter.Seq2[history.Row, error] {
	return func(yield func(history.Row, error) bool) {
		from = max(0, from)
		file := io.NewSectionReader(s.file, int64(from)*spoolRow, int64(max(0, s.n-from))*spoolRow)
		var b [spoolRow]byte
		for r := bufio.NewReaderSize(file, 1<<16); ; {
			switch _, err := io.ReadFull(r, b[:]); {
			case errors.Is(err, io.EOF):
				return
			case err != nil:
				yield(history.Row{}, err)
				return
			}
			row := spooled(&b)
			if (row.Point.Step > 0 || row.Validated) && !yield(row, nil) {
				return
			}
		}
	}
}

// Close frees the space.
func (s *spool) Close() error {
	err := s.file.Close()
	if s.left != "" {
		err = errors.Join(err, os.Remove(s.left))
	}
	return err
}
