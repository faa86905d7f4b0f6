package sessions

import (
	"unroll/core/task"
	"unroll/core/train"
	"unroll/datasets"
)

// A known is what a session has learned, with the data that it was learned from.
type known struct {
	meta   Meta
	origin Origin
	data   task.Data
	model  task.Model
}

// known reads the selected weights of a session of a task without its history, and its data, which a task without a vocabulary
// needs to read anything; if they have moved, args say where they are (see FindOrigin). Errors: ModelWith's, a session of another
// task, a *datasets.BadData about the data.
func (s Store) known(name string, of *task.Task, which Weights, o datasets.Opener, to purpose, args []string) (known, error) {
	f, err := s.find(name)
	if err != nil {
		return known{}, err
	}
	m, err := f.meta()
	if err != nil {
		return known{}, err
	}
	if m.TaskName() != of.Name {
		return known{}, errNotOfTask.Of(m.Name, m.TaskName(), of.Name)
	}
	c := &train.Checkpoint{Recipe: m.Recipe}
	if err := f.into(m, c, which); err != nil {
		return known{}, err
	}
	x, err := find(m, o, to, args...)
	if err != nil {
		return known{}, err
	}
	subject, err := about(x, m.Recipe)
	if err != nil {
		return known{}, err
	}
	if fit := subject.Data.Fit(m.Recipe.Model); fit != m.Recipe.Model {
		return known{}, &datasets.BadData{Name: x.Place(), Reason: errOtherShape.Of(m.Name, m.Recipe.Model.Vocab, fit.Vocab), Hint: errOldData.Of()}
	}
	net, err := train.GraphOf(c)
	if err != nil {
		return known{}, err
	}
	return known{m, x, subject.Data, subject.Data.Model(net, c.Step)}, nil
}
