package sessions

import (
	"cmp"
	"math"

	"unroll/core/recipe"
	"unroll/core/series"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/datasets"
)

// OfSeries is a series as an Origin.
func OfSeries(n datasets.Numbers) Origin { return SeriesOrigin{n} }

// A SeriesOrigin is a series as an Origin.
type SeriesOrigin struct{ datasets.Numbers }

// Reference is what session.json has of the series.
func (x SeriesOrigin) Reference() Data {
	d := referTo(task.Series, x.Name, x.Source, x.Path, x.SHA256)
	d.Encoding = x.Encoding
	return d
}

// Place is its path, or its name.
func (x SeriesOrigin) Place() string { return cmp.Or(x.Path, x.Name) }

// Subject is a run over the series by r.
func (x SeriesOrigin) Subject(r recipe.Recipe) (Subject, error) {
	if x.Answered != nil {
		return x.answered(r)
	}
	d, err := r.Series.Prepare(x.Series, r.Text.Valid)
	if err != nil {
		return Subject{}, x.SeriesFault(err)
	}
	n := task.NewNumbers(d, r.Model.Head)
	return Subject{Recipe: r, Data: n, Facts: text.Facts{Train: d.TrainExamples(), Valid: d.ValidExamples()}, Floor: n.Floor()}, nil
}

// answered is a run over sequences with one answer each. Its Floor is not known: nothing is left to chance.
func (x SeriesOrigin) answered(r recipe.Recipe) (Subject, error) {
	source, _ := series.FindAnswered(x.Source)
	d, err := r.Series.PrepareSequences(*x.Answered, source, r.Text.Valid)
	if err != nil {
		return Subject{}, x.SeriesFault(err)
	}
	return Subject{Recipe: r, Data: task.NewSequences(d, r.Model.Head), Facts: text.Facts{Train: d.TrainExamples(), Valid: d.ValidExamples()}, Floor: math.NaN()}, nil
}

// Fault adds the series' name to an error about it.
func (x SeriesOrigin) Fault(err error) error { return x.SeriesFault(err) }

// seriesSteps is where a run on a series ends unless a person chooses otherwise: a small network makes thousands of updates
// in a second, and has soon learned a short series by heart.
const seriesSteps = 2000

// RecipeForSeries is the recipe for a series by a cell ("": the default one) unless a person chooses otherwise.
func RecipeForSeries(n datasets.Numbers, cell string) recipe.Recipe {
	r := recipe.Series(cell)
	r.Steps = seriesSteps
	if s, ok := n.BuiltIn(); ok {
		r.Text.Valid = s.Valid
	}
	if n.Answered != nil {
		s, _ := series.FindAnswered(n.Source)
		r.Text.Valid, r.Series.Lags, r.Settings.Unroll = s.Valid, 1, n.Answered.T
		r.Settings.Batch, r.Settings.LR = 16, 5e-3 // an LSTM needs some 3,000 updates for 50 rows
		r.Steps = 2 * seriesSteps
		if r.Model.Layers > 0 {
			r.Model.Hidden = 32
		}
	}
	return r
}

// findSeries is the Finder of series.
func findSeries(m Meta, o datasets.Opener, args ...string) (Origin, error) {
	arg := m.Data.whereNow(args)
	n, err := o.OpenSeries(arg, m.Recipe.Series)
	if n.SHA256 == m.Data.SHA256 { // the session's name for it, wherever it is now
		n.Name = m.Data.Name
	}
	return SeriesOrigin{n}, err
}
