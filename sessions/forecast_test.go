package sessions

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"unroll/core/forecast"
	"unroll/core/train"
	"unroll/datasets"
)

// The law: a session of a series forecasts as its run did, with its last weights and with its best, wherever its data are now;
// what has no data to give the scale, or is of another task, says so.
func TestSessionsForecastAsTheirRuns(t *testing.T) {
	file := filepath.Join(t.TempDir(), "table.csv")
	must(t, os.WriteFile(file, []byte("x\n1.5\n2\n4\n3\n2.5\n1\n3.5\n5\n4\n2\n1\n0.5\n2\n3\n4.5\n5\n3\n2.5\n1\n0\n1\n2\n4\n4.5\n3\n"), 0o666))
	r := smallSeries("gru", "gaussian")
	n, err := datasets.Opener{}.OpenSeries(file, r.Series)
	must(t, err)
	x, s := OfSeries(n), Store{Dir: t.TempDir()}
	subject, err := x.Subject(r)
	must(t, err)
	w, err := CreateOn(s, "x", x, "")
	must(t, err)
	run := startOn(t, r, subject.Data, train.Options{Recorder: w})
	run.until(9)
	run.do(train.Save())
	run.stop()
	_, c, err := s.Open("x")
	must(t, err)
	still, err := train.Still(c, subject.Data)
	must(t, err)

	from, to := still.Model.(*forecast.Model).Data.Held()
	want, err := still.Model.(*forecast.Model).OneStep(context.Background(), from, to)
	must(t, err)
	got, err := s.Forecasting("x", Last, datasets.Opener{})
	must(t, err)
	points, err := got.Model.OneStep(context.Background(), from, to)
	must(t, err)
	if got.Model.At() != 9 || got.Meta.Name != "x" || got.Origin.Name != "table.csv" || !slices.Equal(points, want) {
		t.Errorf("%+v of step %d, want %+v", points, got.Model.At(), want)
	}
	best, err := s.Forecasting("x", Best, datasets.Opener{})
	must(t, err)
	if mark, err := s.BestOf("x"); err != nil || best.Model.At() != mark.Step {
		t.Errorf("the best weights are of step %d, want %+v, %v", best.Model.At(), mark, err)
	}
	if m, err := s.Meta("x"); err != nil || m.TaskName() != "series" {
		t.Errorf("%+v, %v", m, err)
	}

	moved := file + ".moved"
	must(t, os.Rename(file, moved))
	var bad *datasets.BadData
	if _, err := s.Forecasting("x", Last, datasets.Opener{}); !errors.As(err, &bad) {
		t.Errorf("without its data: %v", err)
	}
	if _, err := s.Forecasting("x", Last, datasets.Opener{}, moved); err != nil {
		t.Errorf("with its data elsewhere: %v", err)
	}
	saved(t, s, "text", along(t, tiny("rnn", "sgd", false), 2)...)
	if _, err := s.Forecasting("text", Last, datasets.Opener{}); err == nil {
		t.Error("a language model forecasts numbers")
	}
	var missing *NotFound
	if _, err := s.Forecasting("none", Last, datasets.Opener{}); !errors.As(err, &missing) {
		t.Errorf("a session that does not exist: %v", err)
	}
}
