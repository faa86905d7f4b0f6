package sessions

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"unroll/core/train"
	"unroll/datasets"
)

// The law: a session of a series with one byte changed, anywhere, is opened or refused with an error that names the session or its
// data; whatever is asked of it, nothing panics.
func TestAByteChangedInASessionOfASeries(t *testing.T) {
	for _, source := range []string{"ar2", "adding"} {
		r := smallSeries("gru", "gaussian")
		r.Series.Rows, r.Settings.Unroll = 40, 6
		if source == "adding" {
			r.Series.Rows, r.Series.TrainRows, r.Series.ValidRows, r.Settings.Unroll = 6, 40, 10, 6
		}
		n, err := datasets.Opener{}.OpenSeries(source, r.Series)
		must(t, err)
		s := Store{Dir: t.TempDir(), disk: quick{}}
		subject, err := OfSeries(n).Subject(r)
		must(t, err)
		w, err := CreateOn(s, "kept", OfSeries(n), "")
		must(t, err)
		l := startOn(t, r, subject.Data, train.Options{Recorder: w})
		l.until(4)
		l.do(train.Set("lr", 0.01))
		l.until(9)
		l.stop()
		refused := 0
		for _, name := range needed() {
			if name == vocabFile {
				continue
			}
			path := filepath.Join(s.path("kept"), name)
			was, err := os.ReadFile(path)
			must(t, err)
			step := max(1, len(was)/24)
			for at := 0; at < len(was); at += step {
				for _, flip := range []byte{1, 0x80} {
					b := append([]byte(nil), was...)
					b[at] ^= flip
					must(t, os.WriteFile(path, b, 0o644))
					if err := askedOf(s); err != nil {
						refused++
						if err.Error() == "" || errors.Is(err, os.ErrPermission) {
							t.Errorf("%s, %s, byte %d: %v", source, name, at, err)
						}
					}
				}
			}
			must(t, os.WriteFile(path, was, 0o644))
		}
		if err := askedOf(s); err != nil || refused < 30 {
			t.Errorf("%s: %d were refused; as it was: %v", source, refused, err)
		}
	}
}

// askedOf asks all there is of a session and returns the first error.
func askedOf(s Store) error {
	look := s.Look("kept").Err
	_, _, err1 := s.Open("kept")
	f, err2 := s.Forecasting("kept", Best, datasets.Opener{})
	if err2 == nil && f.Model != nil {
		from, to := f.Model.Data.Held()
		_, err2 = f.Model.OneStep(context.Background(), from, to)
	}
	k, err3 := Resume(s, "kept", datasets.Opener{})
	if err3 == nil {
		run, err := BeginOn(k.Origin, k.From.Recipe, train.Options{Threads: 1, Paused: true, From: k.From, Recorder: k.Recorder})
		if err == nil {
			err = run.End()
		} else {
			_ = k.Recorder.Close()
		}
		err3 = err
	}
	return errors.Join(look, err1, err2, err3)
}
