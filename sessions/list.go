package sessions

import (
	"cmp"
	"io"
	"math"
	"os"
	"slices"
	"time"

	"unroll/core/train"
)

// A Summary is what a list shows of a session. Little is read for it, and no tensor.
type Summary struct {
	Name      string
	Meta      Meta // zero where session.json could not be read
	Step      int
	Loss      float64 // nats/token of the last update; NaN: there was none
	ValidLoss float64 // nats/token of the last validation; NaN: there was none
	Saved     time.Time
	Err       error // why it cannot be opened, as far as was looked
}

// Dataset is the name of what the session learns from; "" where it is not known.
func (s Summary) Dataset() string { return s.Meta.Data.Name }

// Model is the short form of the session's model, as "LSTM 1×128"; "" where it is not known.
func (s Summary) Model() string {
	if s.Meta.Format == 0 {
		return ""
	}
	return s.Meta.Recipe.Model.String()
}

// List looks at every session, the last saved first. Those that cannot be opened are listed too,
// with the reason. The error is about the store as a whole.
func (s Store) List() ([]Summary, error) {
	names, err := s.names()
	if err != nil {
		return nil, err
	}
	list := make([]Summary, len(names))
	for i, name := range names {
		list[i] = s.Look(name)
	}
	slices.SortStableFunc(list, func(a, b Summary) int {
		return cmp.Or(b.Saved.Compare(a.Saved), cmp.Compare(a.Name, b.Name))
	})
	return list, nil
}

// Look is one session's line of the list.
func (s Store) Look(name string) Summary {
	sum := Summary{Name: name, Loss: math.NaN(), ValidLoss: math.NaN()}
	if sum.Err = CheckName(name); sum.Err != nil {
		return sum
	}
	f, err := s.find(name)
	if err == nil {
		err = sum.look(f)
	}
	if err != nil && sum.Saved.IsZero() {
		if info, e := os.Lstat(f.dir); e == nil {
			sum.Saved = info.ModTime()
		}
	}
	sum.Err = err
	return sum
}

func (s *Summary) look(f folder) error {
	m, err := f.meta()
	if err != nil {
		return err
	}
	s.Meta = m
	h, err := f.stamp()
	if err != nil {
		return err
	}
	c := train.Checkpoint{Recipe: s.Meta.Recipe}
	t, err := decodeScalars(h.meta, &c)
	if err == nil {
		err = s.losses(t)
	}
	if err != nil {
		return f.damaged(optimizerFile, err)
	}
	s.Step = c.Step
	if s.Saved, err = f.saved(); err != nil {
		return err
	}
	for _, name := range []string{vocabFile, metricsFile, eventsFile} {
		r, _, err := f.open(name)
		if err != nil {
			return err
		}
		r.Close()
	}
	return nil
}

// losses takes the last row and the last validated row apart.
func (s *Summary) losses(t tally) error {
	for _, line := range []string{t.Row, t.Valid} {
		if line == "" {
			continue
		}
		r, err := parseRow(line)
		if err != nil {
			return err
		}
		if r.point.Step > 0 && line == t.Row {
			s.Loss = r.point.Loss
		}
		if r.validated {
			s.ValidLoss = r.valid.Loss()
		}
	}
	return nil
}

// saved is when the weights were written, if their file is as long as it says it is.
func (f folder) saved() (at time.Time, err error) {
	err = f.read(weightsFile, func(r io.Reader, size int64) error {
		info, err := r.(*os.File).Stat()
		if err != nil {
			return err
		}
		at = info.ModTime()
		_, err = readHeader(r, size)
		return err
	})
	return at, err
}
