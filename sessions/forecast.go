package sessions

import (
	"unroll/core/forecast"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/datasets"
)

// Meta reads a session's session.json and nothing else. Errors: *NotFound, *Newer, *Damaged.
func (s Store) Meta(name string) (Meta, error) {
	f, err := s.find(name)
	if err != nil {
		return Meta{}, err
	}
	return f.meta()
}

// A Forecasting is what a session of a series has learned, with its data.
type Forecasting struct {
	Meta    Meta
	Origin  SeriesOrigin
	Numbers *task.Numbers
	Model   *forecast.Model
	Answers *forecast.Answerer // of sequences with one answer each, which have no Numbers and no Model
}

// Forecasting reads the selected weights of a session of a series without its history, and its data, which have the scale that
// the network reads numbers on; if they have moved, args say where they are (see FindOrigin). Errors: ModelWith's, a session of
// another task, a *datasets.BadData about the data.
func (s Store) Forecasting(name string, which Weights, o datasets.Opener, args ...string) (Forecasting, error) {
	f, err := s.find(name)
	if err != nil {
		return Forecasting{}, err
	}
	m, err := f.meta()
	if err != nil {
		return Forecasting{}, err
	}
	if m.TaskName() != task.Series.Name {
		return Forecasting{}, errNoNumbers.Of(m.Name, m.TaskName())
	}
	c := &train.Checkpoint{Recipe: m.Recipe}
	if which == Best {
		err = f.bestInto(m, c)
	} else {
		err = f.lastInto(c)
	}
	if err != nil {
		return Forecasting{}, err
	}
	x, err := FindOrigin(m, o, args...)
	if err != nil {
		return Forecasting{}, err
	}
	subject, err := about(x, m.Recipe)
	if err != nil {
		return Forecasting{}, err
	}
	net, err := train.GraphOf(c)
	if err != nil {
		return Forecasting{}, err
	}
	all := Forecasting{Meta: m, Origin: x.(SeriesOrigin)}
	all.Numbers, _ = subject.Data.(*task.Numbers)
	switch model := subject.Data.Model(net, c.Step).(type) {
	case *forecast.Model:
		all.Model = model
	case *forecast.Answerer:
		all.Answers = model
	}
	return all, nil
}
