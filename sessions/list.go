package sessions

import (
	"cmp"
	"io"
	"math"
	"os"
	"slices"
	"sync"
	"time"

	"unroll/core/train"
	"unroll/sessions/safetensors"
)

// A Summary is what a list shows of a session. Little is read for it, and no tensors.
type Summary struct {
	Name      string
	Meta      Meta // zero if session.json could not be read
	Step      int
	Loss      float64 // of the last update, in the unit of the task (nats/token of a language model); NaN: there was none
	ValidLoss float64 // of the last validation; NaN: there was none
	ValidStep int     // at which it was: before Step, if the weights of the last save have not been validated
	BestLoss  float64 // the lowest of a validation; NaN: not known
	BestStep  int
	Trouble   train.Phase // train.Ruined or train.Diverged, if the run is
	Saved     time.Time
	Err       error // why it cannot be opened, as far as was checked
}

// Dataset is the name of what the session learns from; "" if not known.
func (s Summary) Dataset() string { return s.Meta.Data.Name }

// Model is the short form of the session's model, such as "LSTM 1×128"; "" if not known.
func (s Summary) Model() string {
	if s.Meta.Format == 0 {
		return ""
	}
	return s.Meta.Recipe.Model.String()
}

// lookers is how many sessions are read concurrently: they wait for the disk.
const lookers = 8

// List summarizes every session, the last saved first. Those that cannot be opened are listed too,
// with the reason. The error is about the store as a whole.
func (s Store) List() ([]Summary, error) {
	names, err := s.names()
	if err != nil {
		return nil, err
	}
	list := make([]Summary, len(names))
	var all sync.WaitGroup
	for from := range lookers {
		all.Go(func() {
			for i := from; i < len(names); i += lookers {
				list[i] = s.Look(names[i])
			}
		})
	}
	all.Wait()
	slices.SortStableFunc(list, func(a, b Summary) int {
		return cmp.Or(b.Saved.Compare(a.Saved), cmp.Compare(a.Name, b.Name))
	})
	return list, nil
}

// Look summarizes one session.
func (s Store) Look(name string) Summary {
	sum := Summary{Name: name, Loss: math.NaN(), ValidLoss: math.NaN(), BestLoss: math.NaN()}
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
	if err := f.read(optimizerFile, s.place); err != nil {
		return err
	}
	for _, name := range []string{vocabFile, metricsFile, eventsFile, weightsFile} {
		if name == vocabFile && m.Vocab == 0 {
			continue
		}
		_, info, err := f.find(name)
		if err != nil {
			return err
		}
		if name == weightsFile {
			s.Saved = info.ModTime()
			if info.Size() < 4*int64(m.Parameters) {
				return f.damaged(name, errWeightsSize.Of(info.Size(), m.Parameters))
			}
		}
	}
	if b, err := f.bestSaid(m); err == nil { // without it, the session opens all the same
		s.BestLoss, s.BestStep = b.Loss, b.Step
	}
	return nil
}

// place reads how far the run has progressed.
func (s *Summary) place(r io.Reader, size int64) error {
	meta, err := safetensors.ReadMetadata(r, size)
	if err != nil {
		return err
	}
	var c train.Checkpoint
	t, err := decodeScalars(meta, &c)
	if err != nil {
		return err
	}
	s.Step, s.Trouble = c.Step, c.Trouble
	return s.losses(t)
}

// losses parses the last row and the last validated row.
func (s *Summary) losses(t tally) error {
	for _, line := range []string{t.Row, t.Valid} {
		if line == "" {
			continue
		}
		r, err := formOfRow(line).parseRow(line)
		if err != nil {
			return err
		}
		if r.Point.Step > 0 && line == t.Row {
			s.Loss = r.Point.Loss
		}
		if r.Validated {
			s.ValidLoss, s.ValidStep = r.Valid.Loss(), r.Point.Step
		}
	}
	return nil
}
