package sessions

import (
	"unroll/core/tagging"
	"unroll/core/task"
	"unroll/datasets"
)

// A Tagger is what a session of tagged sentences has learned, with its data.
type Tagger struct {
	Meta   Meta
	Origin TaggedOrigin
	Data   *task.Tagged
	Model  *tagging.Model
}

// Tagger reads the selected weights of a session of tagged sentences without its history, and its data, which number its words
// and tags; if they have moved, args say where they are (see FindOrigin). Errors: ModelWith's, a session of another task, a
// *datasets.BadData about the data.
func (s Store) Tagger(name string, which Weights, o datasets.Opener, args ...string) (Tagger, error) {
	k, err := s.known(name, task.Tagging, which, o, toTag, args)
	if err != nil {
		return Tagger{}, err
	}
	return Tagger{k.meta, k.origin.(TaggedOrigin), k.data.(*task.Tagged), k.model.(*tagging.Model)}, nil
}
