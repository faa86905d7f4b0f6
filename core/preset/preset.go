// Package preset has published configurations from books, papers and well-known programs, each with
// its source and the figures it reached.
//
// To add one, write an entry in its family's list. What this program does differently from the source is stated in
// Differences, never hidden. A figure names its source; one that has not been looked up again is marked FromMemory.
package preset

import (
	"cmp"
	"math"
	"slices"

	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/task"
)

// A Preset is a published configuration. Its recipe names its task.
type Preset struct {
	Name        string // as in --preset
	Title       string
	Source      string // book and section, paper, or repository and file
	Text        Text
	Series      string // name of the source of core/series that it was published on; "": it was a text
	Recipe      recipe.Recipe
	Figures     []Figure // what was reached; the first that a run can be compared with is its yardstick
	Unpublished string   // if there are no figures, the reason
	Differences []string // what differs from the source, a sentence each
}

// Text is what a preset was published on: a text, a series, or pairs of sentences.
type Text struct {
	About   string // description, and how it was cleaned
	Prepare string // a command that prepares it; "": it is used as is
	File    string // its name in examples; "": the series comes with the program
	Vocab   int    // V; of pairs that of the target; 0 of a series
	Source  int    // of pairs the source's vocabulary
	Train   int    // tokens, of pairs the targets', or examples of a series, to learn from
	Valid   int    // tokens or examples held out; 0: none
}

// OfSeries says whether p is for a series.
func (p Preset) OfSeries() bool { return p.Recipe.Task == task.Series.Name }

// OfPairs says whether p is for pairs of sentences.
func (p Preset) OfPairs() bool { return p.Recipe.Task == task.Translation.Name }

// Model is the network with the widths that the published data require.
func (p Preset) Model() nn.Spec {
	m := p.Recipe.Model
	m.Vocab, m.Source = p.Text.Vocab, p.Text.Source
	if p.OfSeries() {
		m.Inputs, m.Outputs = p.Recipe.Series.Lags, 1
	}
	return m
}

// Presets is the table of them, in the order of a menu.
var Presets = slices.Concat(d2l, d2lEarlier, karpathy, zaremba, d2lSeries, d2lPairs)

// Find looks up a name in the table.
func Find(name string) (p Preset, ok bool) {
	for _, p := range Presets {
		if p.Name == name {
			return p, true
		}
	}
	return Preset{}, false
}

// Names lists the table for flags and help.
func Names() []string {
	list := make([]string, len(Presets))
	for i, p := range Presets {
		list[i] = p.Name
	}
	return list
}

// The parts of a text that a figure can be measured on.
const (
	Train = "training"
	Valid = "validation"
	Test  = "test"
)

// A Metric is what a figure measures.
type Metric string

// The metrics.
const (
	Perplexity Metric = ""     // per token
	MSE        Metric = "mse"  // mean squared error in the data's unit, one step ahead
	Nats       Metric = "nats" // the mean loss in nats/token, or Figure.Per of it
)

// A Figure is a published result.
type Figure struct {
	On         string // Train (the mean over the last epoch), Valid or Test
	Metric     Metric
	Value      float64
	Low, High  float64 // of several published runs, the lowest and the highest; both 0: only one is known
	Per        float64 // of Nats: Value is in a unit of this many tokens, as 0.1 for 0.019 × 10 nats/token; 0: 1
	Unit       string  // what that unit is, where Per is not 0
	Source     string
	FromMemory bool // not looked up again
}

// Loss is the figure as a mean loss of a run over d; NaN if a run over d has no such metric. A perplexity and nats need no d.
func (f Figure) Loss(d task.Data) float64 {
	switch f.Metric {
	case Perplexity:
		return math.Log(f.Value)
	case Nats:
		return f.Value / cmp.Or(f.Per, 1)
	}
	if n, ok := d.(*task.Numbers); ok {
		return n.Loss(f.Value)
	}
	return math.NaN()
}

// Of is the inverse of Loss: a mean loss of a run over d in the figure's metric.
func (f Figure) Of(loss float64, d task.Data) float64 {
	switch f.Metric {
	case Perplexity:
		return math.Exp(loss)
	case Nats:
		return loss * cmp.Or(f.Per, 1)
	}
	if n, ok := d.(*task.Numbers); ok {
		return n.MSE(loss)
	}
	return math.NaN()
}

// changed is the default recipe with changes: what an entry does not set keeps its default.
func changed(change func(r *recipe.Recipe)) recipe.Recipe {
	r := recipe.Default()
	change(&r)
	return r
}
