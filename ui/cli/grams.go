package cli

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"unroll/core/ngram"
	"unroll/core/recipe"
	"unroll/core/text"
	"unroll/datasets"
	"unroll/sessions"
)

// mostOrder is the greatest order of an n-gram: beyond it, loss no longer falls but memory grows.
const mostOrder = 16

// gramFlags says what is counted, and how.
type gramFlags struct {
	text      textFlags
	edits     edits
	smoothing string
}

// add adds the flags of a command that counts in texts only.
func (f *gramFlags) add(c *call, cmd *cobra.Command, fs *pflag.FlagSet) {
	f.text.add(c, fs)
	complete(cmd, "dataset", c.datasetChoices)
	completeEncoding(cmd)
	f.addCounts(c, cmd, fs, ofTexts)
}

// addAll adds the flags of a command that takes other data too.
func (f *gramFlags) addAll(c *call, cmd *cobra.Command, fs *pflag.FlagSet) {
	f.text.addAll(c, cmd)
	f.addCounts(c, cmd, fs, nil)
}

// ofData are the flags of a recipe that say what is learned, not how; some of texts, some of other data.
var ofData = []string{"tokens", "lines", "valid", "column", "inputs", "target", "gaps", "log", "rows", "data-seed", "train-rows", "valid-rows", "tags",
	"source-tokens", "target-tokens", "prepare", "min-freq", "vocab-size", "count-all", "length", "cut", "first", "in-order", "reverse"}

// addCounts adds the flags on how to split and count; those of data of no task of of (nil: all) are left out.
func (f *gramFlags) addCounts(c *call, cmd *cobra.Command, fs *pflag.FlagSet, of tasksOf) {
	var split []recipeFlag
	for _, r := range recipeFlags {
		if slices.Contains(ofData, r.name) && (of == nil || r.of.has(of[0])) {
			split = append(split, r)
		}
	}
	c.addFlags(fs, &f.edits, split)
	all := smoothings(c)
	fs.StringVar(&f.smoothing, "smoothing", all[0].Name, fmt.Sprintf(c.words.CLI.Flags.Smoothing, listed(names(all))))
	c.completeRecipe(cmd)
	complete(cmd, "smoothing", func() []choice { return smoothings(c) })
}

// check checks the flags before anything is read.
func (f *gramFlags) check(cmd *cobra.Command, args []string, example string) error {
	if err := f.text.check(cmd, args); err != nil {
		return err
	}
	if len(args) == 0 && f.text.dataset == "" {
		return &usage{errNoText.Of(), hintNameText.Of(example)}
	}
	var kinds []string
	for _, k := range ngram.Kinds {
		kinds = append(kinds, k.Name)
	}
	if !slices.Contains(kinds, f.smoothing) {
		return misuse(errNoSmoothing, f.smoothing, listed(kinds))
	}
	return f.edits.check(f.text.asked(cmd.Flags(), f.edits))
}

// A counted is a text to count, split as a run would split it.
type counted struct {
	name string
	*text.Corpus
	floor float64 // the source's entropy rate, nats/token; NaN: not known
}

// open reads and splits the text. Errors: *datasets.BadData, *unfit.
func (f *gramFlags) open(c *call, args []string) (counted, error) {
	c.counts = true
	t, err := f.text.open(c, args, f.edits)
	if err != nil {
		return counted{}, err
	}
	return f.split(t, f.edits.apply(sessions.RecipeFor(t)))
}

// split splits a text as a run would. Errors: *datasets.BadData, *unfit.
func (f *gramFlags) split(t datasets.Text, r recipe.Recipe) (counted, error) {
	corpus, err := datasets.Corpus(t, r.Text)
	if err != nil {
		return counted{}, err
	}
	if len(corpus.Train) < 2 {
		return counted{}, &unfit{errShortToCount.Of(t.Name)}
	}
	x := counted{name: t.Title, Corpus: corpus, floor: datasets.FloorFor(t, corpus)}
	return x, nil
}
