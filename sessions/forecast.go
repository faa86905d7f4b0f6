package sessions

import (
	"unroll/core/forecast"
	"unroll/core/task"
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
	return s.forecasting(name, which, o, toForecast, args)
}

// Rescaling is Forecasting for numbers of a person's own: of the session's data only the scale is needed, and errors say so.
func (s Store) Rescaling(name string, which Weights, o datasets.Opener, args ...string) (Forecasting, error) {
	return s.forecasting(name, which, o, toScale, args)
}

func (s Store) forecasting(name string, which Weights, o datasets.Opener, to purpose, args []string) (Forecasting, error) {
	k, err := s.known(name, task.Series, which, o, to, args)
	if err != nil {
		return Forecasting{}, err
	}
	all := Forecasting{Meta: k.meta, Origin: k.origin.(SeriesOrigin)}
	all.Numbers, _ = k.data.(*task.Numbers)
	switch model := k.model.(type) {
	case *forecast.Model:
		all.Model = model
	case *forecast.Answerer:
		all.Answers = model
	}
	return all, nil
}
