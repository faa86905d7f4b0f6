package cli

import (
	"fmt"

	"github.com/spf13/pflag"

	"unroll/core/recipe"
	"unroll/core/train"
	"unroll/sessions"
)

// shapeFlags are those that a run which begins with the weights of a session cannot have: the network is that of the session,
// and reads a text in the same way.
var shapeFlags = []string{"preset", "resume", "tokens", "lines", "score", "windows", "cell", "reset", "biases", "hidden", "layers", "embed", "bidirectional", "dropout-between"}

// startFrom reads the weights of --init-from, and puts the session's network before the other flags.
func (c *call) startFrom(fs *pflag.FlagSet, f *trainFlags, store sessions.Store) (*train.Start, error) {
	for _, name := range shapeFlags {
		if fs.Changed(name) {
			return nil, &usage{errStartFlag.Of(name, f.initFrom), hintLeaveOut.Of(name)}
		}
	}
	m, s, err := c.soundStart(f, store)
	if err != nil {
		return nil, err
	}
	own := edit{tasksOf{language}, func(r *recipe.Recipe) {
		valid := r.Text.Valid
		r.Text, r.Windows, r.Model = m.Recipe.Text, m.Recipe.Windows, m.Recipe.Model
		r.Text.Valid, r.Model.Vocab, r.InitFrom = valid, 0, s.ID()
	}}
	f.edits = append(edits{own}, f.edits...)
	return s, nil
}

// soundStart reads the weights that --weights names. If it names none and the session is ruined or has diverged, they are its
// last good weights, or else its best, and standard error says which.
func (c *call) soundStart(f *trainFlags, store sessions.Store) (m sessions.Meta, s *train.Start, err error) {
	say := func(note error) {
		if !f.quiet {
			c.note(note)
		}
	}
	sum := store.Look(f.initFrom)
	switch {
	case f.weights != "":
		if !f.quiet {
			c.warnOfWrong(f.initFrom, f.weights)
		}
		return store.Start(f.initFrom, f.weights)
	case sum.Err != nil || sum.Trouble == train.Paused:
		return store.Start(f.initFrom, sessions.Last)
	}
	if m, s, err = store.Start(f.initFrom, sessions.Good); err == nil {
		step, _ := store.GoodStep(f.initFrom)
		say(errStartGood.Of(f.initFrom, count(step)))
		return m, s, nil
	}
	if m, s, err = store.Start(f.initFrom, sessions.Best); err == nil {
		say(errStartBest.Of(f.initFrom, count(sum.BestStep)))
		return m, s, nil
	}
	if m, s, err = store.Start(f.initFrom, sessions.Last); err == nil {
		say(errStartRuined.Of(f.initFrom))
	}
	return m, s, err
}

// startSuits refuses data of another task than that of the weights which the run begins with.
func startSuits(s *train.Start, p plan) error {
	if of := taskOf(p.recipe); s != nil && of != language {
		return misuse(errStartOtherTask, s.Name, p.origin.Reference().Name, kindOf(of).is)
	}
	return nil
}

// meeting says how the vocabulary of the run and that of the weights that it begins with meet.
func (w *follower) meeting(s *train.Start) string {
	m := s.Meets(w.run.Corpus.Vocab)
	return fmt.Sprintf(w.words.CLI.Train.Meeting, s.Name, w.words.CLI.Units.Tokens.Of(m.Known, count(m.Known)), count(m.New), count(m.Unused))
}
