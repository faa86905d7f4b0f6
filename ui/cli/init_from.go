package cli

import (
	"fmt"

	"github.com/spf13/pflag"

	"unroll/core/train"
	"unroll/sessions"
)

// shapeFlags are those that a run which begins with the weights of a session cannot have: the network is that of the session,
// and reads a text in the same way.
var shapeFlags = []string{"preset", "resume", "tokens", "lines", "score", "windows", "cell", "reset", "biases", "hidden", "layers", "embed", "bidirectional", "dropout-between"}

// startFrom reads the weights of --init-from, and puts the session's network before the other flags.
func (c *call) startFrom(fs *pflag.FlagSet, f *trainFlags, store sessions.Store) (*train.Start, error) {
	if f.initFrom == "" {
		return nil, misuse(errNeedsName, "init-from")
	}
	for _, name := range shapeFlags {
		if fs.Changed(name) {
			return nil, &usage{errStartFlag.Of(name, f.initFrom), hintLeaveOut.Of(name)}
		}
	}
	m, s, err := store.Start(f.initFrom, sessions.Last)
	if err != nil {
		return nil, err
	}
	own := edit{tasksOf{language}, func(r *train.Recipe) {
		valid := r.Text.Valid
		r.Text, r.Windows, r.Model = m.Recipe.Text, m.Recipe.Windows, m.Recipe.Model
		r.Text.Valid, r.Model.Vocab, r.InitFrom = valid, 0, s.ID()
	}}
	f.edits = append(edits{own}, f.edits...)
	return s, nil
}

// meeting says how the vocabulary of the run and that of the weights that it begins with meet.
func (w *follower) meeting(s *train.Start) string {
	m := s.Meets(w.run.Corpus.Vocab)
	return fmt.Sprintf(w.words.CLI.Train.Meeting, s.Name, w.words.CLI.Units.Tokens.Of(m.Known, count(m.Known)), count(m.New), count(m.Unused))
}
