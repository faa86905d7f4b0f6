package sessions

import (
	"cmp"
	"math"

	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/translation"
	"unroll/datasets"
)

// OfPairs is pairs of sentences as an Origin.
func OfPairs(p datasets.Pairs) Origin { return PairsOrigin{p} }

// A PairsOrigin is pairs of sentences as an Origin.
type PairsOrigin struct{ datasets.Pairs }

// Reference is what session.json has of the pairs.
func (x PairsOrigin) Reference() Data {
	d := referTo(task.Translation, x.Name, x.Source, x.Path, x.SHA256)
	d.Encoding = x.Encoding
	if x.Second != "" {
		d.Paths = append(d.Paths, x.Second)
	}
	d.Split = Split{Train: len(x.Train), Valid: len(x.Valid)} // the same bytes may be a folder with a part to hold out, or a file
	return d
}

// Place is their path, or their name.
func (x PairsOrigin) Place() string { return cmp.Or(x.Path, x.Name) }

// Subject is a run over the pairs by r. Its unroll is the longest sentence's length.
func (x PairsOrigin) Subject(r recipe.Recipe) (Subject, error) {
	learned, held := x.Held(r.Text.Valid, r.Pairs)
	c, err := translation.NewCorpus(learned, held, r.Pairs)
	if err != nil {
		return Subject{}, x.Fault(err)
	}
	r.Settings.Unroll = c.Longest()
	d := task.NewPairs(c)
	facts := text.Facts{Train: c.TrainTokens(), Valid: d.HeldOut(), Vocab: c.Target.Vocab()}
	return Subject{Recipe: r, Data: d, Facts: facts, Floor: math.NaN()}, nil
}

// Fault adds the pairs' name to an error about them, as a *datasets.BadData.
func (x PairsOrigin) Fault(err error) error {
	if !translation.IsData(err) {
		return err
	}
	return &datasets.BadData{Name: x.Place(), Reason: errOfPairs.Of(x.Name, err), Err: err}
}

// findPairs is the Finder of pairs: in one place, or in the two files of args.
func findPairs(m Meta, o datasets.Opener, args ...string) (Origin, error) {
	second := ""
	switch {
	case len(args) > 1:
		second = args[1]
	case len(args) == 0 && len(m.Data.Paths) > 1:
		second = m.Data.Paths[1]
	}
	if len(args) == 1 && m.inTwoFiles() {
		return nil, &datasets.BadData{Name: args[0], Reason: errOneOfTwo.Of(m.Name), Hint: errNameBoth.Of()}
	}
	p, err := o.OpenPairs(m.Data.whereNow(args), second)
	if p.SHA256 == m.Data.SHA256 { // the session's name for them, wherever they are now; what is held out depends on the source
		p.Name, p.Source = m.Data.Name, m.Data.Source
	}
	return PairsOrigin{p}, err
}

// inTwoFiles says whether the data are sentences in one file and their translations in another.
func (m Meta) inTwoFiles() bool {
	return m.TaskName() == task.Translation.Name && len(m.Data.Paths) > 1
}

// pairEpochs is where a run on pairs ends unless a person chooses otherwise.
const pairEpochs = 10

// RecipeForPairs is the recipe for pairs unless a person chooses otherwise.
func RecipeForPairs(p datasets.Pairs) recipe.Recipe {
	r := recipe.Translation()
	r.Epochs, r.Schedule = pairEpochs, "cosine"
	if s, ok := translation.Find(p.Source); ok {
		length, least := r.Pairs.Length, r.Pairs.MinFreq
		r.Pairs = s.Options
		r.Pairs.Length, r.Pairs.MinFreq = length, least
	}
	return r
}

// A Translator is what a session of pairs has learned, with its data.
type Translator struct {
	Meta   Meta
	Origin PairsOrigin
	Data   *task.Pairs
	Model  *translation.Model
}

// Translator reads the selected weights of a session of pairs without its history, and its data, which number its words; if they have
// moved, args say where they are (see FindOrigin). Errors: ModelWith's, a session of another task, a *datasets.BadData about the data.
func (s Store) Translator(name string, which Weights, o datasets.Opener, args ...string) (Translator, error) {
	k, err := s.known(name, task.Translation, which, o, toTranslate, args)
	if err != nil {
		return Translator{}, err
	}
	return Translator{k.meta, k.origin.(PairsOrigin), k.data.(*task.Pairs), k.model.(*translation.Model)}, nil
}
