package sessions

import (
	"unroll/core/fault"
	"unroll/core/fill"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/train"
	"unroll/datasets"
)

// fillSubject is a run over a text whose blanks are filled in.
func (x textOrigin) fillSubject(r recipe.Recipe) (Subject, error) {
	c, err := datasets.Corpus(x.Text, r.Text)
	if err != nil {
		return Subject{}, err
	}
	var law fill.Law
	if l := datasets.TwoSidedFor(x.Text, c.Vocab); l != nil && !r.Text.Lines {
		law = l
	}
	d := task.NewFilling(c, law)
	return Subject{Text: x.Text, Recipe: r, Data: d, Facts: text.FactsOf(c), Floor: d.Floor()}, nil
}

// RecipeForFill is the recipe for filling in blanks of a text unless a person chooses otherwise. Whole lines must fit into a
// window.
func RecipeForFill(t datasets.Text) recipe.Recipe {
	r := recipe.Fill()
	if s, ok := datasets.Find(t.Name); ok && s.Title == t.Title {
		r.Text = s.Options
		r.Text.Score = ""
	}
	r.Settings.Unroll = max(r.Settings.Unroll, FillSteps(t, r.Text))
	return r
}

// FillSteps is the number of unrolled steps that the longest line to learn from needs; 0 if lines are not sequences.
func FillSteps(t datasets.Text, o text.Options) int {
	if !o.Lines {
		return 0
	}
	c, err := datasets.Corpus(t, o)
	if err != nil {
		return 0 // whoever reads it will say so
	}
	return fill.Sequences(c.Train, true, c.Vocab.EndOfLine()).Longest().Len()
}

var errBothExport = fault.New("sessions.both_export", "a language model that reads its own answers cannot be exported: it can predict nothing")

// needsFill refuses a session that is not of masked fill.
func (m Meta) needsFill() error {
	if m.TaskName() != task.Fill.Name {
		return errNotOfTask.Of(m.Name, m.TaskName(), task.Fill.Name)
	}
	return nil
}

// Filler reads the selected weights of a session of masked fill without its history. Errors: ModelWith's, a session of another
// task.
func (s Store) Filler(name string, which Weights) (Meta, *fill.Model, error) {
	m, c, err := s.weights(name, which, Meta.needsFill)
	if err != nil {
		return m, nil, err
	}
	net, err := train.GraphOf(c)
	if err != nil {
		return m, nil, err
	}
	return m, fill.NewModel(net, c.Vocab, m.Recipe.Text.Lines, c.Step), nil
}
