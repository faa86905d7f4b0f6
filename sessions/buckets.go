package sessions

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"unroll/core/history"
	"unroll/core/train"
)

// history.bin is what spares a reader the greater part of metrics.csv: a line, the row of the last update that is in
// a bucket, and behind it the buckets (history.View.Encode). The line says which rows they stand for: where
// metrics.csv has another one at that step, they are of another run. A line that is empty: of none.

// bucketsEvery is how many updates have to have gone into buckets since history.bin was written before a save
// writes it again. So many rows are read from metrics.csv in a moment.
const bucketsEvery = 1 << 15

// bucketsOf is history.bin at c.
func bucketsOf(c *train.Checkpoint) (file, error) {
	line := "\n"
	if last := c.History.WholeFrom() - 1; last > 0 {
		var err error
		if line, err = lineOf(c, last); err != nil {
			return file{}, err
		}
	}
	return file{bucketsFile, func(w io.Writer) error {
		if _, err := io.WriteString(w, line); err != nil {
			return err
		}
		return c.History.Encode(w)
	}}, nil
}

// buckets is a history with what history.bin has of the steps before step; an empty one where it cannot help: it is not
// there, not whole, or of other rows than metrics.csv, which is then read from its beginning.
func (f folder) buckets(metrics io.ReaderAt, size int64, step int) *history.History {
	h, err := f.decodeBuckets(metrics, size, step)
	if err != nil {
		return &history.History{}
	}
	return h
}

func (f folder) decodeBuckets(metrics io.ReaderAt, size int64, step int) (h *history.History, err error) {
	file, _, err := f.open(bucketsFile)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	r := bufio.NewReaderSize(file, 1<<16)
	line, err := r.ReadString('\n')
	if err != nil {
		return nil, err
	}
	if h, err = history.Decode(r); err != nil {
		return nil, err
	}
	if h.Step() >= step || h.Len() != h.Step() || stepOf(line) != h.Step() {
		return nil, fmt.Errorf("%d updates up to step %d", h.Len(), h.Step())
	}
	at, err := rowFrom(metrics, size, h.Step())
	if err != nil {
		return nil, err
	}
	got := make([]byte, len(line))
	if _, err := metrics.ReadAt(got, at); err != nil || string(got) != line {
		return nil, errors.New("of other rows")
	}
	return h, nil
}

// bucketsNow is history.bin for a save that appends, if it is time for it.
func (s *Session) bucketsNow(c *train.Checkpoint, k *mark) []file {
	if last := c.History.WholeFrom() - 1; last < k.bucketed+cmp.Or(s.store.every, bucketsEvery) {
		return nil
	}
	f, err := bucketsOf(c)
	if err != nil {
		return nil // a save does without
	}
	k.bucketed = c.History.WholeFrom() - 1
	return []file{f}
}

// bucketsAnew is history.bin for a save that writes metrics.csv anew: what it says of the rows before must not
// outlast them.
func (s *Session) bucketsAnew(c *train.Checkpoint) ([]file, error) {
	_, err := os.Lstat(filepath.Join(s.dir, bucketsFile))
	if err != nil && c.History.WholeFrom() == 0 {
		return nil, nil
	}
	f, err := bucketsOf(c)
	return []file{f}, err
}
