package train

import (
	"unroll/core/lm"
	"unroll/core/nn"
	"unroll/core/task"
)

// A Start is the weights of a language model that another run begins with.
type Start = lm.Start

// StartOf is what a run can begin with of c, from a session of that name. Error: c is no language model.
func StartOf(name string, c *Checkpoint) (*Start, error) {
	if t, err := task.Find(c.Recipe.Task); err != nil || t != task.Language || c.Vocab == nil {
		return nil, errStartTask.Of(name)
	}
	return &Start{Name: name, Vocab: c.Vocab, Weights: c.Weights}, nil
}

// beginFrom replaces initial weights by those of s: see lm.Start.Into. Errors: s is missing, or is not what the recipe says; another
// shape of network.
func (l *learner) beginFrom(s *Start) error {
	r := l.recipe
	switch {
	case s == nil && r.InitFrom == "":
		return nil
	case s == nil:
		return errStartMissing.Of(r.InitFrom)
	case s.ID() != r.InitFrom:
		return errStartOther.Of(r.InitFrom, s.ID())
	case l.data.Task() != task.Language:
		return errStartTask.Of(s.Name)
	}
	list := l.net.Export()
	if bad, shape := s.Into(list, l.data.Vocab(), r.Model.Embed == 0); bad != nil {
		return errStartShape.Of(s.Name, bad.Name, shape, bad.Shape)
	}
	if err := l.net.Import(l.net.Weights(), nn.Find(list)); err != nil {
		return err
	}
	l.net.Prepare()
	return nil
}
