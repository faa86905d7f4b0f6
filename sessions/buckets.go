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

// history.bin saves a reader most of metrics.csv: it holds a line, the row of the last update that is in a bucket,
// followed by the buckets (history.View.Encode). The line identifies the rows that they summarize: if metrics.csv
// has a different row at that step, they belong to another run. An empty line means no rows.

// bucketsEvery is how many more updates must have gone into buckets before a save rewrites history.bin. This
// many rows are quickly read from metrics.csv.
const bucketsEvery = 1 << 15

// bucketsOf is history.bin for c.
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

// buckets is a history with what history.bin has of the steps before step; an empty one if the file is missing,
// damaged or of other rows than metrics.csv, which is then read from its beginning.
func (f folder) buckets(metrics io.ReaderAt, size int64, form form, step int) *history.History {
	h, err := f.decodeBuckets(metrics, size, form, step)
	if err != nil {
		return &history.History{}
	}
	return h
}

func (f folder) decodeBuckets(metrics io.ReaderAt, size int64, form form, step int) (h *history.History, err error) {
	if form == lostForm { // it would say that no row was right
		return nil, errors.New("right rows were not counted")
	}
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
	at, err := rowFrom(metrics, size, form, h.Step())
	if err != nil {
		return nil, err
	}
	got := make([]byte, len(line))
	if _, err := metrics.ReadAt(got, at); err != nil || string(got) != line {
		return nil, errors.New("of other rows")
	}
	return h, nil
}

// bucketsNow is history.bin for a save that appends, if it is due.
func (s *Session) bucketsNow(c *train.Checkpoint, k *mark) []file {
	if last := c.History.WholeFrom() - 1; last < k.bucketed+cmp.Or(s.store.every, bucketsEvery) {
		return nil
	}
	f, err := bucketsOf(c)
	if err != nil {
		return nil // a save can do without it
	}
	k.bucketed = c.History.WholeFrom() - 1
	return []file{f}
}

// bucketsAnew is history.bin for a save that rewrites metrics.csv: its summary of the old rows must not outlast them.
func (s *Session) bucketsAnew(c *train.Checkpoint) ([]file, error) {
	_, err := os.Lstat(filepath.Join(s.dir, bucketsFile))
	if err != nil && c.History.WholeFrom() == 0 {
		return nil, nil
	}
	f, err := bucketsOf(c)
	return []file{f}, err
}
