// Package preset has published configurations from books, papers and well-known programs, each with
// its source and the figures it reached.
//
// To add one, write an entry in its family's list. What this program does differently from the source is stated in
// Differences, never hidden. A figure names its source; one that has not been looked up again is marked FromMemory.
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
	Figures     []Figure // what was reached; the first that a run can be compared with is its yardstick
	Unpublished string   // if there are no figures, the reason
	Differences []string // what differs from the source, a sentence each
}

// Text is what a preset was published on.
type Text struct {
	About   string // description, and how it was cleaned
	Prepare string // a command that prepares it; "": it is used as is
	File    string // its name in examples
	Vocab   int    // V
	Train   int    // tokens to learn from
	Valid   int    // tokens held out; 0: none
}

// Presets is the table of them, in the order of a menu.
var Presets = slices.Concat(d2l, d2lEarlier, karpathy, zaremba)

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

// A Figure is a published perplexity per token.
type Figure struct {
	On         string // Train (the mean over the last epoch), Valid or Test
	Perplexity float64
	Source     string
	FromMemory bool // not looked up again
}

// Loss is the figure in nats/token.
func (f Figure) Loss() float64 { return math.Log(f.Perplexity) }

// recipe is the default recipe with changes: what an entry does not set keeps its default.
func recipe(change func(r *train.Recipe)) train.Recipe {
	r := train.DefaultRecipe()
	change(&r)
	return r
}
