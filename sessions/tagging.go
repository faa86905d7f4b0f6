package sessions

import (
	"cmp"
	"errors"

	"unroll/core/recipe"
	"unroll/core/tagging"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/datasets"
)

// OfTagged is tagged sentences as an Origin.
func OfTagged(t datasets.Tagged) Origin { return TaggedOrigin{t} }

// A TaggedOrigin is tagged sentences as an Origin.
type TaggedOrigin struct{ datasets.Tagged }

// Reference is what session.json has of the sentences.
func (x TaggedOrigin) Reference() Data {
	d := referTo(task.Tagging, x.Name, x.Source, x.Path, x.SHA256)
	d.Encoding = x.Encoding
	return d
}

// Place is their path, or their name.
func (x TaggedOrigin) Place() string { return cmp.Or(x.Path, x.Name) }

// Subject is a run over the sentences by r.
func (x TaggedOrigin) Subject(r recipe.Recipe) (Subject, error) {
	learned, held := x.Held(r.Text.Valid)
	c, err := tagging.NewCorpus(learned, held, r.Tagging)
	if err != nil {
		return Subject{}, x.Fault(err)
	}
	c.Law = x.Law
	d := task.NewTagged(c, r.Model.Bidirectional)
	return Subject{Recipe: r, Data: d, Facts: text.Facts{Train: c.TrainRows.Rows(), Valid: c.ValidRows.Rows()}, Floor: d.Floor()}, nil
}

// Fault adds the sentences' name to an error about them, as a *datasets.BadData.
func (x TaggedOrigin) Fault(err error) error {
	var short *text.TooShort
	var long *text.TooLong
	if err == nil || (!tagging.IsData(err) && !errors.As(err, &short) && !errors.As(err, &long)) {
		return err
	}
	if long != nil {
		return &datasets.BadData{Name: x.Place(), Reason: errLongSentence.Of(x.Name, long.Line, long.Steps, long.Has, mostUnroll), Err: err}
	}
	return &datasets.BadData{Name: x.Place(), Reason: errOfSentences.Of(x.Name, err), Err: err}
}

// findTagged is the Finder of tagged sentences.
func findTagged(m Meta, o datasets.Opener, args ...string) (Origin, error) {
	arg := m.Data.whereNow(args)
	t, err := o.OpenTagged(arg, m.Recipe.Tagging.Column)
	if t.SHA256 == m.Data.SHA256 { // the session's name for them, wherever they are now
		t.Name = m.Data.Name
	}
	return TaggedOrigin{t}, err
}

// taggedEpochs is where a run on tagged sentences ends unless a person chooses otherwise.
const taggedEpochs = 10

// mostUnroll is the longest window that a recipe may have.
const mostUnroll = 1024

// RecipeForTagged is the recipe for tagged sentences unless a person chooses otherwise: its window has room for the longest of them,
// if any window has.
func RecipeForTagged(t datasets.Tagged) recipe.Recipe {
	r := recipe.Tagging()
	r.Epochs = taggedEpochs
	for _, x := range t.Train {
		r.Settings.Unroll = max(r.Settings.Unroll, min(len(x.Words), mostUnroll))
	}
	return r
}
