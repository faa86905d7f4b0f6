// Package preset has the configurations that people meet in books, papers and well-known programs,
// each with where it is from and what was reached with it.
//
// To add one: an entry in Presets. What this program cannot do as the source does is said in
// Differences, never hidden. A figure names its source; one that nobody looked up again is marked
// FromMemory.
package preset

import (
	"math"
	"slices"

	"unroll/core/train"
)

// A Preset is a published configuration.
type Preset struct {
	Name        string // as in --preset
	Title       string
	Source      string // book and section, paper, or repository and file
	Text        Text
	Recipe      train.Recipe
	Figures     []Figure // what was reached; the first that can be held against a run is its yardstick
	Unpublished string   // of one without figures: why there are none
	Differences []string // what is not as in the source, a sentence each
}

// Text is what a preset was published on.
type Text struct {
	About   string // what it is and how it was cleaned
	Prepare string // a command that makes it; "": it is used as it comes
	File    string // what an example calls it
	Vocab   int    // V
	Train   int    // tokens to learn from
	Valid   int    // tokens held out; 0: none
}

// Presets is the table of them, in the order of a menu.
var Presets = slices.Concat(d2l, d2lEarlier, karpathy, zaremba)

// Find looks a name up in the table.
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

// The parts of a text that a figure can be about.
const (
	Train = "training"
	Valid = "validation"
	Test  = "test"
)

// A Figure is a perplexity per token that somebody published.
type Figure struct {
	On         string // Train (a mean over the last pass), Valid or Test
	Perplexity float64
	Source     string
	FromMemory bool // nobody has looked it up again
}

// Loss is the figure in nats/token.
func (f Figure) Loss() float64 { return math.Log(f.Perplexity) }

// recipe is the default one with changes: what an entry does not say is as everywhere.
func recipe(change func(r *train.Recipe)) train.Recipe {
	r := train.DefaultRecipe()
	change(&r)
	return r
}
